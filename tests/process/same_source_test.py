"""Exports and the comparison with another channel, as an operator types them, while the platform is served."""

import csv
import gzip
import json
import pathlib
import tempfile
import unittest

from running import Person, Program, yiwang

DISTRICT = "511602000000"


class SameSource(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="yiwang-same-source-")
        cls.path = pathlib.Path(cls.folder.name)
        cls.data = cls.path / "state"
        cls.program = Program("--data", cls.data)

    @classmethod
    def tearDownClass(cls):
        code = cls.program.stop()
        cls.folder.cleanup()
        assert code == 0, f"the program ended with {code}"

    def snapshot(self, name):
        code, said = yiwang("export", "catalogue", self.path / name, "--data", self.data)
        self.assertEqual(code, 0, said)
        return self.path / name

    def test_the_file_says_what_the_interface_says(self):
        file = self.snapshot("all.jsonl").read_text("utf-8").splitlines()
        packed = gzip.decompress(self.snapshot("all.jsonl.gz").read_bytes()).decode().splitlines()
        sent = Person(self.program.port).get("/api/v1/snapshot").text().splitlines()
        self.assertEqual(file[-1], sent[-1], "counts and list hash")
        self.assertEqual(file[-1], packed[-1])
        end = json.loads(file[-1])
        self.assertEqual(end["items"], len(file) - 2)
        self.assertEqual(end["guides"], 66)
        cursor = json.loads(file[0])["cursor"]
        changes = json.loads(Person(self.program.port).get(f"/api/v1/changes?cursor={cursor}").text())
        self.assertEqual(changes["changes"], [], "nothing has changed since")

    def test_the_demonstration_fills_the_national_tables_whole(self):
        folder = self.path / "exchange"
        code, said = yiwang("export", "exchange", "--to", folder, "--data", self.data)
        self.assertEqual(code, 0, said)
        self.assertIn("其中0个不合规则", said)
        rows = {}
        for file in folder.glob("*.csv"):
            with file.open(encoding="utf-8", newline="") as lines:
                rows[file.stem] = list(csv.DictReader(lines))
        self.assertEqual(rows["rejected"], [])
        items = rows["up_task_general_basic"] + rows["up_task_public_basic"]
        self.assertEqual(len(items), 63)
        # One penalty, one levy, one check, each in the tables of its type.
        for table, element in [("punish", "punishment_method"), ("handle", "collect_type"), ("check", "handle_flow")]:
            of_type = rows[f"up_task_{table}_basic"]
            self.assertEqual(len(of_type), 1, table)
            self.assertTrue(of_type[0][element], table)
        self.assertTrue(all(len(item["task_code"]) == 31 for item in items))
        self.assertTrue(all(item["cd_operation"] == "I" for item in items))
        self.assertTrue(any("^" in item["handle_type"] for item in items))
        code, said = yiwang("export", "exchange", "--to", folder, "--changes", "--data", self.data)
        self.assertIn("新增0行，变更0行，删除0行", said)
        print(said.strip().splitlines()[-1])

    def test_another_channel_is_compared_field_by_field(self):
        own = self.snapshot("own.jsonl")
        code, said = yiwang("catalogue", "drift", "--against", own, "--region", DISTRICT, "--data", self.data)
        self.assertEqual(code, 0, said)
        self.assertTrue(said.strip().endswith("缺0项，多0项，0处不同。"), said)
        records = [json.loads(line) for line in own.read_text("utf-8").splitlines()[1:-1]]
        names = [record["item"]["name"] for record in records if record["item"]["region"] == DISTRICT]
        other = self.path / "other.csv"
        other.write_text("事项名称,承诺办结时限\n" + "".join(f"{name},\n" for name in names[2:]) + f"{names[1]},九十九个工作日\n早就取消的事项,\n", "utf-8")
        code, said = yiwang("catalogue", "drift", "--against", other, "--region", DISTRICT, "--json", "--data", self.data)
        self.assertEqual(code, 1, said)
        found = json.loads(said)["differences"]
        self.assertEqual([(each["kind"], each["name"], each["field"]) for each in found],
                         [("missing", names[0], ""), ("extra", "早就取消的事项", ""), ("field", names[1], "limit")])
        code, said = yiwang("catalogue", "drift", "--against", self.path / "nothing.csv", "--region", DISTRICT, "--data", self.data)
        self.assertEqual(code, 2, said)


if __name__ == "__main__":
    unittest.main()
