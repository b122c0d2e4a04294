"""What it costs to ask the graph as it was: `python3 benches/asof.py DEMARCHE [STORE]`.

Makes 1,000 articles of the samples, a day apart each (other days, other towns, so that their facts differ), ingests them,
and asks the server the questions with and without `asof`: medians of nine, and apart from them the first answers, also of a
server that has not gone through its articles yet.
STORE is where the store is kept for the next time; without it, it goes at the end.
"""

import datetime
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent.parent
ARTICLES = 1000
MOMENTS = ["2017-01-01", "2018-01-01", "2019-01-01"]
OTHERS = ["2016-12-24", "2017-06-30T12:00+02:00", "2018-09-15", "2019-03-03T08:00Z"]


def corpus(folder):
    samples = sorted((HERE / "data/articles").glob("*.txt"))
    day = datetime.date(2016, 7, 14)
    for number in range(ARTICLES):
        sample = samples[number % len(samples)]
        name = f"{number:04}-{sample.stem}"
        text = sample.read_text() + f"\n\nLettre du jour, numéro {number}.\n"
        (folder / f"{name}.txt").write_text(text)
        published = (day + datetime.timedelta(days=number)).isoformat()
        meta = {"published": published, "publisher": f"Outlet {number % 40}"}
        (folder / f"{name}.meta.json").write_text(json.dumps(meta))


def ask(base, query, asof=None):
    values = {"query": query}
    if asof:
        values["asof"] = asof
    start = time.perf_counter()
    accept = {"Accept": "text/tab-separated-values, text/turtle"}
    request = urllib.request.Request(f"{base}/sparql?{urllib.parse.urlencode(values)}", headers=accept)
    with urllib.request.urlopen(request) as reply:
        body = reply.read()
    return time.perf_counter() - start, body.count(b"\n")


def main():
    demarche = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        store = pathlib.Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else folder / "store"
        if not store.exists():
            (folder / "articles").mkdir()
            corpus(folder / "articles")
            subprocess.run([demarche, "ingest", "--store", store, folder / "articles"], check=True)
        port = 18979
        server = subprocess.Popen([demarche, "serve", "--cache", "0", "--store", store, "--port", str(port)], stderr=subprocess.PIPE)
        base = f"http://127.0.0.1:{port}"
        try:
            for line in server.stderr:
                if str(port).encode() in line:
                    break
            questions = [path for path in sorted((HERE / "queries/questions").glob("*.rq"))]
            first = questions[0].read_text()
            early, _ = ask(base, first, MOMENTS[0])
            print(f"first answer of a server that has just started: {early * 1000:.0f} ms")
            ask(base, first)
            today = statistics.median(ask(base, first)[0] for _ in range(9))
            for moment in MOMENTS + OTHERS:
                cold, _ = ask(base, first, moment)
                warm = statistics.median(ask(base, first, moment)[0] for _ in range(9))
                print(f"{moment}: first answer {cold * 1000:.1f} ms, then {warm * 1000:.1f} ms (today {today * 1000:.1f} ms)")
            print(f"{'question':34} {'rows':>6} {'today ms':>9} {'as of ms':>9} {'ratio':>6}")
            for path in questions:
                query = path.read_text()
                try:
                    ask(base, query)
                except urllib.error.HTTPError as error:
                    print(f"{path.stem:34} no answer without asof either: {error}")
                    continue
                today = statistics.median(ask(base, query)[0] for _ in range(9))
                then = statistics.median(ask(base, query, MOMENTS[-1])[0] for _ in range(9))
                rows = ask(base, query, MOMENTS[-1])[1]
                print(f"{path.stem:34} {rows:6} {today * 1000:9.1f} {then * 1000:9.1f} {then / today:6.2f}")
        finally:
            server.terminate()
            server.wait()


main()
