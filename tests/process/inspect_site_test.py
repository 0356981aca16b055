"""`yiwang inspect site` over planted platforms: exactly the planted defects are found, and none on a good platform."""

import hashlib
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

from planted_site import DOCX, GOOD_MATERIALS, Platform, good_guides, good_platform, guide
from running import BINARY, Program


def inspect(url, *words, report=None):
    command = [BINARY, "inspect", "site", url, "--rate", "100", "--no-pictures", "--json", "-", *words]
    if report:
        command += ["--report", str(report)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300, check=False)
    assert done.returncode in (0, 1), done.stderr.decode()
    return json.loads(done.stdout)


def found(result):
    """(indicator, kind) -> how many."""
    counts = {}
    for finding in result["findings"]:
        key = f'{finding["indicator"]} {finding["kind"]}'
        counts[key] = counts.get(key, 0) + 1
    return counts


def states(result):
    return {check["indicator"]: check["state"] for check in result["checks"]}


def material(**changes):
    """The materials of a good guide with the first one changed."""
    fields = ["name", "kind", "form", "copies", "blank", "sample", "fill"]
    first = dict(zip(fields, GOOD_MATERIALS[0]))
    first.update(changes)
    return [tuple(first.values()), *GOOD_MATERIALS[1:]]


class Good(unittest.TestCase):
    maxDiff = None

    def test_a_good_platform_has_no_defect(self):
        with good_platform() as platform:
            result = inspect(platform.url)
        self.assertEqual(found(result), {})
        self.assertEqual({id for id, state in states(result).items() if state != "passed"}, set(), result["checks"])
        self.assertEqual(len(result["guides"]), 6)
        self.assertTrue(all(search["position"] == 1 for search in result["searches"]), result["searches"])

    def test_so_has_one_of_an_older_charset(self):
        with good_platform(charset="gbk") as platform:
            result = inspect(platform.url)
        self.assertEqual(found(result), {})
        self.assertEqual(states(result)["A3"], "passed", "searches are sent in the charset of the page")

    def test_our_own_demonstration_has_no_defect(self):
        with tempfile.TemporaryDirectory(prefix="yiwang-inspected-") as folder, Program("--data", folder + "/state") as program:
            result = inspect(f"http://127.0.0.1:{program.port}/", "--pages", "320", "--guides", "66")
        self.assertEqual(found(result), {}, json.dumps(result["findings"], ensure_ascii=False, indent=1)[:3000])
        self.assertGreaterEqual(len(result["guides"]), 15)
        # Personal pages (sign-in, questions) are closed to programs: not checked, and not failed.
        for indicator in ["A1", "A2", "A3", "A6", "D1", "D2", "D3", "D4", "D5", "D6"]:
            self.assertEqual(states(result)[indicator], "passed", result["checks"])


