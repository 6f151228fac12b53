"""Progress on a terminal, for loads and for the making of the demonstration."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

Step = Callable[[int, int | None], None]  # rows done, rows in all if known


@contextmanager
def loading(says: str, *, quiet: bool = False) -> Iterator[Step]:
    """A bar on stderr, so that stdout stays clean for pipes."""
    with _bar(quiet) as bar:
        task = bar.add_task(says, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def steps() -> Iterator[Callable[[str, int, int | None], None]]:
    """One bar a table, each appearing when its turn comes; a line a table where nobody watches."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _lines(console)
        return
    with _bar() as bar:
        tasks: dict[str, TaskID] = {}

        def step(says: str, done: int, total: int | None) -> None:
            if says not in tasks:
                tasks[says] = bar.add_task(says, total=total)
            bar.update(tasks[says], completed=done, total=total)

        yield step


def _lines(console: Console) -> Callable[[str, int, int | None], None]:
    said: set[str] = set()

    def step(says: str, done: int, total: int | None) -> None:
        if says not in said or done == total:
            said.add(says)
            console.print(f"  {says}: {done:,}" + (f" / {total:,}" if total else ""))

    return step


def _bar(quiet: bool = False) -> Progress:
    return Progress(
        TextColumn("[bold]{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        disable=quiet,
    )
