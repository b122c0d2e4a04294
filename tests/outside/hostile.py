#!/usr/bin/env python3
"""Everything that kills SPARQL endpoints, against a server with one gigabyte of memory.

    tests/outside/hostile.py DEMARCHE [--only WORD] [--gigabytes 1]

DEMARCHE is the program. The sample articles and a few thousand triples that hurt go into a store of their own. Each check sends something
to a server on this machine, looks at the answer, and then at the server: an ASK must answer within a second, the process must be the same, and
its memory, with that of its workers, must come back to what it was. Prints a line a check; the exit status is 1 where one failed.
"""

import argparse
import http.client
import json
import os
import pathlib
import re
import resource
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

TIMEOUT = 5
TOKEN = "a-token-for-checks"
checks = []


def check(*statuses, within=None, name=None, after=0.0):
    """Registers a check: it returns a status, or statuses, that must be among these, in so many seconds."""

    def register(function):
        words = name or function.__name__.replace("_", " ")
        checks.append((words, function, set(statuses), within, after))
        return function

    return register


class Server:
    def __init__(self, program, store, gigabytes, *flags):
        def limit():
            most = int(gigabytes * 2**30)
            resource.setrlimit(resource.RLIMIT_AS, (most, most))

        arguments = [program, "serve", "--store", store, "--port", "0", "--token", TOKEN, "--timeout", str(TIMEOUT), *flags]
        self.process = subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True, preexec_fn=limit)
        self.log = []
        for line in self.process.stderr:
            self.log.append(line)
            found = re.search(r"http://(127\.0\.0\.1):(\d+)", line)
            if found:
                break
        else:
            raise SystemExit("the server does not start:\n" + "".join(self.log))
        self.address = (found[1], int(found[2]))
        threading.Thread(target=lambda: self.log.extend(self.process.stderr), daemon=True).start()

    def send(self, method, path, body=None, headers=None, timeout=4 * TIMEOUT):
        """Status, headers and body; the status is 0 for an answer that was broken off, and -1 for none."""
        connection = http.client.HTTPConnection(*self.address, timeout=timeout)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            try:
                return answer.status, answer.headers, answer.read()
            except (http.client.IncompleteRead, ConnectionError) as error:
                return 0, answer.headers, getattr(error, "partial", b"")
        except (http.client.HTTPException, OSError) as error:
            return -1, {}, str(error).encode()
        finally:
            connection.close()

    def query(self, text, accept="application/sparql-results+json, text/turtle", **more):
        if isinstance(text, str):
            text = text.encode()
        return self.send("POST", "/sparql", text, {"Content-Type": "application/sparql-query", "Accept": accept, **more})

    def update(self, text):
        headers = {"Content-Type": "application/sparql-update", "Authorization": f"Bearer {TOKEN}"}
        return self.send("POST", "/sparql", text.encode(), headers)

    def put(self, media_type, body):
        headers = {"Content-Type": media_type, "Authorization": f"Bearer {TOKEN}"}
        return self.send("PUT", "/store?graph=urn:hostile", body if isinstance(body, bytes) else body.encode(), headers)

    def raw(self, data, wait=2.0):
        """Sends bytes as they are, and gives what comes back until the server is silent for so long."""
        with socket.create_connection(self.address, timeout=wait) as connection:
            told = b""
            try:
                connection.sendall(data)
                while part := connection.recv(65536):
                    told += part
            except OSError:
                pass
            return told

    def workers(self):
        told = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True)
        return told.stdout.split()

    def memory(self):
        """Resident megabytes of the server and of its workers."""

        def of(process):
            try:
                return int(pathlib.Path(f"/proc/{process}/statm").read_text().split()[1]) * 4096 / 2**20
            except OSError:
                return 0

        return of(self.process.pid), sum(map(of, self.workers()))

    def cpu(self):
        """Seconds that the workers have computed."""
        ticks = 0
        for process in self.workers():
            try:
                fields = pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
                ticks += int(fields[11]) + int(fields[12])
            except OSError:
                pass
        return ticks / os.sysconf("SC_CLK_TCK")


