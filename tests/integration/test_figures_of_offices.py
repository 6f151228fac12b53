"""Figures of what offices answer for: petitions, tasks, incidents, equipment, portals, services."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Engine

from data_access.selection import By, Level
from ingest.load import load_frame
from ingest.mapping import Mapping
from metrics.reading import Reason
from tests.integration.rows import days, dossier, load, observation, read, values

MAY, JUNE = days("2024-05-01", "2024-05-31"), days("2024-06-01", "2024-06-30")


def petition(code: str, **columns: Any) -> dict[str, Any]:
    """Received on 20/5/2024 and due on 31/5."""
    return {
        "code": code,
        "agency_code": "TP",
        "field": "Đất đai",
        "received_at": "2024-05-20 09:00",
        "due_at": "2024-05-31 17:00",
        "answered_at": None,
        **columns,
    }


def task(code: str, **columns: Any) -> dict[str, Any]:
    dates = {"assigned_at": "2024-05-02 08:00", "due_at": "2024-06-10 17:00", "done_at": None}
    return {"code": code, "agency_code": "DH", "name": "Báo cáo", **dates, **columns}


def incident(code: str, **columns: Any) -> dict[str, Any]:
    known = {"severity": "low", "opened_at": "2024-06-01 08:00", "closed_at": None}
    return {"code": code, "agency_code": "HT", **known, **columns}


def network(agency: str, on: str = "2024-05-31", **columns: Any) -> dict[str, Any]:
    return {"agency_code": agency, "surveyed_on": on, **columns}


def service(code: str, **columns: Any) -> dict[str, Any]:
    return {
        "code": code,
        "name": f"Thủ tục {code}",
        "field": "Hộ tịch",
        "level": "province",
        "online_level": "end_to_end",
        **columns,
    }


def test_a_petition_is_judged_when_it_is_answered_or_the_day_after_it_was_due(
    settled: Engine,
) -> None:
    load(
        settled,
        "petitions",
        petition("1", answered_at="2024-05-30 10:00"),
        petition("2", answered_at="2024-06-04 10:00"),  # late: judged on 1 June
        petition("3"),
        petition("4", due_at=None, answered_at="2024-06-05 10:00"),  # due at no time
        petition("5", due_at="2025-03-01 17:00"),
    )
    may, june = read(settled, "petition_on_time", MAY), read(settled, "petition_on_time", JUNE)
    assert (may.numerator, may.denominator) == (1, 1)
    assert (june.numerator, june.denominator) == (0, 2)
    whole = read(settled, "petition_on_time")
    assert (whole.numerator, whole.denominator) == (1, 3)
    assert read(settled, "petition_open", MAY).value == 4
    assert read(settled, "petition_open", JUNE).value == 2
    assert read(settled, "petition_late", MAY).value == 0
    assert read(settled, "petition_late", JUNE).value == 1
    assert read(settled, "petition_late", days("2024-06-01", "2024-06-03")).value == 2
    months = values(settled, "petition_on_time", By.MONTH)
    assert (months["202405"], months["202406"]) == (1.0, 0.0)


def test_who_was_not_asked_is_not_dissatisfied(settled: Engine) -> None:
    answered = {"answered_at": "2024-05-30 10:00"}
    load(
        settled,
        "petitions",
        petition("1", satisfied=True, **answered),
        petition("2", satisfied=False, **answered),
        petition("3", satisfied=None, **answered),
        petition("4", satisfied=True, agency_code="HT", field="Môi trường", **answered),
    )
    whole = read(settled, "petition_satisfied")
    assert (whole.numerator, whole.denominator) == (2, 3)
    assert values(settled, "petitions", By.FIELD) == {"Đất đai": 3, "Môi trường": 1}
    assert read(settled, "petitions", level=Level.COMMUNE, field="Môi trường").value == 1
    assert read(settled, "petitions", channel="online").reason is Reason.NOT_BY_THIS


def test_tasks_are_told_by_owner(settled: Engine) -> None:
    load(
        settled,
        "tasks",
        task("1", done_at="2024-06-10 16:00"),
        task("2", done_at="2024-06-10 18:00"),
        task("3"),
        task("4", agency_code="TP", due_at="2025-01-31 17:00"),
    )
    assert values(settled, "task_on_time", By.AGENCY) == {"DH": 1 / 3, "TP": None}
    assert values(settled, "task_late", By.AGENCY)["DH"] == 1
    assert read(settled, "task_open").value == 2
    assert read(settled, "tasks", level=Level.DISTRICT).value == 3


def test_an_incident_takes_days_off_too_and_any_days_may_be_asked_for(settled: Engine) -> None:
    load(
        settled,
        "incidents",
        incident("1", closed_at="2024-06-03 09:00"),
        incident("2", closed_at="2024-06-11 09:00"),
        incident("3", closed_at="2024-08-30 09:00", severity="serious"),
        incident("4"),
    )
    assert read(settled, "incident_days").value == 10
    assert read(settled, "incident_days", days("2024-06-02", "2024-06-10")).value == 2
    assert values(settled, "incident_days", By.MONTH) == {"202406": 2, "202408": 90}
    assert read(settled, "incident_open", JUNE).value == 2
    assert read(settled, "incident_serious").value == 1
    assert read(settled, "incident_closed", JUNE).value == 2


def test_what_agencies_have_holds_until_the_next_survey(settled: Engine) -> None:
    load(
        settled,
        "networks",
        network("TP", firewall=True, computers=10, officials=10),
        network("DH", firewall=False, computers=5, officials=None),
        network("HT", firewall=None, computers=5, officials=10),
        network("DH", "2024-11-30", firewall=True, computers=8, officials=10),
    )
    june, now = read(settled, "firewall_agencies", JUNE), read(settled, "firewall_agencies")
    assert (june.numerator, june.denominator, june.completeness) == (1, 3, 0.5)
    assert (now.numerator, now.denominator) == (2, 3)
    computers = read(settled, "computers_per_official", JUNE)
    assert (computers.numerator, computers.denominator) == (15, 20)
    assert read(settled, "firewall_agencies", agency="HT").reason is Reason.NOT_TOLD
    assert read(settled, "network_joined", JUNE).reason is Reason.NOT_TOLD


def test_services_are_counted_from_the_day_they_are_online(settled: Engine) -> None:
    load(
        settled,
        "procedures",
        service("1", online_on="2022-05-01", eligible=True),
        service("2", online_on="2024-05-01", online_level="partial", eligible=True),
        service("3", online_level="none", level="commune", has_fee=True, online_payment=False),
        service("4", online_on="2020-01-01", withdrawn_on="2024-06-15", level=None),
        service("5", level="commune", has_fee=True, online_payment=True),
    )
    assert read(settled, "services_online", days("2024-04-01", "2024-04-30")).value == 3
    assert read(settled, "services_online", MAY).value == 4
    assert read(settled, "services_online", JUNE).value == 3
    assert values(settled, "services_online", By.LEVEL) == {"province": 2, "commune": 1}
    assert read(settled, "services_full", level=Level.COMMUNE).value == 1
    assert read(settled, "service_end_to_end").value == 0.5
    assert read(settled, "fee_procedures_online").value == 0.5
    assert read(settled, "services_online", agency="TP").reason is Reason.NOT_BY_THIS
    assert read(settled, "procedures_published").reason is Reason.NOT_TOLD
    assert read(settled, "procedures_integrated").reason is Reason.NOT_TOLD


def test_a_service_that_was_used_in_two_months_was_used_once(settled: Engine) -> None:
    load(settled, "procedures", service("1"), service("2"), service("3", level="commune"))
    load(settled, "procedures", service("4", online_level="none"))
    load(
        settled,
        "dossiers",
        dossier("a", procedure_code="1", channel="online", received_at="2024-05-03"),
        dossier("b", procedure_code="1", channel="online", received_at="2024-06-03"),
        dossier("c", procedure_code="3", channel="online", received_at="2024-06-03"),
        dossier("d", procedure_code="2", received_at="2024-06-03"),  # at the counter
        dossier("e", procedure_code="4", channel="online", received_at="2024-06-03"),
    )
    whole = read(settled, "service_used")
    assert (whole.numerator, whole.denominator) == (2, 3)
    assert read(settled, "service_used", MAY).numerator == 1
    assert values(settled, "service_used", By.LEVEL) == {"province": 0.5, "commune": 1.0}
    assert read(settled, "service_used", level=Level.COMMUNE).value == 1.0
    part = read(settled, "service_used", days("2024-05-03", "2024-06-30"))
    assert (part.value, part.reason) == (None, Reason.WHOLE_MONTHS)


def test_a_procedure_that_a_dossier_creates_is_a_procedure_of_the_figures_too(
    settled: Engine,
) -> None:
    """Also of the rollups: it does not come by the loader's own way."""

    creating = Mapping(unseen={"procedure": "create"})
    rows = pd.DataFrame([dossier("a", procedure_code="9", channel="online")])
    load_frame(settled, "dossiers", rows, source="one_stop", mapping=creating)
    load(settled, "procedures", service("9"))
    assert read(settled, "services_online").value == 1


