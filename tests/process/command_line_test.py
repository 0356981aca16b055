"""The commands as an operator types them, with the program serving and without."""

import csv
import json
import pathlib
import sqlite3
import stat
import subprocess
import tempfile
import unittest

from running import BINARY, TEST_DATA, Person, Program, yiwang

# Ten items of two departments; one without a code.
SMALL_LIST = "id\tdepartment\tname\timplement_code\tregion12\ttask_type\n" + "".join(
    f"T{n:03d}\t{'区示范民政局' if n % 2 else '区示范林业局'}\t示范事项{n}\t{'' if n == 7 else f'5116020010{n:02d}'}\t511602000000\t20\n"
    for n in range(10))
REAL_LIST = TEST_DATA / "items" / "items_guangan_511602.tsv"
VECTORS = TEST_DATA / "calendar" / "deadline_vectors.tsv"
# Computed by hand from the published holidays of 2026: Qingming is Monday 6 April, Labour Day 1 to 5 May.
SMALL_VECTORS = "accept_date,working_days,due_date\n2026-03-02,3,2026-03-05\n2026-04-03,1,2026-04-07\n2026-03-06,5,2026-03-13\n"


class CommandLine(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="yiwang-command-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.data = self.folder / "state"

    def list_file(self):
        if REAL_LIST.exists():
            return REAL_LIST
        print("Left out: the real list of items; ten invented ones serve instead.")
        file = self.folder / "items.tsv"
        file.write_text(SMALL_LIST, encoding="utf-8")
        return file

    def import_twice(self):
        file = self.list_file()
        code, said = yiwang("import", "items", file, "--data", self.data, "--region", "511602000000")
        self.assertEqual(code, 0, said)
        self.assertIn("已写入。", said)
        rows = len(file.read_text(encoding="utf-8").splitlines()) - 1
        self.assertIn(f"{rows}行：新增{rows}，", said)
        code, said = yiwang("import", "items", file, "--data", self.data, "--region", "511602000000")
        self.assertEqual(code, 0, said)
        self.assertIn(f"{rows}行：新增0，变更0，不变{rows}", said)
        self.assertIn("没有变化。", said)
        return rows

    def test_a_second_import_changes_nothing(self):
        self.import_twice()

    def test_a_second_import_changes_nothing_while_serving_and_pages_show_the_first(self):
        with Program("--data", self.data, demo=False) as program:
            rows = self.import_twice()
            answer = Person(program.port).get("/api/v1/items?region=511602000000&limit=1")
            self.assertIn(f'"total":{rows}'.encode(), answer.body.replace(b" ", b""))
            self.assertEqual(yiwang("doctor", "--data", self.data)[0], 0)

    def test_a_dry_run_writes_nothing(self):
        file = self.list_file()
        code, said = yiwang("import", "items", file, "--data", self.data, "--region", "511602000000", "--dry-run")
        self.assertEqual(code, 0, said)
        self.assertIn("没有写入", said)
        code, said = yiwang("import", "items", file, "--data", self.data, "--region", "511602000000")
        self.assertNotIn("新增0", said)

    def test_a_wrong_row_is_named_and_nothing_is_written(self):
        file = self.folder / "wrong.tsv"
        lines = SMALL_LIST.splitlines()
        cells = lines[4].split("\t")
        cells[4] = "999999000000"
        lines[4] = "\t".join(cells)
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        code, said = yiwang("import", "items", file, "--data", self.data)
        self.assertEqual(code, 1, said)
        self.assertIn("999999000000", said)
        self.assertIn("没有写入任何一行", said)
        code, said = yiwang("import", "items", file, "--data", self.data, "--partial")
        self.assertEqual(code, 0, said)
        self.assertIn("新增9", said)

    def test_due_days_are_those_of_the_published_calendar(self):
        text = VECTORS.read_text(encoding="utf-8") if VECTORS.exists() else SMALL_VECTORS
        wanted = [row["due_date"] for row in csv.DictReader(text.splitlines(), delimiter="\t" if "\t" in text else ",")]
        code, said = yiwang("calendar", "due", given=text, now=False)
        self.assertEqual(code, 0, said)
        self.assertEqual(said.splitlines(), wanted)
        print(f"{len(wanted)} due days")

    def test_other_addresses_than_loopback_need_a_proxy(self):
        for address in ("0.0.0.0:0", "[::]:0"):
            code, said = yiwang("serve", "--data", self.data, "--listen", address)
            self.assertEqual(code, 2, said)
            self.assertIn("--behind-proxy", said)
        self.assertFalse((self.data / "yiwang.db").exists())

    def test_keys_are_for_their_owner_only(self):
        self.assertEqual(yiwang("migrate", "--data", self.data)[0], 0)
        self.assertEqual(stat.S_IMODE((self.data / "keys.toml").stat().st_mode), 0o600)
        self.assertEqual(stat.S_IMODE(self.data.stat().st_mode), 0o700)
        with Program("--data", self.data, demo=False):
            self.assertEqual(stat.S_IMODE((self.data / "admin.sock").stat().st_mode) & 0o077, 0)

    def test_there_are_no_accounts_until_an_operator_makes_them(self):
        with Program("--data", self.data, demo=False) as program:
            self.assertNotIn("密码", program.said)
            for login, password, path in (("yunxing", "yiwang-operate-2026", "/staff/sign-in"), ("13800000001", "yiwang-zhang-2026", "/sign-in")):
                with self.assertRaises(AssertionError):
                    Person(program.port).sign_in(login, password, path)
            code, said = yiwang("user", "list", "--data", self.data)
            self.assertEqual((code, said), (0, ""))
            code, said = yiwang("user", "add", "--data", self.data, "--role", "operator", "--login", "guanli", given="short\n")
            self.assertEqual(code, 1, said)
            code, said = yiwang("user", "add", "--data", self.data, "--role", "operator", "--login", "guanli", given="a-long-one-of-2026\n")
            self.assertEqual(code, 0, said)
            operator = Person(program.port).sign_in("guanli", "a-long-one-of-2026", "/staff/sign-in")
            self.assertEqual(operator.get("/ops").status, 200)
            self.assertEqual(operator.get("/desk").status, 403)
            code, said = yiwang("user", "disable", "--data", self.data, "--login", "guanli")
            self.assertEqual(code, 0, said)
            with self.assertRaises(AssertionError):
                Person(program.port).sign_in("guanli", "a-long-one-of-2026", "/staff/sign-in")
            self.assertNotEqual(operator.get("/ops").path, "/ops", "the session of a disabled account goes on")

    def test_a_password_is_reset_and_the_old_sessions_end(self):
        with Program("--data", self.data, demo=False) as program:
            code, said = yiwang("user", "add", "--data", self.data, "--role", "operator", "--login", "guanli", given="a-long-one-of-2026\n")
            self.assertEqual(code, 0, said)
            operator = Person(program.port).sign_in("guanli", "a-long-one-of-2026", "/staff/sign-in")
            code, said = yiwang("user", "reset", "--data", self.data, "--role", "operator", "--login", "guanli", given="short\n")
            self.assertEqual(code, 1, said)
            self.assertEqual(operator.get("/ops").path, "/ops")
            code, said = yiwang("user", "reset", "--data", self.data, "--role", "operator", "--login", "guanli", given="another-long-one-2026\n")
            self.assertEqual(code, 0, said)
            self.assertNotEqual(operator.get("/ops").path, "/ops")
            with self.assertRaises(AssertionError):
                Person(program.port).sign_in("guanli", "a-long-one-of-2026", "/staff/sign-in")
            Person(program.port).sign_in("guanli", "another-long-one-2026", "/staff/sign-in")
            code, said = yiwang("user", "reset", "--data", self.data, "--role", "operator", "--login", "nobody", given="another-long-one-2026\n")
            self.assertEqual(code, 1, said)

    def test_a_file_configures_the_server(self):
        file = self.folder / "yiwang.toml"
        file.write_text(f'data = "{self.data}"\nlisten = "127.0.0.1:0"\nplace = "511602000000"\n', encoding="utf-8")
        with Program("--config", file, demo=False) as program:
            self.assertEqual(Person(program.port).get("/healthz").status, 200)
        self.assertTrue((self.data / "yiwang.db").exists())
        file.write_text('lissten = "127.0.0.1:0"\n', encoding="utf-8")
        code, said = yiwang("serve", "--config", file, now=False)
        self.assertEqual(code, 2, said)
        self.assertIn("lissten", said)

    def test_the_platform_inspects_itself(self):
        rows = self.import_twice()
        code, said = yiwang("inspect", "self", "--data", self.data, "--region", "511602000000", "--json")
        self.assertEqual(code, 0, said)
        report = json.loads(said)
        guides = next(each for each in report["indicators"] if each["id"] == "B0")
        self.assertEqual((guides["checked"], guides["failed"], guides["open"]), (rows, rows, rows))
        self.assertEqual(next(each["permille"] for each in report["composites"] if each["id"] == "items"), 0)
        with Program("--data", self.data, demo=False):
            code, said = yiwang("inspect", "self", "--data", self.data)
            self.assertEqual(code, 0, said)
            self.assertIn(f"{rows}项事项中{rows}", said)
        code, said = yiwang("inspect", "self", "--data", self.data, "--region", "999999000000")
        self.assertEqual(code, 1, said)

    def test_a_directory_is_served_once(self):
        with Program("--data", self.data, demo=False):
            done = subprocess.run([BINARY, "serve", "--data", str(self.data), "--listen", "127.0.0.1:0"], timeout=30,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
            self.assertEqual(done.returncode, 1, done.stdout)
            self.assertIn("in use", done.stdout)

    def test_a_changed_audit_row_is_found(self):
        self.assertEqual(yiwang("user", "add", "--data", self.data, "--role", "operator", "--login", "guanli", given="a-long-one-of-2026\n")[0], 0)
        self.assertEqual(yiwang("doctor", "--data", self.data)[0], 0)
        database = sqlite3.connect(self.data / "yiwang.db")
        with database:
            database.execute("UPDATE audit_entry SET action = 'something.else'")
        database.close()
        code, said = yiwang("doctor", "--data", self.data)
        self.assertEqual(code, 1, said)
        self.assertIn("CHANGED", said)


if __name__ == "__main__":
    unittest.main()
