"""Questions in plain words, answered: `/api/v1/ask?q=` and `tamnhin ask --json`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.figures import reading_json
from data_access.errors import UnknownFilter
from metrics.ask.answer import Answer, reply
from metrics.desk import View

ASKING = ("q",)


def ask_json(view: View, query: Mapping[str, str]) -> dict[str, Any]:
    """Raises NothingAsked, and UnknownFilter for parameters there are not."""
    for given in query:
        if given not in ASKING:
            raise UnknownFilter("query", given, ASKING)
    question = query.get("q", "")
    found = reply(view, question)
    return {
        "question": question,
        "certainty": str(found.understood.certainty),
        "not_understood": list(found.understood.left),
        "taken_as_mistyped": list(found.understood.guessed),
        "synthetic": view.snap.synthetic,
        "answers": [_answer_json(answer) for answer in found.answers],
    }


def _answer_json(answer: Answer) -> dict[str, Any]:
    meaning = answer.meaning
    return {
        "metric": meaning.metric.id,
        "label": meaning.metric.label,
        "label_en": meaning.metric.label_en,
        "selection": meaning.selection.to_query(),
        "by": meaning.by and str(meaning.by),
        "order": meaning.order and str(meaning.order),
        "against": meaning.against and str(meaning.against),
        "page": meaning.page,
        "readings": [reading_json(reading) for reading in answer.readings],
        "others": answer.others,
        "too_few_to_rank": answer.few,
        "problem": answer.problem and answer.problem.vi,
    }
