"""Cubes for a national installation: additive sums, signed, and only of the months that it lacks.

The answer is lines of JSON: what it is about, a line for each cell, and the signature over all that
stands before it. The asker's nonce is signed along, so that no old answer passes for a new one; an
answer that is cut off has no signature.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from flask import Blueprint, Response, current_app, request

from api.streams import exported
from config.signing import signature
from data_access.errors import UnknownFilter
from metrics.desk import Desk
from metrics.published.cubes import Told, nothing_new, told, written

ADDRESS = "/api/v1/cubes"
HAVE, SIGNED = "Tamnhin-Months", "Tamnhin-Signature"
_NONCE = re.compile(r"[\w-]{0,64}")
_HAD = re.compile(r"(\d{6})\.([0-9a-f]+)")


def cube_routes(blueprint: Blueprint, desk: Desk) -> None:
    @blueprint.get(ADDRESS)
    def cubes() -> Response:
        nonce, since = _nonce(), _since()
        with desk.open() as view:  # never of a version that is only remembered
            found = told(view)
        if request.if_none_match.contains_weak(found.tag):
            return _nothing_new(found, nonce)
        had = _had() if since is not None and since <= found.head["version"] else {}
        exported("cubes")
        return _answer(found, had, nonce)


def _answer(found: Told, had: Mapping[int, str], nonce: str) -> Response:
    body = written(found, had, nonce, _secret(), datetime.now(UTC))
    answer = Response(body, mimetype="application/json")
    answer.set_etag(found.tag, weak=True)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _nothing_new(found: Told, nonce: str) -> Response:
    answer = Response(status=304)
    answer.set_etag(found.tag, weak=True)
    answer.headers[SIGNED] = signature(_secret(), nothing_new(found.tag, nonce))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _secret() -> str:
    return str(current_app.secret_key)


def _nonce() -> str:
    text = request.args.get("nonce", "")
    if not _NONCE.fullmatch(text):
        raise UnknownFilter("nonce", text, ["A–Z a–z 0–9 _ -, ≤ 64"])
    return text


def _since() -> int | None:
    text = request.args.get("since", "")
    if text and not (text.isascii() and text.isdecimal()):
        raise UnknownFilter("since", text, ["0", "1", "2 …"])
    return int(text) if text else None


def _had() -> dict[int, str]:
    """Month -> the beginning of its digest, as the asker has it."""
    return {int(month): digest for month, digest in _HAD.findall(request.headers.get(HAVE, ""))}
