"""How long pages take: `python3 benches/pages.py DEMARCHE [ARTICLES [FOLDER]]` (1,000 unless it says otherwise).

The whole process: makes up articles and facts, loads them into a store, starts the server and asks for each kind of page
fifty times, each time about something else where there is a choice, one request after the other. Prints the first answer of
each kind, then the median, the 95th and the worst of the fifty, how long the server computed for one, and the median of five
answers that follow a write each, all in milliseconds; exit status 1 where a 95th is above what is promised: 50 ms over 1,000
articles, 200 ms over 100,000. In FOLDER the store is kept for the next time: 100,000 articles take some minutes to make.
"""

import contextlib
import datetime
import json
import os
import pathlib
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

BASE = "http://localhost:7979/"
TIMES = 50
WRITES = 5
DM, CODE = "https://w3id.org/demarche/ns#", "https://w3id.org/demarche/code/"
WORDS = "accord aide appel armée cessez-le-feu centre combat dialogue émissaire force frontière groupe issue médiation paix plan presse ville zone trêve".split()
PLACES = ["Q649", "Q90", "Q84", "Q61", "Q1874", "Q3766", "Q9361"]
DAYS = 3650
ACTS = ["assert", "deny", "demand", "hope", "accuse"]
CHUNK = 100_000


class Quads:
    """N-Quads on their way into a store."""

    def __init__(self, send):
        self.send, self.lines, self.count = send, [], 0

    def line(self, text):
        self.lines.append(text)
        self.count += 1
        if len(self.lines) == CHUNK:
            self.flush()

    def say(self, subject, predicate, value, graph=None):
        graph = f" <{BASE}graph/{graph}>" if graph else ""
        self.line(f"<{BASE}{subject}> <{predicate}> {value}{graph} .")

    def flush(self):
        self.send("\n".join(self.lines).encode())
        self.lines = []


def thing(path):
    return f"<{BASE}{path}>"


def term(name):
    return f"<{DM}{name}>"


def code(name):
    return f"<{CODE}{name}>"


def item(path):
    return f"<http://www.wikidata.org/entity/{path.rsplit('/')[-1]}>"


def typed(value, kind):
    return f'"{value}"^^<http://www.w3.org/2001/XMLSchema#{kind}>'


TOKEN = "bench"
A = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
SCHEMA, OA = "http://schema.org/", "http://www.w3.org/ns/oa#"
PERSON = "<http://xmlns.com/foaf/0.1/Person>"
EXACT_MATCH = "http://www.w3.org/2004/02/skos/core#exactMatch"


def words(chance, count):
    return " ".join(chance.choices(WORDS, k=count))


def dated(quads, subject, day, graph=None):
    for name in ("date", "earliest", "latest"):
        quads.say(subject, DM + name, typed(day, "date"), graph)
    quads.say(subject, DM + "edtf", f'"{day}"^^<http://id.loc.gov/datatypes/edtf/EDTF>', graph)


def fact(quads, chance, kind, number, article, day, roles, more, told=True):
    """A fact of the consolidated view, and the record of one article with its passage."""
    path = f"{kind}/{number:x}"
    name = {"statement": "Statement", "proposal": "Proposal", "meeting": "Meeting"}[kind]
    record = f"article/{article}#{kind[0]}{number}"
    graph = f"article/{article}"
    text = words(chance, 12)
    if told:
        quads.say(path, A, term(name))
        quads.say(path, LABEL, f'"{name} {number}"@en')
        quads.say(path, DM + "modality", code("modality-stated"))
        quads.say(path, DM + "confidence", typed("0.8", "decimal"))
        dated(quads, path, day)
        for role, who in roles:
            quads.say(path, DM + role, thing(who))
        for predicate, value in more:
            quads.say(path, DM + predicate, value)
        if kind != "meeting":
            quads.say(path, DM + "quote", f'"{text}"@fr')
    quads.say(path, DM + "reportedIn", thing(f"article/{article}"))
    quads.say(record, DM + "recordOf", thing(path), "identity")
    quads.say(record, A, term(name), graph)
    quads.say(record, DM + "rule", '"fr.incise"', graph)
    for part, exact in (("evidence", f"« {text} », a-t-il dit."), ("content", text)):
        quads.say(record, DM + part, thing(f"{record}-{part}"), graph)
        passage(quads, record, part, article, exact)


