"""Which playlist an address means, among those of province.toml and those made on the page."""

from __future__ import annotations

from flask import has_app_context

from access.current_doors import doors
from access.playlists import made
from config.playlists import DEFAULT, Playlist
from pages.page import Ask


def playlists(ask: Ask) -> dict[str, Playlist]:
    """By name, the default one first. Outside of a server there are no doors."""
    own = made(doors()) if has_app_context() else {}
    found = {
        **ask.view.province.playlists,
        **{name: each.playlist for name, each in own.items()},
    }
    return {DEFAULT: found[DEFAULT], **found}


def playlist_of(ask: Ask) -> Playlist:
    """A wall never stays dark: of a list that there is not, or no longer, the default one is shown,
    and the ticker says so."""
    known = playlists(ask)
    return known.get(ask.item or DEFAULT, known[DEFAULT])


def unknown(ask: Ask) -> bool:
    return bool(ask.item) and ask.item not in playlists(ask)
