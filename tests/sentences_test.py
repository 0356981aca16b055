#!/usr/bin/env python3
"""Every error code has its public sentence in every language, and no key stands twice."""
import pathlib
import re
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent
CODE = re.compile(r'ErrorCode\s+k\w+\s*\{\s*"([a-z_.]+)"')
LANGUAGES = ["zh-CN"]
# Never shown: the operation is undone on purpose.
SILENT = {"app.not_written", "catalogue.dry_run", "decisions.trial_only"}


def codes():
    for file in sorted((ROOT / "src").rglob("*.[ch]pp")):
        if not file.stem.endswith(("_test", "_fixture", "_fuzz")):
            for code in CODE.findall(file.read_text("utf-8")):
                yield file.relative_to(ROOT), code


def findings():
    for language in LANGUAGES:
        known = {}
        for file in sorted((ROOT / "src").rglob(f"strings/{language}.toml")):
            for key, text in tomllib.loads(file.read_text("utf-8")).items():
                if key in known and known[key] != text:
                    yield f"{file.relative_to(ROOT)}: {key} has two texts"
                known[key] = text
        for file, code in codes():
            if code not in known and code not in SILENT:
                yield f"{file}: {code} has no sentence in {language}"


found = list(findings())
count = len(list(codes()))
print("\n".join(found) or f"sentences: all {count} error codes have theirs")
sys.exit(bool(found) or count == 0)
