#!/usr/bin/env python3
"""The linter: guides a second on one core, and a million guides in constant memory.

The guides are those of the test data with other ids, repeated. Reading, JSON, linting and writing are all in the time.
"""
import os
import pathlib
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BINARY = ROOT / "build" / "yiwang"
GUIDES = pathlib.Path(os.environ.get("YIWANG_TEST_DATA", ROOT.parent / "shared" / "data")) / "guide_quality/guides.jsonl"
FEW = 10_000
MANY = int(os.environ.get("BENCH_GUIDES", "1000000"))
MIB = 1024
MOST_GROWTH = 1.25  # a hundred times as many guides may not need a quarter more memory


def write(path, count):
    lines = [line.partition(", ")[2] for line in GUIDES.read_text("utf-8").splitlines()]
    with path.open("w", encoding="utf-8") as file:
        for i in range(count):
            file.write(f'{{"case_id": "B{i:07}", {lines[i % len(lines)]}\n')


def inspect(path, *words):
    """(seconds, processor seconds, peak KiB) of one run on one core."""
    began = time.monotonic()
    with subprocess.Popen([BINARY, "inspect", "guides", path, *words], stdout=subprocess.DEVNULL,
                          preexec_fn=lambda: os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"inspect guides ended with {process.returncode}")
    return time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def main():
    if not GUIDES.exists():
        print(f"left out: {GUIDES} is not there")
        return 0
    path = pathlib.Path("lint.jsonl")
    peaks = {}
    try:
        for count in (FEW, MANY):
            write(path, count)
            size = path.stat().st_size / 2**20
            for name, words in (("report", []), ("--json", ["--json"])):
                wall, busy, peak = inspect(path, *words)
                peaks.setdefault(name, []).append(peak)
                print(f"{count:>8} guides ({size:.0f} MiB), {name}: {wall:.1f} s, {count / wall:,.0f} guides/s; "
                      f"{count / busy:,.0f} guides a second of the processor; peak {peak / MIB:.1f} MiB", flush=True)
    finally:
        path.unlink(missing_ok=True)
    grown = max(peak[1] / peak[0] for peak in peaks.values())
    print(f"memory with {MANY // FEW} times the guides: {grown:.2f} times (gate {MOST_GROWTH})")
    return 0 if grown <= MOST_GROWTH else 1


if __name__ == "__main__":
    sys.exit(main())