class Manners(unittest.TestCase):
    def test_it_says_who_it_is_keeps_out_and_sends_nothing(self):
        with good_platform(extra_links=[("/private/x", "内部页面"), ("/login?delete=1", "登录")]) as platform:
            inspect(platform.url, "--contact", "jiancha@example.gov.cn")
            self.assertFalse([path for path, _ in platform.asked if path.startswith(("/private", "POST"))])
            self.assertTrue(all(agent.startswith("YiwangInspection/") and "jiancha@example.gov.cn" in agent for _, agent in platform.asked))

    def test_evidence_is_kept_by_its_content(self):
        with tempfile.TemporaryDirectory() as folder, good_platform() as platform:
            result = inspect(platform.url, report=folder)
            page = next(page for page in result["pages"] if page["why"] == "entrance")
            kept = pathlib.Path(folder) / "evidence" / page["sha256"][:2] / page["sha256"]
            self.assertIn("某县政务服务网".encode(), kept.read_bytes())
            self.assertEqual(len(page["sm3"]), 64)
            self.assertIn("没有发现问题", (pathlib.Path(folder) / "report.html").read_text("utf-8"))
            self.assertTrue((pathlib.Path(folder) / "yiwang.css").exists())

    def test_pictures_are_taken_where_a_browser_is(self):
        with tempfile.TemporaryDirectory() as folder, good_platform(extra_links=[("/gone", "已经不在的页面")]) as platform:
            browser = os.environ.get("CHROMIUM", "/usr/bin/chromium")
            done = subprocess.run([BINARY, "inspect", "site", platform.url, "--rate", "100", "--report", folder, "--browser", browser],
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300, check=True)
            if not os.access(browser, os.X_OK):
                self.assertIn("没有找到Chromium", done.stderr.decode())
                self.skipTest("no Chromium on this machine")
            pictures = json.loads((pathlib.Path(folder) / "report.json").read_text("utf-8"))["pictures"]
            self.assertTrue(pictures, done.stderr.decode()[-500:])
            for picture in pictures:
                bytes_ = (pathlib.Path(folder) / picture["file"]).read_bytes()
                self.assertEqual(bytes_[:8], b"\x89PNG\r\n\x1a\n")
                self.assertEqual(hashlib.sha256(bytes_).hexdigest(), picture["sha256"])
                self.assertLess(len(bytes_), 8 << 20)
            self.assertEqual(int.from_bytes(bytes_[16:20], "big"), 1280, "as wide as the window")
            self.assertIn("pictures/01.png", (pathlib.Path(folder) / "report.html").read_text("utf-8"))
            self.assertFalse(list(pathlib.Path(folder).rglob("*.profile")), "nothing of the browser is left")

    def test_without_a_browser_it_says_so_and_goes_on(self):
        for browser in ["/nowhere/chromium", "/bin/false"]:
            with self.subTest(browser), tempfile.TemporaryDirectory() as folder, good_platform() as platform:
                done = subprocess.run([BINARY, "inspect", "site", platform.url, "--rate", "100", "--report", folder, "--browser", browser],
                                      stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300, check=True)
                self.assertIn("检查结果不受影响", done.stderr.decode())
                report = json.loads((pathlib.Path(folder) / "report.json").read_text("utf-8"))
                self.assertEqual(report["pictures"], [])
                self.assertEqual(found(report), {})

    def test_the_same_seed_looks_at_the_same_pages(self):
        with good_platform() as platform:
            first = [page["url"] for page in inspect(platform.url, "--guides", "3")["pages"]]
            again = [page["url"] for page in inspect(platform.url, "--guides", "3")["pages"]]
            other = [page["url"] for page in inspect(platform.url, "--guides", "3", "--seed", "2")["pages"]]
        self.assertEqual(first, again)
        self.assertNotEqual(first, other)


