#!/usr/bin/env python3
"""A full disk and a read-only disk: nothing acknowledged is lost, and what cannot be done is said.

    sudo python3 tests/outside/disk.py DEMARCHE

Mounts a small tmpfs in a temporary folder (which takes root), fills it under a server that is written to, makes
room, restarts, and compares with the ledger of acknowledged writes; then mounts it read-only. Traffic goes to loopback only.
"""

import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request

DEMARCHE = os.path.abspath(sys.argv[1])
TOKEN = "a-token-for-the-disk"
MIB = 1024 * 1024


def run(*arguments, **more):
    return subprocess.run(arguments, check=True, **more)


def serve(store, *more):
    server = subprocess.Popen(
        [DEMARCHE, "serve", "--port", "0", "--store", store, *more], stderr=subprocess.PIPE, text=True, cwd="/"
    )
    for line in server.stderr:
        found = re.search(r" at (http://\S+)/", line)
        if found:
            return server, found.group(1)
        print("   ", line.strip())
    return server, None


def ask(address, path, body=None, kind="application/sparql-update"):
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": kind, "Accept": "text/csv, */*;q=0.1"}
    request = urllib.request.Request(address + path, data=body, headers=headers if body is not None else {"Accept": "text/csv"})
    try:
        with urllib.request.urlopen(request, timeout=120) as reply:
            return reply.status, reply.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def insert(address, n, size):
    # In pieces, because a literal may not be longer; random, so that it cannot be packed.
    pieces = [os.urandom(min(size, 2 * MIB) // 2).hex() for _ in range(max(1, size // (2 * MIB)))]
    values = ", ".join(f'"{piece}"' for piece in pieces)
    return ask(address, "/sparql", f"INSERT DATA {{ <urn:s{n}> <urn:p> {values} ; <urn:q> {n} }}".encode())


def held(address):
    query = urllib.parse.quote("SELECT ?s { ?s <urn:p> ?o ; <urn:q> ?n }")
    status, body = ask(address, f"/sparql?query={query}")
    assert status == 200, (status, body)
    return set(body.split()[1:])


def stop(server):
    server.terminate()
    assert server.wait(60) == 0


def main():
    folder = tempfile.mkdtemp()
    run("mount", "-t", "tmpfs", "-o", "size=192m", "tmpfs", folder)
    server = None
    try:
        store = os.path.join(folder, "store")
        server, address = serve(store, "--token", TOKEN)
        ledger, refused = set(), {}
        n = 0
        # Small writes until the floor is reached.
        while len(refused) < 3:
            n += 1
            status, body = insert(address, n, MIB)
            if status == 204:
                ledger.add(f"urn:s{n}")
            else:
                refused[n] = (status, json.loads(body)["detail"])
        print(f"{len(ledger)} writes acknowledged, then:", *set(refused.values()))
        assert {status for status, _ in refused.values()} == {507}
        assert held(address) == ledger, "reading goes on"

        # A write that is larger than the room that is left: the database itself meets the end of the disk.
        filler = os.path.join(folder, "filler")
        stop(server)
        server, address = serve(store, "--token", TOKEN)
        assert address is None and server.wait(60) == 2, "a database has no room to open"
        server, address = serve(store)
        assert held(address) == ledger, "but to be read"
        stop(server)
        run("mount", "-o", "remount,size=448m", folder)
        server, address = serve(store, "--token", TOKEN)
        # The database may give room back meanwhile: then there was room, and what it gave is filled, too.
        for _ in range(5):
            left = os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize
            # It takes some as well: then less is left than was to be.
            with contextlib.suppress(OSError), open(filler, "ab", buffering=0) as file:
                file.write(b"x" * max(0, left - 34 * MIB))
            n += 1
            status, body = insert(address, n, 50 * MIB)
            print("a write of 50 MiB into less room:", status, body[:160])
            if status != 204:
                break
            ledger.add(f"urn:s{n}")
        assert status >= 500
        assert held(address) >= ledger
        os.remove(filler)
        run("mount", "-o", "remount,size=768m", folder)
        status, _ = insert(address, n + 1, 1000)
        print("after room was made, without a restart:", status)
        if status == 204:
            ledger.add(f"urn:s{n + 1}")
        stop(server)
        server, address = serve(store, "--token", TOKEN)
        assert address, "it starts again"
        now = held(address)
        assert ledger <= now, ("lost", ledger - now)
        print(f"after a restart: {len(now)} there, 0 of {len(ledger)} acknowledged lost")
        assert insert(address, n + 2, 1000)[0] == 204
        ledger.add(f"urn:s{n + 2}")
        stop(server)

        run("mount", "-o", "remount,ro", folder)
        server, address = serve(store, "--token", TOKEN)
        assert address is None and server.wait(60) == 2, "it cannot write, and says so"
        server, address = serve(store)
        assert held(address) == ledger | (now - ledger), "it reads"
        assert insert(address, n + 3, 10)[0] == 403
        stop(server)
        doctor = subprocess.run([DEMARCHE, "doctor", "--store", store], capture_output=True, text=True, cwd="/")
        print(doctor.stdout)
        assert "read only" in doctor.stdout
    finally:
        if server and server.poll() is None:
            server.kill()
            server.wait()
        run("umount", folder)
        os.rmdir(folder)
    print("ok")


main()
