"""What the benchmarks in Python share: a served platform, its processor time, rounds and the lines that are printed."""
import http.client
import os
import pathlib
import re
import shutil
import signal
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "build" / "yiwang"
TEST_DATA = pathlib.Path(os.environ.get("YIWANG_TEST_DATA", ROOT.parent / "shared" / "data"))
SERVER_CORE = "0"
CLIENT_CORE = "1"
PERSON = ("13800000001", "yiwang-zhang-2026")  # of the demonstration


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def processor_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_mib(pid):
    """(all, of it not backed by a file): pages of the program and of its packed directory can be dropped and read anew."""
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    kib = {name: int(value) for name, value in re.findall(r"^(VmRSS|RssAnon):\s+(\d+) kB", status, re.M)}
    return kib["VmRSS"] / 1024, kib["RssAnon"] / 1024


class Served:
    """build/yiwang serve --demo over a folder of its own, until the block ends."""

    def __init__(self, folder=None, core=None, options=(), patience_s=30):
        self.own = folder is None
        self.folder = pathlib.Path(folder or tempfile.mkdtemp(prefix="bench-", dir="."))
        self.port = free_port()
        words = [str(PROGRAM), "serve", "--data", str(self.folder), "--demo", "--listen", f"127.0.0.1:{self.port}"]
        pin = ["taskset", "-c", core] if core else []
        began = time.monotonic()
        self.log = open(self.folder / "serve.log", "ab")
        self.process = subprocess.Popen(pin + words + list(options), stdout=self.log, stderr=self.log)
        self.wait_until_healthy(patience_s)
        self.seconds_to_start = time.monotonic() - began

    def wait_until_healthy(self, patience_s):
        end = time.monotonic() + patience_s
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise SystemExit("the server ended: " + (self.folder / "serve.log").read_text())
            try:
                if self.get("/healthz")[0] == 200:
                    return
            except OSError:
                pass
            time.sleep(0.005)
        raise SystemExit("the server did not answer /healthz")

    def get(self, path, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers=headers or {})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, answer.headers, body

    def paths(self):
        """Every page of the site map, as a path."""
        found = []
        for part in re.findall(r"<loc>(.*?)</loc>", self.get("/sitemap.xml")[2].decode()):
            listed = self.get(urllib.parse.urlsplit(part).path)[2].decode()
            found += [urllib.parse.urlsplit(each).path for each in re.findall(r"<loc>(.*?)</loc>", listed)]
        return found

    def session_cookie(self, login, password):
        _, headers, page = self.get("/sign-in")
        visit = headers["Set-Cookie"].split(";")[0]
        token = re.search(r'name="csrf" value="([^"]+)"', page.decode()).group(1)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        form = {"csrf": token, "kind": "person", "login": login, "password": password, "back": ""}
        connection.request("POST", "/sign-in", urllib.parse.urlencode(form),
                           {"Content-Type": "application/x-www-form-urlencoded", "Cookie": visit})
        answer = connection.getresponse()
        answer.read()
        cookies = [each.split(";")[0] for each in answer.headers.get_all("Set-Cookie") or []]
        session = [each for each in cookies if each.startswith("__Host-yw=")]
        if answer.status != 303 or not session:
            raise SystemExit(f"cannot sign in: {answer.status}")
        return session[0]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)
        self.log.close()
        if self.own:
            shutil.rmtree(self.folder)


def wrk(port, path, headers=(), connections=64, seconds=3, script=None):
    """{rate, p99_ms} of one round; every answer must be a 200 and no connection may fail."""
    command = ["taskset", "-c", CLIENT_CORE, "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency"]
    for header in headers:
        command += ["-H", header]
    if script:
        command += ["-s", str(script)]
    text = subprocess.run(command + [f"http://127.0.0.1:{port}{path}"], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in text or "Socket errors" in text:
        raise SystemExit("wrk saw errors:\n" + text)
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1))
    amount, unit = re.search(r"^\s+99%\s+([\d.]+)(us|ms|s)\s*$", text, re.M).groups()
    return {"rate": rate, "p99_ms": float(amount) * {"us": 0.001, "ms": 1, "s": 1000}[unit]}


def median(values):
    return statistics.median(values)


def listed(values, form="{:.0f}"):
    return " ".join(form.format(value) for value in values)


def verdict(holds):
    return "holds" if holds else "MISSED"


def shown(text):
    print(text, flush=True)
