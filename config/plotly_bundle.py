"""plotly.js with the trace types that are drawn here, and no others: a third of its weight.

Its authors offer such bundles themselves, but on no registry that this program installs from. The
full one is a list of modules, `name=W((exports,module)=>{…})`, that call each other as `name()`;
the last one registers the types. Modules that nobody reaches any more are emptied. Where a new
version is built otherwise, BundleChanged is raised, and the full one is served as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A test finds every type that is drawn here; whoever draws another adds it.
LISTED = frozenset({"bar", "choropleth", "scattergeo"})
TRACES = LISTED | {"scatter"}  # which is part of every bundle's core

_MODULE = re.compile(r"(?<![\w$.])([\w$]+)=(W|Ea)\(")
_CALL = re.compile(r"(?<![\w$.])([\w$]+)\(")
_REGISTER = re.compile(r"\.register\(\[([^\]]*)\]\)")
_KIND = re.compile(r'moduleType:"(\w+)",name:"(\w+)"')
_TOKEN = re.compile(
    r""""(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|//[^\n]*|/\*.*?\*/|[`/(){}\[\]]|[\w$]+|\S""", re.S
)
_REGEX = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
_BEFORE_REGEX = frozenset(
    [
        "return",
        "typeof",
        "case",
        "in",
        "of",
        "delete",
        "void",
        "throw",
        "new",
        "else",
        "do",
        "instanceof",
        "yield",
        "await",
    ]
)


class BundleChanged(ValueError):
    """plotly.js is not built as this file knows it."""


@dataclass(frozen=True, slots=True)
class _Module:
    name: str
    kind: str
    start: int
    body: int
    end: int


def trimmed(source: str) -> str:
    """Raises BundleChanged."""
    modules = {each.name: each for each in _modules(source)}
    if not modules:
        raise BundleChanged("no modules")
    last = max(modules.values(), key=lambda each: each.start)
    listed = _REGISTER.search(source, last.body, last.end)
    if listed is None:
        raise BundleChanged("no list of trace types")
    calls = {name: _calls(source[m.body : m.end]) & modules.keys() for name, m in modules.items()}
    registered = [call.removesuffix("()") for call in listed[1].split(",")]
    kept = [name for name in registered if _drawn(source, modules, calls, name)]
    if len(kept) != len(LISTED):
        raise BundleChanged(f"of {sorted(LISTED)} {len(kept)} are found")
    calls[last.name] -= set(registered) - set(kept)
    live = _reached(calls, {last.name, *(_calls(_outside(source, modules)) & modules.keys())})
    register = f".register([{','.join(f'{name}()' for name in kept)}])"
    return _without(source, modules, live, (listed.start(), listed.end(), register))


def _modules(source: str) -> Iterator[_Module]:
    at = 0
    while found := _MODULE.search(source, at):
        at = found.end()
        if found[1] not in ("W", "Ea"):  # the two wrappers themselves
            at = _closed(source, at)
            yield _Module(found[1], found[2], found.start(), found.end(), at)


def _closed(source: str, at: int) -> int:
    """Behind the bracket that closes the one before `at`."""
    depth, last = 0, "("
    while found := _TOKEN.search(source, at):
        word, at = found[0], found.end()
        if word == "`":
            at = _template(source, at)
        elif word == "/" and _may_begin_regex(last):
            at, word = _regex(source, found.start()), "x"
        elif word in "([{":
            depth += 1
        elif word in ")]}":
            if depth == 0:
                return at
            depth -= 1
        if not word.startswith(("//", "/*")):
            last = word
    raise BundleChanged("a bracket is never closed")


def _may_begin_regex(last: str) -> bool:
    return last in _BEFORE_REGEX or not (last[-1].isalnum() or last[-1] in "_$)]}\"'`")


def _regex(source: str, at: int) -> int:
    found = _REGEX.match(source, at)
    if found is None:
        raise BundleChanged("a regular expression is never closed")
    return found.end()


def _template(source: str, at: int) -> int:
    while at < len(source):
        if source[at] == "`":
            return at + 1
        if source.startswith("${", at):
            at = _closed(source, at + 2)
        else:
            at += 2 if source[at] == "\\" else 1
    raise BundleChanged("a template is never closed")


def _calls(text: str) -> set[str]:
    return set(_CALL.findall(text))


def _drawn(source: str, modules: dict[str, _Module], calls: dict[str, set[str]], name: str) -> bool:
    """Whether what is registered, here or in the module that it stands for, is a type to keep."""
    for each in (name, *sorted(calls.get(name, ()))):
        found = _KIND.search(source, modules[each].body, modules[each].end)
        if found:
            return found[1] == "trace" and found[2] in LISTED
    return False


def _outside(source: str, modules: dict[str, _Module]) -> str:
    parts, at = [], 0
    for each in modules.values():
        parts.append(source[at : each.start])
        at = each.end
    return "".join([*parts, source[at:]])


def _reached(calls: dict[str, set[str]], start: set[str]) -> set[str]:
    seen: set[str] = set()
    left = list(start)
    while left:
        name = left.pop()
        if name not in seen:
            seen.add(name)
            left += calls[name]
    return seen


def _without(
    source: str, modules: dict[str, _Module], live: set[str], register: tuple[int, int, str]
) -> str:
    """Emptied instead of taken out: their names stay declared."""
    cuts = [
        (each.start, each.end, f"{each.name}={each.kind}(()=>{{}})")
        for each in modules.values()
        if each.name not in live
    ]
    parts, at = [], 0
    for start, end, put in sorted([*cuts, register]):
        parts += [source[at:start], put]
        at = end
    return "".join([*parts, source[at:]])
