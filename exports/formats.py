"""Formats of a briefing: one renderer each. What draws is loaded when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module

from data_access.errors import TamNhinError
from exports.briefing import Briefing
from metrics.published.formats import BRIEFINGS

Render = Callable[[Briefing], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """`label`: what a menu calls it."""

    name: str
    label: str
    mimetype: str

    def render(self, of: Briefing, **look: bytes) -> bytes:
        """`look`: what it is dressed in, as `template` of slides."""
        module = import_module(f"exports.{self.name}_file")
        made: bytes = getattr(module, f"{self.name}_file")(of, **look)
        return made


FORMATS: Mapping[str, Format] = {
    name: Format(name=name, label=label, mimetype=media)
    for name, (label, media) in BRIEFINGS.items()
}


class UnknownFormat(TamNhinError):
    def __init__(self, name: str) -> None:
        known = ", ".join(FORMATS)
        super().__init__(
            vi=f"Không có định dạng '{name}'. Các định dạng: {known}",
            en=f"No format '{name}'. Formats: {known}",
        )


def format_named(name: str) -> Format:
    """Raises UnknownFormat."""
    if name not in FORMATS:
        raise UnknownFormat(name)
    return FORMATS[name]
