"""Every word on screen has its English; colours come from the tokens and from nowhere else."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from components import ids
from components.theme import TOKENS, template, tokens
from pages.admin_audit import WHAT_WORDS
from wording.words import Words, english

ROOT = Path(__file__).parents[2]
SPEAKING = ("components", "exports", "pages", "wording")
SAYING = {"w", "words", "mark"}
HEX = re.compile(r"#[0-9A-Fa-f]{3,8}\b")


def _said(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        first = node.args[0]
        if name in SAYING and isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value


def test_every_word_on_screen_and_in_briefings_has_english() -> None:
    files = [path for folder in SPEAKING for path in (ROOT / folder).rglob("*.py")]
    missing = {word for path in files for word in _said(path)} - set(english())
    assert missing == set()


def test_english_keeps_the_places_for_values() -> None:
    places = re.compile(r"\{\w+\}")
    for source, said in english().items():
        assert sorted(places.findall(source)) == sorted(places.findall(said)), source


def test_words_fill_in_values_in_both_languages() -> None:
    assert Words("vi")("Chậm {n} phút", n=12) == "Chậm 12 phút"
    assert Words("en")("Chậm {n} phút", n=12) == "12 min late"


@pytest.mark.parametrize("folder", SPEAKING)
def test_python_holds_no_colour(folder: str) -> None:
    for path in (ROOT / folder).rglob("*.py"):
        assert not HEX.findall(path.read_text(encoding="utf-8")), path.name


def test_style_sheets_and_scripts_hold_no_colour_but_the_tokens() -> None:
    for path in TOKENS.parent.iterdir():
        if path != TOKENS and path.suffix == ".css":
            assert not HEX.findall(path.read_text(encoding="utf-8")), path.name


def test_both_themes_have_the_same_colours_and_templates_use_them() -> None:
    light, dark = tokens("light"), tokens("dark")
    assert set(light) == set(dark)
    assert light["ink"] != dark["ink"]
    assert template("dark").layout.font.color == dark["ink-2"]
    assert template("light", "wall").layout.font.size == 40


def test_scripts_know_the_ids_that_python_gives() -> None:
    scripts = "".join(path.read_text(encoding="utf-8") for path in TOKENS.parent.glob("*.js"))
    for name in (ids.VERSION, ids.THEME, ids.LINK_STATE, ids.BROWSER_WORDS):
        assert f'"{name}"' in scripts or f"#{name}" in scripts


def test_every_act_that_the_audit_tells_of_has_its_word() -> None:
    """What is written by its name, `record(…, who, "briefing made")`."""
    told = re.compile(r"\brecord(?:ed)?\((?:[^()]|\([^()]*\))*?, \"([a-z -]+)\"[,)]")
    folders = ("access", "commands", "ingest", "pages", "api")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    acts = {act for path in files for act in told.findall(path.read_text(encoding="utf-8"))}
    assert {"briefing made", "display given", "exported", "signed in"} <= acts
    assert acts - set(WHAT_WORDS) == set()
