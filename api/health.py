"""What a monitoring system reads: Prometheus text."""

from collections import Counter
from collections.abc import Iterable

from config.alerts import Priority
from data_access.clock import real_now
from data_access.errors import DatabaseTrouble
from data_access.selection import Period, Selection
from metrics.desk import View


def prometheus(view: View) -> str:
    now = view.snap.clock
    statuses = view.sources().values()
    ages = [(s.spec.name, (now - s.as_of).total_seconds()) for s in statuses if s.as_of]
    parts = [
        _gauge(
            "tamnhin_database_up",
            "Whether the database answers; without it, the rest is as it was last",
            [("", view.snap.stale_since is None)],
        ),
        _gauge("tamnhin_data_version", "Version of the data", [("", view.snap.version)]),
        _gauge("tamnhin_source_age_seconds", "Age of a source's newest row", _by_source(ages)),
        *_alerts(view),
        _gauge(
            "tamnhin_quarantined_rows",
            "Rows that cannot be right, waiting to be mended",
            _by_source((s.spec.name, s.quarantined) for s in statuses),
        ),
    ]
    return "".join(parts)


def _alerts(view: View) -> Iterable[str]:
    """Nothing of alerts while the database is away, and no age where nobody has ever looked."""
    try:
        found = view.alerts(Selection(period=Period.day(view.snap.today)))
    except DatabaseTrouble:
        return
    unseen = Counter(str(each.priority) for each in found.unseen)
    samples = [(f'{{priority="{each}"}}', unseen[each]) for each in Priority]
    yield _gauge("tamnhin_alerts_unacknowledged", "Alerts that nobody has seen", samples)
    if found.watch.evaluated_real is not None:
        age = (real_now() - found.watch.evaluated_real).total_seconds()
        yield _gauge("tamnhin_alerts_look_age_seconds", "Since rules were looked at", [("", age)])


def _by_source(values: Iterable[tuple[str, float]]) -> list[tuple[str, float]]:
    return [(f'{{source="{name}"}}', value) for name, value in values]


def _gauge(name: str, says: str, samples: Iterable[tuple[str, float]]) -> str:
    lines = [f"# HELP {name} {says}", f"# TYPE {name} gauge"]
    lines += [f"{name}{labels} {value:g}" for labels, value in samples]
    return "\n".join(lines) + "\n"
