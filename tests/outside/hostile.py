#!/usr/bin/env python3
"""Everything that kills SPARQL endpoints, against a server with one gigabyte of memory.

    tests/outside/hostile.py DEMARCHE [--only WORD] [--gigabytes 1]

DEMARCHE is the program. The sample articles and a few thousand triples that hurt go into a store of their own. Each check sends something
to a server on this machine, looks at the answer, and then at the server: an ASK must answer within a second, the process must be the same, and
its memory, with that of its workers, must come back to what it was. Prints a line a check; the exit status is 1 where one failed.
"""

import argparse
import gzip
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
    "nested negated paths": "ASK { ?s " + "^(" * 300 + "<urn:p>" + ")" * 300 + " ?o }",
    "nested function calls": "ASK { FILTER(" + "STR(" * 300 + "1" + ")" * 300 + ") }",
    "nested IF": "ASK { FILTER(" + "IF(true, " * 300 + "1" + ", 2)" * 300 + ") }",
    "nested reified triples": "ASK { ?s ?p " + "<< ?s ?p " * 300 + "1" + " >>" * 300 + " }",
    "nested GRAPH": "ASK {" + "GRAPH ?g { " * 300 + "}" * 300 + "}",
    "nested SERVICE": "ASK {" + "SERVICE SILENT <urn:x> { " * 300 + "}" * 300 + "}",
    "nested MINUS": "ASK {" + "MINUS { ?s ?p ?o " * 300 + "}" * 300 + "}",
    "nested lists of IN": "ASK { FILTER(1 IN " + "(1 IN " * 300 + "(1)" + ")" * 300 + ") }",
    "a chain of OPTIONAL": "ASK { ?s ?p ?o " + "OPTIONAL { ?s ?p ?o } " * 3_000 + "}",
    "a chain of BIND": "ASK { " + "".join(f"BIND({n} AS ?x{n}) " for n in range(3_000)) + "}",
    "a chain of FILTER": "ASK { ?s ?p ?o " + "FILTER(?o > 1) " * 3_000 + "}",
    "a chain of OR": "ASK { ?s ?p ?o FILTER(" + " || ".join(["?o = 1"] * 3_000) + ") }",
    "a chain of MINUS": "ASK { ?s ?p ?o " + "MINUS { ?s ?p 1 } " * 3_000 + "}",
    "a list of 100,000": "ASK { ?s ?p ?o FILTER(?o IN (" + ", ".join(["1"] * 100_000) + ")) }",
    "100 subqueries": "SELECT * {" + "{ SELECT ?s { ?s ?p ?o } }" * 100 + "}",
    "100 EXISTS": "ASK { ?s ?p ?o " + "".join(f"FILTER EXISTS {{ ?s <urn:p{n}> ?o{n} . ?o{n} ?q ?r{n} . ?r{n} ?t ?u{n} . ?u{n} ?v ?w{n} . ?a{n} ?b{n} ?c{n} . ?d{n} ?e{n} ?f{n} . ?g{n} ?h{n} ?i{n} . ?j{n} ?k{n} ?l{n} . ?m{n} ?n{n} ?x{n} . ?y{n} ?z{n} ?aa{n} . }} " for n in range(110)) + "}",
    "an IRI of a hundred kilobytes": "ASK { <urn:" + "a" * 100_000 + "> ?p ?o }",
    "a regular expression of REPLACE": 'SELECT (REPLACE("a", "' + "(a|b)" * 10_000 + '", "") AS ?x) {}',
    "20,000 rows of VALUES": "ASK { VALUES ?x { " + rows(20_000) + " } }",
    "a huge regular expression": 'ASK { ?s ?p ?o FILTER regex(?o, "' + "(a|b)" * 10_000 + '") }',
}
for name, text in DEEP.items():
    checks.append((name, lambda server, text=text: server.query(text), {400, 413}, 1.0, 0.0))

checks.append(("a query of two megabytes", lambda server: server.query("ASK {} #" + "x" * 2_000_000), {413}, 1.0, 0.0))

# What is malformed.

