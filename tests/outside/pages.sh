#!/usr/bin/env bash
# What a browser says of our pages: every design at 320, 768 and 1280 px, light and dark, looked through by axe-core,
# walked with the keyboard, printed, and the editor of /sparql typed into. Needs Debian's chromium and npm; without them it says so and passes.
#
#     tests/outside/pages.sh DEMARCHE [FOLDER FOR SCREENSHOTS]
#
# DEMARCHE is the program. The sample articles are served from memory; what npm installs lies in a temporary folder.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
demarche=$(realpath "$1")
shots=${2:-}
chromium=
for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then
        chromium=$(command -v "$name")
        break
    fi
done
if [ -z "$chromium" ] || ! command -v npm >/dev/null 2>&1; then
    echo "skipped: the pages are looked at with chromium, npm and node, and one of them is not installed"
    exit 0
fi
work=$(mktemp -d)
server=
finish() {
    [ -n "$server" ] && kill "$server" 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT
cp "$here/package.json" "$here/pages.cjs" "$work"
if ! (cd "$work" && npm install --silent --no-audit --no-fund --no-package-lock >&2); then
    echo "skipped: npm could not install playwright-core and axe-core"
    exit 0
fi
cd "$here/../.."
"$demarche" demo --port 0 2>"$work/log" &
server=$!
address=
for _ in $(seq 600); do
    address=$(sed -n 's|^Look around at \(http://[^,]*\)/,.*|\1|p' "$work/log")
    [ -n "$address" ] && break
    kill -0 "$server" 2>/dev/null || { cat "$work/log"; exit 1; }
    sleep 0.2
done
[ -n "$shots" ] && shots=$(realpath "$shots")
CHROMIUM="$chromium" SHOTS="$shots" node "$work/pages.cjs" "$address"
