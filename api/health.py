"""What a monitoring system reads: Prometheus text. Of the database it tells what every node would
tell alike; of requests and of the cache what the workers of this node have counted."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from access.displays import every_display
from access.doors import Doors
from access.leases import holders
from config.alerts import Priority
from config.build import build
from data_access.clock import real_now
from data_access.counted import exposition
from data_access.errors import DatabaseTrouble, NotReady
from data_access.freshness import SourceState
from data_access.selection import Period, Selection
from metrics.desk import Desk, View

ONLINE = timedelta(minutes=3)  # a wall is written down each minute


def metrics_text(desk: Desk, doors: Doors) -> str:
    """Also while there is nothing to be told of the data."""
    try:
        of_data = desk.answer(prometheus)
    except NotReady:
        of_data = _database(up=False)
    return of_data + _of_doors(doors) + _build() + exposition()


def _build() -> str:
    return _gauge("tamnhin_build_info", "The program", [(f'{{build="{build()}"}}', 1)])


def _of_doors(doors: Doors) -> str:
    """Walls that have asked for something within the last minutes, and which jobs somebody does."""
    try:
        walls = [each.seen_at for each in every_display(doors)]
        jobs = holders(doors.store)
    except DatabaseTrouble:
        return ""
    since = doors.now() - ONLINE
    online = sum(1 for seen in walls if seen is not None and seen >= since)
    return "".join(
        [
            _gauge("tamnhin_walls_paired", "Walls that are paired", [("", len(walls))]),
            _gauge("tamnhin_walls_online", "Walls that ask now", [("", online)]),
            _gauge(
                "tamnhin_job_held",
                "Jobs that a process does, of all nodes",
                [(f'{{job="{name}"}}', 1) for name in jobs],
            ),
        ]
    )


def _database(*, up: bool) -> str:
    return _gauge(
        "tamnhin_database_up",
        "Whether the database answers; without it, the rest is as it was last",
        [("", up)],
    )


def prometheus(view: View) -> str:
    now = view.snap.clock
    statuses = view.sources().values()
    ages = [(s.spec.name, (now - s.as_of).total_seconds()) for s in statuses if s.as_of]
    parts = [
        _database(up=view.snap.stale_since is None),
        _gauge("tamnhin_data_version", "Version of the data", [("", view.snap.version)]),
        _gauge("tamnhin_source_age_seconds", "Age of a source's newest row", _by_source(ages)),
        _gauge(
            "tamnhin_source_late",
            "Whether a source is later than it should be",
            _by_source((s.spec.name, s.state is not SourceState.LIVE) for s in statuses),
        ),
        *_loads(view),
        *_alerts(view),
        _gauge(
            "tamnhin_quarantined_rows",
            "Rows that cannot be right, waiting to be mended",
            _by_source((s.spec.name, s.quarantined) for s in statuses),
        ),
    ]
    return "".join(parts)


def _loads(view: View) -> Iterable[str]:
    """Nothing of loads while the database is away."""
    try:
        found = view.load_times()
    except DatabaseTrouble:
        return
    named = [(f'{{source="{each.system}",table="{each.table}"}}', each) for each in found]
    yield _gauge(
        "tamnhin_load_seconds", "How long the last load took", [(name, t.last) for name, t in named]
    )
    yield _gauge(
        "tamnhin_load_usual_seconds",
        "The median of those before",
        [(name, t.usual) for name, t in named if t.usual is not None],
    )


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