BROKEN = ["\ufeff\ufeffASK {}", "ASK { ?s ?p ?o }}", "ASK { ?s ?p ?o", "SELECT (COUNT(?x) { ?x ?y ?z }", "SELECT ?x { ?x ?y ?z } LIMIT -1", "SELECT ?x { ?x ?y ?z } LIMIT 99999999999999999999999999", "SELECT ?x { ?x ?y ?z } OFFSET 1.5", "ASK { BIND(1/0 AS) }", "ASK { ?s <urn:\\u0000> ?o }", "ASK { ?s \\uD800 ?o }", "INSERT DATA { <a> <b> <c> }", "DROP ALL", "ASK { FILTER(regex(1)) }", "CONSTRUCT { ?s ?p } WHERE { ?s ?p ?o }", "BASE <not an iri> ASK {}", "SELECT ?x (1 AS ?x) { ?x ?y ?z }", "ASK { SERVICE { ?s ?p ?o } }", "DESCRIBE", "ASK { VALUES (?x ?y) { (1) } }", "ASK { _:a ?p ?o } # " + "{" * 99 + "\n ASK", "%7B", "", "{", "SELECT", "SELECT * {", "ASK { ?s ?p }", "\0", "ASK {} ASK {}", "SELECT ?x { BIND(1 AS ?x) BIND(2 AS ?x) }", "ASK { <a b> ?p ?o }", 'ASK { ?s ?p "a }', "PREFIX a: ASK {}"]
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


@check(400, within=1)
def names_that_are_not_utf8(server):
    return server.send("GET", "/sparql?%FF=1&query=ASK%7B%7D")


@check(400, within=1)
def percent_at_the_end(server):
    return server.send("GET", "/sparql?query=ASK%7B%7D%4")


@check(400, within=1)
def a_form_that_is_not_utf8(server):
    return server.send("POST", "/sparql", b"query=ASK%7B%7D%C3%28", {"Content-Type": "application/x-www-form-urlencoded"})


@check(400, within=1)
def raw_bytes_in_a_form(server):
    return server.send("POST", "/sparql", b"query=ASK\xff{}", {"Content-Type": "application/x-www-form-urlencoded"})


@check(400, within=1)
def an_overlong_encoding(server):
    return server.send("GET", "/sparql?query=ASK%7B%7D%C0%AF")


@check(400, 404, within=1)
def a_path_that_is_not_utf8(server):
    return server.send("GET", "/actor/%FF%FE")


@check(400, within=1)
def an_update_that_is_not_utf8(server):
    headers = {"Content-Type": "application/sparql-update", "Authorization": f"Bearer {TOKEN}"}
    return server.send("POST", "/sparql", b"INSERT DATA { <urn:a> <urn:b> '\xff' }", headers)


@check(400, within=1)
def a_query_in_body_and_address(server):
    return server.send("POST", "/sparql?query=ASK%7B%7D", "ASK {}", {"Content-Type": "application/sparql-query"})


@check(400, within=1)
def a_form_twice(server):
    return server.send("POST", "/sparql", "query=ASK%7B%7D&query=ASK%7B%7D", {"Content-Type": "application/x-www-form-urlencoded"})


@check(400, within=1)
def a_dataset_of_updates_for_a_query(server):
    return server.send("GET", "/sparql?query=ASK%7B%7D&using-graph-uri=urn:a")


@check(400, within=1)
def a_dataset_that_is_no_IRI(server):
    return server.send("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=not%20an%20iri")


@check(400, within=1)
def a_dataset_of_queries_for_an_update(server):
    headers = {"Content-Type": "application/sparql-update", "Authorization": f"Bearer {TOKEN}"}
    return server.send("POST", "/sparql?default-graph-uri=urn:a", "CLEAR GRAPH <urn:a>", headers)


@check(400, within=1)
def USING_in_text_and_address(server):
    headers = {"Content-Type": "application/sparql-update", "Authorization": f"Bearer {TOKEN}"}
    return server.send("POST", "/sparql?using-graph-uri=urn:a", "INSERT { ?s ?p ?o } USING <urn:b> WHERE { ?s ?p ?o }", headers)


