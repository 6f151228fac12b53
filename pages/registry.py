"""All pages there are: every module of this package that declares a PAGE."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import pages
from pages.page import Page


@cache
def all_pages() -> dict[str, Page]:
    """By path, in the order in which the rail lists them."""
    modules = (import_module(f"pages.{found.name}") for found in iter_modules(pages.__path__))
    found = [module.PAGE for module in modules if hasattr(module, "PAGE")]
    return {page.path: page for page in sorted(found, key=lambda page: page.order)}
