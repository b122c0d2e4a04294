#!/usr/bin/env python3
"""Ten minutes of a public endpoint's life, with a ledger of what it must answer.

    tests/outside/load.py DEMARCHE [--seconds 600] [--clients 8] [--rate 25]

DEMARCHE is the program (built with --release). Over the sample articles, each of the clients sends `rate` requests a second: 95 of 100 ask, without a token; five write
(a counter that is read and set, a thing that is added) and note what was acknowledged. Documents keep coming by PUT, hostile queries one after the other, and workers are killed at random. Every answer is compared with
the ledger, or with what the quiet server answered. It fails where one was wrong or was lost, where the slowest hundredth of the answers took ten times as long as
the median of the quiet server, and where the server's memory grew.
"""

import argparse
import http.client
import multiprocessing
import os
import pathlib
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse

TOKEN = "a-token-for-checks"
DM = "PREFIX dm: <https://w3id.org/demarche/ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
# Of the sample articles, which nobody changes here.
FIXED = [
    DM + "SELECT ?s ?label { ?s a dm:Meeting ; rdfs:label ?label } ORDER BY ?label ?s LIMIT 10",
    DM + "SELECT ?who (COUNT(?s) AS ?n) { ?s a dm:Statement ; dm:speaker ?who } GROUP BY ?who ORDER BY DESC(?n) ?who LIMIT 10",
    DM + "SELECT ?s ?quote { ?s a dm:Statement ; dm:speaker ?who ; dm:quote ?quote . ?who rdfs:label ?name } ORDER BY ?s ?quote LIMIT 20",
    DM + "ASK { ?s a dm:Proposal }",
]
HOSTILE = [
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?d) }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a ?d",
    "SELECT DISTINCT ?a ?d ?c ?f { ?a ?b ?c . ?d ?e ?f } OFFSET 100000000",
    "SELECT (COUNT(*) AS ?n) { ?a (!<urn:none>)* ?b . ?b (!<urn:none>)* ?c }",
    "SELECT (GROUP_CONCAT(?c) AS ?n) { ?a ?b ?c . ?d ?e ?f }",
    "ASK " + "{" * 5000,
]


class Client:
    """One connection, opened anew when it breaks."""

    def __init__(self, address):
        self.address, self.connection = address, None

    def send(self, method, path, body=None, headers=None):
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection(*self.address, timeout=30)
            self.connection.request(method, path, body, headers or {})
            answer = self.connection.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            self.connection = None
            return 0, b""

    def ask(self, query):
        return self.send("GET", "/sparql?query=" + urllib.parse.quote(query), headers={"Accept": "text/csv"})

    def update(self, text):
        return self.send("POST", "/sparql", text.encode(), {"Content-Type": "application/sparql-update", "Authorization": f"Bearer {TOKEN}"})


def client(number, address, until, rate, expected, told):
    """Asks and writes at its pace, and sends what it saw: times, refusals, wrong answers."""
    chance, here = random.Random(number), Client(address)
    me, value, things, doubt = f"<urn:load:{number}>", 0, 0, False
    times, refused, wrong, writes = [], {}, [], 0
    here.update(f"INSERT DATA {{ {me} <urn:count> 0 }}")
    due = time.monotonic()
    while (now := time.time()) < until:
        due = max(due + 1 / rate, time.monotonic() - 1)
        time.sleep(max(0, due - time.monotonic()))
        kind = chance.random()
        if kind < 0.05:
            if kind < 0.03:
                status, _ = here.update(f"DELETE {{ {me} <urn:count> ?n }} INSERT {{ {me} <urn:count> ?m }} WHERE {{ {me} <urn:count> ?n BIND(?n + 1 AS ?m) }}")
                value += status == 204
            else:
                status, _ = here.update(f"INSERT DATA {{ <urn:load:{number}:{things}> <urn:of> {me} }}")
                things += status == 204
            writes += status == 204
            # Whether it was written is not known.
            doubt |= status == 0
            if status != 204:
                refused[f"write {status}"] = refused.get(f"write {status}", 0) + 1
            continue
        began = time.perf_counter()
        if kind < 0.4:
            status, body = here.ask(f"SELECT ?n {{ {me} <urn:count> ?n }}")
            right = body == f"n\r\n{value}\r\n".encode()
        elif kind < 0.6:
            status, body = here.ask(f"SELECT (COUNT(?t) AS ?n) {{ ?t <urn:of> {me} }}")
            right = body == f"n\r\n{things}\r\n".encode()
        else:
            which = chance.randrange(len(expected))
            status, body = here.ask(FIXED[which])
            right = body == expected[which]
        if status == 200:
            times.append(time.perf_counter() - began)
            if not right and not doubt:
                wrong.append((kind, value, things, body[:100]))
        else:
            refused[status] = refused.get(status, 0) + 1
    told.put((times, refused, wrong, writes))


