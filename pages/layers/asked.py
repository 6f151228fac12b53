"""Which layers an address switches on, `layers=no_signal,on_air`, and which spots of a layer it
leaves out, `hide=2g,Viettel`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from data_access.errors import UnknownFilter
from data_access.villages import Gap

LAYERS, HIDE = "layers", "hide"
LABELS, ESTIMATE = "labels", "estimate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """`on`: codes in the order of `known`; `usual`: what is on where nothing is asked."""

    on: Sequence[str]
    hidden: Sequence[str]
    known: Sequence[str]
    usual: Sequence[str] = field(default=())

    def switched(self, code: str) -> dict[str, str | None]:
        """What the query says once a layer is switched over."""
        on = [each for each in self.known if (each in self.on) != (each == code)]
        return {LAYERS: None if set(on) == set(self.usual) else ",".join(on) or "none"}

    def left_out(self, code: str) -> dict[str, str | None]:
        """The same of a choice within a layer."""
        inside = code in self.hidden
        kept = [each for each in self.hidden if each != code] + ([] if inside else [code])
        return {HIDE: ",".join(kept) or None}

    def about(self, gap: Gap) -> dict[str, str | None]:
        """The same once the page is about another gap: its villages take the place of those."""
        usual = usual_of(gap)
        if set(self.on) == set(self.usual):
            return {LAYERS: None}
        gaps = {str(each) for each in Gap}
        old = next((each for each in self.usual if each in gaps), "")
        on = {each for each in self.on if each != old} | {str(gap)}
        again = replace(self, on=[each for each in self.known if each in on], usual=usual)
        return {LAYERS: ",".join(again.on)}


def usual_of(gap: Gap) -> list[str]:
    return [str(gap), LABELS]


def shown_of(
    query: dict[str, str], gap: Gap, known: Sequence[str], choices: Iterable[str]
) -> Shown:
    """Raises UnknownFilter, naming the layers that there are."""
    usual, asked, hidden = usual_of(gap), query.get(LAYERS), _listed(query.get(HIDE))
    on = usual if asked is None else [each for each in _listed(asked) if each != "none"]
    _require(LAYERS, on, known)
    _require(HIDE, hidden, list(choices))
    return Shown(
        on=[each for each in known if each in on],
        hidden=hidden,
        known=known,
        usual=[each for each in known if each in usual],
    )


def _listed(text: str | None) -> list[str]:
    return [each for each in (text or "").split(",") if each]


def _require(name: str, asked: Iterable[str], known: Sequence[str]) -> None:
    for each in asked:
        if each not in known:
            raise UnknownFilter(name, each, known)
