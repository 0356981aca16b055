"""Raw bytes against the running program: what is malformed is refused, what is slow is cut, what idles costs nobody."""

import pathlib
import resource
import socket
import tempfile
import time
import unittest

from running import Person, Program

IDLE = 5000

# (what, request, status). Each stands before a whole second request that must never be answered.
LENGTH_AND_CODING = "POST /feedback HTTP/1.1\r\nHost: a\r\n{}\r\n\r\n"
MALFORMED = [
    ("no Host", "GET / HTTP/1.1\r\n\r\n", 400),
    ("two Host fields", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
    ("xchunked", LENGTH_AND_CODING.format("Transfer-Encoding: xchunked"), 400),
    ("gzip with a length", LENGTH_AND_CODING.format("Transfer-Encoding: gzip\r\nContent-Length: 5"), 400),
    ("chunked twice", LENGTH_AND_CODING.format("Transfer-Encoding: chunked, chunked"), 400),
    ("chunked with a length", LENGTH_AND_CODING.format("Transfer-Encoding: chunked\r\nContent-Length: 5"), 400),
    ("chunked on HTTP/1.0", "POST /feedback HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    ("two lengths", LENGTH_AND_CODING.format("Content-Length: 5\r\nContent-Length: 6"), 400),
    ("signed length", LENGTH_AND_CODING.format("Content-Length: +5"), 400),
    ("folded line", "GET / HTTP/1.1\r\nHost: a\r\nX-A: 1\r\n 2\r\n\r\n", 400),
    ("space before the colon", "GET / HTTP/1.1\r\nHost: a\r\nX-A : 1\r\n\r\n", 400),
    ("NUL in a value", "GET / HTTP/1.1\r\nHost: a\r\nX-A: \0\r\n\r\n", 400),
    ("escaped NUL", "GET /a%00b HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ("path upwards", "GET /assets/%2e%2e/keys.toml HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ("overlong UTF-8", "GET /%C0%AF HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ("HTTP/0.9", "GET /\r\n\r\n", 400),
    ("TLS where HTTP is spoken", "\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", 400),
    ("a head without end", "GET / HTTP/1.1\r\nHost: a\r\nX-A: " + "a" * 40000, 431),
    ("a target without end", "GET /" + "a" * 40000 + " HTTP/1.1\r\nHost: a\r\n\r\n", 414),
    ("a body that is too long", LENGTH_AND_CODING.format("Content-Length: 99999999999"), 413),
    ("a chunk that is too long", LENGTH_AND_CODING.format("Transfer-Encoding: chunked") + "fffffffffffffffff\r\n", 413),
]
SECOND = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"


class MalformedHttp(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="yiwang-http-")
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        cls.files = (soft, hard)
        cls.program = Program("--data", pathlib.Path(cls.folder.name) / "state")

    @classmethod
    def tearDownClass(cls):
        code = cls.program.stop()
        resource.setrlimit(resource.RLIMIT_NOFILE, cls.files)
        cls.folder.cleanup()
        assert code == 0, f"the program ended with {code}"

    def connect(self, timeout=30):
        return socket.create_connection(("127.0.0.1", self.program.port), timeout=timeout)

    @staticmethod
    def all_of(connection):
        received = b""
        try:
            while chunk := connection.recv(65536):
                received += chunk
        except ConnectionResetError:
            pass  # what was still on its way to a closed connection
        return received

    def test_malformed_requests_are_refused_and_the_connection_ends(self):
        for what, request, status in MALFORMED:
            with self.subTest(what), self.connect() as connection:
                connection.sendall(request.encode("latin1") + (b"" if status in (413, 414, 431) else SECOND.encode()))
                received = self.all_of(connection)
                self.assertEqual(received[:12], b"HTTP/1.1 %d" % status, received[:300])
                self.assertEqual(received.count(b"HTTP/1.1 "), 1, "one answer")
                self.assertIn(b"Connection: close\r\n", received)

    def test_requests_in_one_piece_are_answered_in_order(self):
        with self.connect() as connection:
            connection.sendall((SECOND * 3 + "GET /nowhere HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").encode())
            received = self.all_of(connection)
        self.assertEqual([part[:3] for part in received.split(b"HTTP/1.1 ")[1:]], [b"200", b"200", b"200", b"404"])

    def test_slow_senders_are_cut(self):
        """A head that comes drop by drop gets ten seconds in all, however busy the line is."""
        with self.connect() as connection:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nX-A: ")
            connection.settimeout(0.5)
            begun = time.monotonic()
            ended = False
            while not ended and time.monotonic() - begun < 25:
                try:
                    connection.sendall(b"a")
                    ended = connection.recv(65536)[:12] in (b"HTTP/1.1 408", b"")
                except TimeoutError:
                    continue
                except ConnectionError:
                    ended = True
            self.assertTrue(ended, "the connection is still open")
            self.assertGreater(time.monotonic() - begun, 5, "cut too early")

    def test_pages_answer_while_thousands_of_connections_idle(self):
        room = resource.getrlimit(resource.RLIMIT_NOFILE)[0] - 200
        count = min(IDLE, room)
        if count < IDLE:
            print(f"only {count} idle connections: the hard limit on open files is {room + 200}")
        idle = []
        try:
            for _ in range(count):
                idle.append(self.connect())
            for connection in idle[::10]:
                connection.sendall(SECOND.encode())
            for connection in idle[::10]:
                self.assertEqual(connection.recv(65536)[:12], b"HTTP/1.1 200")
            begun = time.monotonic()
            person = Person(self.program.port)
            for path in ("/", "/personal", "/sign-in", "/place", "/api/v1/regions?q=bcjd"):
                self.assertEqual(person.get(path).status, 200, path)
            self.assertLess(time.monotonic() - begun, 15)
        finally:
            for connection in idle:
                connection.close()
        self.assertEqual(Person(self.program.port).get("/").status, 200)
        print(f"{count} idle connections held")


if __name__ == "__main__":
    unittest.main()
