#!/usr/bin/env python3
"""Exports of a large store: seconds, MB/s and peak memory of each streaming format, beside `oxigraph dump` on the same store.
Where both files are of one size, MB/s and quads a second compare alike; prefixes make some of ours smaller, and quads a second are fairer.

    pip install oxigraph
    benches/export.py DEMARCHE [QUADS [STORE]]

DEMARCHE is the program (built with --release). QUADS is 10 million unless given: the graph has the shape of ours, articles with ten
statements and a meeting, their records and evidence in graphs of their own, and the consolidated things of 5,000 actors. `oxigraph` (the program of the PyPI package) loads it; both read the same folder.
STORE is where the store is kept for the next time; without it, it lies in TMPDIR and goes at the end.
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
EXACT = "http://www.w3.org/2004/02/skos/core#exactMatch"
XSD = "http://www.w3.org/2001/XMLSchema#"
WORDS = "the minister said on Thursday that both sides had agreed to meet again before the end of the month in Geneva".split()


def lines(quads):
    """N-Quads of synthetic articles, each with ten statements and a meeting, until there are so many."""
    made = 0

    def line(subject, predicate, value, graph=""):
        nonlocal made
        made += 1
        graph = f" <{BASE}graph/{graph}>" if graph else ""
        return f"<{subject}> <{predicate}> {value}{graph} .\n"

    def proof(record, words, start, graph):
        evidence = f"{record}-e1"
        yield line(record, DM + "evidence", f"<{evidence}>", graph)
        yield line(evidence, OA + "hasSelector", f"<{evidence}-quote>", graph)
        yield line(evidence, OA + "hasSelector", f"<{evidence}-position>", graph)
        yield line(f"{evidence}-quote", OA + "exact", f'"{words}, he said."', graph)
        yield line(f"{evidence}-position", OA + "start", f'"{start}"^^<{XSD}integer>', graph)
        yield line(f"{evidence}-position", OA + "end", f'"{start + 80}"^^<{XSD}integer>', graph)

    article = 0
    while made < quads:
        article += 1
        name = f"{article:016x}"
        iri, graph = f"{BASE}article/{name}", f"article/{name}"
        day = f'"20{article % 20 + 1:02}-{article % 12 + 1:02}-{article % 28 + 1:02}"^^<{XSD}date>'
        yield line(iri, RDF, f"<{DM}Article>")
        yield line(iri, "http://schema.org/headline", f'"Article {article}"@en')
        yield line(iri, "http://schema.org/url", f"<https://example.org/{article}>")
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
            yield from proof(record, words, number * 200, graph)
        thing, record = f"{BASE}meeting/{name}", f"{iri}#m1"
        for subject, where in ((thing, ""), (record, graph)):
            yield line(subject, RDF, f"<{DM}Meeting>", where)
            for actor in {article % 5000, (article // 5000 + article * 3 + 1) % 5000, article * 7 % 50}:
                yield line(subject, DM + "participant", f"<{BASE}actor/Q{actor}>", where)
            yield line(subject, DM + "earliest", day, where)
            yield line(subject, DM + "latest", day, where)
            yield line(subject, DM + "hasStatus", f"<{subject}-status>", where)
            yield line(f"{subject}-status", DM + "status", f"<{CODE}meeting-status-held>", where)
        yield line(thing, DM + "currentStatus", f"<{CODE}meeting-status-held>")
        yield line(thing, LABEL, f'"Meeting {article}"@en')
        yield line(thing, DM + "reportedIn", f"<{iri}>")
        yield line(record, DM + "recordOf", f"<{thing}>", "identity")
        yield from proof(record, "they met on Thursday", 2000, graph)
    for number in range(5002):
        actor = f"{BASE}actor/Q{number}"
        yield line(actor, RDF, f"<{DM}Actor>")
        yield line(actor, LABEL, f'"Actor {number}"@en')
        yield line(actor, EXACT, f"<http://www.wikidata.org/entity/Q{number}>")


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
    return seconds, size / seconds


def compare(ours, theirs):
    """Prints how an export of ours compares with the same of theirs."""
    if ours and theirs:
        print(f"{'':28} {theirs[0] / ours[0]:.2f} times as many quads a second, {ours[1] / theirs[1]:.2f} times as many MB/s", flush=True)


def main():
    demarche = os.path.abspath(sys.argv[1])
    quads = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000_000
    oxigraph = shutil.which("oxigraph")
    if not oxigraph:
        sys.exit("`oxigraph` is not on the path: pip install oxigraph")
    with tempfile.TemporaryDirectory() as folder:
        store, document, to = (os.path.join(folder, name) for name in ("store", "quads.nq", "out"))
        if len(sys.argv) > 3:
            store = sys.argv[3]
        if not os.path.exists(store):
            with open(document, "w") as out:
                out.writelines(lines(quads))
            subprocess.run([oxigraph, "load", "--location", store, "--file", document], check=True, stderr=subprocess.DEVNULL)
            os.remove(document)
        for ending in ("nq", "trig", "jsonld"):
            ours = measure(f"demarche graph.{ending}", [demarche, "export", "--format", ending, "--store", store], to)
            theirs = measure(f"oxigraph dump {ending}", [oxigraph, "dump", "--location", store, "--format", ending], to)
            compare(ours, theirs)
        for ending in ("ttl", "nt", "rdf"):
            graph = ["--graph", "default", "--format", ending]
            ours = measure(f"demarche default.{ending}", [demarche, "export", *graph, "--store", store], to)
            theirs = measure(f"oxigraph dump default {ending}", [oxigraph, "dump", "--location", store, *graph], to)
            compare(ours, theirs)
        tables = ("statements", "meetings", "evidence", "dyads", "sources", "network", "nanopubs", "wikidata")
        for what in (["--canonical"], ["statements", "--format", "parquet"], *([table] for table in tables)):
            measure("demarche " + " ".join(what), [demarche, "export", *what, "--store", store], to)


if __name__ == "__main__":
    main()