def status(raw):
    found = re.match(rb"HTTP/1\.[01] (\d{3})", raw)
    return int(found[1]) if found else -1


def rows(count):
    return " ".join(map(str, range(count)))


# What is too deep or too many.

DEEP = {
    "1.2 KB of parentheses": "ASK { FILTER(" + "(" * 600 + "1" + ")" * 600 + ") }",
    "547 braces": "ASK " + "{" * 547 + "}" * 547,
    "547 open braces": "ASK " + "{" * 547,
    "escaped braces": "ASK " + "\\u007B" * 547,
    "a megabyte of negations": "ASK { FILTER(" + "!" * 900_000 + "true) }",
    "a megabyte of sums": "ASK { FILTER(1" + "+1" * 450_000 + ") }",
    "a chain of UNION": "ASK { {}" + " UNION {}" * 50_000 + " }",
    "nested subqueries": "SELECT * {" + "{SELECT * {" * 300 + "?s ?p ?o" + "}}" * 300 + "}",
    "nested EXISTS": "ASK {" + "FILTER EXISTS { ?s ?p ?o " * 300 + "}" * 300 + "}",
    "nested OPTIONAL": "ASK {" + "OPTIONAL { ?s ?p ?o " * 300 + "}" * 300 + "}",
    "nested blank nodes": "ASK { ?s ?p " + "[ ?p " * 300 + "1" + "]" * 300 + " }",
    "nested lists": "ASK { ?s ?p " + "(" * 300 + "1" + ")" * 300 + " }",
    "nested triple terms": "ASK { ?s ?p " + "<<( ?s ?p " * 300 + "1" + " )>>" * 300 + " }",
    "nested paths": "ASK { ?s " + "(" * 300 + "<urn:p>" + ")*" * 300 + " ?o }",
    "a long path": "ASK { ?s " + "/".join(["<urn:p>"] * 2000) + " ?o }",
    "400 patterns in a star": "ASK {" + " . ".join(f"?s <urn:p{n}> ?o{n}" for n in range(400)) + "}",
    "400 patterns in a chain": "ASK {" + " . ".join(f"?s{n} ?p ?s{n + 1}" for n in range(400)) + "}",
    "400 patterns in 400 groups": "ASK {" + "".join(f"{{ ?s{n} <urn:p> ?o }}" for n in range(400)) + "}",
    "20,000 rows of VALUES": "ASK { VALUES ?x { " + rows(20_000) + " } }",
    "a huge regular expression": 'ASK { ?s ?p ?o FILTER regex(?o, "' + "(a|b)" * 10_000 + '") }',
}
for name, text in DEEP.items():
    checks.append((name, lambda server, text=text: server.query(text), {400, 413}, 1.0, 0.0))

checks.append(("a query of two megabytes", lambda server: server.query("ASK {} #" + "x" * 2_000_000), {413}, 1.0, 0.0))

# What is malformed.

BROKEN = ["", "{", "SELECT", "SELECT * {", "ASK { ?s ?p }", "\0", "ASK {} ASK {}", "SELECT ?x { BIND(1 AS ?x) BIND(2 AS ?x) }", "ASK { <a b> ?p ?o }", 'ASK { ?s ?p "a }', "PREFIX a: ASK {}"]
for text in BROKEN:
    checks.append((f"malformed: {text[:20]!r}", lambda server, text=text: server.query(text), {400}, 1.0, 0.0))


@check(400, within=1)
def a_query_that_is_not_utf8(server):
    return server.query(b"ASK { ?s ?p '\xff\xfe' }")


@check(400, within=1)
def a_parameter_that_is_not_utf8(server):
    return server.send("GET", "/sparql?query=ASK%20%7B%FF%7D")


@check(400, within=1)
def percent_without_digits(server):
    return server.send("GET", "/sparql?query=%ZZ")


@check(400, within=1)
def a_query_twice(server):
    return server.send("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D")


