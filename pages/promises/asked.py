"""What a viewer asks of promises, and the words for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data_access.commitments import What
from data_access.errors import UnknownFilter
from data_access.villages import Gap, Village
from metrics.catalogue import metric
from metrics.commitments.board import Promise, Tally, promises_of, surveys_until, tally
from metrics.commitments.burn_down import BurnDown, burn_down
from metrics.metric import Metric
from metrics.values import Asked
from pages.gaps import LACKS, without_offices
from pages.page import Ask
from wording.words import mark

PATH = "/commitments"
MONTHS = Asked(compare=False, months=37)
WHATS: Mapping[What, str] = {
    What.SIGNAL: mark("Sóng di động"),
    What.POWER: mark("Điện lưới"),
    What.BROADBAND: mark("Băng rộng"),
}
GAPS: Mapping[What, Gap] = {
    What.SIGNAL: Gap.NO_SIGNAL,
    What.POWER: Gap.NO_POWER,
    What.BROADBAND: Gap.NO_BROADBAND,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises:
    """`metric` counts the villages that lack `what`; `nobody`: those of them of which nobody has
    promised anything."""

    what: What
    metric: Metric
    every: Sequence[Promise]
    tally: Tally
    nobody: Sequence[Village]
    burn: BurnDown


def promises(ask: Ask) -> Promises:
    what = _what(ask)
    near = without_offices(ask.selection)
    every = promises_of(ask.view, what, near)
    of = metric(GAPS[what])
    [lacking] = ask.view.readings([of], near, asked=MONTHS)
    surveys = surveys_until(ask.view, near.period.until(ask.view.snap.today).end)
    promised = {promise.of.village for promise in every}
    without = ask.view.villages(GAPS[what], near)
    return Promises(
        what=what,
        metric=of,
        every=every,
        tally=tally(every),
        nobody=[village for village in without if village.code not in promised],
        burn=burn_down(lacking.series, every, surveys),
    )


def lacks_said(ask: Ask, of: Promises) -> str:
    """'chưa có sóng'."""
    return ask.words(LACKS[GAPS[of.what]])


def _what(ask: Ask) -> What:
    asked = ask.query.get("what", What.SIGNAL)
    if asked not in list(What):
        raise UnknownFilter("what", asked, list(What))
    return What(asked)
