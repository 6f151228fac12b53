"""What never changes under its address is packed once and kept by browsers for good."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, Response, request

from config.packed import name_of

SCRIPTS, ASSETS = "/_dash-component-suites/", "/assets/"
A_YEAR, A_DAY = 365 * 24 * 3600, 24 * 3600


def serve_packed(server: Flask, folder: Path) -> None:
    """To be called after everything else that works on answers: the last one called is first."""
    packed = {file.stem: file for file in folder.glob("*.br")}

    @server.after_request
    def keep_and_pack(answer: Response) -> Response:
        if request.method != "GET" or answer.status_code != 200:
            return answer
        if request.path.startswith(ASSETS):
            _kept(answer)
        if request.path.startswith((SCRIPTS, ASSETS)) and request.accept_encodings["br"]:
            _pack(answer, packed)
        return answer


def _kept(answer: Response) -> None:
    """An address of Dash that names the file's time is another one once the file has changed."""
    named = "m" in request.args
    if named or request.path.endswith(".woff2"):
        answer.cache_control.no_cache = None
        answer.cache_control.public = True
        answer.cache_control.max_age = A_YEAR if named else A_DAY
        answer.cache_control.immutable = named


def _pack(answer: Response, packed: dict[str, Path]) -> None:
    answer.direct_passthrough = False
    name = name_of(answer.get_data())
    if name not in packed:
        return
    answer.set_data(packed[name].read_bytes())
    answer.headers["Content-Encoding"] = "br"
    answer.vary.add("Accept-Encoding")
    answer.set_etag(name[:16])
    answer.make_conditional(request)