@check(400, within=1)
def a_format_that_does_not_exist(server):
    return server.send("GET", "/sparql?query=ASK%7B%7D&format=no")


@check(406, within=1)
def nothing_that_is_accepted(server):
    return server.query("ASK {}", "image/png")


@check(200, 406, 400, within=1)
def an_Accept_of_nonsense(server):
    return server.query("ASK {}", ";q=,,;;=*/*;q=9e999,a/b;q=-1," + "x/y," * 1000)


@check(400, within=1)
def a_graph_twice(server):
    return server.send("GET", "/store?graph=urn:a&default")


@check(400, within=1)
def a_graph_that_is_no_IRI(server):
    return server.send("GET", "/store?graph=not%20an%20iri")


@check(404, within=1)
def a_graph_that_is_not_there(server):
    return server.send("GET", "/store?graph=urn:nothing")


@check(405, within=1)
def a_method_that_is_not_for_this(server):
    found = server.send("DELETE", "/sparql")
    assert found[1].get("allow"), "no Allow"
    return found


@check(401, within=1)
def documents_without_the_token(server):
    worst = [server.send(method, "/store?graph=urn:a", "<urn:a> <urn:b> 1 .", {"Content-Type": "text/turtle"})[0] for method in ("PUT", "POST", "DELETE")]
    return worst[0] if len(set(worst)) == 1 else max(worst), {}, b""


@check(401, within=1)
def a_wrong_token(server):
    worst = {server.send("POST", "/sparql", "CLEAR ALL", {"Content-Type": "application/sparql-update", "Authorization": value})[0] for value in ("Bearer x", "Bearer", "Basic YTpi", "Bearer " + "x" * 5000, TOKEN)}
    return worst.pop() if len(worst) == 1 else max(worst), {}, b""


@check(415, within=1)
def a_packed_body(server):
    return server.send("POST", "/sparql", gzip.compress(b"ASK {}"), {"Content-Type": "application/sparql-query", "Content-Encoding": "gzip"})


BOMB = gzip.compress(b"#" * 100_000_000, 1)


@check(415, within=3)
def a_packed_bomb(server):
    headers = {"Content-Type": "text/turtle", "Content-Encoding": "gzip", "Authorization": f"Bearer {TOKEN}"}
    return server.send("PUT", "/store?graph=urn:hostile", BOMB, headers)


@check(415, 400, within=1)
def half_a_packed_body(server):
    headers = {"Content-Type": "text/turtle", "Content-Encoding": "gzip", "Authorization": f"Bearer {TOKEN}"}
    return server.send("PUT", "/store?graph=urn:hostile", gzip.compress(b"<urn:a> <urn:b> 1 ." * 100)[:30], headers)


@check(415, within=1)
def a_charset_that_is_not_read(server):
    return server.send("POST", "/sparql", "ASK {}".encode("utf-16"), {"Content-Type": "application/sparql-query; charset=utf-16"})


@check(400, 415, within=1)
def a_form_in_parts_that_is_broken(server):
    headers = {"Content-Type": "multipart/form-data; boundary=x", "Authorization": f"Bearer {TOKEN}"}
    return server.send("POST", "/store?graph=urn:hostile", "--x\r\nContent-Disposition: form-data\r\n\r\n<urn:a>", headers)


@check(400, 415, within=1)
def a_form_in_parts_without_boundary(server):
    headers = {"Content-Type": "multipart/form-data", "Authorization": f"Bearer {TOKEN}"}
    return server.send("POST", "/store?graph=urn:hostile", "--x", headers)


