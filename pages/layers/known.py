"""Every layer of spots that the map of coverage has, in the order in which the legend lists them. A
new one is a file beside these and its name here."""

from __future__ import annotations

from pages.layers.layer import Layer
from pages.layers.offices import OFFICES
from pages.layers.stations import STATIONS
from pages.layers.villages import VILLAGES

LAYERS: tuple[Layer, ...] = (VILLAGES, STATIONS, OFFICES)


def layer_named(name: str) -> Layer | None:
    return next((layer for layer in LAYERS if layer.name == name), None)