def passage(quads, record, part, article, exact):
    """A passage of an article that proves a record."""
    graph = f"article/{article}"
    subject = f"{record}-{part}"
    quads.say(subject, OA + "hasSource", thing(f"article/{article}"), graph)
    for selector in ("quote", "position"):
        quads.say(subject, OA + "hasSelector", thing(f"{subject}-{selector}"), graph)
    quads.say(f"{subject}-quote", OA + "exact", f'"{exact}"', graph)
    quads.say(f"{subject}-position", OA + "start", typed(100, "integer"), graph)
    quads.say(f"{subject}-position", OA + "end", typed(100 + len(exact), "integer"), graph)


def named(quads, number, article, actor):
    """The record of an actor whom an article names, twice."""
    graph = f"article/{article}"
    record = f"article/{article}#a{number}"
    quads.say(record, DM + "recordOf", thing(actor), "identity")
    quads.say(record, A, term("Actor"), graph)
    quads.say(record, A, PERSON, graph)
    quads.say(record, LABEL, f'"{actor[6:]} of {article}"@fr', graph)
    quads.say(record, DM + "actorType", code("actor-type-person"), graph)
    quads.say(record, EXACT_MATCH, item(actor), graph)
    quads.say(record, DM + "linkReason", '"full name"', graph)
    for part in ("e1", "e2"):
        quads.say(record, DM + "evidence", thing(f"{record}-{part}"), graph)
        passage(quads, record, part, article, f"{actor} à {article}")


