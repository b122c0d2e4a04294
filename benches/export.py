#!/usr/bin/env python3
"""Exports of a large store: seconds, MB/s and peak memory of each streaming format, beside `oxigraph dump` on the same store.
With prefixes our files are smaller, so programs are compared by quads a second, not by bytes.

    pip install oxigraph
    benches/export.py DEMARCHE [QUADS]

DEMARCHE is the program (built with --release). QUADS is 10 million unless given: the graph has the shape of ours, articles with records
and evidence in their own graphs, and the consolidated things. `oxigraph` (the program of the PyPI package) loads it; both read the same folder.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time

BASE = "http://localhost:7979/"
DM = "https://w3id.org/demarche/ns#"
CODE = "https://w3id.org/demarche/code/"
OA = "http://www.w3.org/ns/oa#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
XSD = "http://www.w3.org/2001/XMLSchema#"
WORDS = "the minister said on Thursday that both sides had agreed to meet again before the end of the month in Geneva".split()


def lines(quads):
    """N-Quads of synthetic articles, each with ten statements, until there are so many."""
    made = 0

    def line(subject, predicate, value, graph=""):
        nonlocal made
        made += 1
        graph = f" <{BASE}graph/{graph}>" if graph else ""
        return f"<{subject}> <{predicate}> {value}{graph} .\n"

    article = 0
    while made < quads:
        article += 1
        name = f"{article:016x}"
        iri, graph = f"{BASE}article/{name}", f"article/{name}"
        day = f'"20{article % 20 + 1:02}-{article % 12 + 1:02}-{article % 28 + 1:02}"^^<{XSD}date>'
        yield line(iri, RDF, f"<{DM}Article>")
        yield line(iri, "http://schema.org/headline", f'"Article {article}"@en')
        yield line(f"{BASE}graph/{graph}", "http://www.w3.org/ns/prov#wasDerivedFrom", f"<{iri}>")
        for number in range(10):
            thing, record = f"{BASE}statement/{article:012x}{number:04x}", f"{iri}#s{number}"
            words = " ".join(WORDS[(article + number + n * n) % len(WORDS)] for n in range(14))
            actor, other = f"{BASE}actor/Q{article % 5000}", f"{BASE}actor/Q{(article + number) % 5000 + 1}"
            for subject, where in ((thing, ""), (record, graph)):
                yield line(subject, RDF, f"<{DM}Statement>", where)
                yield line(subject, DM + "speaker", f"<{actor}>", where)
                yield line(subject, DM + "addressee", f"<{other}>", where)
                yield line(subject, DM + "speechAct", f"<{CODE}act-assert>", where)
                yield line(subject, DM + "quote", f'"{words}"@en', where)
                yield line(subject, DM + "earliest", day, where)
                yield line(subject, DM + "latest", day, where)
                yield line(subject, DM + "confidence", f'"0.9"^^<{XSD}decimal>', where)
            yield line(thing, LABEL, f'"Somebody: {words}"@en')
            yield line(thing, DM + "reportedIn", f"<{iri}>")
            yield line(record, DM + "recordOf", f"<{thing}>", "identity")
            evidence = f"{record}-e1"
            yield line(record, DM + "evidence", f"<{evidence}>", graph)
            yield line(evidence, OA + "hasSelector", f"<{evidence}-quote>", graph)
            yield line(evidence, OA + "hasSelector", f"<{evidence}-position>", graph)
            yield line(f"{evidence}-quote", OA + "exact", f'"{words}, he said."', graph)
            yield line(f"{evidence}-position", OA + "start", f'"{number * 200}"^^<{XSD}integer>', graph)
            yield line(f"{evidence}-position", OA + "end", f'"{number * 200 + 80}"^^<{XSD}integer>', graph)
    for number in range(5002):
        yield line(f"{BASE}actor/Q{number}", LABEL, f'"Actor {number}"@en')


def measure(name, command, to):
    """Runs a command and prints what it wrote, how fast, and the most memory it had."""
    start = time.time()
    with open(to, "wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
    seconds = time.time() - start
    if status != 0:
        print(f"{name:28} failed: {' '.join(command)}")
        return None
    size = os.path.getsize(to) / 1e6
    print(f"{name:28} {size:9.1f} MB {seconds:7.1f} s {size / seconds:8.1f} MB/s {usage.ru_maxrss / 1024:7.0f} MB peak", flush=True)
    os.remove(to)
    return seconds


def main():
    demarche = os.path.abspath(sys.argv[1])
    quads = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000_000
    oxigraph = shutil.which("oxigraph")
    if not oxigraph:
        sys.exit("`oxigraph` is not on the path: pip install oxigraph")
    with tempfile.TemporaryDirectory() as folder:
        store, document, to = (os.path.join(folder, name) for name in ("store", "quads.nq", "out"))
        with open(document, "w") as out:
            out.writelines(lines(quads))
        subprocess.run([oxigraph, "load", "--location", store, "--file", document], check=True, stderr=subprocess.DEVNULL)
        os.remove(document)
        print(f"{quads} quads")
        for ending in ("nq", "trig", "jsonld"):
            ours = measure(f"demarche graph.{ending}", [demarche, "export", "--format", ending, "--store", store], to)
            theirs = measure(f"oxigraph dump {ending}", [oxigraph, "dump", "--location", store, "--format", ending], to)
            if ours and theirs:
                print(f"{'':28} {theirs / ours:.2f} times as many quads a second")
        for ending in ("ttl", "nt", "rdf"):
            graph = ["--graph", "default", "--format", ending]
            ours = measure(f"demarche default.{ending}", [demarche, "export", *graph, "--store", store], to)
            theirs = measure(f"oxigraph dump default {ending}", [oxigraph, "dump", "--location", store, *graph], to)
            if ours and theirs:
                print(f"{'':28} {theirs / ours:.2f} times as many quads a second")
        for what in (["--canonical"], ["statements"], ["statements", "--format", "parquet"], ["evidence"], ["dyads"], ["nanopubs"]):
            measure("demarche " + " ".join(what), [demarche, "export", *what, "--store", store], to)


if __name__ == "__main__":
    main()
