"""The house around the code: what it promises in writing is what it holds."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from click import Context

from cli import main
from config.settings import ROOT, Settings

README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WIRING = [path.stem for path in sorted(ROOT.glob("*.py"))]
REQUIREMENTS = ("requirements.txt", "tests/requirements.txt", "tests/chdb.txt")
COMPONENTS_MAY_IMPORT = {
    "metrics": {
        "metrics.commitments.states",
        "metrics.metric",
        "metrics.parts",
        "metrics.proportion",  # a formula: intervals are drawn as they are judged by
        "metrics.reading",
    },
    "data_access": {
        "data_access.selection",
        "data_access.days",
        "data_access.errors",
        "data_access.areas",
    },
}
ELSEWHERE = {"config_dir": "TAMNHIN_CONFIG"}


@pytest.mark.parametrize("field", [field.name for field in fields(Settings)])
def test_every_setting_is_in_the_readme(field: str) -> None:
    variable = ELSEWHERE.get(field, f"TAMNHIN_{field.upper()}")
    assert re.search(rf"^\| `{variable}` \|", README, re.MULTILINE)


def test_the_readme_names_no_setting_that_nothing_reads() -> None:
    read = (ROOT / "config/settings.py").read_text(encoding="utf-8")
    for variable in set(re.findall(r"TAMNHIN_[A-Z_]+", README)):
        assert f'"{variable}"' in read


def test_bare_make_lists_every_verb() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    verbs = re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE)
    assert {"run", "test", "lint", "install", "bench", "shots"} <= set(verbs)
    for verb in verbs:
        assert re.search(rf"^  make {verb} +\S", listed, re.MULTILINE)


def test_every_make_verb_of_the_documents_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for verb in re.findall(r"`make ([a-z]+)", page.read_text(encoding="utf-8")):
            assert re.search(rf"^{verb}:", makefile, re.MULTILINE), f"{page.name}: make {verb}"


def test_the_readme_lists_exactly_the_commands_that_exist() -> None:
    listed = set(re.findall(r"^\| `tamnhin ([a-z]+)", README, re.MULTILINE))
    with Context(main) as context:
        commands = {name: main.get_command(context, name) for name in main.list_commands(context)}
    assert listed == {name for name, found in commands.items() if found and not found.hidden}
    assert None not in commands.values()


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_requirement_is_pinned_and_says_why(name: str) -> None:
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            assert re.fullmatch(r"[\w.-]+(\[\w+\])?==[\w.]+ +# \S.+", line), line


def test_every_link_between_documents_leads_somewhere() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)[^):]*\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_test_that_answers_a_threat_exists() -> None:
    page = (ROOT / "docs/threats.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:unit|integration|browser)/[\w/]+\.py)(?:::(\w+))?`", page)
    assert len(named) > 30
    for file, test in named:
        assert (ROOT / "tests" / file).is_file(), file
        assert f"def {test}(" in (ROOT / "tests" / file).read_text(encoding="utf-8") or not test
    for line in page.splitlines():
        if re.match(r"\| [STRIDE] \|", line):
            assert re.search(r"`[\w/]+\.py(::\w+)?` \|$", line), line


def test_decisions_are_numbered_without_gaps_and_complete() -> None:
    records = sorted((ROOT / "docs/adr").glob("[0-9]*.md"))
    assert [record.name[:4] for record in records] == [
        f"{n:04}" for n in range(1, len(records) + 1)
    ]
    for record in records:
        for heading in ("## Context", "## Decision", "## Consequences"):
            assert heading in record.read_text(encoding="utf-8"), f"{record.name}: {heading}"


@pytest.mark.parametrize("module", WIRING)
def test_the_wiring_leaves_sql_to_the_layers_below(module: str) -> None:
    imported = {name.split(".")[0] for name in _imported(ROOT / f"{module}.py")}
    assert not imported & {"sqlalchemy", "alembic", "psycopg"}


@pytest.mark.parametrize("module", WIRING)
def test_the_wiring_is_installed_and_typed_and_nothing_imports_it(module: str) -> None:
    tools = PROJECT["tool"]
    assert module in tools["setuptools"]["py-modules"]
    assert f"{module}.py" in tools["mypy"]["files"]
    forbidden = [c.get("forbidden_modules", []) for c in tools["importlinter"]["contracts"]]
    assert any(module in modules for modules in forbidden)


def test_every_package_is_installed_typed_and_in_a_layer() -> None:
    tools = PROJECT["tool"]
    for package in (path.parent.name for path in ROOT.glob("*/__init__.py")):
        assert package in tools["mypy"]["files"]
        if package not in ("tests", "benchmarks"):
            assert f"{package}*" in tools["setuptools"]["packages"]["find"]["include"]
            assert package in tools["importlinter"]["root_packages"]


def test_contracts_of_imports_have_no_exceptions() -> None:
    for contract in PROJECT["tool"]["importlinter"]["contracts"]:
        assert not any(key.startswith("ignore") for key in contract), contract["name"]


def test_components_import_only_the_words_of_the_layers_below() -> None:
    for module in (ROOT / "components").rglob("*.py"):
        for name in _imported(module):
            allowed = COMPONENTS_MAY_IMPORT.get(name.split(".")[0])
            assert allowed is None or name in allowed, f"{module.name} imports {name}"


def _imported(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_commands_do_without_dash_so_that_a_load_stays_small() -> None:
    """A load may take 300 MB in all, of which they would be 16."""
    every = "from cli import COMMANDS, main; from click import Context"
    every += "; [main.get_command(Context(main), name) for name in COMMANDS]"
    said = f"{every}; import sys; print(*sorted({{'dash', 'plotly'}} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", said], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout.split()) == (0, []), done.stderr


def test_a_load_starts_without_what_shows_figures() -> None:
    said = (
        "import cli, sys; cli.main.get_command(None, 'load');"
        " print(*sorted({'metrics.desk', 'pages', 'exports', 'requests'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", said], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout.split()) == (0, []), done.stderr


def test_a_server_does_without_what_processes_of_their_own_import() -> None:
    """A server process may take 250 MB; statsmodels takes 150, scipy 40."""
    said = (
        "import app, api.routes, sys; from pages.registry import all_pages; all_pages();"
        " print(*sorted({'scipy', 'statsmodels'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", said], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout.split()) == (0, []), done.stderr