@check(200, within=2)
def ranges_and_conditions_of_nonsense(server):
    for name, value in (("Range", "bytes=0-99999999999999999999,5-1,-"), ("If-None-Match", '"' * 1000), ("If-Modified-Since", "yesterday"), ("Accept-Language", "x" * 2000 + ";q=2"), ("Accept-Encoding", "gzip;q=-1, *;q=0, identity;q=0"), ("Cookie", "a" * 4000), ("X-Forwarded-For", "1.2.3.4\t, ::::"), ("Expect", "200-never"), ("Upgrade", "h2c"), ("Connection", "close, upgrade, keep-alive")):
        found = server.send("GET", "/sparql?query=ASK%7B%7D", headers={name: value})
        assert found[0] in (200, 206, 304, 400, 406, 416, 417), (name, found[0])
    return server.query("ASK {}")


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
    "a chunk of 16 EB": b"POST /sparql HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Type: application/sparql-query\r\n\r\nFFFFFFFFFFFFFFFF\r\nASK\r\n",
    "a length beyond numbers": b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999999999\r\n\r\n",
    "a length with a plus": b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: +6\r\nContent-Type: application/sparql-query\r\n\r\nASK {}",
    "an unknown coding": b"POST /sparql HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\nContent-Type: application/sparql-query\r\n\r\n0\r\n\r\n",
    "chunked twice": b"POST /sparql HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, chunked\r\nContent-Type: application/sparql-query\r\n\r\n0\r\n\r\n",
    "bare line feeds": b"GET /sparql?query=ASK%7B HTTP/1.1\nHost: a\n\n",
    "a folded header": b"GET /nothing HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n",
    "a raw space in the path": b"GET /a b HTTP/1.1\r\nHost: a\r\n\r\n",
    "raw bytes in the path": b"GET /\xff\xfe HTTP/1.1\r\nHost: a\r\n\r\n",
    "only a line": b"GET / HTTP/1.1\r\n\r",
    "no version": b"GET /\r\n\r\n",
    "an empty method": b" / HTTP/1.1\r\nHost: a\r\n\r\n",
    "HTTP/2 without asking": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\0" * 100,
    "an address as target": b"CONNECT 169.254.169.254:80 HTTP/1.1\r\nHost: a\r\n\r\n",
    "10,000 headers": b"GET / HTTP/1.1\r\nHost: a\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(10_000)) + b"\r\n",
    "a NUL in a header": b"GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n",
}
for name, data in RAW.items():
    checks.append((name, lambda server, data=data: (status(server.raw(data)), {}, b""), {400, 404, 405, 408, 413, 414, 415, 431, 505, 501, -1}, 5.0, 0.0))


