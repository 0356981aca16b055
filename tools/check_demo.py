#!/usr/bin/env python3
"""Checks demo/guides/*.toml for what demo/README.md asks, before the product's own linter sees them.

Usage: tools/check_demo.py [FILE ...]   (default: all). Prints file: element: what is wrong; exit 1 if anything is.
"""
import pathlib, re, sys
try:
    import tomllib
except ImportError:
    sys.exit("needs Python 3.11")

ROOT = pathlib.Path(__file__).resolve().parent.parent / "demo"
VAGUE = re.compile(r"其他相关|其他材料|其他应当|相关证明|有关证明|必要时|视情|原则上|尽快|若干|相关规定|有关规定|按规定|详见|以窗口|待定|另行通知|同上|一般(?!纳税人|项目|程序|处罚)|适当|等材料|等证明|等[。；]?$")
EVENTS = "chu-sheng shang-xue jiu-ye jie-hun gou-fang kan-bing chu-xing yang-lao sheng-huo shen-hou kai-ban zhun-ying jian-she yong-gong na-shui jing-ying bian-geng rong-zi zhu-xiao".split()
FIELDS = "text multiline number date choice choices address phone id_number credit_code file group".split()
ORDER = {"workday": 1, "day": 1, "month": 30}
# Types of items that need not say an element, as the product's own rules have it.
ELEMENTS = tomllib.loads((ROOT.parent / "data/lint/completeness.toml").read_text("utf-8"))["element"]
FREE = {element["path"]: element.get("except", []) for element in ELEMENTS} | {
    "materials": ["02", "03", "06"], "result": ["02", "03", "06", "20"], "quantity_limit": ["02", "03", "04", "06", "20"]}


def text_values(node, path=""):
    if isinstance(node, dict):
        for key, value in node.items():
            yield from text_values(value, f"{path}.{key}")
    elif isinstance(node, list):
        for i, value in enumerate(node):
            yield from text_values(value, f"{path}[{i}]")
    elif isinstance(node, str):
        yield path, node


def check_fields(fields, seen, say, inside_group=False):
    for f in fields:
        key = f.get("key", "?")
        for need in ("key", "label", "type", "why"):
            if not f.get(need):
                say(f"field {key}", f"{need} missing")
        if key in seen:
            say(f"field {key}", "twice")
        condition = f.get("show_if")
        if condition and (condition["field"] not in seen or not set(condition["is"]) <= seen[condition["field"]]):
            say(f"field {key}", "show_if names no choice asked before")
        kind = f.get("type")
        if kind not in FIELDS:
            say(f"field {key}", f"type {kind}")
        options = {o["value"] for o in f.get("options", [])}
        if kind in ("choice", "choices") and len(options) < 2:
            say(f"field {key}", "needs options")
        seen[key] = options
        if kind == "group":
            if inside_group:
                say(f"field {key}", "group in a group")
            check_fields(f.get("fields", []), seen, say, True)


