"""Named briefings that there are: of the file, and over them those of the page."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, current_app

from access.briefings import composed
from access.current_doors import doors
from config.briefings import Briefings, BriefingSpec

_SHIPPED = "tamnhin.briefings"


def hang_briefings(server: Flask, shipped: Briefings) -> None:
    server.extensions[_SHIPPED] = shipped


def known() -> Mapping[str, BriefingSpec]:
    shipped: Briefings = current_app.extensions[_SHIPPED]
    return composed(doors(), shipped.named)[0]