class Planted(unittest.TestCase):
    """One defect at a time, then all at once."""

    maxDiff = None

    def expect(self, platform, expected):
        with platform:
            result = inspect(platform.url)
        self.assertEqual(found(result), expected, json.dumps(result["findings"], ensure_ascii=False, indent=1))
        return result

    def one_bad(self, bad):
        guides = good_guides()
        guides[2] = bad
        return Platform({"准营准办": [0, 1, 2], "职业资格": [3, 4, 5]}, guides)

    def test_platform_defects(self):
        guides = good_guides()
        columns = {"准营准办": [0, 1, 2], "职业资格": [3, 4, 5]}
        self.expect(Platform(columns, guides, search=None), {"A3 no_search": 1})
        self.expect(Platform(columns, guides, search="nothing"), {"A3 search_misses": 6})
        self.expect(Platform(columns, guides, search="breaks"), {"A3 search_broken": 6})
        self.expect(Platform({**columns, "出境入境": [], "死亡殡葬": []}, guides), {"A2 empty_column": 2})
        self.expect(Platform(columns, guides, sign_in=False), {"A4 no_sign_in": 1})
        self.expect(Platform(columns, guides, consult=False), {"A5 no_consultation": 1})
        self.expect(good_platform(extra_links=[("/gone", "已经不在的页面")]), {"A6 dead_link": 1})
        self.expect(good_platform(extra_links=[("/gone.doc", "下载办事表格")]), {"A6 attachment_dead": 1})
        for name, body, kind in [("/empty.doc", b"", "attachment_empty"), ("/error.doc", b"<html><head></head>error", "attachment_broken"),
                                 ("/short.docx", DOCX[:60], "attachment_broken"), ("/other.pdf", b"plain words", "attachment_broken")]:
            self.expect(good_platform(extra_links=[(name, "下载办事表格")], pages={name: (200, "application/msword", body)}), {f"A6 {kind}": 1})

    def test_two_guides_of_one_item_differ(self):
        guides = good_guides()
        guides[4] = guide("食品经营许可", facts={"承诺办结时限": "9个工作日"})
        self.expect(Platform({"准营准办": [0, 1, 2], "职业资格": [3, 4, 5]}, guides), {"A1 item_differs": 1})

    def test_late_answers_in_public(self):
        body = "<h1>答复选登</h1><p>咨询时间：2026-02-02</p><p>答复时间：2026-02-27</p>"
        platform = good_platform()
        platform.pages["/ask"] = (200, "text/html", ("<title>咨询</title>" + body + '<form><textarea name="t"></textarea></form>').encode())
        self.expect(platform, {"A5 answered_late": 1})

    def test_guide_defects(self):
        name = "道路货物运输经营许可"
        for defect, bad in {
            "second": guide(name, note="<p>办理本事项需要在省道路运输系统重新注册账号。</p>"),
            "D1": guide(name, stages=[("受理", ""), ("审查", ""), ("决定", "")]),
            "D1 ": guide(name, stages=[("申请", "申请"), ("受理", "受理"), ("办结", "办结")]),
            "D2": guide(name, facts={"承诺办结时限": "尽快办理"}),
            "D2 ": guide(name, facts={"咨询电话": "请到窗口咨询"}),
            "D2  ": guide(name, facts={"是否收费": "是", "收费标准": ""}),
            "D3": guide(name, materials=[*GOOD_MATERIALS, ("法律、法规规定的其他材料", "原件", "纸质", "1", "", "", "")]),
            "D3 ": guide(name, materials=[*GOOD_MATERIALS, ("相关证明材料", "原件", "纸质", "1", "", "", "")]),
            "D4": guide(name, materials=material(blank="")),
            "D5": guide(name, materials=material(sample="", fill="")),
            "D6": guide(name, materials=material(kind="")),
            "D6 ": guide(name, materials=material(form="")),
            "D6  ": guide(name, materials=material(copies="")),
        }.items():
            with self.subTest(defect):
                kind = defect.strip()
                self.expect(self.one_bad(bad), {"A4 second_registration": 1} if kind == "second" else {f"{kind} {kind}": 1})

    def test_a_picture_of_the_procedure_could_not_be_checked(self):
        result = self.expect(self.one_bad(guide("道路货物运输经营许可", picture=True)), {})
        check = next(check for check in result["checks"] if check["indicator"] == "D1")
        self.assertEqual((check["checked"], check["could_not_check"]), (5, 1))

    def test_everything_at_once(self):
        guides = [guide("食品经营许可", stages=[("受理", ""), ("审查", "")]),
                  guide("公共场所卫生许可", "某县卫生健康局", facts={"咨询电话": None}),
                  guide("道路货物运输经营许可", "某县交通运输局", materials=[*GOOD_MATERIALS, ("其他相关材料", "原件", "纸质", "1", "", "", "")]),
                  guide("娱乐场所经营许可", "某县文化和旅游局", materials=material(blank="")),
                  guide("户外广告设置许可", "某县城市管理局", materials=material(sample="", fill="")),
                  guide("劳务派遣经营许可", "某县人力资源和社会保障局", materials=material(copies=""))]
        self.expect(Platform({"准营准办": [0, 1, 2], "职业资格": [3, 4, 5], "旅游观光": []}, guides, search="nothing", sign_in=False,
                             consult=False, extra_links=[("/gone", "已经不在的页面"), ("/gone.xls", "汇总表下载")]),
                    {"A2 empty_column": 1, "A3 search_misses": 6, "A4 no_sign_in": 1, "A5 no_consultation": 1, "A6 dead_link": 1,
                     "A6 attachment_dead": 1, "D1 D1": 1, "D2 D2": 1, "D3 D3": 1, "D4 D4": 1, "D5 D5": 1, "D6 D6": 1})


if __name__ == "__main__":
    unittest.main()
