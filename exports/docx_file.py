"""A briefing as a Word document that a clerk numbers and somebody signs.

Its form is that of a report after Nghị định 30/2020/NĐ-CP, annex I; tables are native, headings
real, charts pictures for print.
"""

from __future__ import annotations

from datetime import UTC
from io import BytesIO

from docx import Document
from docx.document import Document as Report
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from exports.briefing import Briefing, Head
from exports.docx.closing import write_annex, write_signature
from exports.docx.heading import write_heading
from exports.docx.marks import link, page_number
from exports.docx.office import Office, office_of
from exports.docx.pieces import write_section
from exports.docx.styles import INDENT, LISTED, NOTE, set_up
from exports.prose import unbroken
from exports.provenance import as_of, demonstration, version
from exports.still_zip import still


def docx_file(of: Briefing, office: Office | None = None) -> bytes:
    """The same briefing gives the same bytes."""
    report, issued = Document(), office or office_of(of.head)
    set_up(report, of.head.lang)
    _properties(report, of.head, issued)
    _edges(report, of.head)
    write_heading(report, of.head, issued)
    _opening(report, of)
    for place, section in enumerate(of.sections, 1):
        write_section(report, of, section, place)
    write_signature(report, issued, of.head.words)
    write_annex(report, of)
    _without_leftovers(report)
    packed = BytesIO()
    report.save(packed)
    return still(packed.getvalue())


def _properties(report: Report, head: Head, office: Office) -> None:
    about = report.core_properties
    about.title, about.subject = head.title, head.filters
    about.author = about.last_modified_by = office.issuer
    about.language = "vi-VN" if head.lang == "vi" else "en-GB"
    about.created = about.modified = head.made_at.replace(tzinfo=UTC)
    about.comments, about.keywords = demonstration(head), ""


def _without_leftovers(report: Report) -> None:
    """The library's template has a picture of a page that is not ours, and styles for Word 2010
    that do not know ours."""
    for owner in (report.part.package, report.part):
        for name, relation in list(owner.rels.items()):
            if relation.reltype.rpartition("/")[2] in ("thumbnail", "stylesWithEffects"):
                del owner.rels[name]


def _edges(report: Report, head: Head) -> None:
    """The page's number above, from the second page; whose figures they are not, below."""
    page = report.sections[0]
    page.different_first_page_header_footer = True
    above = page.header.paragraphs[0]
    above.alignment = WD_ALIGN_PARAGRAPH.CENTER
    page_number(above)
    for foot in (page.footer, page.first_page_footer):
        below = foot.paragraphs[0]
        below.alignment = WD_ALIGN_PARAGRAPH.CENTER
        said = below.add_run(demonstration(head))
        said.font.size, said.italic = NOTE, True


def _opening(report: Report, of: Briefing) -> None:
    for said in of.summary:
        _paragraph(report, unbroken(said))
    head = of.head
    paragraph = _paragraph(report, f"{as_of(head)}, {version(head)}. ")
    if head.link:
        paragraph.add_run(f"{head.words('Xem trên màn hình')}: ")
        link(paragraph, head.link, head.link)


def _paragraph(report: Report, said: str) -> Paragraph:
    paragraph = report.add_paragraph(said, style=LISTED)
    paragraph.paragraph_format.first_line_indent = INDENT
    paragraph.paragraph_format.space_before = Pt(0)
    return paragraph