def corpus(quads, articles):
    chance = random.Random(20160714)
    first = datetime.date(2010, 1, 1)
    actors = [f"actor/Q{10_000_000 + number}" for number in range(max(50, articles // 50))]
    # A few are everywhere, most nearly nowhere.
    weights = [1 / (place + 1) for place in range(len(actors))]
    some = lambda count: list(dict.fromkeys(chance.choices(actors, weights, k=count)))
    for place, actor in enumerate(actors):
        quads.say(actor, A, term("Actor"))
        quads.say(actor, A, PERSON)
        quads.say(actor, DM + "actorType", code("actor-type-person"))
        for language in ("en", "fr"):
            quads.say(actor, LABEL, f'"{chance.choice(WORDS).title()} {words(chance, 1).title()} {place}"@{language}')
        quads.say(actor, EXACT_MATCH, item(actor))
    for place in PLACES:
        quads.say(f"place/{place}", A, term("Place"))
        quads.say(f"place/{place}", LABEL, f'"Town {place}"@en')
        quads.say(f"place/{place}", EXACT_MATCH, item(place))
        point = f"Point({chance.randrange(-120, 140)} {chance.randrange(-30, 60)})"
        quads.line(f'{item(place)} <http://www.wikidata.org/prop/direct/P625> "{point}"^^<http://www.opengis.net/ont/geosparql#wktLiteral> <{BASE}graph/wikidata> .')
    for act in ACTS:
        for language in ("en", "fr"):
            quads.line(f'{code(f"act-{act}")} <http://www.w3.org/2004/02/skos/core#prefLabel> "{act}"@{language} .')
    meetings = []
    for number in range(articles):
        article = f"{number:016x}"
        day = first + datetime.timedelta(days=chance.randrange(DAYS))
        subject = f"article/{article}"
        quads.say(subject, A, term("Article"))
        quads.say(subject, SCHEMA + "headline", f'"{words(chance, 6).capitalize()}"@fr')
        quads.say(subject, SCHEMA + "inLanguage", '"fr"')
        quads.say(subject, SCHEMA + "datePublished", typed(day, "date"))
        quads.say(subject, DM + "edtf", f'"{day}"^^<http://id.loc.gov/datatypes/edtf/EDTF>')
        quads.say(subject, SCHEMA + "publisher", thing(actors[number % 40]))
        quads.say(f"graph/{subject}", "http://www.w3.org/ns/prov#wasDerivedFrom", thing(subject))
        told = []
        for place in range(3):
            speaker, *others = some(2)
            act = chance.choices(ACTS, [10, 1, 3, 2, 2])[0]
            roles = [("speaker", speaker)] + [("addressee", it) for it in others[:1]]
            denies = [("denies", thing(f"statement/{chance.randrange(number * 3 + 1):x}"))] if act == "deny" and place and number else []
            more = [("speechAct", code(f"act-{act}")), ("statementKind", code("statement-kind-direct")), ("polarity", code("polarity-positive")), ("reports", typed(1, "integer")), ("sources", typed(1, "integer"))]
            told += roles
            fact(quads, chance, "statement", number * 3 + place, article, day, roles, more + denies)
        if number % 3 == 0:
            roles = [("proposer", some(1)[0]), ("addressee", some(1)[0])]
            told += roles
            more = [("currentStatus", code("proposal-status-made")), ("reports", typed(1, "integer")), ("sources", typed(1, "integer"))]
            fact(quads, chance, "proposal", number, article, day, roles, more)
        if meetings and chance.random() < 0.3:
            known, when = chance.choice(meetings[-50:])
            fact(quads, chance, "meeting", known, article, when, [], [], told=False)
        elif number % 2 == 0:
            meetings.append((number, day))
            roles = [("participant", it) for it in some(3)] + [("place", f"place/{chance.choice(PLACES)}")]
            told += roles
            status = chance.choices(["held", "planned", "denied"], [8, 2, 1])[0]
            more = [("currentStatus", code(f"meeting-status-{status}")), ("meetingKind", code("meeting-kind-bilateral")), ("reports", typed(1, "integer")), ("sources", typed(1, "integer"))]
            fact(quads, chance, "meeting", number, article, day, roles, more)
        whom = dict.fromkeys(who for _, who in told if who.startswith("actor/"))
        for place, actor in enumerate(whom):
            named(quads, place, article, actor)
    return actors, meetings


def pages(chance, actors, meetings, articles):
    """Kinds of pages, each with a way to make an address of it."""
    day = lambda: datetime.date(2010, 1, 1) + datetime.timedelta(days=chance.randrange(DAYS))
    return {
        "/": lambda: "/",
        "/search": lambda: f"/search?q={urllib.parse.quote(words(chance, 2))}",
        "/actor, a crowd's": lambda: f"/{actors[chance.randrange(10)]}.html",
        "/actor": lambda: f"/{chance.choice(actors)}.html",
        "/actor, leafing on": lambda: f"/{actors[chance.randrange(3)]}.html?page={chance.randrange(2, 9)}",
        "/statement": lambda: f"/statement/{chance.randrange(articles * 3):x}.html",
        "/proposal": lambda: f"/proposal/{chance.randrange(articles // 3) * 3:x}.html",
        "/meeting": lambda: f"/meeting/{chance.choice(meetings):x}.html",
        "/place": lambda: f"/place/{chance.choice(PLACES)}.html",
        "/article": lambda: f"/article/{chance.randrange(articles):016x}.html",
        "/timeline": lambda: "/timeline",
        "/timeline from": lambda: f"/timeline?from={day()}&lanes=actor",
        "/met": lambda: "/met",
        "/met around": lambda: f"/met?actor={actors[chance.randrange(20)][6:]}",
        "/disputes": lambda: "/disputes",
        "/disputes, a page": lambda: f"/disputes?page={chance.randrange(2, 30)}",
        "/coverage": lambda: "/coverage",
        "/changes": lambda: "/changes",
        "/changes since": lambda: f"/changes?since={day()}",
        "/questions/what_did_kerry_say": lambda: f"/questions/what_did_kerry_say?who={actors[chance.randrange(40)][6:]}&from={day()}",
        "/sparql": lambda: "/sparql",
        "/data": lambda: "/data",
        "/about": lambda: "/about",
    }


def taken(address, path):
    start = time.perf_counter()
    request = urllib.request.Request(address + path, headers={"Accept": "text/html", "Accept-Language": "fr"})
    with urllib.request.urlopen(request) as reply:
        reply.read()
    return (time.perf_counter() - start) * 1000


def readied(address):
    """Waits until the server is ready, its search index too: seconds that this took."""
    start = time.perf_counter()
    while True:
        try:
            taken(address, "/ready")
            return time.perf_counter() - start
        except urllib.error.HTTPError as error:
            if error.code != 503:
                raise
        time.sleep(0.01)


class Server:
    """The program, serving a store, until the end of the block."""

    def __init__(self, demarche, store):
        self.command = [demarche, "serve", "--store", store, "--port", "0", "--token", TOKEN, "--timeout", "600"]

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for line in self.process.stdout:
            found = re.search(r"http://127\.0\.0\.1:[0-9]+", line)
            if found:
                return found[0]
        raise SystemExit("the server did not start")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def filled(demarche, folder, articles):
    """A store of so many articles in the folder, with its index: whom and which meetings they tell of."""
    cast = folder / "cast.json"
    if not cast.exists():
        quads_file = folder / "corpus.nq"
        with quads_file.open("wb") as file:
            quads = Quads(lambda lines: file.write(lines + b"\n"))
            actors, meetings = corpus(quads, articles)
            quads.flush()
        subprocess.run([demarche, "load", "--store", folder / "store", quads_file], check=True)
        quads_file.unlink()
        with Server(demarche, folder / "store") as address:
            readied(address)
        found = {"quads": quads.count, "actors": actors, "meetings": [number for number, _ in meetings]}
        cast.write_text(json.dumps(found))
    return json.loads(cast.read_text())


def write(address, number):
    """Says something new of an actor."""
    body = f'<{BASE}actor/Q{10_000_000 + number % 50}> <{DM}position> "so called {number} times"@en .'
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/n-triples"}
    urllib.request.urlopen(urllib.request.Request(f"{address}/store?default", body.encode(), headers)).read()


def computed(process):
    """Milliseconds that a process has computed."""
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def main():
    demarche = pathlib.Path(sys.argv[1]).resolve()
    articles = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    promise = 50 if articles <= 1000 else 200
    slow = writes = 0
    with contextlib.ExitStack() as stack:
        kept = sys.argv[3] if len(sys.argv) > 3 else stack.enter_context(tempfile.TemporaryDirectory())
        folder = pathlib.Path(kept).resolve()
        folder.mkdir(exist_ok=True)
        start = time.perf_counter()
        cast = filled(demarche, folder, articles)
        print(f"{articles} articles, {cast['quads']} quads, at hand after {time.perf_counter() - start:.0f} s", flush=True)
        server = Server(demarche, folder / "store")
        with server as address:
            print(f"ready {readied(address):.1f} s after the server has begun to listen", flush=True)
            print(f"{'ms':40}{'first':>8}{'median':>8}{'95th':>8}{'worst':>8}{'cpu':>8}{'written':>9}")
            for kind, make in pages(random.Random(7), cast["actors"], cast["meetings"], articles).items():
                first = taken(address, make())
                before = computed(server.process)
                times = sorted(taken(address, make()) for _ in range(TIMES))
                high = times[TIMES * 95 // 100]
                cpu = (computed(server.process) - before) / TIMES
                after = []
                for _ in range(WRITES):
                    writes += 1
                    write(address, writes)
                    after.append(taken(address, make()))
                slow += high > promise
                mark = f"  more than {promise}" if high > promise else ""
                print(f"{kind:40}{first:8.1f}{statistics.median(times):8.1f}{high:8.1f}{times[-1]:8.1f}{cpu:8.1f}{statistics.median(after):9.1f}{mark}", flush=True)
    sys.exit(1 if slow else 0)


if __name__ == "__main__":
    main()
