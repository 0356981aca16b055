"""Two processes on one PostgreSQL database are one platform."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import threading
import time
import unittest
import urllib.parse
import uuid

from running import ROOT, Person, Program, item_named, yiwang

SEEN_WITHIN_S = 2.0
DECIDED_CODE = "000119901000"
LIST = "id\tdepartment\tname\timplement_code\tregion12\ttask_type\nT1\t区示范林业局\t示范林木采伐公示\t511602001001\t511602000000\t20\n"


def own_database(server):
    """A fresh database on the server of the tests."""
    name = f"two_processes_{os.getpid()}"
    address = server.replace("/postgres?", f"/{name}?")
    subprocess.run(["psql", server, "-qc", f'CREATE DATABASE "{name}"'], check=True, timeout=60)
    return name, address


class Postgres(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="yiwang-pg-"))
        os.chmod(cls.folder, 0o755)
        cls.started = "YIWANG_TEST_POSTGRES" not in os.environ
        cls.server = os.environ.get("YIWANG_TEST_POSTGRES") or subprocess.run(
            [ROOT / "tests" / "postgres.sh", "start", cls.folder / "server"], check=True, text=True,
            stdout=subprocess.PIPE, timeout=120).stdout.strip()
        cls.name, cls.address = own_database(cls.server)
        data = cls.folder / "state"  # one set of keys for both
        cls.first = Program("--data", data, "--db", cls.address)
        cls.second = Program("--data", data, "--db", cls.address)
        cls.data = data

    @classmethod
    def tearDownClass(cls):
        codes = [cls.first.stop(), cls.second.stop()]
        subprocess.run(["psql", cls.server, "-qc", f'DROP DATABASE "{cls.name}" WITH (FORCE)'], check=True, timeout=60)
        if cls.started:
            subprocess.run([ROOT / "tests" / "postgres.sh", "stop", cls.folder / "server"], check=True, timeout=60)
        shutil.rmtree(cls.folder, ignore_errors=True)
        assert codes == [0, 0], codes

    def test_an_application_submitted_at_one_is_seen_at_the_other(self):
        person = Person(self.first.port).sign_up(1)
        item = item_named(self.first.port, "居民身份证换领")
        draft = person.prepare(item)
        person.move_to(self.second.port)  # the proxy sends the next request elsewhere
        number = person.submit(draft)
        person.move_to(self.first.port)
        self.assertEqual(person.submit(draft), number, "the same form at the other process")
        self.assertEqual(person.numbers(), [number])
        officer = Person(self.first.port).sign_in("chuangkou", "yiwang-window-2026", "/staff/sign-in")
        self.assertIn(number, officer.get("/desk").text())
        officer.move_to(self.second.port)
        self.assertIn(number, officer.get("/desk").text())

    def test_an_import_at_one_is_visible_at_the_other(self):
        items = "/api/v1/items?region=511602000000&limit=1"
        watchers = [Person(self.first.port), Person(self.second.port)]
        before = [watcher.get(items).text() for watcher in watchers]
        file = self.folder / "items.tsv"
        file.write_text(LIST, encoding="utf-8")
        code, said = yiwang("import", "items", file, "--data", self.data, "--db", self.address)
        self.assertEqual(code, 0, said)
        end = time.monotonic() + SEEN_WITHIN_S
        seen = [False, False]
        while not all(seen) and time.monotonic() < end:
            seen = [watcher.get(items).text() != old for watcher, old in zip(watchers, before)]
            time.sleep(0.05)
        self.assertEqual(seen, [True, True], f"not seen within {SEEN_WITHIN_S} s")
        for watcher in watchers:  # the index follows the same change by its own thread
            end = time.monotonic() + SEEN_WITHIN_S
            found = ""
            while "示范林木采伐公示" not in found and time.monotonic() < end:
                found = re.sub(r"</?mark>", "", watcher.get("/search?q=%E6%9E%97%E6%9C%A8%E9%87%87%E4%BC%90").text())
                time.sleep(0.05)
            self.assertIn("示范林木采伐公示", found)

    def import_list(self, name):
        """Sixty items of one base code; the same again under another name."""
        rows = "".join(f"W{n:03d}\t区示范水务局\t{name}第{n}类\t{DECIDED_CODE}\t511602000000\t20\n" for n in range(60))
        file = self.folder / "water.tsv"
        file.write_text("id\tdepartment\tname\tbase_code\tregion12\ttask_type\n" + rows, encoding="utf-8")
        code, said = yiwang("import", "items", file, "--data", self.data, "--db", self.address)
        self.assertEqual(code, 0, said)

    @staticmethod
    def found(person, text):
        path = "/api/v1/search?" + urllib.parse.urlencode({"q": text, "region": "511602000000", "limit": 100})
        return [each["name"] for each in json.loads(person.get(path).body)["results"]]

    def wait_until_found(self, text, name):
        for program in (self.first, self.second):
            person = Person(program.port)
            end = time.monotonic() + SEEN_WITHIN_S
            names = []
            while name not in names and time.monotonic() < end:
                names = self.found(person, text)
                time.sleep(0.02)
            self.assertIn(name, names)

    def decide(self, operator, kind, number):
        operator.csrf = operator.get(f"/ops/decisions/new?kind={kind}").token()
        answer = operator.post("/ops/decisions", {
            "id": str(uuid.uuid4()), "kind": kind, "document_number": number, "issuer": "广安区示范人民政府",
            "title": "关于示范取水事项的决定", "decided_on": "2026-02-27", "effective": "", "region": "511602000000",
            "level": "", "proof": "", "codes": DECIDED_CODE, "targets": "", "receivers": "", "laws": "", "summary": ""})
        self.assertRegex(answer.path, r"^/ops/decisions/[0-9a-f-]{36}$", answer.text()[:2000])

    def test_changes_are_found_and_what_is_withdrawn_is_not_while_many_ask_both(self):
        ends, is_gone = threading.Event(), threading.Event()
        wrong, asked = [], []

        def load(program):
            person = Person(program.port)
            while not ends.is_set():
                was_gone = is_gone.is_set()
                names = self.found(person, "示范用水公示")
                asked.append(1)
                if was_gone and is_gone.is_set() and any("示范用水公示" in name for name in names):
                    wrong.append(names)
        askers = [threading.Thread(target=load, args=(program,)) for program in (self.first, self.second) for _ in range(2)]
        for asker in askers:
            asker.start()
        try:
            self.import_list("示范取水公示")
            self.wait_until_found("示范取水公示第7类", "示范取水公示第7类")
            self.import_list("示范用水公示")
            self.wait_until_found("示范用水公示第7类", "示范用水公示第7类")
            operator = Person(self.first.port).sign_in("yunxing", "yiwang-operate-2026", "/staff/sign-in")
            for round_number in range(3):
                operator.move_to((self.first, self.second)[round_number % 2].port)
                self.decide(operator, "cancel", f"示范发〔2026〕{10 + 2 * round_number}号")
                is_gone.set()
                for program in (self.first, self.second):
                    self.assertEqual([name for name in self.found(Person(program.port), "示范用水公示") if "用水公示" in name], [])
                time.sleep(0.5)
                is_gone.clear()
                self.decide(operator, "restore", f"示范发〔2026〕{11 + 2 * round_number}号")
                self.wait_until_found("示范用水公示第7类", "示范用水公示第7类")
        finally:
            ends.set()
            for asker in askers:
                asker.join()
        self.assertEqual(wrong, [], f"of {len(asked)} answers")
        print(f"{len(asked)} answers of two processes, none with a withdrawn item")

    def test_the_installation_is_sound(self):
        code, said = yiwang("doctor", "--data", self.data, "--db", self.address)
        self.assertEqual(code, 0, said)
        self.assertIn("PostgreSQL", said)


if __name__ == "__main__":
    unittest.main()
