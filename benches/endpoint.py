#!/usr/bin/env python3
"""The endpoint beside other servers, on the same store, in one run: requests a second of each, and ratios.

    pip install oxigraph;  apt-get install wrk virtuoso-opensource
    benches/endpoint.py DEMARCHE [--quads 1000000] [--oxigraph PROGRAM] [--virtuoso PROGRAM] [--store FOLDER] [--rounds 5] [--seconds 4]

DEMARCHE is the program (built with --release). `oxigraph` (the program of the PyPI package) and demarche each load the same N-Quads, which is timed, and serve what they loaded;
Virtuoso, where it is installed, loads them too. `wrk` asks, without a token, over eight connections, and each figure is the median of the rounds, in which the servers take turns. The queries:

    point     one thing, another one with each request
    join      three patterns, from another actor with each request
    sorted    a join that is grouped and sorted
    stream    SELECT of all quads, as a million rows, one client after the other
    repeat    the same join again and again: what a cache is for

demarche is asked as it is installed, with its cache of answers, and once more without (--cache 0: `uncached`): of 5,000 different questions asked again and again the cache
knows most, as it would of a public endpoint's; without it nothing is measured but evaluation. All servers are alive throughout, and idle but one.
"""

import argparse
import http.client
import os
import pathlib
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import export  # the same graph

PREFIX = f"PREFIX dm: <{export.DM}> PREFIX rdfs: <{export.LABEL.removesuffix('label')}> "
ACTORS = 5000
JSON = "application/sparql-results+json"


def point(number):
    return PREFIX + f"SELECT ?p ?o {{ <{export.BASE}actor/Q{number}> ?p ?o }}"


def join(number):
    return PREFIX + f"SELECT ?s ?quote ?name {{ ?s dm:speaker <{export.BASE}actor/Q{number}> ; dm:quote ?quote ; dm:addressee ?who . ?who rdfs:label ?name }} LIMIT 20"


def grouped(number):
    return PREFIX + f"SELECT ?who (COUNT(?s) AS ?n) {{ ?s dm:speaker <{export.BASE}actor/Q{number}> ; dm:addressee ?who }} GROUP BY ?who ORDER BY DESC(?n) LIMIT 10"


TRIPLE = re.compile(r"(<[^>]*> <[^>]*> (?:<[^>]*>|\"[^\"]*\"\S*)) \.$")
STREAM = "SELECT ?s ?p ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Server:
    def __init__(self, name, command, port, path, folder):
        self.name, self.port, self.path = name, port, path
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
        for _ in range(600):
            try:
                self.rows("ASK {}")
                return
            except OSError:
                time.sleep(0.1)
        raise SystemExit(f"{name} does not start: {' '.join(map(str, command))}")

    def url(self, query):
        return f"{self.path}?query={urllib.parse.quote(query)}"

    def rows(self, query, accept=JSON):
        """Bytes of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request("GET", self.url(query), headers={"Accept": accept})
        answer = connection.getresponse()
        if answer.status != 200:
            raise SystemExit(f"{self.name}: {answer.status} {answer.read()[:300]}")
        size = 0
        while part := answer.read1(1 << 20):
            size += len(part)
        connection.close()
        return size

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()


def ask(server, paths, seconds, folder):
    """Requests a second over eight connections."""
    script = pathlib.Path(folder) / f"{server.name}.lua"
    (pathlib.Path(folder) / "paths").write_text("\n".join(paths))
    script.write_text(
        f"""local paths = {{}}
