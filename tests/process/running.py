"""The running program and a person with a browser's memory, for tests over processes. Standard library only."""

import html
import http.client
import os
import pathlib
import re
import selectors
import subprocess
import tempfile
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("YIWANG_BINARY", str(ROOT / "build" / "yiwang"))
TEST_DATA = pathlib.Path(os.environ.get("YIWANG_TEST_DATA", ROOT / ".." / "shared" / "data"))
NOW = "2026-03-02T01:00:00Z"
LONG = os.environ.get("YIWANG_LONG", "no") == "yes"
PATIENCE_S = 60


def yiwang(*words, given=None, now=True, patience=PATIENCE_S):
    """Runs a command to its end. Returns (exit code, what it printed, complaints included)."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("YIWANG_")}
    if now:
        environment["YIWANG_NOW"] = NOW
    done = subprocess.run([BINARY, *map(str, words)], input=given, text=True, env=environment, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=patience, check=False)
    return done.returncode, done.stdout


class Program:
    """`yiwang serve`; ends with the block that it stands in."""

    def __init__(self, *words, demo=True, listen="127.0.0.1:0"):
        command = [BINARY, "serve", "--listen", listen, "--now", NOW, *map(str, words)] + (["--demo"] if demo else [])
        self.log = tempfile.TemporaryFile(mode="w+")
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=self.log)
        self.said = ""
        self.port = self._port()

    def _port(self):
        waiting = selectors.DefaultSelector()
        waiting.register(self.process.stdout, selectors.EVENT_READ)
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end and waiting.select(timeout=end - time.monotonic()):
            bytes_read = os.read(self.process.stdout.fileno(), 65536)
            self.said += bytes_read.decode("utf-8", "replace")
            found = re.search(r"http://127\.0\.0\.1:(\d+)\n", self.said)
            if found:
                return int(found[1])
            if not bytes_read:
                break
        self.process.kill()
        self.process.wait()
        raise AssertionError(f"the program did not serve: {self.said}{self.complaints()}")

    def complaints(self):
        self.log.seek(0)
        return self.log.read()

    def kill(self):
        """As a power cut for the process: nothing is finished, nothing is written."""
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.log.close()

    def stop(self):
        self.process.terminate()
        code = self.process.wait(timeout=PATIENCE_S)
        self.process.stdout.close()
        self.log.close()
        return code

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.stop()


class Answer:
    def __init__(self, status, headers, body, path):
        self.status, self.headers, self.body, self.path = status, headers, body, path

    def text(self):
        return self.body.decode("utf-8")

    def token(self):
        found = re.search(r'name="csrf" value="([^"]+)"', self.text())
        assert found, f"{self.path}: no form on this page: {self.status} {self.text()[:2000]}"
        return html.unescape(found[1])


class Person:
    """Keeps cookies and one connection, follows redirects, fills forms."""

    def __init__(self, port):
        self.cookies = {}
        self.csrf = ""
        self.connection = None
        self.move_to(port)

    def move_to(self, port):
        self.port = port
        self.close()

    def close(self):
        if self.connection is not None:
            self.connection.close()
        self.connection = None

    def ask(self, method, path, body=None, kind=None, hops=5):
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "Accept": "text/html"}
        if kind:
            headers["Content-Type"] = kind
        try:
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
            answer = Answer(response.status, response.headers, response.read(), path)
        except (OSError, http.client.HTTPException):
            self.close()
            raise
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        if answer.status == 303 and hops:
            return self.ask("GET", response.headers["Location"], hops=hops - 1)
        return answer

    def __del__(self):
        self.close()

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, fields):
        fields = {"csrf": self.csrf, **fields}
        return self.ask("POST", path, urllib.parse.urlencode(fields, doseq=True), "application/x-www-form-urlencoded")

    def post_file(self, path, fields, field, name, content):
        edge = "edge-of-a-part-7d1f"
        parts = [f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
                 for key, value in {"csrf": self.csrf, **fields}.items()]
        head = f'--{edge}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
        parts += [head.encode(), b"Content-Type: application/pdf\r\n\r\n", content, f"\r\n--{edge}--\r\n".encode()]
        return self.ask("POST", path, b"".join(parts), f"multipart/form-data; boundary={edge}")

    def sign_up(self, serial):
        self.csrf = self.get("/sign-up").token()
        answer = self.post("/sign-up", {
            "kind": "person", "back": "/me", "name": "周样例", "id_number": identity_number(serial),
            "phone": f"1390000{serial:04d}", "password": "kept-in-mind-2026", "password_again": "kept-in-mind-2026",
            "agree": "yes", "agree_number": "yes"})
        assert answer.status == 200 and answer.path.startswith("/me"), f"{answer.status} {answer.path} {answer.text()}"
        self.csrf = self.get("/me/account").token()
        return self

    def sign_in(self, login, password, path="/sign-in"):
        self.csrf = self.get(path).token()
        answer = self.post(path, {"kind": "person", "login": login, "password": password})
        assert answer.status == 200 and "sign-in" not in answer.path, f"{answer.status} {answer.path}"
        self.csrf = self.get("/staff/account" if path.startswith("/staff") else "/me/account").token()
        return self

    def prepare(self, item):
        """An application for 居民身份证换领, all but the last press. Returns the draft's id."""
        begun = self.post(f"/apply/{item}", {})
        found = re.match(r"/apply/d/([^/]+)/", begun.path)
        assert found, f"{begun.status} {begun.path}"
        draft = found[1]
        steps = f"/apply/d/{draft}/"
        self.next_step(steps + "applicant", {"f.for_whom": "self", "f.name": "周样例", "f.phone": "13900000000",
                                             "f.id_number": identity_number(1), "f.hukou_place": "sichuan"})
        self.next_step(steps + "renewal", {"f.reason": "expired", "f.valid_until": "2026-04-01", "f.fee_relief": "no"})
        self.next_step(steps + "visit", {"f.place": "centre", "f.visit_day": "2026-03-05", "f.visit_time": "am",
                                         "f.delivery": "window"})
        answer = self.post_file(steps + "materials", {"action": "upload:application"}, "material.application",
                                "form.pdf", pdf(draft))
        assert answer.status == 200 and "form.pdf" in answer.text(), f"{answer.status} {answer.path}"
        return draft

    def next_step(self, path, fields):
        answer = self.post(path, {"action": "next", **fields})
        assert answer.status == 200 and answer.path != path, f"{path}: {answer.status} {answer.text()[:3000]}"

    def submit(self, draft):
        """The number on the receipt."""
        answer = self.post(f"/apply/d/{draft}/preview", {"declare": "yes"})
        assert answer.status == 200 and answer.path.endswith("/receipt"), f"{answer.status} {answer.path}"
        return re.search(r'yw-receipt__number">[^<]*<strong[^>]*>([^<]+)<', answer.text())[1]

    def numbers(self):
        """The numbers of all their cases."""
        found, path = [], "/me/cases"
        while path:
            page = self.get(path).text()
            found += re.findall(r'class="yw-code">([^<]+)</span>', page)
            further = re.search(r'href="([^"]+)" rel="next"', page)
            path = html.unescape(further[1]) if further else None
        return found


