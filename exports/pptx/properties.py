"""What a file says of itself to those who look for it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from exports import provenance
from exports.pptx.frame import Deck
from exports.pptx.text import LANGUAGES


def described(deck: Deck) -> None:
    head, core = deck.of.head, deck.presentation.core_properties
    core.title, core.author, core.subject = head.title, head.province, head.filters
    core.last_modified_by = head.province
    core.comments = provenance.BETWEEN.join(
        part for part in (provenance.demonstration(head), provenance.version(head)) if part
    )
    core.keywords, core.category = "", ""
    core.language = LANGUAGES[head.lang]
    core.created = core.modified = naive(head.made_at)
    core.revision = 1
    _without_leftovers(deck.presentation.part)


def naive(utc: datetime) -> datetime:
    return utc.astimezone(UTC).replace(tzinfo=None) if utc.tzinfo else utc


def _without_leftovers(part: Any) -> None:
    """Of the file that slides were begun with: its small picture, its printer."""
    for owner, kinds in ((part.package, (RT.THUMBNAIL,)), (part, (RT.PRINTER_SETTINGS,))):
        for name, relation in list(owner._rels.items()):
            if relation.reltype in kinds:
                owner._rels.pop(name)
