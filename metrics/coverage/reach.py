"""Which station reaches which place: by distance, and where there is an elevation raster, by what
stands between."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from data_access.elevation import Elevation
from metrics.coverage.distance import Floats, Matrix, haversine_km, within
from metrics.coverage.hata import PHONE_M
from metrics.coverage.links import Band, Link
from metrics.coverage.terrain import Whole, edges, fresnel, knife_edge_db


def reaches(
    places: Floats,
    masts: Floats,
    links: Sequence[Link],
    bands: Sequence[Band],
    elevation: Elevation | None = None,
) -> list[Matrix]:
    """For each band sparse booleans (places × masts). `links`: one a mast. Raises OutsideModel."""
    found = [within(places, masts, radii(links, band)) for band in bands]
    return found if elevation is None else _unhidden(places, masts, links, bands, found, elevation)


def radii(links: Sequence[Link], band: Band) -> Floats:
    """Kilometres. Worked out once for each link, which alike stations share. Raises
    OutsideModel."""
    known: dict[int, float] = {}
    for link in links:
        if id(link) not in known:
            known[id(link)] = link.radius_km(band)
    return np.array([known[id(link)] for link in links], dtype=float)


def _unhidden(
    places: Floats,
    masts: Floats,
    links: Sequence[Link],
    bands: Sequence[Band],
    near: Sequence[Matrix],
    elevation: Elevation,
) -> list[Matrix]:
    """Of those near enough, the ones that what stands between does not cut off."""
    from scipy.sparse import csr_matrix

    pairs = sum(near[1:], near[0].astype(bool)).tocoo()
    rows, columns = pairs.row.astype(np.int64), pairs.col.astype(np.int64)
    lost = _lost(places, masts, links, rows, columns, elevation)
    away = haversine_km(places[rows], masts[columns])
    found = []
    for band in bands:
        kept = _spare(links, columns, away, band) >= lost
        shape = len(places), len(masts)
        ones = np.ones(int(kept.sum()), dtype=bool)
        found.append(csr_matrix((ones, (rows[kept], columns[kept])), shape=shape))
    return found


def _spare(links: Sequence[Link], columns: Whole, away: Floats, band: Band) -> Floats:
    """How much more arrives over free ground than has to, dB."""
    spare = np.full(len(columns), -np.inf)
    alike: dict[int, list[int]] = {}
    for at, link in enumerate(links):
        alike.setdefault(id(link), []).append(at)
    for own in alike.values():
        here = np.isin(columns, own)
        spare[here] = links[own[0]].spare_db(band, away[here])
    return spare


def _lost(
    places: Floats,
    masts: Floats,
    links: Sequence[Link],
    rows: Whole,
    columns: Whole,
    elevation: Elevation,
) -> Floats:
    """By the worst obstacle, dB. Stations of one mast look along one line."""
    heights = np.array([link.height_m for link in links], dtype=float)
    frequencies = np.array([link.frequency_mhz for link in links], dtype=float)
    stands = np.column_stack([masts, heights])
    spots, spot_of = np.unique(stands, axis=0, return_inverse=True)
    lines, line_of = np.unique(
        np.column_stack([rows, spot_of.ravel()[columns]]), axis=0, return_inverse=True
    )
    one, other = spots[lines[:, 1]], places[lines[:, 0]]
    phone = np.full(len(lines), PHONE_M)
    worst = edges(elevation, one[:, :2], one[:, 2], other, phone)
    return knife_edge_db(fresnel(worst[line_of.ravel()], frequencies[columns]))
