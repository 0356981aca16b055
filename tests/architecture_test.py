#!/usr/bin/env python3
"""The rules of the house, over the includes, names and words of the sources.

Each rule has a planted violation in tests/architecture_violations.toml that it must catch: a rule that nobody has seen
fail proves nothing. Prints file:line: rule: why and what to do instead; exit 1 if anything is found.
"""
import pathlib
import re
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent
SRC = ROOT / "src"
RULES = tomllib.loads((ROOT / "tests/architecture.toml").read_text("utf-8"))
FLOOR = {module: i for i, floor in enumerate(RULES["floors"]) for module in floor}
GENERATED = {"sql.hpp", "migrations.hpp", "pages.hpp", "strings.hpp", "assets.hpp"}

BAD_NAME = re.compile(r"(^|_)(util|utils|helper|helpers|common|misc|manager|base)(_|\.|$)")
BAD_TYPE = re.compile(r"\b(class|struct)\s+(\w*(Manager|Helper|Util|Processor|Impl)|I[A-Z][a-z]\w*)\s*(final\s*)?[:{]")
ALLOWED_I = {"Item", "Id", "Import", "Installation", "Input", "Instant", "Issue"}
SQL_TEXT = re.compile(r'"\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM)\s', re.I)
CLOCK = re.compile(r"system_clock::now|\btime\(nullptr\)|std::rand\b|random_device")
STATUS = re.compile(r"\b(status\s*=\s*|,\s*)(4\d\d|5\d\d)\b")
COMMENTED_CODE = re.compile(r"^\s*//\s*((if|for|while)\s*\(.*[;{]|(return|auto|const|std::)\b.*[;{])\s*$")


def module_of(path):
    return path.split("/")[0]


def is_test(name):
    return name.endswith(("_test.cpp", "_fuzz.cpp", "_fixture.hpp")) or "test" in pathlib.Path(name).stem.split("_")


def check_include(where, path, included):
    """One #include "a/b.hpp" in src/<path>."""
    if "/" not in included or is_test(path):
        return
    here, there = path.split("/"), included.split("/")
    if here[0] not in FLOOR:
        yield where, "floors", f"module {here[0]} has no floor: name it in tests/architecture.toml"
        return
    if there[0] not in FLOOR:
        return
    if here[0] == there[0] == "platform":
        if here[1] != there[1] and there[1] not in RULES["platform"].get(here[1], []):
            yield where, "platform", f"platform/{here[1]} may not use platform/{there[1]}: list it in architecture.toml with a reason, or pass the value in"
        return
    if here[0] == there[0]:
        return
    if FLOOR[there[0]] >= FLOOR[here[0]]:
        yield where, "floors", f"{here[0]} stands below or beside {there[0]}: say it as an event, or pass a function in from app"
    elif there[0] not in ("kernel", "platform"):
        doors = {f"{there[0]}.hpp", *RULES["doors"].get(there[0], [])}
        if there[-1] not in doors and not (here[0] == "app" and there[-1] in GENERATED):
            yield where, "doors", f"{included} is inside {there[0]}: use its door {there[0]}/{there[0]}.hpp"


def check_text(path, text):
    name = pathlib.Path(path).name
    if BAD_NAME.search(name):
        yield f"{path}:1", "names", "say what it is for: no util, helper, common, misc, manager, base"
    for number, line in enumerate(text.splitlines(), 1):
        where = f"{path}:{number}"
        included = re.match(r'\s*#include "([^"]+)"', line)
        if included:
            yield from check_include(where, path, included[1])
            continue
        if re.match(r"\s*#\s*define\s+(?!YW_|TOML_|BOOST_)", line) and path != "kernel/result.hpp":
            yield where, "macros", "the project has two macros, in kernel/result.hpp: write a function"
        found = BAD_TYPE.search(line)
        if found and not any(found[2].startswith(word) for word in ALLOWED_I):
            yield where, "type names", f"{found[2]} names no single job"
        if is_test(path):
            continue
        if SQL_TEXT.search(line) and not path.startswith("platform/db/"):
            yield where, "sql", "SQL stands in sql/*.sql, one statement a file"
        if CLOCK.search(line) and path not in ("kernel/time.cpp", "kernel/ids.cpp") and not path.startswith("platform/"):
            yield where, "clock", "time and chance are handed in (Clock, crypto::random_token)"
        if COMMENTED_CODE.match(line):
            yield where, "dead code", "delete it: git remembers"
        if STATUS.search(line) and not path.startswith(("platform/http/", "platform/frame/", "portal/", "app/")) and "422" not in line:
            yield where, "status", "HTTP statuses are mapped in the frame: return an Error"
    if path.startswith("kernel/") and re.search(r"#include <(boost|openssl|sqlite3|ctemplate|spdlog)", text):
        yield f"{path}:1", "kernel", "kernel knows only the standard library and fmt"


def check_sql(path, text):
    """A module names only its own tables: <module>_x, or the tables of platform that its module owns."""
    module = path.split("/")[-3]
    owned = {"audit": "audit_", "blob": "blob_", "outbox": "outbox_", "self": "inspect_self_"}.get(module, {"regions": "region", "calendars": "calendar_"}.get(module, module + "_"))
    for table in re.findall(r"\b(?:FROM|JOIN|INTO|UPDATE|TABLE(?: IF NOT EXISTS)?|REFERENCES|ON)\s+([a-z]+_[a-z_]+)\b", re.sub(r"--.*", "", text)):
        # The case tables are called case_file, case_event …
        if not table.startswith(owned) and not (module == "cases" and table.startswith("case_")) and not (module == "rating" and table.startswith("rating")):
            yield f"{path}:1", "tables", f"{table} belongs to another module: ask its door"


def everything():
    for file in sorted(SRC.rglob("*.[ch]pp")):
        path = file.relative_to(SRC).as_posix()
        yield from check_text(path, file.read_text("utf-8"))
    for file in sorted(SRC.rglob("*.sql")):
        yield from check_sql(file.relative_to(SRC).as_posix(), file.read_text("utf-8"))
    for folder in SRC.rglob("*"):
        if folder.is_dir() and BAD_NAME.search(folder.name):
            yield f"{folder.relative_to(ROOT)}:1", "names", "say what is inside"


def planted():
    """Rules that fail to catch their planted violation."""
    cases = tomllib.loads((ROOT / "tests/architecture_violations.toml").read_text("utf-8"))
    for case in cases["violation"]:
        check = check_sql if case["file"].endswith(".sql") else check_text
        if case["rule"] not in {rule for _, rule, _ in check(case["file"], case["text"])}:
            yield f"{case['file']}: rule '{case['rule']}' does not catch: {case['text']!r}"
    for case in cases["allowed"]:
        check = check_sql if case["file"].endswith(".sql") else check_text
        for where, rule, why in check(case["file"], case["text"]):
            yield f"{where}: rule '{rule}' refuses what is allowed: {why}"


def main():
    found = [f"src/{where}: {rule}: {why}" for where, rule, why in everything()]
    missed = list(planted())
    print("\n".join(found + missed) or "architecture: no finding, every planted violation caught")
    sys.exit(bool(found or missed))


main()
