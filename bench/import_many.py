#!/usr/bin/env python3
"""A million implementing items imported into a served platform: rows a second and the importer's peak memory; and a guide
page that is served meanwhile, against the same page of an idle server. Server on core 0, importer and client on core 1.
BENCH_ROWS changes the rows, BENCH_POSTGRES (a connection string) the store."""
import csv
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import time

from side_by_side import CLIENT_CORE, PROGRAM, SERVER_CORE, TEST_DATA, Served, resident_mib, shown

ROWS = int(os.environ.get("BENCH_ROWS", "1000000"))
ASKS_PER_SECOND = 100  # a page is asked for at this rate, idle and during the import alike
IDLE_SECONDS = 20
COUNTIES = TEST_DATA / "divisions" / "areas.csv"
MOST_PEAK_MIB = 256


def counties():
    """Codes of twelve digits; without the test data the one of the demonstration."""
    if not COUNTIES.exists():
        return ["511602000000"]
    with COUNTIES.open(encoding="utf-8", newline="") as file:
        return [row["code"].ljust(12, "0") for row in csv.DictReader(file)][:500]


def write_list(path):
    places = counties()
    with path.open("w", encoding="utf-8") as file:
        file.write("id\tdepartment\tmain_item\tname\timplement_code\tbase_code\tregion12\tdept_uscc\ttask_type\n")
        for i in range(ROWS):
            place = places[i % len(places)]
            kind = i // len(places)
            file.write(f"BM{i:08}\t第{kind % 30}号业务主管局\t主项{kind % 400}\t第{kind}类业务经营活动办理申请\t"
                       f"{place}{i:019}\t{kind % 1000000:012}\t{place}\t\t{1 + kind % 10}\n")


class Asking:
    """One page at a fixed rate; the time of an answer counts from when it was due, so that a stall is not hidden."""

    def __init__(self, served, path):
        self.served, self.path = served, path
        self.milliseconds, self.wrong = [], 0
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self.ask)

    def ask(self):
        due = time.monotonic()
        while not self.stop.is_set():
            due += 1 / ASKS_PER_SECOND
            time.sleep(max(0, due - time.monotonic()))
            status = self.served.get(self.path)[0]
            self.wrong += status != 200
            self.milliseconds.append((time.monotonic() - due) * 1000)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stop.set()
        self.thread.join()

    def said(self):
        times = sorted(self.milliseconds)
        at = [times[min(len(times) - 1, int(len(times) * share))] for share in (0.5, 0.99, 0.999)]
        return at, f"{len(times)} pages, median {at[0]:.1f} ms, p99 {at[1]:.1f} ms, p99.9 {at[2]:.1f} ms, {self.wrong} wrong"


def imported(served, path, words=()):
    """(seconds, peak MiB) of the command."""
    command = ["taskset", "-c", CLIENT_CORE, str(PROGRAM), "import", "items", str(path), "--data", str(served.folder)]
    began = time.monotonic()
    with subprocess.Popen(command + list(words), stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        said = process.stdout.read().decode()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit("the import failed:\n" + said[-2000:])
    return time.monotonic() - began, usage.ru_maxrss / 1024


def guide_page(served):
    for path in served.paths():
        if path.startswith("/i/") and b"yw-guide" in served.get(path)[2]:
            return path
    raise SystemExit("no guide found in the site map")


def main():
    path = pathlib.Path(tempfile.mkstemp(suffix=".tsv", dir=".")[1]).resolve()
    try:
        write_list(path)
        size = path.stat().st_size / 2**20
        store = os.environ.get("BENCH_POSTGRES")
        options = ["--db", store] if store else []
        with Served(core=SERVER_CORE, options=options) as served:
            page = guide_page(served)
            with Asking(served, page) as idle:
                time.sleep(IDLE_SECONDS)
            with Asking(served, page) as busy:
                seconds, peak = imported(served, path, options)
            again_seconds, again_peak = imported(served, path, options)
            everything, own = resident_mib(served.process.pid)
        shown(f"import of {ROWS} items ({size:.0f} MiB), all new: {ROWS / seconds:,.0f} rows/s ({seconds:.0f} s); "
              f"peak {peak:.0f} MiB; gate {MOST_PEAK_MIB}")
        shown(f"the same again: {ROWS / again_seconds:,.0f} rows/s ({again_seconds:.0f} s); peak {again_peak:.0f} MiB")
        shown(f"a guide page at {ASKS_PER_SECOND} a second, idle: {idle.said()[1]}")
        shown(f"    while the import runs: {busy.said()[1]}; p99 {busy.said()[0][1] / idle.said()[0][1]:.1f} times idle")
        shown(f"the server after it: {everything:.0f} MiB resident, {own:.0f} of it not backed by a file")
        return 0 if max(peak, again_peak) <= MOST_PEAK_MIB else 1
    finally:
        path.unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main())
