"""Questions on screen: from what is written in the box to the answers under it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from dash import Dash, Input, Output, State
from dash.development.base_component import Component

from components import ids
from components.answer_view import AnswerView, answer_option
from components.block import as_block
from components.index import language
from data_access.errors import TamNhinError
from data_access.selection import By
from metrics.ask.answer import Answer, Reply, reply
from metrics.ask.meaning import Against, Certainty, Order, Understood
from metrics.desk import Desk, View
from metrics.groups import CHANNELS
from metrics.metric import Unit
from metrics.reading import Reading
from pages.asking import ask, query_of
from pages.page import Ask
from wording import format as fmt
from wording.periods import named
from wording.readings import LEVEL_WORDS
from wording.words import Words, mark

LISTED = 8  # units of a breakdown; the page behind shows them all
BY_WORDS = {
    By.AREA: mark("theo xã"),
    By.AGENCY: mark("theo cơ quan"),
    By.DISTRICT: mark("theo huyện"),
    By.LEVEL: mark("theo cấp"),
    By.FIELD: mark("theo lĩnh vực"),
    By.CHANNEL: mark("theo kênh"),
    By.MONTH: mark("theo tháng"),
}
ORDER_WORDS = {Order.HIGH: mark("cao nhất trước"), Order.LOW: mark("thấp nhất trước")}


def register(app: Dash, desk: Desk) -> None:
    app.callback(
        Output(ids.ASK_SAID, "children"),
        Output(ids.ASK_OPTIONS, "children"),
        Output(ids.ASK_LIST, "data-for"),
        Output(ids.ASK_LIST, "data-sure"),
        Input(ids.ASK_TEXT, "value"),
        State(ids.LOCATION, "search"),
        prevent_initial_call=True,
    )(_answering(desk))


def _answering(desk: Desk) -> Callable[..., Any]:
    def answered(question: str | None, search: str | None) -> Any:
        if not (question or "").strip():
            return "", "", "", "false"
        lang = query_of(search).get("lang") or language()
        try:
            said, options, sure = desk.answer(lambda view: answers(view, question or "", lang))
        except TamNhinError as error:
            said, options, sure = error.en if lang == "en" else error.vi, [], False
        return said, as_block(options), question, str(sure).lower()

    return answered


def answers(view: View, question: str, lang: str) -> tuple[str, list[Component], bool]:
    """What is said above, the choices, and whether the first of them is what was asked."""
    found = reply(view, question)
    asked = ask(view, f"?lang={lang}")
    options = [_option(asked, answer, place) for place, answer in enumerate(found.answers)]
    return _said(found, asked.words), options, found.understood.certainty is Certainty.SURE


def _option(asked: Ask, answer: Answer, place: int) -> Component:
    meaning = answer.meaning
    about = replace(asked, selection=asked.view.checked(meaning.selection))
    return answer_option(
        AnswerView(
            title=about.words.label(meaning.metric),
            scope=_scope(about, answer),
            href=meaning.page,
            readings=answer.readings if meaning.top else answer.readings[:LISTED],
            compared=_compared(about, answer),
            note=_note(about, answer),
        ),
        place,
        words=about.words,
        source=about.source(meaning.metric),
    )


def _scope(about: Ask, answer: Answer) -> str:
    words, chosen, meaning = about.words, about.selection, answer.meaning
    everywhere = not (chosen.area or chosen.district or chosen.agency or chosen.level)
    parts = [about.filters_said()]
    parts += [words("Toàn tỉnh").lower()] if everywhere and not meaning.by else []
    parts += [words(LEVEL_WORDS[chosen.level])] if chosen.level else []
    parts += [words(CHANNELS[chosen.channel]).lower()] if chosen.channel else []
    parts += [words(BY_WORDS[meaning.by])] if meaning.by else []
    parts += [words(ORDER_WORDS[meaning.order])] if meaning.order else []
    return ", ".join(parts)


def _note(about: Ask, answer: Answer) -> str:
    words, meaning = about.words, answer.meaning
    if answer.problem:
        return answer.problem.en if words.lang == "en" else answer.problem.vi
    parts = [words.description(meaning.metric)] if meaning.told == "meaning" else []
    left = answer.others if meaning.top else max(len(answer.readings) - LISTED, 0)
    parts += [words("còn {n} đơn vị khác", n=left)] if left and meaning.by else []
    if answer.few:
        least = about.view.province.minimum_volume
        parts.append(words("{n} đơn vị có dưới {least}, không xếp", n=answer.few, least=least))
    return ". ".join(parts)


def _compared(about: Ask, answer: Answer) -> str:
    """Only of one figure."""
    if answer.meaning.by or not answer.readings:
        return ""
    [reading] = answer.readings
    period, today = about.selection.period, about.view.snap.today
    if answer.meaning.against is Against.YEAR:
        before, value = period.year_before(today=today), reading.last_year
        name = named(before, about.words)
    else:
        name, value = about.before_said(), reading.previous
    change = _change(reading, value, about.words)
    if not change and answer.meaning.against:
        change = about.words("chưa có dữ liệu")
    return about.words("so với {before}: {change}", before=name, change=change) if change else ""


def _change(reading: Reading, before: float | None, words: Words) -> str:
    if reading.value is None or before is None:
        return ""
    metric = reading.metric
    change = fmt.delta(reading.value - before, metric.unit, fmt.decimals_of(metric), words.lang)
    return words("{change} điểm %", change=change) if metric.unit is Unit.RATIO else change


def _said(found: Reply, words: Words) -> str:
    about = found.understood
    guessed = ", ".join(about.guessed)
    mistyped = words("Hiểu là lỗi gõ: {said}", said=guessed) if guessed else ""
    return ". ".join(filter(None, [mistyped, _certainty(about, len(found.answers), words)]))


def _certainty(about: Understood, offered: int, words: Words) -> str:
    if about.certainty is Certainty.SURE:
        return ""
    if about.certainty is Certainty.CHOICE:
        return words("Có thể hiểu {n} cách", n=offered) if offered > 1 else words("Có phải ý này")
    parts = [words("Chưa trả lời được câu hỏi này")]
    parts += [words("không rõ: {said}", said=" ".join(about.left))] if about.left else []
    return ", ".join(parts) + (". " + words("Gần nhất:") if offered else "")
