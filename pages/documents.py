"""Documents and tasks: what is handled and signed online, and what was promised by when."""

from __future__ import annotations

from data_access.selection import By
from pages.group import Group, page_of
from pages.group_trend import Trend
from pages.group_units import Compare
from wording.words import mark

GROUP = Group(
    name="documents",
    label=mark("Văn bản, nhiệm vụ"),
    short=mark("Văn bản"),
    group=mark("Hồ sơ, văn bản"),
    order=12,
    gauges=("doc_online", "doc_signed", "doc_on_time", "work_files_online", "task_on_time"),
    counts=(
        ("docs_in", "docs_out"),
        ("tasks", "task_done", "task_open", "task_late"),
    ),
    trends=(
        Trend(
            metrics=("doc_online",), split=By.LEVEL, title=mark("Văn bản xử lý trên mạng, theo cấp")
        ),
        Trend(metrics=("docs_in", "docs_out"), title=mark("Văn bản đến và đi")),
    ),
    compares=(
        Compare(metric="task_late", by=By.AGENCY),
        Compare(metric="doc_online", by=By.AGENCY),
        Compare(metric="doc_on_time", by=By.AGENCY),
    ),
    by_level=("doc_online", "doc_signed", "doc_on_time", "work_files_online"),
)
PAGE = page_of(GROUP)
