"""How forecasts of targets have done at the demonstration's last month ends, and what they cost.
By itself: `python -m benchmarks.forecasts DATABASE_URL`."""

from __future__ import annotations

import pickle
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from benchmarks.machine import peak_mb
from benchmarks.verdict import Measured
from config.province import read_province
from config.settings import Settings
from data_access.cache import SharedCache
from data_access.engine import make_engine
from data_access.selection import Selection
from metrics.desk import Desk
from metrics.foreseeing import starting
from metrics.outlook import question
from metrics.outlook_types import SURE, Foreseen, Question

COVERED = 0.7  # of all trials: an 80 % interval of some hundred trials that hang together


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    found: Sequence[Foreseen]
    asked_ms: float
    seconds: float
    memory_mb: float


def forecast(url: str) -> Forecast:
    """Of this year's targets, as the page asks for them: the question read in the server's process,
    the answer from one of its own."""
    began = time.perf_counter()
    asked = _question(url)
    read = time.perf_counter()
    found, memory = _answered(asked)
    return Forecast(
        found=found,
        asked_ms=(read - began) * 1000,
        seconds=time.perf_counter() - read,
        memory_mb=memory,
    )


def _question(url: str) -> Question:
    province = read_province(Settings.from_env().config_dir)
    desk = Desk(engine=make_engine(url), province=province, cache=SharedCache())
    with desk.open() as view:
        selection = Selection.from_query({}, today=view.anchor)
        asked = question(view, view.plan(selection), selection)
    assert asked is not None, "the demonstration's year has targets"
    return asked


def _answered(asked: Question) -> tuple[list[Foreseen], float]:
    with subprocess.Popen(stdin=subprocess.PIPE, stdout=subprocess.PIPE, **starting()) as process:
        assert process.stdin
        assert process.stdout
        pickle.dump(asked, process.stdin)
        process.stdin.close()
        answer = pickle.load(process.stdout)
        return answer, peak_mb(process.pid)


def promised(of: Forecast) -> Iterator[Measured]:
    months = sum(each.trial.months for each in of.found)
    inside = sum(each.trial.inside for each in of.found)
    used = [each.trial for each in of.found if each.by_model and each.trial.months]
    error = sum(trial.error * trial.months for trial in used)
    last_year = sum(trial.last_year * trial.months for trial in used)
    tried = max(1, sum(trial.months for trial in used))
    yield Measured(
        name="forecast_interval_coverage",
        value=100 * inside / max(1, months),
        unit="%",
        against=100 * SURE,
        ratio=inside / max(1, months) / SURE,
        at_least=COVERED / SURE,
    )
    yield Measured(
        name="forecast_error_against_last_year",
        value=100 * error / tried,
        unit="points",
        against=100 * last_year / tried,
        ratio=error / max(last_year, 1e-12),
        at_most=1,
    )
    for name, value, unit in (
        ("forecast_question", of.asked_ms, "ms"),
        ("forecast_seconds", of.seconds, "s"),
        ("forecast_memory", of.memory_mb, "MB"),
    ):
        yield Measured(name=name, value=value, unit=unit, against=value, ratio=1.0, judged=False)


TITLE = "Targets' forecasts at the last month ends"


def print_forecasts(verdicts: Sequence[Measured], title: str = TITLE) -> None:
    table = Table("what", title=title)
    for name in ("measured", "against", "ratio", "holds"):
        table.add_column(name, justify="right")
    words = {True: "yes", False: "[red]NO[/red]", None: "not judged"}
    for each in verdicts:
        measured = f"{each.value:,.2f} {each.unit}"
        against = f"{each.against:,.2f}" if each.judged else ""
        ratio = f"{each.ratio:,.2f}" if each.judged else ""
        table.add_row(each.name, measured, against, ratio, words[each.holds])
    Console(width=120).print(table)


def main(url: str) -> int:
    print_forecasts(list(promised(forecast(url))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