def check(path, agencies):
    problems = []
    def say(where, what):
        problems.append(f"{path.name}: {where}: {what}")
    try:
        g = tomllib.loads(path.read_text("utf-8"))
    except Exception as e:
        return [f"{path.name}: {e}"]
    for key in ("source_id name agency base_code task_type audience power_source level project_type handle_types online_depth "
                "visits statutory promised handle_area special_procedure quantity_limit conditions result consult_phone "
                "complaint_phone review_body court apply_online basis stages materials places questions").split():
        if (key not in g or g[key] in ("", [])) and g.get("task_type") not in FREE.get(key, []):
            say(key, "missing")
    if problems:
        return problems
    if g["agency"] not in agencies:
        say("agency", "unknown")
    if not re.fullmatch(r"\d{12}", g["base_code"]) or g["base_code"][2:4] != g["task_type"]:
        say("base_code", "12 digits, type at 3 and 4")
    person, legal = "1" in g["audience"], bool(set(g["audience"]) & set("234569"))
    if bool(g.get("personal_themes")) != person or bool(g.get("legal_themes")) != legal:
        say("themes", "themes and audience disagree")
    if not set(g.get("life_events", [])) <= set(EVENTS):
        say("life_events", "unknown")
    visits, depth, ways = g.get("visits", 0), g.get("online_depth", []), g.get("handle_types")
    if (visits > 0) != bool(g.get("visit_reason")):
        say("visit_reason", "needed exactly when visits > 0")
    if "5" in depth and visits:
        say("visits", "online depth 5 means no visit")
    if visits == 0 and ways is not None and not {"2", "3"} & set(ways):
        say("handle_types", "no visit: by net or express")
    s, p = g["statutory"], g.get("promised")
    if p and s["days"] and (s["unit"] == p["unit"] and p["days"] > s["days"] or ORDER[s["unit"]] != ORDER[p["unit"]]):
        say("promised", "within the statutory limit, same kind of unit")
    if p and "project_type" in g and (p["days"] <= 1) != (g["project_type"] == "1"):
        say("project_type", "instant exactly when promised in at most one day")
    if g["consult_phone"] == g["complaint_phone"]:
        say("complaint_phone", "differs from consult_phone")
    for phone in [g["consult_phone"], g["complaint_phone"]] + [x["phone"] for x in g.get("places", [])]:
        if not re.fullmatch(r"0\d{2,3}-000\d{4}", phone):
            say("phone", f"{phone}: area code and unassigned 000xxxx")
    result = g.get("result")
    if result and (result["name"].endswith("证") and result["type"] != "10" or not result.get("sample")):
        say("result", "a name ending in 证 is type 10; sample needed")
    if g["task_type"] == "01" and len(g["stages"]) < 5:
        say("stages", "a licence has five")
    if p and sum(x["days"] for x in g["stages"]) > max(p["days"], 1) and p["unit"] == "workday":
        say("stages", "days add up to more than promised")
    for x in g["stages"]:
        if any(not str(x.get(k, "")).strip() for k in ("name", "what", "requirement", "days", "who", "outcome")) or len(x["what"]) < 10:
            say(f"stage {x.get('name')}", "incomplete")
    keys = set()
    for m in g.get("materials", []):
        for k in "key name type form copies need source source_note signature basis accept_standard".split():
            if m.get(k) in (None, ""):
                say(f"material {m.get('name')}", f"{k} missing")
        if m.get("key") in keys:
            say(f"material {m.get('name')}", "key twice")
        keys.add(m.get("key"))
        if m.get("need") == "2" and not m.get("need_when"):
            say(f"material {m['name']}", "need_when missing")
        filled = bool(re.search(r"(申请表|申请书|登记表|承诺书|声明书|备案表|委托书|申报表)$", m["name"]))
        if filled and not (m.get("sheet") and m.get("fill_note")):
            say(f"material {m['name']}", "sheet and fill_note needed")
    if not g.get("fees") and g.get("fee_note") != "不收费":
        say("fees", "fee_note = 不收费, or fees")
    if len(g["questions"]) < 2:
        say("questions", "two at least")
    if g["apply_online"] != ("form" in g):
        say("form", "exactly with apply_online")
    if "form" in g:
        seen = {}
        if not g["form"].get("declaration"):
            say("form", "declaration missing")
        for step in g["form"]["steps"]:
            check_fields(step["fields"], seen, say)
        for m in g.get("materials", []):
            c = m.get("show_if")
            if c and (c["field"] not in seen or not set(c["is"]) <= seen[c["field"]]):
                say(f"material {m['name']}", "show_if names no choice")
    for where, value in text_values(g):
        if where.startswith(".basis"):
            continue
        found = VAGUE.search(value)
        if found and not where.endswith((".basis", "short_names")):
            say(where, f"vague: {found.group(0)!r} in {value[:40]!r}")
    return problems


def main():
    agencies = tomllib.loads((ROOT / "agencies.toml").read_text("utf-8"))
    files = [pathlib.Path(f) for f in sys.argv[1:]] or sorted((ROOT / "guides").glob("*.toml"))
    problems = [line for f in files for line in check(f, agencies)]
    if len(sys.argv) == 1:
        ids = {}
        for f in files:
            try:
                key = tomllib.loads(f.read_text("utf-8"))["source_id"]
            except Exception:
                continue
            if key in ids:
                problems.append(f"{f.name}: source_id also in {ids[key]}")
            ids[key] = f.name
    print("\n".join(problems) if problems else f"{len(files)} guides, no finding")
    sys.exit(bool(problems))


main()
