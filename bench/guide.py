#!/usr/bin/env python3
"""A guide page over HTTP against nginx that serves the same bytes from disk: 64 keep-alive connections, one core for the
server and one for the client, alternating rounds. Gate: 0.9 of nginx's requests/s, p99 at most 1.5 times nginx's."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from side_by_side import (PERSON, SERVER_CORE, Served, free_port, listed, median, processor_seconds, shown, verdict,
                          wrk)

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "7"))
SECONDS = int(os.environ.get("BENCH_SECONDS", "3"))
LEAST_RATE = 0.9
MOST_P99 = 1.5

# nginx at its best: one worker as ours has one core, no log, files kept open, the kernel copies.
NGINX = """
daemon off;
{user}
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    tcp_nodelay on;
    keepalive_requests 100000000;
    open_file_cache max=1000 inactive=600s;
    open_file_cache_valid 600s;
    default_type text/html;
    charset utf-8;
    gzip_static on;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{ listen 127.0.0.1:{port}; root {folder}/pages; }}
}}
"""


class Nginx:
    def __init__(self, pages):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="bench-nginx-", dir=".")).resolve()
        self.port = free_port()
        (self.folder / "pages").mkdir()
        for name, content in pages.items():
            (self.folder / "pages" / name).write_bytes(content)
        user = "user root;" if os.getuid() == 0 else ""
        (self.folder / "nginx.conf").write_text(NGINX.format(folder=self.folder, port=self.port, user=user))
        nginx = shutil.which("nginx") or "/usr/sbin/nginx"
        self.process = subprocess.Popen(["taskset", "-c", SERVER_CORE, nginx, "-e", str(self.folder / "error.log"), "-c",
                                         str(self.folder / "nginx.conf")])
        for _ in range(200):
            if self.workers():
                break
            time.sleep(0.02)
        time.sleep(0.2)

    def workers(self):
        children = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(10)
        shutil.rmtree(self.folder)


def middle_guide(served):
    """The guide of the median size: neither the shortest nor the longest page. (path, identity bytes, gzip bytes)"""
    guides = []
    for path in served.paths():
        if not path.startswith("/i/"):
            continue
        status, _, body = served.get(path)
        if status == 200 and b"yw-guide" in body:
            guides.append((len(body), path))
    if not guides:
        raise SystemExit("no guide found in the site map")
    path = sorted(guides)[len(guides) // 2][1]
    identity = served.get(path)[2]
    status, headers, packed = served.get(path, {"Accept-Encoding": "gzip"})
    if headers["Content-Encoding"] != "gzip":
        raise SystemExit("no gzip for " + path)
    return path, identity, packed


def one_round(port, path, headers, pids):
    before = sum(processor_seconds(pid) for pid in pids)
    result = wrk(port, path, headers, seconds=SECONDS)
    result["busy"] = (sum(processor_seconds(pid) for pid in pids) - before) / SECONDS
    return result


def compare(name, ours, peer, rounds, gated):
    """ours and peer: functions of one round. Prints, gives back whether the gates hold."""
    ours_rounds, peer_rounds = [], []
    for _ in range(rounds):
        peer_rounds.append(peer())
        ours_rounds.append(ours())
    rate, peer_rate = (median([each["rate"] for each in one]) for one in (ours_rounds, peer_rounds))
    p99, peer_p99 = (median([each["p99_ms"] for each in one]) for one in (ours_rounds, peer_rounds))
    rate_holds, p99_holds = rate / peer_rate >= LEAST_RATE, p99 / peer_p99 <= MOST_P99
    said = [f", gate {LEAST_RATE:.2f}: {verdict(rate_holds)}", f", gate at most {MOST_P99:.2f}: {verdict(p99_holds)}"]
    said = said if gated else ["", ""]
    shown(f"{name}: ours {rate:.0f}, peer {peer_rate:.0f} requests/s; ratio {rate / peer_rate:.2f}{said[0]}")
    shown(f"    p99 ours {p99:.2f}, peer {peer_p99:.2f} ms; ratio {p99 / peer_p99:.2f}{said[1]}")
    work, peer_work = (median([each["rate"] / max(each["busy"], 0.01) for each in one])
                       for one in (ours_rounds, peer_rounds))
    shown(f"    a second of the processor: ours {work:.0f}, peer {peer_work:.0f} requests; ratio {work / peer_work:.2f}")
    for what, one in (("ours", ours_rounds), ("peer", peer_rounds)):
        shown(f"    rounds {what}: {listed([each['rate'] for each in one])} requests/s;"
              f" p99 {listed([each['p99_ms'] for each in one], '{:.2f}')} ms;"
              f" its core busy {listed([100 * each['busy'] for each in one])} %")
    return not gated or (rate_holds and p99_holds)


def main():
    # One core, so one thread for sockets: a second would only take turns with it.
    with Served(core=SERVER_CORE, options=["--io-threads", "1"]) as served:
        path, identity, packed = middle_guide(served)
        shown(f"page {path}: {len(identity)} bytes, {len(packed)} with gzip; {ROUNDS} rounds of {SECONDS} s")
        cookie = "Cookie: " + served.session_cookie(*PERSON)
        with Nginx({"guide.html": identity, "guide.html.gz": packed}) as nginx:
            def ours(headers):
                return lambda: one_round(served.port, path, headers, [served.process.pid])

            def peer(headers):
                return lambda: one_round(nginx.port, "/guide.html", headers, nginx.workers())

            wrk(served.port, path, seconds=1), wrk(nginx.port, "/guide.html", seconds=1)
            holds = compare("guide, identity", ours([]), peer([]), ROUNDS, True)
            gzip = ["Accept-Encoding: gzip"]
            compare("guide, gzip", ours(gzip), peer(gzip), max(3, ROUNDS // 2), False)
            compare("guide, signed in", ours([cookie]), peer([cookie]), max(3, ROUNDS // 2), False)
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
