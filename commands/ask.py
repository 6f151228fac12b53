"""`tamnhin ask "…"`: a question in plain words, answered in the terminal."""

from __future__ import annotations

from typing import Any

import click

from api.ask import ask_json
from api.text import figure_table
from commands.desk import desk_of
from commands.options import as_json, printed
from config.settings import Settings

_SAID = {
    "sure": "",
    "choice": "Có thể hiểu nhiều cách:",
    "unknown": "Chưa trả lời được câu hỏi này.",
}


@click.command()
@click.argument("question")
@as_json
@click.pass_obj
def ask(settings: Settings, question: str, json_: bool) -> None:
    """Answer a QUESTION in Vietnamese or English, as "tỷ lệ đúng hạn tháng trước"."""
    with desk_of(settings).open() as view:
        found = ask_json(view, {"q": question})
    click.echo(printed(found) if json_ else _text(found))


def _text(found: dict[str, Any]) -> str:
    lines = [_SAID[found["certainty"]]]
    if found["not_understood"]:
        lines.append(f"Không rõ: {', '.join(found['not_understood'])}")
    if found["certainty"] == "unknown" and found["answers"]:
        lines.append("Gần nhất:")
    return "\n".join([*filter(None, lines), *(_answered(each) for each in found["answers"])])


def _answered(answer: dict[str, Any]) -> str:
    filters = ", ".join(f"{name}={value}" for name, value in answer["selection"].items())
    readings = [{**each, "synthetic": False} for each in answer["readings"]]
    return f"{answer['label']} ({filters})\n{figure_table(readings)}\n  {answer['page']}"
