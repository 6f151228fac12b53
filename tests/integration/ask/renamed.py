"""A province in which a commune was given the name, and an old code, of a former district."""

from __future__ import annotations

from dataclasses import replace

from data_access.areas import Areas
from data_access.places import Places
from data_access.selection import Level
from tests.unit.made_up import unit


def reformed_places() -> Places:
    old = replace(unit("450", Level.DISTRICT, "P"), name="Thành phố Đồng Hới")
    before = replace(unit("18880", Level.COMMUNE, "450"), name="Phường Đức Ninh Đông")
    after = replace(unit("18880", Level.COMMUNE, "P", new=True), name="Phường Đồng Hới")
    province = replace(unit("P", Level.PROVINCE, None), name="Tỉnh Quảng Bình")
    units = {area.key: area for area in (province, old, before, after)}
    return Places(Areas(units), {})
