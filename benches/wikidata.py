#!/usr/bin/env python3
"""Slices of a synthetic dump of Wikidata: whether they are exact, and how long they take beside unpacking alone.

    benches/wikidata.py DEMARCHE [LINES]

DEMARCHE is the program (built with --release). LINES is 2 million unless given. The dump has the shape of Wikidata's dump of all
statements: names in many languages, direct values, statement nodes with qualifiers, references, items nobody asked for; a line in
a hundred thousand is malformed. What is wanted of it is written beside it, so that the slice can be compared line by line.
`gzip`, `bzip2` and `zstd` unpack alone; each is timed three times, the best counts. Processor time is that of all cores.
"""

import gzip
import os
import random
import subprocess
import sys
import tempfile
import time

ENTITY, PROP = "http://www.wikidata.org/entity/", "http://www.wikidata.org/prop/"
LABEL, ALIAS = "http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/2004/02/skos/core#altLabel"
RANK = "http://wikiba.se/ontology#"
GRAPH = "http://localhost:7979/graph/wikidata"
WANTED_EVERY = 40
WANTED_PROPERTIES = [6, 17, 27, 31, 39, 102, 625]
OTHER_PROPERTIES = [18, 69, 106, 214, 227, 373, 646, 735, 1412, 2002]
QUALIFIERS = {580: True, 582: True, 1545: False}


def dump(lines, seed=1):
    """Lines with whether they belong into the slice: True, False, or None where malformed."""
    random.seed(seed)
    item = made = 0
    while made < lines:
        item += 1
        wanted = item % WANTED_EVERY == 0
        q, node = f"<{ENTITY}Q{item}>", f"<{ENTITY}statement/Q{item}-"
        entity = []
        for language in ["en", "fr", "de", "es", "ru", "zh", "ar", "fr-ca"]:
            kept = wanted and language in ("en", "fr")
            entity.append((f'{q} <{LABEL}> "name of {item} \\"here\\" é"@{language} .', kept))
            entity.append((f'{q} <http://www.w3.org/2004/02/skos/core#prefLabel> "name of {item}"@{language} .', False))
            entity.append((f'{q} <http://schema.org/description> "what {item} is"@{language} .', False))
            if random.random() < 0.3:
                entity.append((f'{q} <{ALIAS}> "alias {item}"@{language} .', kept))
        for number, prop in enumerate(random.sample(WANTED_PROPERTIES, 3) + random.sample(OTHER_PROPERTIES, 5)):
            kept = wanted and prop in WANTED_PROPERTIES
            value = f"<{ENTITY}Q{random.randrange(1, 100_000_000)}>"
            entity.append((f"{q} <{PROP}direct/P{prop}> {value} .", kept))
            entity.append((f"{q} <{PROP}P{prop}> {node}{number}> .", kept))
            s = f"{node}{number}>"
            entity.append((f"{s} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{RANK}Statement> .", False))
            entity.append((f"{s} <{RANK}rank> <{RANK}NormalRank> .", kept))
            for qualifier, asked in QUALIFIERS.items():
                if random.random() < 0.4:
                    date = f'"20{random.randrange(10, 24)}-01-{random.randrange(10, 29)}T00:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>'
                    entity.append((f"{s} <{PROP}qualifier/P{qualifier}> {date} .", kept and asked))
            entity.append((f"{s} <{PROP}statement/P{prop}> {value} .", kept))
            entity.append((f"{s} <http://www.w3.org/ns/prov#wasDerivedFrom> <http://www.wikidata.org/reference/{random.getrandbits(80):020x}> .", False))
        if item % 2000 == 0:
            entity.append((f"{q} <{PROP}direct/P31> <{ENTITY}Q5>", None))
        if item % 3000 == 0:
            entity.append(("this is no triple", None))
        yield from entity
        made += len(entity)


def seconds(command):
    best = peak = busy = None
    for _ in range(3):
        start = time.time()
        with open(os.devnull, "wb") as out:
            process = subprocess.Popen(command, stdout=out, stderr=subprocess.PIPE)
            told = process.stderr.read().decode()
            _, status, usage = os.wait4(process.pid, 0)
        took = time.time() - start
        if status != 0:
            sys.exit(f"{command}: {told}")
        best, peak = min(took, best or took), usage.ru_maxrss / 1024
        busy = min(usage.ru_utime + usage.ru_stime, busy or 1e9)
    return best, busy, peak, told


def main():
    program = os.path.abspath(sys.argv[1])
    lines = int(sys.argv[2]) if len(sys.argv) > 2 else 2_000_000
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        expected, malformed, count = set(), 0, 0
        ids = open("wanted.txt", "w")
        with open("dump.nt", "w") as out:
            for line, kept in dump(lines):
                count += 1
                out.write(line + "\n")
                malformed += kept is None
                if kept:
                    expected.add(f"{line[:-2]} <{GRAPH}> .")
        ids.write("".join(f"Q{n}\n" for n in range(WANTED_EVERY, 100_000_000 // 10, WANTED_EVERY)))
        ids.close()
        size = os.path.getsize("dump.nt")
        print(f"{count} lines, {size / 1e6:.0f} MB, {len(expected)} wanted, {malformed} malformed")
        properties = ",".join(f"P{p}" for p in WANTED_PROPERTIES + [q for q, asked in QUALIFIERS.items() if asked])
        for name, ending, pack, unpack in [
            ("plain", "", None, ["cat"]),
            ("gzip", ".gz", ["gzip", "-k"], ["gzip", "-dc"]),
            ("bzip2", ".bz2", ["bzip2", "-k"], ["bzip2", "-dc"]),
            ("zstd", ".zst", ["zstd", "-qk"], ["zstd", "-qdc"]),
        ]:
            if pack:
                subprocess.run([*pack, "dump.nt"], check=True)
            file = "dump.nt" + ending
            alone, alone_busy, _, _ = seconds([*unpack, file])
            command = [program, "wikidata", "slice", file, "--out", "slice.nq.gz", "--entities", "wanted.txt"]
            ours, busy, peak, told = seconds([*command, "--languages", "en,fr", "--properties", properties])
            with gzip.open("slice.nq.gz", "rt") as slice:
                got = [line.rstrip("\n") for line in slice if not line.startswith("#")]
            exact = len(got) == len(set(got)) and set(got) == expected and f"{malformed} lines malformed" in told
            print(
                f"{name:6} unpacking alone {alone:6.2f} s (processor {alone_busy:6.2f} s), slice {ours:6.2f} s ({busy:6.2f} s),"
                f" speed {alone / ours:5.2f} of it, {size / 1e6 / ours:6.0f} MB/s, {peak:4.0f} MB, {'exact' if exact else 'NOT EXACT'}"
            )
            if pack:
                os.remove(file)


main()
