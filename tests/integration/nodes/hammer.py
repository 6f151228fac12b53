"""Clients that ask all the time, and remember what they were not given."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread
from time import monotonic

import requests

from tests.integration.faults.serving import KNOWN
from tests.integration.nodes.cluster import Client

UPDATE = "/_dash-update-component"
MOVED = {
    "output": "shell.children",
    "outputs": {"id": "shell", "property": "children"},
    "inputs": [{"id": "location", "property": "pathname", "value": "/metric/received"}],
    "changedPropIds": ["location.pathname"],
    "state": [{"id": "location", "property": "search", "value": ""}],
}
HEADS = {"Content-Type": "application/json"}


@dataclass(frozen=True, slots=True)
class Failure:
    began: float
    ended: float
    verb: str
    what: str


@dataclass(slots=True)
class Heard:
    """`answered`: moments at which answers had come."""

    answered: list[float] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)

    def within(self, began: float, ended: float) -> int:
        return sum(began <= at <= ended for at in self.answered)


@contextmanager
def hammering(clients: Sequence[Client]) -> Iterator[Heard]:
    """Each reads a figure, and asks as an open page does, in turn."""
    heard, over = Heard(), Event()
    threads = [Thread(target=_hammer, args=(each, heard, over)) for each in clients]
    for thread in threads:
        thread.start()
    try:
        yield heard
    finally:
        over.set()
        for thread in threads:
            thread.join()


def _hammer(client: Client, heard: Heard, over: Event) -> None:
    turn = 0
    while not over.wait(0.02):
        turn += 1
        verb, began = ("GET", "POST")[turn % 2], monotonic()
        try:
            answer = (
                client.get(KNOWN)
                if verb == "GET"
                else client.post(UPDATE, data=json.dumps(MOVED), headers=HEADS)
            )
            what = "" if answer.status_code == 200 else f"{answer.status_code} {answer.text[:200]}"
        except requests.RequestException as error:
            what = repr(error)
        ended = monotonic()
        if what:
            heard.failed.append(Failure(began, ended, verb, what))
        else:
            heard.answered.append(ended)