def identity_number(serial):
    """Of nobody: born before 1900."""
    first17 = f"51160218880101{serial:03d}"
    rest = 0
    for digit in first17:
        rest = (rest + int(digit)) * 2 % 11
    return first17 + "0123456789X"[(12 - rest) % 11]


def pdf(line):
    """One page with one line on it."""
    stream = f"BT /F1 12 Tf 72 720 Td ({line}) Tj ET"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
               " /Resources << /Font << /F1 5 0 R >> >> >>",
               f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
               "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    text, offsets = "%PDF-1.4\n", []
    for number, thing in enumerate(objects, 1):
        offsets.append(len(text))
        text += f"{number} 0 obj\n{thing}\nendobj\n"
    table = len(text)
    text += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{at:010d} 00000 n \n" for at in offsets)
    text += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"
    return text.encode()


def item_named(port, name):
    """The id of the demonstration's item of this name."""
    person = Person(port)
    answer = person.get("/items?" + urllib.parse.urlencode({"online": "1"}))
    while True:
        found = re.search(r'href="/i/([^"/]+)">' + re.escape(name) + "<", answer.text())
        if found:
            return found[1]
        further = re.search(r'href="([^"]+)"[^>]*rel="next"', answer.text())
        assert further, f"no item is called {name}"
        answer = person.get(html.unescape(further[1]))
