"""`make bench`: the overview at two sizes, side by side with what a user would write otherwise."""

from __future__ import annotations

import os
import sys

from rich.console import Console

from benchmarks.databases import database
from benchmarks.measure import Rounds, Subject, measure
from benchmarks.promises import judged
from benchmarks.report import print_report
from benchmarks.verdict import failed, write
from config.settings import ROOT

FULL, SMALL = (500_000, 5_000_000), (50_000, 500_000)
OUTPUT = ROOT / "var/bench.json"


def main() -> int:
    tell = Console(stderr=True).print
    quick = os.environ.get("BENCH_SCALE") == "small"
    made = [database(dossiers) for dossiers in (SMALL if quick else FULL)]
    tell("frames into memory")
    subjects = [Subject(each.path, each.dossiers) for each in made]
    measure(subjects, Rounds(rounds=3, tables=2) if quick else Rounds(), tell)
    found = judged(*subjects)
    write(OUTPUT, found)
    print_report(made, subjects, found)
    return 1 if failed(found) else 0


if __name__ == "__main__":
    sys.exit(main())
