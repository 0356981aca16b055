"""The inspection of ourselves over real rows of the running program: a telephone in a published guide (A8), another
channel's list (A9), a search in vain (A10), each clicked from the figure down to the row, and gone when it is mended."""

import csv
import html
import http.client
import json
import pathlib
import re
import tempfile
import time
import unittest
import urllib.parse

from running import PATIENCE_S, Person, Program, yiwang

DISTRICT = "511602000000"
LONG_PATIENCE_S = 900  # every form and sample of the demonstration is printed once
PHONE = "13912345678"
VAIN = "潜水"
GUIDE = "居民身份证换领"


class PlantedRows(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="yiwang-self-")
        cls.path = pathlib.Path(cls.folder.name)
        cls.data = cls.path / "state"
        with Program("--data", cls.data):
            code, said = yiwang("export", "catalogue", cls.path / "own.jsonl", "--data", cls.data)
            assert code == 0, said
        records = [json.loads(line) for line in (cls.path / "own.jsonl").read_text("utf-8").splitlines()[1:-1]]
        cls.records = {record["item"]["name"]: record for record in records if record["item"]["region"] == DISTRICT}
        cls.list = cls.path / "portal.csv"
        cls.write_list({GUIDE: "九十九个工作日", "早就取消的事项": ""})
        channels = cls.path / "channels.toml"
        channels.write_text(f'[[channel]]\nname = "区政府门户网站"\naddress = "{cls.list}"\nregion = "{DISTRICT}"\n', "utf-8")
        channels.chmod(0o600)
        cls.program = Program("--data", cls.data, "--channels", channels)

    @classmethod
    def tearDownClass(cls):
        code = cls.program.stop()
        cls.folder.cleanup()
        assert code == 0, f"the program ended with {code}"

    @classmethod
    def write_list(cls, instead):
        """The other channel's list: our names, and what it says otherwise."""
        rows = {name: "" for name in cls.records} | instead
        with cls.list.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("事项名称", "承诺办结时限"), *rows.items()])

    def report(self, *words):
        """Once more while the server, which looks too, is still at a round that it began before the last change."""
        end = time.monotonic() + LONG_PATIENCE_S
        while time.monotonic() < end:
            code, said = yiwang("inspect", "self", "--data", self.data, "--region", DISTRICT, "--json", *words,
                                patience=LONG_PATIENCE_S)
            self.assertEqual(code, 0, said)
            told = json.loads(said.strip().splitlines()[-1])
            if not told["catching_up"]:
                for person in (self.visitor, self.operator):
                    person.close()  # the server has closed what stood idle so long
                return {each["id"]: each for each in told["indicators"]}
        self.fail("the inspection has not caught up")

    def until(self, seen):
        """Failed searches and channels are looked at every half minute: what others do shows then."""
        end = time.monotonic() + PATIENCE_S
        while not seen() and time.monotonic() < end:
            time.sleep(1)

    def rows(self, indicator):
        """What the page behind a figure lists: name, text and address of each row."""
        overview = self.visitor.get(f"/inspection?region={DISTRICT}").text()
        link = re.search(rf'href="(/inspection/indicators/{indicator}\?[^"]*)"', overview)
        self.assertTrue(link, f"no figure of {indicator} to press")
        page = self.visitor.get(html.unescape(link[1])).text()
        return [(html.unescape(name), re.sub("<[^>]+>", "", rest), html.unescape(url))
                for url, name, rest in re.findall(r'<li class="yw-row">.*?href="([^"]+)">([^<]+)</a>(.*?)</li>', page, re.S)]

    def findings(self, url):
        answer = self.visitor.get(url)
        self.assertEqual(answer.status, 200, url)
        return answer.text()

    def put(self, guide):
        connection = http.client.HTTPConnection("127.0.0.1", self.program.port, timeout=PATIENCE_S)
        source = urllib.parse.quote(self.records[GUIDE]["item"]["source_id"])
        connection.request("PUT", f"/api/v1/guides/{source}", json.dumps(guide, ensure_ascii=False).encode(),
                           {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"})
        answer = connection.getresponse()
        said = answer.read().decode()
        connection.close()
        self.assertEqual(answer.status, 200, said)

    def channel_is_compared(self):
        operator = Person(self.program.port).sign_in("yunxing", "yiwang-operate-2026", "/staff/sign-in")
        end = time.monotonic() + PATIENCE_S
        while not re.search(r'href="/ops/channels/[0-9a-f-]{36}"', operator.get("/ops/channels").text()):
            self.assertLess(time.monotonic(), end, "the channel was not compared")
            time.sleep(0.2)
        return operator

    def failed_query(self, operator):
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            found = re.search(rf'href="(/ops/search/queries/[^"]+)"[^>]*>{VAIN}<', operator.get("/ops/search").text())
            if found:
                return found[1]
            time.sleep(0.2)
        self.fail(f"{VAIN} is not listed")

    def test_what_is_planted_is_seen_and_what_is_mended_is_gone(self):
        self.visitor = Person(self.program.port)
        self.operator = operator = self.channel_is_compared()
        department = self.records[GUIDE]["item"]["department"]
        departments = Person(self.program.port).get(f"/api/v1/items?region={DISTRICT}&q={urllib.parse.quote(GUIDE)}").text()
        item = next(each for each in json.loads(departments)["items"] if each["name"] == GUIDE)
        code, said = yiwang("user", "key", "--data", self.data, "--department", item["department"]["id"], "--name", "审批系统")
        self.assertEqual(code, 0, said)
        self.key = said.split()[0]

        clean = self.records[GUIDE]["guide"]
        leaking = json.loads(json.dumps(clean))
        leaking["questions"].append({"q": "找谁问进度？", "a": f"打经办人的手机{PHONE}。"})
        self.put(leaking)
        self.visitor.get(f"/search?q={urllib.parse.quote(VAIN)}")
        query = self.failed_query(operator)

        self.until(lambda: [self.report()[each]["failed"] for each in ("A9", "A10")] == [2, 1])
        seen = self.report()
        self.assertEqual([seen[each]["failed"] for each in ("A8", "A9", "A10")], [1, 2, 1])
        self.assertEqual(seen["A10"]["checked"], 1)
        (name, text, url), = self.rows("A8")
        self.assertEqual(name, GUIDE)
        self.assertIn("手机号码", text)
        page = self.findings(url)
        self.assertIn("1个", page)
        self.assertNotIn(PHONE, page, "what leaked is not shown once more")
        self.assertEqual({row[0] for row in self.rows("A9")}, {GUIDE, "早就取消的事项"})
        url = next(row[2] for row in self.rows("A9") if row[0] == GUIDE)
        self.assertRegex(self.findings(url), "区政府门户网站：承诺办结时限：本平台“[^”]+”，对方“九十九个工作日”")
        (name, text, url), = self.rows("A10")
        self.assertEqual(name, VAIN)
        self.assertIn("平台运行单位", text)
        self.assertIn("最晚2026年3月9日", text)
        code, said = yiwang("inspect", "self", "--data", self.data, "--region", DISTRICT, patience=LONG_PATIENCE_S)
        self.assertEqual(code, 0, said)
        for figure in ("别的渠道", "没有结果的搜索", "个人信息遮盖"):
            self.assertIn(figure, said)

        # Handed over, the search is the department's to mend.
        answer = operator.post(f"{query}/hand", {"department": item["department"]["id"], "asks": "请公布潜水场所的事项。"})
        self.assertEqual(answer.status, 200, answer.text()[:500])
        self.until(lambda: self.report()["A10"]["failed"] == 1 and department in self.rows("A10")[0][1])
        (name, text, url), = self.rows("A10")
        self.assertIn(department, text)
        self.assertNotIn("平台运行单位", text)
        self.assertIn("已经转给部门", self.findings(url))
        self.assertEqual(self.report("--department", item["department"]["id"])["A10"]["failed"], 1)

        # Mended: the guide without the number, the query cleared.
        self.put(clean)
        answer = operator.post(f"{query}/dismiss", {"note": "本区没有潜水场所。"})
        self.assertEqual(answer.status, 200, answer.text()[:500])
        self.until(lambda: self.report()["A10"]["failed"] == 0)
        seen = self.report()
        self.assertEqual([seen[each]["failed"] for each in ("A8", "A9", "A10")], [0, 2, 0])
        self.assertEqual(seen["A10"]["checked"], 1, "what was cleared passes")
        self.assertEqual(self.rows("A8") + self.rows("A10"), [])


if __name__ == "__main__":
    unittest.main()
