"""A dossier's course in words: received, paused, due, finished, returned, and how late or early."""

from __future__ import annotations

from datetime import date, datetime

from components.row_columns import STATES
from components.timeline import Step
from data_access.days import to_local
from data_access.dossier import Dossier, Pause
from wording import format as fmt
from wording.shapes import Shape
from wording.words import Words, mark

LATE = mark("Xong trễ {n} ngày làm việc")
LATE_BY_HOURS = mark("Xong trễ giờ hẹn, trong ngày hẹn trả")
Timed = tuple[date, int, Step]  # in order of days; within a day by what comes first


def verdict(of: Dossier, words: Words) -> tuple[str, Shape]:
    """'Xong trước hạn 2 ngày làm việc': how it stands with the due date."""
    if of.standing:
        return words("Đồng hồ đang dừng, chờ bổ sung"), "same"
    if of.ended and not of.finished:
        return words("Không giải quyết tiếp: {state}", state=state(of, words).lower()), "same"
    if of.deadline is None or of.margin is None:
        return words("Không rõ hạn trả: không tính là đúng hạn"), "nodata"
    days = abs(of.margin)
    if of.finished:
        if of.late:
            return words(LATE if days else LATE_BY_HOURS, n=days), "missed"
        if of.ended and of.ended < of.deadline:
            return words("Xong trước hạn {n} ngày làm việc", n=days), "met"
        return words("Xong đúng ngày hẹn trả"), "met"
    if of.late:
        return words("Đang quá hạn {n} ngày làm việc", n=days), "missed"
    return words("Còn trong hạn: {n} ngày làm việc nữa", n=days), "met"


def state(of: Dossier, words: Words) -> str:
    return words(STATES[of.row["state"]])


def steps(of: Dossier, words: Words, today: date) -> list[Step]:
    found: list[Timed] = [_event(of.row["received_at"], 0, words("Tiếp nhận"))]
    found += [_pause(pause, words) for pause in of.pauses]
    if of.row["due_at"] is not None:
        said = words("theo phiếu hẹn") if _put_off(of) else ""
        found.append(_event(of.row["due_at"], 2, words("Hẹn trả"), said, today=today))
    if of.deadline is not None and (_put_off(of) or of.row["due_at"] is None):
        found.append(_deadline(of, of.deadline, words, today))
    found += _end(of, words)
    return [step for _, _, step in sorted(found, key=lambda each: each[:2])]


def _put_off(of: Dossier) -> bool:
    due = of.row["due_at"]
    return due is not None and of.deadline is not None and to_local(due).date() != of.deadline


def _deadline(of: Dossier, deadline: date, words: Words, today: date) -> Timed:
    paused = of.row["paused_days"]
    said = words("theo thời hạn của thủ tục")
    if paused and of.pauses:
        said = words("lùi {n} ngày làm việc do chờ bổ sung", n=paused)
    elif paused:
        said = words("lùi do chờ bổ sung {n} ngày làm việc, nguồn không ghi khi nào", n=paused)
    return (
        deadline,
        3,
        Step(when=fmt.day(deadline), name=words("Hạn trả"), said=said, ahead=deadline > today),
    )


def _end(of: Dossier, words: Words) -> list[Timed]:
    said, shape = verdict(of, words)
    row, found = of.row, []
    if of.finished and of.ended:
        worked = row["duration_days"]
        lasted = words("{n} ngày làm việc", n=worked) if worked is not None else ""
        about = "; ".join(part for part in (said, lasted) if part)
        when = row["finished_at"] or row["returned_at"]
        found.append(_event(when, 4, words("Đã xử lý xong"), about, shape=shape))
    elif of.ended:
        when = row["closed_at"]
        step = Step(when=_when(when) if when else fmt.day(of.ended), name=state(of, words))
        found.append((of.ended, 4, step))
    if row["returned_at"] is not None:
        found.append(_event(row["returned_at"], 5, words("Đã trả kết quả")))
    return found


def _pause(pause: Pause, words: Words) -> Timed:
    name = words("Yêu cầu bổ sung")
    if pause.end is None:
        said = words("đồng hồ dừng đến khi nhận đủ, đã {n} ngày làm việc", n=pause.days)
        step = Step(when=_when(pause.begin), name=name, said=said, pause=True)
    else:
        said = words("đồng hồ dừng {n} ngày làm việc", n=pause.days)
        step = Step(
            when=f"{_when(pause.begin)} – {_when(pause.end)}", name=name, said=said, pause=True
        )
    return to_local(pause.begin).date(), 1, step


def _event(
    at: datetime,
    rank: int,
    name: str,
    said: str = "",
    *,
    shape: Shape | None = None,
    today: date | None = None,
) -> Timed:
    day = to_local(at).date()
    ahead = today is not None and day > today
    return day, rank, Step(when=_when(at), name=name, said=said, shape=shape, ahead=ahead)


def _when(at: datetime) -> str:
    return fmt.moment(fmt.epoch_ms(at))
