"""What the map asks for besides its page: where spots stand, places by name, background tiles."""

from __future__ import annotations

import logging
from dataclasses import asdict
from datetime import date
from typing import get_args

from flask import Blueprint, Response, jsonify, request

from components.theme import Theme
from config.tiles import TileFile, tile_of
from data_access.errors import TamNhinError
from metrics.desk import Desk, View
from pages.asking import ask
from pages.layers.find import found
from pages.layers.known import layer_named
from pages.layers.layer import day_of, files_of
from pages.layers.line_layer import LineLayer, line_files
from pages.layers.tile_picture import BrokenTile, tile_picture
from wording.words import words_in

log = logging.getLogger(__name__)
A_YEAR = 365 * 24 * 3600
NOT_THERE = 404


def layer_routes(desk: Desk) -> Blueprint:
    blueprint = Blueprint("layers", __name__)

    @blueprint.get("/spots/<name>/<int:day>-<lang>-<digest>.json")
    def spots(name: str, day: int, lang: str, digest: str) -> Response:
        """Of exactly the content that is named; where the data have moved on, of none: the page
        that asked is told of the new name with the next look."""
        return desk.answer(lambda view: _spots(view, name, day, lang, digest))

    @blueprint.get("/spots/find")
    def find() -> Response:
        text = request.args.get("q", "")[:80]
        search = f"?{request.query_string.decode()}"
        return desk.answer(lambda view: _found(view, text, search))

    @blueprint.get("/tiles/<name>/<sign>/<int:zoom>/<int:x>/<int:y>")
    def tiles(name: str, sign: str, zoom: int, x: int, y: int) -> Response:
        file = _tiled(desk, name, sign, zoom, (x, y))
        if file is None or file.vector:
            return Response(status=NOT_THERE)
        return _kept(Response(tile_of(file, zoom, x, y) or b"", mimetype=file.mimetype))

    @blueprint.get("/tiles/<name>/<sign>/<theme>/<int:zoom>/<int:x>/<int:y>")
    def drawn_tiles(name: str, sign: str, theme: Theme, zoom: int, x: int, y: int) -> Response:
        file = _tiled(desk, name, sign, zoom, (x, y))
        if file is None or not file.vector or theme not in get_args(Theme):
            return Response(status=NOT_THERE)
        try:
            picture = tile_picture(file, zoom, x, y, theme)
        except BrokenTile:
            log.warning("%s: tile %s/%s/%s cannot be read", file.path, zoom, x, y)
            return Response(status=NOT_THERE)
        return _kept(Response(picture or b"", mimetype=file.mimetype))

    return blueprint


def _tiled(desk: Desk, name: str, sign: str, zoom: int, at: tuple[int, int]) -> TileFile | None:
    """The file that has this tile, or might have it."""
    file = next((each for each in desk.province.tiles if each.name == name), None)
    if file is None or file.sign != sign or not file.min_zoom <= zoom <= file.last_zoom:
        return None
    return file if all(0 <= each < 1 << zoom for each in at) else None


def _spots(view: View, name: str, day: int, lang: str, digest: str) -> Response:
    layer = layer_named(name)
    try:
        on = date(day // 10_000, day // 100 % 100, day % 100)
    except (ValueError, OverflowError):
        return Response(status=NOT_THERE)
    if layer is None:
        return Response(status=NOT_THERE)
    words = words_in(lang)
    if isinstance(layer, LineLayer):
        files = line_files(view, layer, words, on)
    else:
        files = files_of(view, layer, words, on)
    named = {now: text for text, now in files.values()}
    if digest not in named:
        return Response(status=NOT_THERE)
    return _kept(Response(named[digest], mimetype="application/json"))


def _kept(answer: Response) -> Response:
    """By the viewer's browser alone: what is in it is what they may see."""
    answer.cache_control.max_age = A_YEAR
    answer.cache_control.private = True
    answer.cache_control.immutable = True
    return answer


def _found(view: View, text: str, search: str) -> Response:
    try:
        asked = ask(view, search)
    except TamNhinError:  # a filter that there is not: the page itself says so
        asked = ask(view, "")
    every = found(view, asked.words, text, day_of(view, asked.selection))
    return jsonify([asdict(each) for each in every])