def hostile(address, until):
    chance = random.Random(7)
    while time.time() < until:
        here = Client(address)
        here.ask(chance.choice(HOSTILE) + f" #{chance.random()}")
        time.sleep(chance.random())


def documents(address, until):
    """A graph of two hundred triples, another one twice a second."""
    here, number = Client(address), 0
    headers = {"Content-Type": "text/turtle", "Authorization": f"Bearer {TOKEN}"}
    while time.time() < until:
        number += 1
        body = "".join(f"<urn:document:{number % 50}:{n}> <urn:says> \"{number} {n}\" .\n" for n in range(200))
        here.send("PUT", f"/store?graph=urn:document:{number % 50}", body.encode(), headers)
        time.sleep(0.5)


def killer(server, until):
    chance = random.Random(11)
    while time.time() < until:
        time.sleep(0.5 + 2 * chance.random())
        workers = subprocess.run(["pgrep", "-P", str(server)], capture_output=True, text=True).stdout.split()
        if workers:
            try:
                os.kill(int(chance.choice(workers)), signal.SIGKILL)
            except ProcessLookupError:
                pass


def resident(process):
    return int(pathlib.Path(f"/proc/{process}/statm").read_text().split()[1]) * 4096 / 2**20


def percentile(times, share):
    return sorted(times)[min(len(times) - 1, int(len(times) * share))] * 1000


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--rate", type=float, default=25)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = f"{folder}/store"
        subprocess.run([arguments.program, "demo", store, "--no-serve"], check=True, stderr=subprocess.DEVNULL)
        command = [arguments.program, "serve", "--store", store, "--port", "0", "--token", TOKEN, "--timeout", "5", "--log", "off"]
        server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        found = next(filter(None, (re.search(r"http://(127\.0\.0\.1):(\d+)", line) for line in server.stderr)))
        address = (found[1], int(found[2]))
        quiet, expected = Client(address), []
        for query in FIXED:
            status, body = quiet.ask(query)
            assert status == 200, body
            expected.append(body)
        # As the load asks: what changes, and what does not.
        calm = []
        for number in range(1000):
            query = random.Random(number).choice([*FIXED, "SELECT ?n { <urn:load:1> <urn:count> ?n }", f"SELECT (COUNT(?t) AS ?n) {{ ?t <urn:of> <urn:load:{number % 8}> }}"] )
            began = time.perf_counter()
            quiet.ask(query + f" #{number}")
            calm.append(time.perf_counter() - began)
        median = statistics.median(calm) * 1000
        print(f"quiet: median {median:.2f} ms, p99 {percentile(calm, 0.99):.2f} ms", flush=True)
        until = time.time() + arguments.seconds
        told = multiprocessing.Queue()
        others = [multiprocessing.Process(target=client, args=(number, address, until, arguments.rate, expected, told)) for number in range(arguments.clients)]
        others += [multiprocessing.Process(target=hostile, args=(address, until)), multiprocessing.Process(target=documents, args=(address, until)), multiprocessing.Process(target=killer, args=(server.pid, until))]
        for other in others:
            other.start()
        memory = []
        while time.time() < until:
            time.sleep(5)
            if server.poll() is not None:
                raise SystemExit(f"THE SERVER DIED: {server.returncode}")
            memory.append(resident(server.pid))
        seen = [told.get(timeout=60) for _ in range(arguments.clients)]
        for other in others:
            other.join(40)
            if other.is_alive():
                other.terminate()
        times = [spent for one in seen for spent in one[0]]
        wrong = [what for one in seen for what in one[2]]
        writes = sum(one[3] for one in seen)
        refused = {}
        for one in seen:
            for status, count in one[1].items():
                refused[status] = refused.get(status, 0) + count
        fifth = max(1, len(memory) // 5)
        # It grows until the caches of the database are full, 160 MB of them; from then on it has to be flat.
        early, late = statistics.median(memory[-2 * fifth : -fifth] or memory), statistics.median(memory[-fifth:])
        p99 = percentile(times, 0.99)
        print(f"{len(times)} answers, {writes} writes, refused {refused}; {len(wrong)} wrong {wrong[:3]}")
        print(f"median {percentile(times, 0.5):.2f} ms, p90 {percentile(times, 0.9):.2f}, p99 {p99:.2f}, p99.9 {percentile(times, 0.999):.2f}: p99 is {p99 / median:.1f} times the quiet median")
        print(f"memory {memory[0]:.0f} MB at the start, {early:.0f} MB in the last fifth but one, {late:.0f} MB in the last")
        lost = 0
        for one in range(arguments.clients):
            status, body = quiet.ask(f"ASK {{ <urn:load:{one}> <urn:count> ?n }}")
            lost += status != 200 or b"true" not in body
        server.send_signal(signal.SIGTERM)
        ended = server.wait(40)
        print(f"the server ended with {ended}")
        failed = bool(wrong) or lost or p99 > 10 * median or late > early * 1.1 or late > memory[0] + 190 or ended != 0
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
