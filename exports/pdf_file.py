"""A briefing as a PDF for reading and filing: tagged (PDF/UA-1), its fonts embedded.

Set by Typst from `exports/pdf/briefing.typ`, on the server alone: no browser, no network.
"""

from __future__ import annotations

import json
from datetime import UTC
from functools import lru_cache
from os import getpid
from pathlib import Path

import typst

from exports.briefing import Briefing
from exports.fonts import folder
from exports.pdf.content import content_of

TEMPLATE = Path(__file__).parent / "pdf/briefing.typ"


def pdf_file(of: Briefing) -> bytes:
    """The same briefing gives the same bytes."""
    made = typst.Compiler(
        TEMPLATE.read_bytes(),
        font_paths=_fonts(getpid()),
        ignore_system_fonts=True,
        sys_inputs={"briefing": json.dumps(content_of(of), ensure_ascii=False)},
    ).compile(
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=int(of.head.made_at.replace(tzinfo=UTC).timestamp()),
    )
    assert isinstance(made, bytes)
    return made


@lru_cache(maxsize=1)
def _fonts(_process: int) -> typst.Fonts:
    """Ours alone, so that no machine sets it otherwise; a forked worker unpacks its own."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder())]
    )