for line in io.lines("{folder}/paths") do paths[#paths + 1] = line end
local at = math.random(#paths)
function init() math.randomseed(os.time()) at = math.random(#paths) end
function request() at = at % #paths + 1 return wrk.format("GET", paths[at]) end
"""
    )
    command = ["wrk", "-t1", "-c8", f"-d{seconds}s", "--timeout", "10s", "-s", script, "-H", f"Accept: {JSON}", f"http://127.0.0.1:{server.port}/"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in told or "Socket errors" in told:
        print(f"  {server.name}: {' '.join(line.strip() for line in told.splitlines() if 'Non-2xx' in line or 'Socket' in line)}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1])


def timed(command, **more):
    began = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
    return time.monotonic() - began


def virtuoso(program, folder, document):
    """Virtuoso with the quads in it; nothing where it cannot be had."""
    isql = shutil.which("isql-vt") or shutil.which("isql-v") or shutil.which("isql")
    if not program or not isql:
        print("Virtuoso is not installed (apt-get install virtuoso-opensource): left out")
        return None
    home = pathlib.Path(folder) / "virtuoso"
    home.mkdir()
    sql, web = free_port(), free_port()
    (home / "virtuoso.ini").write_text(
        f"""[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
[Parameters]
ServerPort = {sql}
DirsAllowed = {folder}
NumberOfBuffers = 85000
MaxDirtyBuffers = 65000
[HTTPServer]
ServerPort = {web}
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 2000000
DefaultGraph = urn:default
"""
    )
    server = Server.__new__(Server)
    server.name, server.port, server.path = "virtuoso", web, "/sparql"
    server.process = subprocess.Popen([program, "-f"], cwd=home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    whole = home / "quads.nq"
    # It has no default graph: what is in none goes to one of that name.
    with open(document) as lines, open(whole, "w") as out:
        out.writelines(f"{found[1]} <urn:default> .\n" if (found := TRIPLE.match(line)) else line for line in lines)
    for _ in range(300):
        done = subprocess.run([isql, str(sql), "dba", "dba", f"exec=DB.DBA.TTLP(file_to_string_output('{whole}'), '', 'urn:default', 512); checkpoint;"], capture_output=True, text=True)
        if "Error" not in done.stdout + done.stderr and done.returncode == 0:
            return server
        if server.process.poll() is not None:
            break
        time.sleep(1)
    print("Virtuoso did not start or load: left out\n", (done.stdout + done.stderr)[-500:])
    server.stop()
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("demarche", type=os.path.abspath)
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--oxigraph", default=shutil.which("oxigraph"))
    parser.add_argument("--virtuoso", default=shutil.which("virtuoso-t"))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--only", default="")
    arguments = parser.parse_args()
    if not arguments.oxigraph:
        sys.exit("`oxigraph` is not on the path: pip install oxigraph, or give --oxigraph")
    if not shutil.which("wrk"):
        sys.exit("`wrk` is not on the path: apt-get install wrk")
    servers = []
    with tempfile.TemporaryDirectory() as folder:
        document = os.path.join(folder, "quads.nq")
        with open(document, "w") as out:
            out.writelines(export.lines(arguments.quads))
        ours, theirs = [], []
        for number in range(3 if "load" in arguments.only or not arguments.only else 1):
            for store in ("ours", "theirs"):
                shutil.rmtree(f"{folder}/{store}", ignore_errors=True)
            theirs.append(timed([arguments.oxigraph, "load", "--location", f"{folder}/theirs", "--file", document]))
            ours.append(timed([arguments.demarche, "load", document, "--store", f"{folder}/ours"]))
        print(f"load      demarche {statistics.median(ours):6.1f} s  oxigraph {statistics.median(theirs):6.1f} s  ratio {statistics.median(theirs) / statistics.median(ours):.2f}", flush=True)
        try:
            port = free_port()
            common = [arguments.demarche, "serve", "--store", f"{folder}/ours", "--log", "off"]
            plain = Server("uncached", [*common, "--cache", "0", "--port", str(port)], port, "/sparql", folder)
            servers.append(plain)
            port = free_port()
            caching = Server("demarche", [*common, "--port", str(port)], port, "/sparql", folder)
            servers.append(caching)
            port = free_port()
            oxigraph = Server("oxigraph", [arguments.oxigraph, "serve-read-only", "--location", f"{folder}/theirs", "--bind", f"127.0.0.1:{port}"], port, "/query", folder)
            servers.append(oxigraph)
            third = virtuoso(arguments.virtuoso, folder, document)
            servers += [third] if third else []
            sizes = {server.name: server.rows(join(7)) for server in servers}
            print("bytes of the same join:", sizes)
            kinds = {
                "point": ([caching, plain], [point(n) for n in range(ACTORS)]),
                "join": ([caching, plain], [join(n) for n in range(ACTORS)]),
                "sorted": ([caching, plain], [grouped(n) for n in range(ACTORS)]),
                "repeat": ([caching], [join(7)]),
            }
            for kind, (ours, queries) in kinds.items():
                if arguments.only not in kind:
                    continue
                rates = {}
                for _ in range(arguments.rounds):
                    for server in (*ours, oxigraph, *([third] if third else [])):
                        paths = [server.url(query) for query in queries]
                        rates.setdefault(server.name, []).append(ask(server, paths, arguments.seconds, folder))
                tell(kind, {name: statistics.median(found) for name, found in rates.items()}, "/s")
            if arguments.only in "stream":
                spent = {}
                for _ in range(arguments.rounds):
                    for server in (caching, plain, oxigraph):
                        began = time.monotonic()
                        size = server.rows(STREAM)
                        spent.setdefault(server.name, []).append(1 / (time.monotonic() - began))
                        sizes[server.name] = size
                print(f"bytes streamed: {sizes}")
                tell("stream", {name: statistics.median(found) for name, found in spent.items()}, "/s")
        finally:
            for server in servers:
                server.stop()


def tell(kind, rates, unit):
    words = "  ".join(f"{name} {rate:9.2f}{unit}" for name, rate in rates.items())
    ours = [name for name in rates if name in ("demarche", "uncached")]
    ratios = "  ".join(f"{name} {rates[name] / rate:.2f} x {other}" for name in ours for other, rate in rates.items() if other not in ours)
    print(f"{kind:9} {words}  {ratios}", flush=True)


if __name__ == "__main__":
    main()
