"""The doors of the application that serves this request."""

from __future__ import annotations

from flask import Flask, current_app

from access.doors import Doors

_NAME = "tamnhin.doors"


def hang(server: Flask, doors: Doors) -> None:
    server.extensions[_NAME] = doors


def doors() -> Doors:
    found: Doors = current_app.extensions[_NAME]
    return found
