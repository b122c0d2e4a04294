#!/bin/sh
# Runs each fuzzer for SECONDS (600), from seeds that are the project's own files.
#
#     rustup toolchain install nightly; cargo install cargo-fuzz
#     tests/fuzz/run.sh [SECONDS] [TARGET…]
#
# A finding ends its fuzzer and lies in tests/fuzz/artifacts. It is mended, made small (cargo fuzz tmin) and kept: as a
# case of tests/cases, or as a line of the test of whatever read it.
set -eu
cd "$(dirname "$0")"
seconds=${1:-600}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- request query document article

for target in request query document article; do mkdir -p "seeds/$target"; done
cp ../../queries/*/*.rq ../../tests/cases/query/*/query.rq seeds/query/ 2>/dev/null || true
# The first byte says which syntax, or which ending.
seed() { { printf '%b' "$1"; cat "$2"; } >"seeds/$3/$(basename "$2")"; }
for file in ../../ontology/*.ttl; do seed '\000' "$file" document; done
for file in ../it/*.trig; do seed '\001' "$file" document; done
for file in ../../ontology/*.jsonld; do seed '\005' "$file" document; done
for file in ../../data/articles/*.txt; do seed '\000' "$file" article; done
for file in $(find ../cases/source -name '*.html'); do seed '\001' "$file" article; done
for file in $(find ../cases/source -name '*.jsonl'); do seed '\002' "$file" article; done
number=0
request() { number=$((number + 1)); printf '%b' "$1" >"seeds/request/$number"; }
for path in / /sparql '/sparql?query=ASK%7B%7D' '/search?q=Kerry&asof=2016-07-14' '/search.json?q=%22une+tr%C3%AAve%22' /actor/Q22316.ttl /meeting/x \
    '/timeline.csv?from=2016&lang=fr' '/changes?since=2016-07-27&page=2' '/store?graph=urn:a' '/data/statements.csv' /np/statement/a/b /ontology.jsonld \
    '/reconcile/suggest/entity?prefix=Ker' '/reconcile?queries=%7B%22q%22:%7B%22query%22:%22Kerry%22%7D%7D' '/reconcile/preview?id=Q1' '/sitemap/1.xml'; do
    request "GET $path HTTP/1.1\r\nHost: a\r\nAccept: text/html;q=0.9, text/turtle, */*;q=.1\r\nIf-None-Match: \"a\""
done
request 'POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\000query=SELECT+*+%7B%3Fs+%3Fp+%3Fo%7D&default-graph-uri=urn:g'
request 'POST /sparql HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer fuzz\r\nContent-Type: application/sparql-update\000INSERT DATA { <urn:a> <urn:b> 1 }'
request 'PUT /store?default HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer fuzz\r\nContent-Type: application/ld+json\000{"@id": "urn:a", "urn:b": [{"@value": 1}]}'
request 'POST /store HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer fuzz\r\nContent-Type: multipart/form-data; boundary=b\000--b\r\nContent-Disposition: form-data; name="f"; filename="a.ttl"\r\nContent-Type: text/turtle\r\n\r\n<urn:a> <urn:b> 1 .\r\n--b--\r\n'
request 'POST /reconcile HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\000queries={"q0":{"query":"Kerry","type":"Actor","limit":3,"properties":[{"pid":"P27","v":"Q30"}]}}'
request 'POST /reconcile/match HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\000{"queries":[{"type":"Actor","limit":2,"conditions":[{"matchType":"name","propertyValue":"Kerry"}]}]}'

for target in "$@"; do
    mkdir -p "corpus/$target"
    # Memory is no sanitizer's matter: there is no unsafe code of ours. Panics, hangs and what takes 2 GB are.
    cargo +nightly fuzz run --fuzz-dir . --sanitizer none "$target" "corpus/$target" "seeds/$target" -- \
        -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -max_len=8192 -print_final_stats=1
done