@check(400, within=1)
def query_and_update(server):
    return server.send("POST", "/sparql", "query=ASK%7B%7D&update=CLEAR+ALL", {"Content-Type": "application/x-www-form-urlencoded"})


@check(400, within=1)
def an_update_by_GET(server):
    return server.send("GET", "/sparql?update=CLEAR%20ALL")


@check(415, within=1)
def a_body_of_an_unknown_kind(server):
    return server.send("POST", "/sparql", "ASK {}", {"Content-Type": "text/plain"})


@check(401, within=1)
def an_update_without_the_token(server):
    return server.send("POST", "/sparql", "CLEAR ALL", {"Content-Type": "application/sparql-update"})


@check(405, 400, 501, within=1)
def a_method_that_does_not_exist(server):
    return server.send("BREW", "/sparql")


RAW = {
    "no HTTP at all": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 200,
    "a line that never ends": b"GET /" + b"a" * 300_000,
    "headers without end": b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 50_000,
    "a header of a megabyte": b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"y" * 1_000_000 + b"\r\n\r\n",
    "two lengths": b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\nContent-Type: application/sparql-query\r\n\r\nASK {}",
    "length and chunks": b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\nContent-Type: application/sparql-query\r\n\r\n0\r\n\r\n",
    "a negative length": b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
    "a broken chunk": b"POST /sparql HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Type: application/sparql-query\r\n\r\nZZ\r\nASK\r\n",
    "a space before the colon": b"GET / HTTP/1.1\r\nHost : a\r\n\r\n",
    "an unknown version": b"GET / HTTP/9.9\r\nHost: a\r\n\r\n",
    "a NUL in a header": b"GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n",
}
for name, data in RAW.items():
    checks.append((name, lambda server, data=data: (status(server.raw(data)), {}, b""), {400, 408, 413, 414, 431, 505, 501, -1}, 5.0, 0.0))


@check(413, within=1)
def a_length_that_is_declared_too_large(server):
    head = b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\nContent-Length: 99999999999\r\n\r\n"
    return status(server.raw(head, 1)), {}, b""


