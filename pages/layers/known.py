"""Every layer of spots and of lines that the map of coverage has, in the order in which the legend
lists them. A new one is a file beside these and its name here."""

from __future__ import annotations

from pages.layers.cables import CABLES
from pages.layers.layer import Layer
from pages.layers.line_layer import LineLayer
from pages.layers.offices import OFFICES
from pages.layers.stations import STATIONS
from pages.layers.villages import VILLAGES

LAYERS: tuple[Layer, ...] = (VILLAGES, STATIONS, OFFICES)
LINES: tuple[LineLayer, ...] = (CABLES,)


def layer_named(name: str) -> Layer | LineLayer | None:
    known: list[Layer | LineLayer] = [*LAYERS, *LINES]
    return next((layer for layer in known if layer.name == name), None)
