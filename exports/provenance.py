"""What stands on every page and sheet: of what filters, from where, how old, which data."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urljoin

from exports.briefing import Briefing, Head, Piece, Table, Term
from metrics.metric import Metric
from wording import format as fmt
from wording.words import Words

BETWEEN = " · "


def demonstration(head: Head) -> str:
    """The label of made-up data; '' of real data."""
    return head.words("Dữ liệu trình diễn") if head.synthetic else ""


def version(head: Head) -> str:
    return head.words("phiên bản dữ liệu {n}", n=head.data_version)


def as_of(head: Head) -> str:
    if head.as_of is None:
        return head.words("Chưa có dữ liệu")
    return head.words("Số liệu đến {moment}", moment=moment(head.as_of))


def moment(utc: datetime) -> str:
    return fmt.moment(fmt.epoch_ms(utc))


def seen_on_screen(words: Words) -> str:
    return words("Xem trên màn hình")


def parts(of: Briefing, piece: Piece | None = None) -> list[str]:
    """Without the label and the link, which are set apart."""
    head = of.head
    source = head.words("Nguồn: {said}", said=piece.source) if piece and piece.source else ""
    return [part for part in (head.filters, source or as_of(head), version(head)) if part]


def link(of: Briefing, piece: Piece | None = None) -> str:
    """Whole, where the address of the server is known."""
    return urljoin(of.head.link, piece.link) if piece and piece.link else of.head.link


def table_of(piece: Piece) -> Table:
    return piece if isinstance(piece, Table) else piece.table


def terms_about(of: Briefing, piece: Piece) -> list[Term]:
    known = {term.name: term for term in of.terms}
    about = dict.fromkeys((*piece.about, *table_of(piece).about))
    return [known.get(of.head.words.label(metric)) or _term(metric, of.head) for metric in about]


def _term(metric: Metric, head: Head) -> Term:
    """Of a metric that the briefing does not define: what it says of itself."""
    words = head.words
    return Term(
        name=words.label(metric),
        meaning=words.description(metric),
        formula="",
        basis=metric.basis,
        source=metric.source,
    )


def continued(title: str, words: Words) -> str:
    return words("{title} (tiếp theo)", title=title)
