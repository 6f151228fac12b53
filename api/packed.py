"""What never changes under its address is packed once and kept, by browsers for good and here as
it goes out: an empty browser asks for some forty files at once."""

from __future__ import annotations

from pathlib import Path

import brotli
from flask import Flask, Response, request
from werkzeug.datastructures import Headers

from config.packed import name_of

SCRIPTS, ASSETS = "/_dash-component-suites/", "/assets/"
A_YEAR, A_DAY = 365 * 24 * 3600, 24 * 3600
MOST = 100  # files that are kept ready; pages ask for half as many
QUALITY = 6  # for the small ones that were not packed at set-up
Ready = dict[str, tuple[bytes, Headers]]


def serve_packed(server: Flask, folder: Path) -> None:
    """To be called after everything else that works on answers: the last one called is first."""
    packed = {file.stem: file for file in folder.glob("*.br")}
    ready: Ready = {}

    @server.before_request
    def at_once() -> Response | None:
        found = ready.get(request.full_path) if _packable() else None
        if found is None:
            return None
        answer = Response(found[0], headers=found[1])
        answer.make_conditional(request)
        return answer

    @server.after_request
    def keep_and_pack(answer: Response) -> Response:
        if request.method != "GET" or answer.status_code != 200:
            return answer
        if request.path.startswith(ASSETS):
            _kept(answer)
        if _packable() and "Content-Encoding" not in answer.headers:
            _pack(answer, packed)
            whole = answer.status_code == 200 and "Content-Encoding" in answer.headers
            if whole and len(ready) < MOST:
                ready[request.full_path] = answer.get_data(), Headers(answer.headers)
        return answer


def _packable() -> bool:
    asked = request.path.startswith((SCRIPTS, ASSETS)) and request.method == "GET"
    return asked and bool(request.accept_encodings["br"])


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
    content = answer.get_data()
    name = name_of(content)
    if name in packed:
        body = packed[name].read_bytes()
    elif answer.cache_control.immutable and (answer.mimetype or "").startswith("text/"):
        body = brotli.compress(content, quality=QUALITY)
    else:
        return
    answer.set_data(body)
    answer.headers["Content-Encoding"] = "br"
    answer.vary.add("Accept-Encoding")
    answer.set_etag(name[:16])
    answer.make_conditional(request)
