"""Addresses of the doors."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint

from pages.doors import accounts, briefings, displays, keys, oidc, own, pairing, playlists, signin


def door_routes(province: Callable[[str], str]) -> Blueprint:
    """`province`: its title in a language, for pages that know nothing else of it."""
    blueprint = Blueprint("doors", __name__)
    for part in (signin, oidc, pairing, own, accounts, displays, playlists, briefings, keys):
        inner = Blueprint(part.__name__.rpartition(".")[2], part.__name__)
        part.register(inner, province)
        blueprint.register_blueprint(inner)
    return blueprint