@check(400, 404, within=1)
def a_path_that_climbs(server):
    told = [status(server.raw(f"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode(), 1)) for path in ("/../../etc/passwd", "/data/..%2f..%2fetc%2fpasswd", "/questions/%2e%2e/%2e%2e/etc/passwd.rq", "/store/../../x")]
    return max(told), {}, b""


@check(200, 303, 400, 404, within=1)
def headers_in_a_parameter(server):
    told = server.raw(b"GET /reconcile/view?id=a%0d%0aX-Evil:%20yes HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 1)
    assert b"X-Evil" not in told.split(b"\r\n\r\n")[0]
    return status(told), {}, b""


# Documents.

DOCUMENTS = {
    "20 KB of nested JSON-LD": ("application/ld+json", "[" * 10_000 + "]" * 10_000),
    "nested JSON-LD objects": ("application/ld+json", '{"urn:a":' * 5_000 + "1" + "}" * 5_000),
    "JSON-LD with a context elsewhere": ("application/ld+json", '{"@context": "http://127.0.0.1:1/c", "a": 1}'),
    "nested Turtle lists": ("text/turtle", "<urn:a> <urn:b> " + "(" * 50_000),
    "nested Turtle blank nodes": ("text/turtle", "<urn:a> <urn:b> " + "[ <urn:b> " * 50_000),
    "nested triple terms in Turtle": ("text/turtle", "<urn:a> <urn:b> " + "<<( <urn:a> <urn:b> " * 5_000),
    "nested RDF/XML": ("application/rdf+xml", "<a>" * 50_000),
    "an IRI of a megabyte": ("text/turtle", "<urn:" + "a" * 1_000_000 + "> <urn:b> 1 ."),
    "a literal of ten megabytes": ("text/turtle", '<urn:a> <urn:b> "' + "a" * 10_000_000 + '" .'),
    "a billion laughs": ("application/rdf+xml", '<!DOCTYPE a [<!ENTITY l0 "ha">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12)) + "]><a>&l11;</a>"),
    "quadratic laughs": ("application/rdf+xml", '<!DOCTYPE a [<!ENTITY l "' + "a" * 900 + '">]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="urn:a"><b xmlns="urn:">' + "&l;" * 1_000_000 + "</b></rdf:Description></rdf:RDF>"),
    "an entity in a file": ("application/rdf+xml", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
    "not UTF-8": ("text/turtle", b"<urn:a> <urn:b> '\xff\xfe' ."),
    "half a document": ("text/turtle", "<urn:a> <urn:b> 1 .\n<urn:c>"),
    "no RDF": ("application/rdf+xml", "\0" * 1000),
}
for name, (kind, body) in DOCUMENTS.items():
    checks.append((name, lambda server, kind=kind, body=body: server.put(kind, body), {400, 413}, 3.0, 0.0))

# Addresses inside.

for target in ("http://127.0.0.1:1/", "http://169.254.169.254/latest/", "http://[::1]:1/", "http://localhost:1/", "file:///etc/passwd"):
    checks.append((f"SERVICE <{target}>", lambda server, target=target: server.query(f"SELECT * {{ SERVICE <{target}> {{ ?s ?p ?o }} }}"), {400, 403}, 1.0, 0.0))
    checks.append((f"LOAD <{target}>", lambda server, target=target: server.update(f"LOAD <{target}>"), {400, 403}, 1.0, 0.0))

# What computes for ever. 503 at the deadline; 0 where the answer had begun and was broken off.

BIG = f"VALUES ?x {{ {rows(3000)} }} VALUES ?y {{ {rows(3000)} }} VALUES ?z {{ {rows(3000)} }}"
SLOW = {
    "a product of what is stored": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?d) }",
    "a product of VALUES": f"SELECT (COUNT(*) AS ?n) {{ {BIG} }}",
    "a sum over a product": f"SELECT (SUM(?x * ?y * ?z) AS ?n) {{ {BIG} }}",
    "ORDER BY over a product": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a ?d",
    "ORDER BY over VALUES": f"SELECT * {{ {BIG} }} ORDER BY ?z ?y ?x",
    "GROUP BY over a product": "SELECT ?a ?d (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f } GROUP BY ?a ?d",
    "DISTINCT over a product": "SELECT DISTINCT ?a ?d ?c ?f { ?a ?b ?c . ?d ?e ?f } OFFSET 100000000",
    "OFFSET beyond the end": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } OFFSET 100000000000",
    "GROUP_CONCAT over a product": "SELECT (GROUP_CONCAT(?c) AS ?n) { ?a ?b ?c . ?d ?e ?f }",
    "nested EXISTS over everything": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c FILTER NOT EXISTS { ?d ?e ?f FILTER NOT EXISTS { ?g ?h ?i FILTER(?a = ?g && ?d = ?i && ?c = ?f) } } }",
    "MINUS of products": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f MINUS { ?a ?h ?c . ?d ?k ?l } }",
    "paths through a clique": "SELECT (COUNT(*) AS ?n) { ?a (<urn:knows>|^<urn:knows>)* ?b . ?b (<urn:knows>/<urn:knows>)* ?c . ?c <urn:knows>* ?d }",
    "a path over everything": "SELECT (COUNT(*) AS ?n) { ?a (!<urn:none>)* ?b . ?b (!<urn:none>)* ?c }",
    "doubling by CONCAT": "SELECT (STRLEN(?z) AS ?n) { BIND('aaaaaaaaaa' AS ?a0) " + "".join(f"BIND(CONCAT(?a{n}, ?a{n}) AS ?a{n + 1}) " for n in range(40)) + "BIND(?a40 AS ?z) }",
    "doubling by REPLACE": "SELECT (STRLEN(?z) AS ?n) { BIND('aaaaaaaaaa' AS ?a0) " + "".join(f"BIND(REPLACE(?a{n}, 'a', 'aaaaaaaaaa') AS ?a{n + 1}) " for n in range(12)) + "BIND(?a12 AS ?z) }",
    "a regular expression that grows": "SELECT * { ?s ?p ?o FILTER regex(STR(?o), CONCAT(STR(?s), '(((a{1,99}){1,99}){1,99})')) }",
    "deep subqueries with products": "SELECT (COUNT(*) AS ?n) { { SELECT * { ?a ?b ?c { SELECT * { ?d ?e ?f { SELECT * { ?g ?h ?i } } } } } } }",
    "a DESCRIBE of a product": "CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "OPTIONAL products": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c OPTIONAL { ?d ?e ?f OPTIONAL { ?g ?h ?i } } }",
}
for name, text in SLOW.items():
    checks.append((name, lambda server, text=text: server.query(text), {200, 503, 0}, TIMEOUT + 2.0, 0.0))


@check(200, within=1)
def a_catastrophic_regular_expression(server):
    return server.query('ASK { BIND("' + "a" * 5000 + '!" AS ?x) FILTER regex(?x, "^(a+)+$") }')


@check(503, within=TIMEOUT + 2)
def an_update_with_a_product(server):
    return server.update("INSERT { <urn:a> <urn:n> ?n } WHERE { SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } }")


# What is short must not look whole.


@check(0, 503, within=TIMEOUT + 3)
def an_answer_of_gigabytes_is_broken_off(server):
    found = server.query("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "text/csv")
    assert found[0] != 200, "it looked whole"
    return found


# Slow and absent clients.


def drip(server, head, drop, seconds):
    """Sends a head at once and then drop after drop: what the server says before that is too long for us."""
    with socket.create_connection(server.address, timeout=25) as connection:
        connection.sendall(head)
        began = time.monotonic()
        told = b""
        try:
            while time.monotonic() - began < seconds:
                connection.sendall(drop)
                connection.settimeout(0.5)
                try:
                    part = connection.recv(4096)
                    if not part:
                        break
                    told += part
                except TimeoutError:
                    pass
            else:
                return 200, {}, b"it waited"
        except OSError:
            pass
    return status(told), {}, b""


@check(408, -1, within=25)
def slow_headers(server):
    return drip(server, b"GET /sparql HTTP/1.1\r\n", b"X-A: b\r\n", 22)


@check(408, -1, within=45)
def a_slow_body(server):
    head = b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\nContent-Length: 100000\r\n\r\n"
    return drip(server, head, b" ", 42)


@check(200, within=10)
def five_hundred_idle_connections(server):
    idle = [socket.create_connection(server.address) for _ in range(500)]
    began = time.monotonic()
    found = server.query("ASK {}")
    assert time.monotonic() - began < 1, "the others waited"
    for connection in idle:
        connection.close()
    return found


@check(200, within=10)
def a_body_that_breaks_off(server):
    head = b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\nContent-Length: 100\r\n\r\nASK {"
    for _ in range(50):
        with socket.create_connection(server.address) as connection:
            connection.sendall(head)
    return server.query("ASK {}")


def leave(server, query, wait=0.3):
    target = "/sparql?query=" + urllib.parse.quote(query)
    with socket.create_connection(server.address) as connection:
        connection.sendall(f"GET {target} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
        time.sleep(wait)
        # Reset, not closed.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


@check(200, within=10)
def clients_that_leave(server):
    for text in (SLOW["a product of what is stored"], SLOW["a sum over a product"].replace(rows(3000), rows(500))):
        leave(server, text)
        time.sleep(1.0)
        before = server.cpu()
        time.sleep(0.5)
        spent = server.cpu() - before
        assert spent < 0.2, f"{spent:.1f} s of computing for nobody"
    return server.query("ASK {}")


@check(200, within=20)
def a_hundred_clients_that_leave(server):
    for _ in range(100):
        leave(server, SLOW["a product of what is stored"], 0.01)
    return server.query("ASK {}")


@check(200, within=3 * TIMEOUT)
def a_crowd(server):
    """Thirty queries that never end, and short ones beside them."""
    crowd = [threading.Thread(target=server.query, args=(SLOW["a product of what is stored"],)) for _ in range(30)]
    for one in crowd:
        one.start()
    worst = 0.0
    while any(one.is_alive() for one in crowd):
        began = time.monotonic()
        found = server.query("ASK {}")
        assert found[0] == 200, found
        worst = max(worst, time.monotonic() - began)
        time.sleep(0.2)
    assert worst < 3, f"an ASK took {worst:.1f} s in the crowd"
    return server.query("ASK {}")


@check(200, within=3 * TIMEOUT)
def readers_that_read_nothing(server):
    """Ten clients ask for everything and take nothing of it."""
    target = "/sparql?query=" + urllib.parse.quote("SELECT * { ?a ?b ?c . ?d ?e ?f }")
    idle = []
    for _ in range(10):
        connection = socket.create_connection(server.address)
        connection.sendall(f"GET {target} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
        idle.append(connection)
    time.sleep(1)
    began = time.monotonic()
    found = server.query("ASK {}")
    assert time.monotonic() - began < 1, "the others waited"
    for connection in idle:
        connection.close()
    return found


@check(200, within=10)
def workers_that_are_killed(server):
    for _ in range(10):
        for process in server.workers():
            subprocess.run(["kill", "-9", process], stderr=subprocess.DEVNULL)
        found = server.query("ASK { ?s ?p ?o }")
        assert found[0] in (200, 503), found
    return server.query("ASK {}")


def alive(server):
    """An ASK within a second, from the same process."""
    began = time.monotonic()
    found = server.query("ASK { ?s ?p ?o }")
    spent = time.monotonic() - began
    if server.process.poll() is not None:
        raise SystemExit("THE SERVER DIED\n" + "".join(server.log[-20:]))
    if found[0] != 200 or b"true" not in found[2]:
        return f"then ASK: {found[0]} {found[2][:200]!r}"
    if spent > 1:
        return f"then ASK took {spent:.1f} s"
    return None


def returned(server, before):
    """The memory that it had before, within some seconds."""
    for _ in range(40):
        front, workers = server.memory()
        if front < before[0] + 120 and workers < before[1] + 250:
            return None
        time.sleep(0.25)
    return f"memory did not come back: {front:.0f} + {workers:.0f} MB, before {before[0]:.0f} + {before[1]:.0f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("--only", default="")
    parser.add_argument("--gigabytes", type=float, default=1)
    arguments = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        store = f"{folder}/store"
        subprocess.run([arguments.program, "demo", store, "--no-serve"], check=True, stderr=subprocess.DEVNULL)
        server = Server(arguments.program, store, arguments.gigabytes)
        clique = " ".join(f"<urn:n{a}> <urn:knows> <urn:n{b}> ." for a in range(60) for b in range(60))
        assert server.update(f"INSERT DATA {{ {clique} }}")[0] == 204
        for _ in range(5):
            assert alive(server) is None
        before = server.memory()
        print(f"at rest: {before[0]:.0f} MB, workers {before[1]:.0f} MB")
        for name, function, statuses, within, _ in checks:
            if arguments.only not in name:
                continue
            began = time.monotonic()
            try:
                found, headers, body = function(server)
                why = None
            except AssertionError as error:
                found, headers, body, why = -2, {}, b"", str(error)
            spent = time.monotonic() - began
            if why is None and found not in statuses:
                why = f"status {found}, not one of {sorted(statuses)}: {body[:200]!r}"
            if why is None and within and spent > within:
                why = f"took {spent:.1f} s, not {within:.0f}"
            if why is None and found >= 400 and headers.get("content-type", "").startswith("application/problem+json"):
                problem = json.loads(body)
                why = None if {"type", "title", "status", "detail"} <= problem.keys() else f"no problem: {body!r}"
            why = why or alive(server) or returned(server, before)
            failed += why is not None
            front, workers = server.memory()
            print(f"{'WRONG' if why else 'ok   '} {name}: {found} in {spent:.2f} s, {front:.0f} + {workers:.0f} MB{': ' + why if why else ''}", flush=True)
        server.process.terminate()
        code = server.process.wait(20)
        print(f"{len(checks)} checks, {failed} failed; the server ended with {code}")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
