#!/usr/bin/env python3
"""What programs of others say of our exports and of our server: the checks that need more than Rust.

    pip install duckdb networkx nanopub rdflib roc-validator schemathesis
    tests/outside/check.py DEMARCHE [--only CHECK]

DEMARCHE is the program. The sample articles go into a store of their own, which is exported and served; everything is thrown away at
the end. Each check prints a line for each thing it looked at; the exit status is 1 where one failed. The RO-Crate validator fetches the
context of RO-Crate 1.1 from the web; where there is none, RO_CRATE_CONTEXT names a file that holds it.
"""

import csv
import json
import logging
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
TABLES = {
    "statements": "?it a dm:Statement",
    "proposals": "?it a dm:Proposal",
    "meetings": "?it a dm:Meeting",
    "sources": "?it a dm:Article",
    "evidence": "GRAPH ?identity { ?record dm:recordOf ?it } VALUES ?class { dm:Statement dm:Proposal dm:Meeting } ?it a ?class "
    "GRAPH ?graph { ?record dm:evidence ?evidence }",
    "dyads": None,
    "network_nodes": None,
    "network_edges": None,
}
failed = []


def say(right, text):
    print("ok    " if right else "WRONG ", text, flush=True)
    if not right:
        failed.append(text)


def count(demarche, store, pattern):
    query = f"PREFIX dm: <https://w3id.org/demarche/ns#> SELECT (COUNT(*) AS ?n) {{ {pattern} }}"
    answer = subprocess.run([demarche, "query", "--format", "csv", "--store", store], input=query, capture_output=True, text=True, check=True)
    return int(answer.stdout.split()[1])


def tables(demarche, store, crate):
    """DuckDB reads each table from CSV and Parquet: as many rows as SPARQL counts, and the same cells."""
    import duckdb

    base = duckdb.connect()
    for table, pattern in TABLES.items():
        of_csv = f"read_csv('{crate}/{table}.csv', header=true, all_varchar=true)"
        of_parquet = f"'{crate}/{table}.parquet'"
        rows = [base.sql(f"SELECT count(*) FROM {it}").fetchall()[0][0] for it in (of_csv, of_parquet)]
        expected = count(demarche, store, pattern) if pattern else sum(1 for _ in csv.reader(open(f"{crate}/{table}.csv", newline=""))) - 1
        say(rows == [expected, expected], f"{table}: {rows[0]} rows in CSV, {rows[1]} in Parquet, {expected} expected")
        # The same number may be written in two ways: 0.5 and 0.50.
        numbers = [name for name, kind, *_ in base.sql(f"DESCRIBE SELECT * FROM {of_parquet}").fetchall() if kind == "DOUBLE"]
        replaced = f"REPLACE ({', '.join(f'{name}::DOUBLE AS {name}' for name in numbers)})" if numbers else ""
        both = [f"SELECT COLUMNS(*)::VARCHAR FROM (SELECT * {replaced} FROM {it})" for it in (of_csv, of_parquet)]
        other = base.sql(f"SELECT count(*) FROM ({both[0]} EXCEPT {both[1]})").fetchall()[0][0]
        say(other == 0, f"{table}: CSV and Parquet hold the same cells ({other} rows differ)")


def network(demarche, store, crate):
    """networkx reads the GraphML: a node for each row of network_nodes, an edge for each of network_edges."""
    import networkx

    graph = networkx.read_graphml(f"{crate}/network.graphml")
    rows = [sum(1 for _ in csv.reader(open(f"{crate}/network_{part}.csv", newline=""))) - 1 for part in ("nodes", "edges")]
    read = [graph.number_of_nodes(), graph.number_of_edges()]
    say(read == rows and rows[1] > 0, f"network: {read[0]} nodes and {read[1]} edges in networkx, {rows} rows")
    say(all("name" in data for _, data in graph.nodes(data=True)), "network: every node has a name")
    say(all(data["meetings"] > 0 for *_, data in graph.edges(data=True)), "network: every edge has its number of meetings")


