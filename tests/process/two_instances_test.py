"""Two instances over HTTP: what a district publishes shows at the city above it, also after either was killed."""

import json
import pathlib
import socket
import tempfile
import time
import unittest

from running import Person, Program, yiwang

PATIENCE_S = 90
KEY = "two-instances-test-key-0123456789abcdef"
DISTRICT = "511602000000"
HEADER = "id\tdepartment\tname\timplement_code\tregion12\ttask_type\n"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def rows(numbers, name="示范事项"):
    return HEADER + "".join(f"T{n:03d}\t区示范民政局\t{name}{n}\t5116020010{n:03d}\t{DISTRICT}\t20\n" for n in numbers)


class TwoInstances(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="yiwang-two-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.port = free_port()
        self.upper_data, self.lower_data = self.folder / "upper", self.folder / "lower"
        self.upper_channels = self.channels("upper.toml", f"""
            [[below]]
            id = "511602"
            name = "示范区平台"
            region = "{DISTRICT}"
            key = "{KEY}"
        """)
        self.lower_channels = self.channels("lower.toml", f"""
            [upstream]
            url = "http://127.0.0.1:{self.port}"
            id = "511602"
            region = "{DISTRICT}"
            key = "{KEY}"
            poll_seconds = 1
        """)
        self.upper = self.lower = None
        self.addCleanup(self.end)

    def channels(self, name, text):
        file = self.folder / name
        file.write_text(text, encoding="utf-8")
        file.chmod(0o600)
        return file

    def end(self):
        for program in (self.upper, self.lower):
            if program and program.process.poll() is None:
                program.kill()

    def start_upper(self):
        self.upper = Program("--data", self.upper_data, "--channels", self.upper_channels, demo=False,
                             listen=f"127.0.0.1:{self.port}")

    def start_lower(self):
        self.lower = Program("--data", self.lower_data, "--channels", self.lower_channels, demo=True)

    def import_below(self, text):
        file = self.folder / "items.tsv"
        file.write_text(text, encoding="utf-8")
        code, said = yiwang("import", "items", file, "--data", self.lower_data)
        self.assertEqual(code, 0, said)

    @staticmethod
    def list_of(program):
        """Entry hashes of the district, as the snapshot gives them."""
        body = Person(program.port).get("/api/v1/snapshot").body.decode()
        entries = [json.loads(line) for line in body.splitlines()[1:-1]]
        return sorted(entry["entry_hash"] for entry in entries if entry["item"]["region"] == DISTRICT)

    def wait_until_both_agree(self, at_least):
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            below, above = self.list_of(self.lower), self.list_of(self.upper)
            if below == above and len(below) >= at_least:
                return len(below)
            time.sleep(0.5)
        self.fail(f"{len(below)} items below, {len(above)} above, {len(set(below) & set(above))} the same")

    def test_the_list_below_shows_above_and_catches_up_after_every_break(self):
        self.start_upper()
        self.start_lower()
        guides = self.wait_until_both_agree(40)
        shown = Person(self.upper.port).get(f"/api/v1/items?region={DISTRICT}&limit=1").body.decode()
        self.assertIn(f'"total":{guides}', shown.replace(" ", ""))

        # The one above is gone while the list below changes.
        self.upper.kill()
        self.import_below(rows(range(40)))
        time.sleep(2)
        self.start_upper()
        first = self.wait_until_both_agree(guides + 40)

        # The one below is killed right after a change, before or while it reports.
        self.import_below(rows(range(40), "改名事项"))
        self.lower.kill()
        self.start_lower()
        self.import_below(rows(range(40, 60)))
        second = self.wait_until_both_agree(first + 20)
        self.assertEqual(second, first + 20)
        names = Person(self.upper.port).get(f"/api/v1/items?region={DISTRICT}&limit=200&q=%E6%94%B9%E5%90%8D").body.decode()
        self.assertIn("改名事项39", names)
        print(f"{second} items the same in both after two kills")

    @staticmethod
    def base_of(program):
        """Code, name and state of every entry of the base catalogue."""
        entries, cursor = [], ""
        while True:
            page = json.loads(Person(program.port).get(f"/api/v1/base-items?limit=200{cursor}").body)
            entries += [(entry["code"], entry["name"], entry["state"]) for entry in page["items"]]
            if not page["next"]:
                return entries
            cursor = f"&cursor={page['next']}"

    def import_base_above(self, numbers, name, state=1):
        head = "基本编码,事项名称,事项类型,设定依据,行使层级,业务指导部门,事项状态\n"
        lines = (f"51074800{1000 + n},{name}{n},7,《示范条例》第一条,3^4,示范厅,{state}\n" for n in numbers)
        file = self.folder / "base.csv"
        file.write_text(head + "".join(lines), encoding="utf-8")
        code, said = yiwang("import", "base", file, "--data", self.upper_data)
        self.assertEqual(code, 0, said)

    def wait_until_the_base_is_followed(self):
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            above = self.base_of(self.upper)
            below = [entry for entry in self.base_of(self.lower) if entry[0].startswith("51074800")]
            if above == below:
                return below
            time.sleep(0.5)
        self.fail(f"{len(above)} entries above, {len(below)} below, {len(set(above) & set(below))} the same")

    def test_the_base_catalogue_above_is_followed_below_through_breaks(self):
        self.start_upper()
        self.start_lower()
        self.import_base_above(range(1, 501), "示范许可")
        self.assertEqual(len(self.wait_until_the_base_is_followed()), 500)

        # The one above is gone, changes meanwhile, and comes back; the one below is killed while it follows.
        self.upper.kill()
        self.import_base_above(range(1, 301), "断开时改的许可")
        self.start_upper()
        self.lower.kill()
        self.import_base_above(range(301, 401), "取消的许可", state=3)
        self.start_lower()
        below = self.wait_until_the_base_is_followed()
        self.assertEqual([entry[2] for entry in below].count("cancelled"), 100)
        self.assertIn(("510748001001", "断开时改的许可1", "active"), below)
        operator = Person(self.lower.port).sign_in("yunxing", "yiwang-operate-2026", "/staff/sign-in")
        page = operator.get("/ops/channels").body.decode()
        self.assertIn("跟随上级的基本目录", page)
        self.assertIn("已经跟上", page)
        print(f"{len(below)} entries of the base catalogue the same in both after two kills")

    def test_a_wrong_key_takes_nothing(self):
        self.upper_channels.write_text(self.upper_channels.read_text().replace(KEY, "x" * 40))
        self.start_upper()
        self.start_lower()
        time.sleep(4)
        self.assertEqual(self.list_of(self.upper), [])
        operator = Person(self.lower.port).sign_in("yunxing", "yiwang-operate-2026", "/staff/sign-in")
        page = operator.get("/ops/channels").body.decode()
        self.assertIn("上一次没有成功", page)


if __name__ == "__main__":
    unittest.main()
