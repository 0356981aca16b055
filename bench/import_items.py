#!/usr/bin/env python3
"""The real list of a district imported into a served platform: rows a second, the command's own start included."""
import subprocess
import sys
import time

from side_by_side import PROGRAM, TEST_DATA, Served, listed, median, shown

ROUNDS = 5
REAL_LIST = TEST_DATA / "items" / "items_guangan_511602.tsv"


def timed_import(served, rows):
    began = time.monotonic()
    done = subprocess.run([PROGRAM, "import", "items", REAL_LIST, "--data", served.folder], capture_output=True, text=True)
    took = time.monotonic() - began
    if done.returncode != 0 or f"{rows}行" not in done.stdout:
        raise SystemExit("the import failed:\n" + done.stdout[-2000:] + done.stderr)
    return rows / took


def main():
    if not REAL_LIST.exists():
        shown(f"import: left out, {REAL_LIST} is not there (YIWANG_TEST_DATA)")
        return 0
    rows = len(REAL_LIST.read_text(encoding="utf-8").splitlines()) - 1
    first, again = [], []
    for _ in range(ROUNDS):
        with Served() as served:
            first.append(timed_import(served, rows))
            again.append(timed_import(served, rows))
    shown(f"import, {rows} real rows, all new: {median(first):.0f} rows/s ({rows / median(first):.2f} s)"
          f"\n    rounds {listed(first)}")
    shown(f"import, the same list again: {median(again):.0f} rows/s\n    rounds {listed(again)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