def test_documents_are_on_time_or_late_when_they_are_done(settled: Engine) -> None:
    one = {"agency_code": "TP", "direction": "in", "registered_at": "2024-05-20 09:00"}
    load(
        settled,
        "documents",
        {**one, "code": "1", "due_at": "2024-05-25", "done_at": "2024-05-25 16:00"},
        {**one, "code": "2", "due_at": "2024-05-25 10:00", "done_at": "2024-06-01 09:00"},
        {**one, "code": "3", "due_at": None, "done_at": "2024-06-01 09:00"},
        {**one, "code": "4", "due_at": "2024-05-25", "done_at": None},
        {**one, "code": "5", "due_at": "2024-05-25", "done_at": "2024-06-01", "secret": True},
        {**one, "code": "6", "direction": "out", "due_at": None, "done_at": None},
    )
    whole, june = read(settled, "doc_on_time"), read(settled, "doc_on_time", JUNE)
    assert (whole.numerator, whole.denominator) == (1, 2)
    assert (june.numerator, june.denominator) == (0, 1)
    assert (read(settled, "docs_in").value, read(settled, "docs_out").value) == (4, 1)


def test_flags_that_a_source_does_not_give_are_no_data(settled: Engine) -> None:
    load(settled, "dossiers", dossier("1", channel="online"), dossier("2"))
    for name in ("synced", "vneid"):
        assert read(settled, name).reason is Reason.NOT_TOLD
    load(
        settled,
        "dossiers",
        dossier("1", channel="online", synced=True, vneid=True),
        dossier("2", synced=False, vneid=True),  # at the counter
    )
    assert read(settled, "synced").value == 0.5
    vneid = read(settled, "vneid")
    assert (vneid.numerator, vneid.denominator) == (1, 1)


def test_reported_totals_stand_in_only_where_there_are_no_rows_at_all(settled: Engine) -> None:
    load(settled, "observations", observation("firewall_agencies", numerator=3, denominator=4))
    reported = read(settled, "firewall_agencies")
    assert (reported.value, reported.metric.source) == (0.75, "reports")
    assert reported.as_of is not None
    load(settled, "networks", network("TP", "2024-11-30", firewall=True))
    counted = read(settled, "firewall_agencies")
    assert (counted.value, counted.metric.source) == (1.0, "networks")
    assert counted.reconciliation is not None
    assert counted.reconciliation.reported == 0.75
    assert read(settled, "firewall_agencies", MAY).value is None


@pytest.mark.parametrize("name", ["petitions", "task_late", "portals"])
def test_no_rows_are_no_zero(settled: Engine, name: str) -> None:
    assert read(settled, name).reason is Reason.NEVER_REPORTED