@check(200, within=5)
def requests_that_are_smuggled(server):
    """A second request in the body of the first must not be answered as one."""
    inner = b"GET /health HTTP/1.1\r\nHost: a\r\n\r\n"
    for head in (
        b"Content-Length: %d\r\nTransfer-Encoding: chunked" % (5 + len(inner)),
        b"Transfer-Encoding: chunked\r\nContent-Length: 4",
        b"Transfer-Encoding : chunked\r\nContent-Length: %d" % (5 + len(inner)),
        b"Transfer-Encoding: identity, chunked\r\nContent-Length: %d" % (5 + len(inner)),
    ):
        told = server.raw(b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\n" + head + b"\r\n\r\n0\r\n\r\n" + inner, 1)
        first = status(told)
        assert first in (400, 415, 501, -1), (head, told[:100])
        assert told.count(b"HTTP/1.1") <= 1, (head, told[:300])
    return server.query("ASK {}")


@check(200, within=10)
def pipelined_requests(server):
    """A thousand requests at once are answered one after the other."""
    told = server.raw(b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: a\r\nAccept: text/csv\r\n\r\n" * 1000, 3)
    assert told.count(b"HTTP/1.1 200") == 1000, told.count(b"HTTP/1.1 200")
    return server.query("ASK {}")


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
    "nested TriG": ("application/trig", "<urn:g> { <urn:a> <urn:b> " + "(" * 50_000),
    "nested graphs in TriG": ("application/trig", "<urn:g> {" * 5_000),
    "nested triple terms in N-Triples": ("application/n-triples", "<urn:a> <urn:b> " + "<<( <urn:a> <urn:b> " * 5_000),
    "nested triple terms in N-Quads": ("application/n-quads", "<urn:a> <urn:b> " + "<<( <urn:a> <urn:b> " * 5_000 + "1" + ")>>" * 5_000 + " ."),
    "annotations within annotations": ("text/turtle", "<urn:a> <urn:b> 1 " + "{| <urn:c> 1 " * 5_000),
    "nested JSON-LD contexts": ("application/ld+json", '{"@context":[' * 3_000 + "]}" * 3_000),
    "nested JSON-LD lists": ("application/ld+json", '{"urn:a":{"@list":[' * 3_000 + "]}}" * 3_000),
    "JSON-LD with a reference elsewhere": ("application/ld+json", '{"@context": {"@import": "file:///etc/passwd"}, "a": 1}'),
    "JSON-LD with half a pair": ("application/ld+json", '{"@id": "urn:\\ud800", "urn:b": 1'),
    "JSON that is cut": ("application/ld+json", '[{"@id": "urn:a", "urn:b": ['),
    "an IRI with blanks": ("text/turtle", "<urn:a b> <urn:b> 1 ."),
    "a language that is none": ("text/turtle", '<urn:a> <urn:b> "a"@1234567890123 .'),
    "a number that is none": ("text/turtle", "<urn:a> <urn:b> 1.2.3e5e5 ."),
    "a prefix that nobody declared": ("text/turtle", "a:a a:b a:c ."),
    "a graph in Turtle": ("text/turtle", "<urn:g> { <urn:a> <urn:b> 1 }"),
    "Turtle as N-Triples": ("application/n-triples", "@prefix a: <urn:> . a:a a:b 1 ."),
    "an entity of parameters": ("application/rdf+xml", '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:1/x.dtd"> %x;]><a/>'),
    "a DTD elsewhere": ("application/rdf+xml", '<!DOCTYPE a SYSTEM "http://127.0.0.1:1/x.dtd"><a>&b;</a>'),
    "an entity of itself": ("application/rdf+xml", '<!DOCTYPE a [<!ENTITY x "&x;">]><a>&x;</a>'),
    "nested RDF/XML collections": ("application/rdf+xml", '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:u="urn:">' + '<rdf:Description><u:p rdf:parseType="Resource">' * 3_000),
    "a megabyte of attributes": ("application/rdf+xml", "<a " + "".join(f'b{n}="c" ' for n in range(400_000)) + "/>"),
    "elements that are not closed": ("application/rdf+xml", '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="urn:a">'),
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

for target in ("http://0.0.0.0:1/", "http://[::ffff:127.0.0.1]:1/", "http://2130706433:1/", "http://0x7f.1:1/", "http://127.1:1/", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "http://a@127.0.0.1:1/", "HTTP://LOCALHOST:1/", "data:text/plain,x"):
    checks.append((f"SERVICE <{target}>", lambda server, target=target: server.query(f"SELECT * {{ SERVICE <{target}> {{ ?s ?p ?o }} }}"), {400, 403}, 1.0, 0.0))


@check(200, 400, 403, within=1)
def SERVICE_by_a_variable(server):
    return server.query("SELECT * { VALUES ?x { <http://127.0.0.1:1/> <file:///etc/passwd> } SERVICE ?x { ?s ?p ?o } }")


@check(200, within=1)
def SERVICE_that_fails_silently(server):
    return server.query("SELECT * { SERVICE SILENT <http://127.0.0.1:1/> { ?s ?p ?o } }")


@check(204, 200, within=1)
def LOAD_that_fails_silently(server):
    return server.update("LOAD SILENT <file:///etc/passwd> INTO GRAPH <urn:loaded>")


@check(400, 403, within=1)
def LOAD_into_a_graph(server):
    return server.update("INSERT DATA { <urn:a> <urn:b> 1 } ; LOAD <http://127.0.0.1:1/> INTO GRAPH <urn:loaded>")


@check(400, 403, within=1)
def SERVICE_in_an_update(server):
    return server.update("INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")


@check(400, 403, 404, within=1)
def FROM_a_file(server):
    found = server.query("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }")
    assert b"root" not in found[2]
    return found if found[0] != 200 else (400, found[1], b"")


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
    "products of many OPTIONAL": "SELECT (COUNT(*) AS ?n) {" + "".join(f"OPTIONAL {{ ?a{n} ?b{n} ?c{n} }} " for n in range(6)) + "}",
    "products of UNION": "SELECT (COUNT(*) AS ?n) {" + "{ { ?a ?b ?c } UNION { ?d ?e ?f } UNION { ?g ?h ?i } } " * 5 + "}",
    "joins over one value": "SELECT (COUNT(*) AS ?n) { ?a a ?t . ?b a ?t . ?c a ?t . ?d a ?t . ?e a ?t . ?f a ?t }",
    "joins with filters that drop all": "SELECT * { ?a a ?t OPTIONAL { ?a ?p ?x } . ?b a ?t OPTIONAL { ?b ?q ?y } . ?c a ?t OPTIONAL { ?c ?r ?z } FILTER(?x = 1 && ?y = 2 && ?z = 3) }",
    "REGEX over a product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER regex(CONCAT(STR(?c), STR(?f)), '(.*)(.*)(.*)(.*)x$') }",
    "hashes over a product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(SHA512(CONCAT(STR(?c), STR(?f))) = 'a') }",
    "ORDER BY over many expressions": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY SHA256(STR(?c)) UCASE(STR(?f)) DESC(REPLACE(STR(?a), 'a', 'bbbb'))",
    "COUNT DISTINCT over a product": "SELECT (COUNT(DISTINCT *) AS ?n) { ?a ?b ?c . ?d ?e ?f }",
    "GROUP_CONCAT of GROUP_CONCAT": "SELECT (GROUP_CONCAT(?x; separator='xxxxxxxxxxxxxxxxxxxx') AS ?y) { { SELECT ?a (GROUP_CONCAT(?f; separator='yyyyyyyyyyyyyyyyyyyyyyy') AS ?x) { ?a ?b ?c . ?d ?e ?f } GROUP BY ?a } }",
    "paths with both ends open": "SELECT (COUNT(*) AS ?n) { ?a (<urn:knows>/<urn:knows>)+ ?b . ?b (<urn:knows>|!<urn:none>)+ ?c . ?c (!<urn:none>)? ?d . ?d (^<urn:knows>)* ?e }",
    "zero-length paths over everything": "SELECT (COUNT(*) AS ?n) { ?a <urn:none>* ?b . ?c <urn:none>? ?d . ?e <urn:none>* ?f }",
    "EXISTS with paths": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c FILTER EXISTS { ?a (<urn:knows>|!<urn:x>)* ?d . ?d (<urn:knows>|!<urn:y>)* <urn:nowhere> } }",
    "LATERAL products": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c LATERAL { SELECT * { ?d ?e ?f LATERAL { SELECT * { ?g ?h ?i } } } } }",
    "a CONSTRUCT that multiplies": "CONSTRUCT { ?a ?b ?c . ?d ?e ?f . ?a ?b ?f . ?d ?e ?c } { ?a ?b ?c . ?d ?e ?f }",
    "a DESCRIBE of everything": "DESCRIBE * { ?a ?b ?c . ?d ?e ?f }",
    "doubling by GROUP_CONCAT": "SELECT (STRLEN(?z) AS ?n) { { SELECT (GROUP_CONCAT(?y) AS ?z) { { SELECT (GROUP_CONCAT(?c) AS ?y) { ?a ?b ?c } } ?d ?e ?f } } }",
    "doubling by ENCODE_FOR_URI": "SELECT (STRLEN(?z) AS ?n) { BIND('%%%%%%%%%%' AS ?a0) " + "".join(f"BIND(ENCODE_FOR_URI(?a{n}) AS ?a{n + 1}) " for n in range(40)) + "BIND(?a40 AS ?z) }",
    "products with LIMIT and no row": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STRLEN(CONCAT(STR(?a), STR(?d), STR(?g))) < 0) } LIMIT 1",
    "products of VALUES with BIND": f"SELECT (SUM(?w) AS ?n) {{ {BIG} BIND(SHA512(STR(?x + ?y * ?z)) AS ?h) BIND(STRLEN(?h) AS ?w) }}",
    "OPTIONAL products": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c OPTIONAL { ?d ?e ?f OPTIONAL { ?g ?h ?i } } }",
}
for name, text in SLOW.items():
    checks.append((name, lambda server, text=text: server.query(text), {200, 503, 0}, TIMEOUT + 2.0, 0.0))


