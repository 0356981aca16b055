#!/usr/bin/env python3
"""How long until the platform answers, and what it holds in memory. Reported against aims; no peer."""
import pathlib
import shutil
import subprocess
import sys
import tempfile

from side_by_side import PROGRAM, TEST_DATA, Served, listed, median, resident_mib, shown

ROUNDS = 5
AIM_SECONDS = 2.0
AIM_MIB = 120
PAGES = 1000
REAL_LIST = TEST_DATA / "items" / "items_guangan_511602.tsv"


def memory(name, served):
    everything, own = resident_mib(served.process.pid)
    shown(f"{name}: {everything:.0f} MiB resident, {own:.0f} of it not backed by a file; aim at most {AIM_MIB}")


def read_pages(served):
    paths = served.paths()
    for path in [each for each in paths if each.startswith("/i/")]:
        paths.append(path + "/print")
    paths = paths[:PAGES]
    for path in paths:
        status = served.get(path)[0]
        if status != 200:
            raise SystemExit(f"{path} answers {status}")
    return len(paths)


def main():
    fresh, again = [], []
    for _ in range(ROUNDS):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="bench-", dir="."))
        for seconds in (fresh, again):
            with Served(folder) as served:
                seconds.append(served.seconds_to_start)
        shutil.rmtree(folder)
    shown(f"start, fresh demonstration: {median(fresh):.2f} s until /healthz; aim {AIM_SECONDS:.0f}"
          f"\n    rounds {listed(fresh, '{:.2f}')}")
    shown(f"start, data there: {median(again):.2f} s\n    rounds {listed(again, '{:.2f}')}")
    with Served() as served:
        memory("memory, after the start", served)
        if REAL_LIST.exists():
            subprocess.run([PROGRAM, "import", "items", REAL_LIST, "--data", served.folder], check=True,
                           capture_output=True)
        else:
            shown(f"    left out: {REAL_LIST} is not there, so there are fewer pages")
        count = read_pages(served)
        memory(f"memory, after {count} different pages", served)
    return 0


if __name__ == "__main__":
    sys.exit(main())
