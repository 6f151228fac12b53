"""Which playlist an address means."""

from __future__ import annotations

from config.playlists import DEFAULT, Playlist
from pages.page import Ask


def playlists(ask: Ask) -> dict[str, Playlist]:
    return dict(ask.view.province.playlists)


def playlist_of(ask: Ask) -> Playlist:
    """A wall never stays dark: of a list that there is not, or no longer, the default one is shown,
    and the ticker says so."""
    known = playlists(ask)
    return known.get(ask.item or DEFAULT, known[DEFAULT])


def unknown(ask: Ask) -> bool:
    return bool(ask.item) and ask.item not in playlists(ask)
