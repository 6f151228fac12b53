"""All pages there are: every module of this package that declares a PAGE."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from urllib.parse import unquote

import pages
from access.current import may
from pages.page import Page


@cache
def all_pages() -> dict[str, Page]:
    """By path, in the order in which the rail lists them."""
    modules = (import_module(f"pages.{found.name}") for found in iter_modules(pages.__path__))
    found = [module.PAGE for module in modules if hasattr(module, "PAGE")]
    return {page.path: page for page in sorted(found, key=lambda page: page.order)}


def listed_pages() -> list[Page]:
    return [page for page in all_pages().values() if page.listed and not page.wall]


def open_pages() -> list[Page]:
    """Those that this installation has and this viewer may open."""
    found = [page for page in all_pages().values() if not page.wall]
    there = (page for page in found if page.listed or (page.there and page.there()))
    return [page for page in there if may(page.needs)]


def page_at(path: str) -> tuple[Page, str] | None:
    """The page of an address and the item that it is about, '' where there is none:
    `/wall/phong-hop` is a playlist of the wall. A slash at the end changes nothing."""
    path = path.rstrip("/") or "/"
    if path in all_pages():
        return all_pages()[path], ""
    parent, _, item = path.rpartition("/")
    page = all_pages().get(parent)
    return (page, unquote(item)) if page and page.items else None
