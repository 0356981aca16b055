"""kill -9 while people submit: what was acknowledged is there afterwards, once."""

import http.client
import pathlib
import random
import tempfile
import threading
import time
import unittest

from running import LONG, Person, Program, item_named, yiwang

SECONDS = 300 if LONG else 20
PEOPLE = 4


class Applicant(threading.Thread):
    """Submits one application after the other until the program is gone."""

    def __init__(self, person, item, acknowledged, in_doubt):
        super().__init__(daemon=True)
        self.person, self.item, self.acknowledged, self.in_doubt = person, item, acknowledged, in_doubt
        self.fault = None

    def run(self):
        try:
            while True:
                draft = self.person.prepare(self.item)
                self.in_doubt.add(draft)
                number = self.person.submit(draft)
                self.acknowledged[draft] = number
                self.in_doubt.discard(draft)
        except (OSError, http.client.HTTPException):
            pass  # killed
        except Exception as fault:  # whatever else is a fault of the program
            self.fault = fault


class Kill(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="yiwang-kill-")
        self.addCleanup(folder.cleanup)
        self.data = pathlib.Path(folder.name) / "state"
        self.program = Program("--data", self.data)
        self.addCleanup(lambda: self.program.process.poll() is None and self.program.kill())
        self.item = item_named(self.program.port, "居民身份证换领")
        self.people = [Person(self.program.port).sign_up(serial) for serial in range(100, 100 + PEOPLE)]
        self.acknowledged = [{} for _ in self.people]
        self.in_doubt = [set() for _ in self.people]

    def work_until_killed(self, seconds):
        applicants = [Applicant(person, self.item, acknowledged, in_doubt)
                      for person, acknowledged, in_doubt in zip(self.people, self.acknowledged, self.in_doubt)]
        for applicant in applicants:
            applicant.start()
        time.sleep(seconds)
        self.program.kill()
        for applicant in applicants:
            applicant.join(timeout=60)
            self.assertFalse(applicant.is_alive())
            if applicant.fault:
                raise applicant.fault

    def restart(self):
        self.program = Program("--data", self.data)
        for person in self.people:
            person.move_to(self.program.port)

    def check(self):
        """Every acknowledged number is there, nothing twice, and the same form gets the same number."""
        for person, acknowledged, in_doubt in zip(self.people, self.acknowledged, self.in_doubt):
            for draft in list(in_doubt):
                number = person.submit(draft)
                self.assertEqual(person.submit(draft), number, "the same form again")
                acknowledged[draft] = number
                in_doubt.discard(draft)
            for draft in list(acknowledged)[-3:]:
                self.assertEqual(person.submit(draft), acknowledged[draft], "the same form after the crash")
            numbers = person.numbers()
            self.assertEqual(len(numbers), len(set(numbers)), "a number twice")
            self.assertEqual(set(numbers), set(acknowledged.values()))

    def test_acknowledged_receipts_survive_and_stand_once(self):
        chance = random.Random(20260302)
        kills = 0
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            self.work_until_killed(chance.uniform(0.4, 3.0))
            self.restart()
            self.check()
            kills += 1
        receipts = sum(len(each) for each in self.acknowledged)
        every = [number for each in self.acknowledged for number in each.values()]
        self.assertEqual(len(every), len(set(every)), "two people with one number")
        self.assertGreater(receipts, PEOPLE, "hardly anything was submitted: the machine is too slow for this test")
        self.assertEqual(self.program.stop(), 0)
        code, said = yiwang("doctor", "--data", self.data)
        self.assertEqual(code, 0, said)
        print(f"{kills} kills, {receipts} receipts, each there once; doctor: {said.strip().splitlines()[-1]}")


if __name__ == "__main__":
    unittest.main()