@check(200, within=1)
def a_catastrophic_regular_expression(server):
    return server.query('ASK { BIND("' + "a" * 5000 + '!" AS ?x) FILTER regex(?x, "^(a+)+$") }')


UPDATES = {
    "an update with a product of VALUES": f"INSERT {{ ?x <urn:p> ?y }} WHERE {{ {BIG} }}",
    "an update with a product that inserts one thing": f"INSERT {{ <urn:a> <urn:b> 1 }} WHERE {{ {BIG} }}",
    "an update that inserts a product": "INSERT { ?a <urn:p> ?f } WHERE { ?a ?b ?c . ?d ?e ?f }",
    "an update that deletes a product": "DELETE { ?a ?e ?f } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "an update that sorts a product": "INSERT { ?a <urn:p> ?f } WHERE { SELECT ?a ?f { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a ?f }",
    "an update over paths": "INSERT { ?a <urn:far> ?c } WHERE { ?a (!<urn:none>)* ?b . ?b (!<urn:none>)* ?c }",
    "an update that doubles": "INSERT { <urn:a> <urn:b> ?a40 } WHERE { BIND('aaaaaaaaaa' AS ?a0) " + "".join(f"BIND(CONCAT(?a{n}, ?a{n}) AS ?a{n + 1}) " for n in range(40)) + "}",
    "an update that grows by steps": " ; ".join(["INSERT { ?s <urn:grows> ?x } WHERE { ?s ?p ?o BIND(CONCAT(STR(?o), STR(?s)) AS ?x) }"] * 25),
    "an update with a product in EXISTS": "DELETE { ?a ?b ?c } WHERE { ?a ?b ?c FILTER EXISTS { ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?d = ?g && ?h = ?k && ?e = ?j && ?f = 0) } }",
}
for name, text in UPDATES.items():
    checks.append((name, lambda server, text=text: server.update(text), {503, 413, 400}, 2 * TIMEOUT + 3.0, 0.0))


@check(200, within=5)
def what_was_stopped_has_written_nothing(server):
    found = server.query("SELECT (COUNT(*) AS ?n) { VALUES ?p { <urn:far> <urn:grows> } ?s ?p ?o }", "text/csv")
    assert found[2].split() == [b"n", b"0"], found
    return found


@check(503, 413, within=4 * TIMEOUT + 3)
def a_product_asked_with_the_token(server):
    """Who may write must not kill the server either."""
    for text in (SLOW["ORDER BY over VALUES"], SLOW["doubling by CONCAT"], SLOW["doubling by REPLACE"]):
        found = server.query(text, Authorization=f"Bearer {TOKEN}")
        assert found[0] in (200, 413, 503, 0), found
        assert alive(server) is None
    return server.query(SLOW["a product of VALUES"], Authorization=f"Bearer {TOKEN}")


@check(204, 201, 413, 503, within=60)
def sixty_megabytes_of_quads(server):
    line = "<urn:many:%d> <urn:p> <urn:o:%d> .\n"
    document = "".join(line % (n, n) for n in range(1_400_000))
    found = server.send("PUT", "/store?graph=urn:many", document.encode(), {"Content-Type": "application/n-triples", "Authorization": f"Bearer {TOKEN}"}, 60)
    gone = server.send("DELETE", "/store?graph=urn:many", None, {"Authorization": f"Bearer {TOKEN}"}, 60)
    assert gone[0] in (204, 404), gone
    return found


@check(204, 413, 503, within=60)
def sixty_megabytes_of_data_in_an_update(server):
    body = "INSERT DATA { GRAPH <urn:many> {" + "".join(f"<urn:many:{n}> <urn:p> <urn:o:{n}> .\n" for n in range(1_400_000)) + "} }"
    headers = {"Content-Type": "application/sparql-update", "Authorization": f"Bearer {TOKEN}"}
    found = server.send("POST", "/sparql", body.encode(), headers, 60)
    gone = server.send("DELETE", "/store?graph=urn:many", None, {"Authorization": f"Bearer {TOKEN}"}, 60)
    assert gone[0] in (204, 404), gone
    return found


@check(503, within=2 * TIMEOUT + 3)
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
