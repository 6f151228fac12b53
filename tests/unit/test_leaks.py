"""The scanner finds what must not be in the repository, and lets be what is marked as none."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.leaks import kept, leaks

TOKEN = "ghp_" + "a1B2" * 9


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    (tmp_path / ".gitignore").write_text("var/\n")
    return tmp_path


def test_a_secret_is_found_also_before_it_is_committed(repository: Path) -> None:
    (repository / "settings.py").write_text(f'A = 1\nTOKEN = "{TOKEN}"\n')
    assert "settings.py:2" in leaks(repository)


@pytest.mark.parametrize(
    "line",
    [
        f'TOKEN = "{TOKEN}"  # pragma: allowlist secret',
        'password = "of a test"',
        "url = 'postgresql://user:password@host/db'",
    ],
)
def test_what_is_marked_or_of_tests_is_none(repository: Path, line: str) -> None:
    (repository / "settings.py").write_text(f"{line}\n")
    assert leaks(repository) == ""


def test_what_the_repository_does_not_keep_is_not_looked_at(repository: Path) -> None:
    (repository / "var").mkdir()
    (repository / "var/secret_key").write_text(f'TOKEN = "{TOKEN}"\n')
    assert kept(repository) == [".gitignore"]