def nanopubs(demarche, store, crate):
    """The PyPI package nanopub works out each hash anew and looks whether each nanopublication is valid."""
    from nanopub import Nanopub
    from nanopub.trustyuri.rdf import RdfHasher, RdfUtils
    from rdflib import ConjunctiveGraph

    logging.disable(logging.CRITICAL)
    text = pathlib.Path(crate, "nanopubs.trig").read_text()
    documents = re.split(r"(?<=\n)\n(?=@prefix)", text)
    right = valid = 0
    for document in documents:
        graph = ConjunctiveGraph()
        graph.parse(data=document, format="trig")
        code = re.search(r"@prefix this: <[^>]*/(RA[\w-]{43})>", document).group(1)
        right += RdfHasher.make_hash(RdfUtils.get_quads(graph), code) == code
        valid += bool(Nanopub(rdf=graph).is_valid)
    expected = sum(count(demarche, store, TABLES[table]) for table in ("statements", "proposals", "meetings"))
    say(len(documents) == expected, f"nanopubs: {len(documents)} for {expected} things")
    say(right == expected, f"nanopubs: {right} have the hash of their name")
    say(valid == expected, f"nanopubs: {valid} are valid")


def crate(demarche, store, folder):
    """The RO-Crate validator finds nothing that a crate must or should have."""
    from rocrate_validator import models, services

    context = os.environ.get("RO_CRATE_CONTEXT")
    if context:
        answer_from(context)
    for severity in ("REQUIRED", "RECOMMENDED"):
        settings = services.ValidationSettings(
            rocrate_uri=str(folder), profile_identifier="ro-crate-1.1", requirement_severity=getattr(models.Severity, severity)
        )
        issues = services.validate(settings).get_issues()
        for issue in issues:
            print("      ", issue.check.identifier, issue.message)
        say(not issues, f"crate: {len(issues)} issues of what is {severity.lower()}")


def answer_from(file):
    """Answers every request of the validator with a file."""
    from rocrate_validator.utils import http

    text = pathlib.Path(file).read_text()

    class Answer:
        status_code, ok, from_cache = 200, True, True
        url, headers = "https://w3id.org/ro/crate/1.1/context", {"Content-Type": "application/ld+json"}
        content = text.encode()

        def json(self):
            return json.loads(text)

        def raise_for_status(self):
            pass

        def close(self):
            pass

    Answer.text = text
    for name in dir(http):
        requester = getattr(http, name)
        if isinstance(requester, type) and "Requester" in name:
            for method in ("get", "head", "fetch"):
                setattr(requester, method, lambda *_, **__: Answer())


def openapi(demarche, store, crate):
    """schemathesis sends what /openapi.json allows and what it does not: no 5xx, no undocumented status, type or body.

    Once to a server that is read only, once with the token to one that may be written to, over a copy of the store.
    """
    copy = f"{store}-to-be-written"
    shutil.copytree(store, copy)
    ways = [("read only", ["--read-only", "--store", store], []), ("with the token", ["--token", "outside", "--store", copy], ["-H", "Authorization: Bearer outside"])]
    for name, settings, header in ways:
        # Backups that are asked for and what schemathesis notes go where the store is.
        beside = pathlib.Path(store).parent
        server = subprocess.Popen([demarche, "serve", "--port", "0", "--timeout", "5", *settings], stderr=subprocess.PIPE, text=True, cwd=beside)
        try:
            address = re.search(r"http://\S+/", server.stderr.readline()).group(0)
            schemathesis = shutil.which("schemathesis", path=f"{pathlib.Path(sys.executable).parent}:{os.environ['PATH']}")
            checks = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
            arguments = ["--checks", checks, "--max-examples", "30", "--seed", "1", "--generation-database", "none", *header]
            done = subprocess.run([schemathesis, "run", f"{address}openapi.json", *arguments], capture_output=True, text=True, cwd=beside)
            print("".join(f"       {line}\n" for line in done.stdout.splitlines()[-25:]))
            say(done.returncode == 0, f"openapi: schemathesis found nothing ({name})")
            if done.returncode != 0:
                print(done.stdout, done.stderr)
        finally:
            server.terminate()
            server.wait()


def main():
    demarche = os.path.abspath(sys.argv[1])
    only = sys.argv[3] if len(sys.argv) > 3 else None
    with tempfile.TemporaryDirectory() as folder:
        store, research_object = f"{folder}/store", f"{folder}/crate"
        run = lambda *arguments: subprocess.run([demarche, *arguments], check=True, cwd=folder, stderr=subprocess.DEVNULL)
        run("ingest", ROOT / "data/articles", "--store", store)
        licence = "https://creativecommons.org/publicdomain/zero/1.0/"
        run("export", "crate", "-o", research_object, "--licence", licence, "--creator", "https://example.org/us", "--store", store)
        for check in (tables, network, nanopubs, crate, openapi):
            if only in (None, check.__name__):
                check(demarche, store, research_object)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
