"""All rules against the data as they stand."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from typing import TYPE_CHECKING, TypeAlias

from config.alerts import Kind, Rule
from data_access.alerts.condition import Condition, Evaluation
from data_access.clock import real_now
from data_access.errors import DatabaseTrouble, TamNhinError
from metrics.alerts.change import change
from metrics.alerts.incident import incident
from metrics.alerts.petition import petition
from metrics.alerts.source import source
from metrics.alerts.target import target
from metrics.alerts.threshold import threshold
from metrics.alerts.village import village

if TYPE_CHECKING:
    from metrics.desk import View

log = logging.getLogger(__name__)

Judge: TypeAlias = "Callable[[View, Rule, Set[str]], Iterator[Condition]]"
JUDGES: Mapping[Kind, Judge] = {
    Kind.THRESHOLD: threshold,
    Kind.CHANGE: change,
    Kind.TARGET: target,
    Kind.SOURCE: source,
    Kind.INCIDENT: incident,
    Kind.PETITION: petition,
    Kind.VILLAGE: village,
}


def evaluate_rules(
    view: View, rules: Iterable[Rule], standing: Mapping[str, Set[str]]
) -> Evaluation:
    """`standing`: by rule, what it has raised and what is in alarm still (`About.key`). A rule that
    cannot be worked out keeps no other from it."""
    real, found = real_now(), list[Condition]()
    looked_at: set[str] = set()
    for rule in rules:
        try:
            found += JUDGES[rule.kind](view, rule, standing.get(rule.name, frozenset()))
            looked_at.add(rule.name)
        except DatabaseTrouble:
            raise
        except TamNhinError as error:
            log.warning("[rules.%s] %s / %s", rule.name, error.vi, error.en)
    return Evaluation(
        at=view.snap.now, real=real, rules=frozenset(looked_at), conditions=tuple(found)
    )
