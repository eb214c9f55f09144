"""Sheets that contradict one another, as far as it does not depend on *now*."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from support import workbooks
from support.workbooks import Row, cell_of

from fieldplan.errors import Finding
from fieldplan.messages import text
from fieldplan.workbook import read_workbook

THURSDAY = date(2026, 12, 3)
FRIDAY = date(2026, 12, 4)
SATURDAY = date(2026, 12, 5)
IN_ABSENCE = date(2026, 12, 14)


def found(tmp_path: Path, **changes: list[Row]) -> tuple[Finding, ...]:
    rows = {**workbooks.clean_rows(), "agreed": [], "projects": [], "emergencies": [], **changes}
    result = read_workbook(workbooks.save(rows, tmp_path / "book.xlsx"))
    assert result.book is not None, result.findings
    return result.findings


def check(
    tmp_path: Path, severity: str, code: str, place: tuple[str, str, int], **rows: Any
) -> None:
    findings = found(tmp_path, **rows)
    sheet, key, row = place
    expected = (severity, f"findings.{code}", workbooks.BY_KEY[sheet].title("ru"))
    assert [(f.severity, f.code, f.sheet) for f in findings] == [expected]
    assert findings[0].cell == cell_of(sheet, key, row)
    assert findings[0].value
    for lang in ("ru", "en"):
        assert text(findings[0].code, lang, **findings[0].params)


CLOSED_FRIDAY = "пн-чт 9-12, 14-17"


@pytest.mark.parametrize(
    ("code", "key", "promise", "sites"),
    [
        ("promise_on_absence", "date", {"date": IN_ABSENCE, "engineer": "И2"}, {}),
        (
            "promise_on_absence",
            "date",
            {"date": IN_ABSENCE},
            {"engineer": "И2", "engineer_fixed": "только он"},
        ),
        ("promise_on_closed_day", "date", {"date": FRIDAY}, {"access": CLOSED_FRIDAY}),
        ("promise_on_closed_day", "date", {"date": SATURDAY}, {"access_days": "пн-пт"}),
        (
            "promise_outside_access",
            "window",
            {"date": THURSDAY, "window": "12-14"},
            {"access": CLOSED_FRIDAY},
        ),
        (
            "promise_outside_access",
            "window",
            {"date": THURSDAY, "window": "7-9", "subject": "С-001-TO-2612"},
            {"access": CLOSED_FRIDAY},
        ),
    ],
)
def test_promises(tmp_path: Path, code: str, key: str, promise: Row, sites: Row) -> None:
    check(
        tmp_path,
        "contradiction",
        code,
        ("agreed", key, 2),
        sites=[workbooks.site(**sites)],
        agreed=[workbooks.agreed(**promise)],
    )


@pytest.mark.parametrize(("access", "closed"), [("пн-пт 9-17", False), ("пн-чт 9-17", True)])
def test_an_official_working_saturday_has_fridays_access(
    tmp_path: Path, access: str, closed: bool
) -> None:
    findings = found(
        tmp_path,
        sites=[workbooks.site(access=access)],
        agreed=[workbooks.agreed(date=date(2025, 11, 1), window="10-12")],
    )
    assert [f.code for f in findings] == ["findings.promise_on_closed_day"] * closed


def test_a_day_without_any_engineer(tmp_path: Path) -> None:
    check(
        tmp_path,
        "contradiction",
        "promise_when_all_absent",
        ("agreed", "date", 2),
        absences=[workbooks.absence(), workbooks.absence(engineer="И1")],
        agreed=[workbooks.agreed(date=IN_ABSENCE)],
    )


def test_promises_that_hold_give_no_finding(tmp_path: Path) -> None:
    agreed = [
        workbooks.agreed(date=IN_ABSENCE, engineer="И1"),
        workbooks.agreed(date=IN_ABSENCE),
        workbooks.agreed(date=THURSDAY, window="11-13"),
    ]
    sites = [workbooks.site(access=CLOSED_FRIDAY)]
    assert found(tmp_path, agreed=agreed, sites=sites) == ()


@pytest.mark.parametrize(
    ("severity", "code", "key", "changes"),
    [
        (
            "contradiction",
            "due_before_start",
            "due",
            {"start_not_before": FRIDAY, "due": THURSDAY},
        ),
        ("warning", "stage_done_too_early", "installation_done", {"installation_done": THURSDAY}),
        (
            "warning",
            "stages_out_of_order",
            "installation_done",
            {"audit_done": FRIDAY, "installation_done": THURSDAY},
        ),
        (
            "contradiction",
            "promises_out_of_order",
            "commissioning_date",
            {"installation_date": FRIDAY, "commissioning_date": FRIDAY},
        ),
        (
            "contradiction",
            "promises_out_of_order",
            "installation_date",
            {"audit_done": FRIDAY, "installation_date": THURSDAY},
        ),
        (
            "warning",
            "equipment_after_promise",
            "installation_date",
            {"installation_date": THURSDAY, "equipment_expected": FRIDAY},
        ),
        (
            "contradiction",
            "promise_on_absence",
            "audit_date",
            {"audit_date": IN_ABSENCE, "engineer": "И2"},
        ),
        (
            "contradiction",
            "promise_outside_access",
            "audit_time",
            {"audit_date": THURSDAY, "audit_time": "19:00"},
        ),
    ],
)
def test_projects(tmp_path: Path, severity: str, code: str, key: str, changes: Row) -> None:
    check(
        tmp_path,
        severity,
        code,
        ("projects", key, 2),
        sites=[workbooks.site(access="9-18")],
        projects=[workbooks.project(**changes)],
    )


def test_a_project_in_order_gives_no_finding(tmp_path: Path) -> None:
    project = workbooks.project(
        audit_done=date(2026, 11, 20),
        equipment_arrived=THURSDAY,
        installation_date=THURSDAY,
        commissioning_date=FRIDAY,
    )
    assert found(tmp_path, projects=[project]) == ()


CONTRACTOR = {"contractor": "подрядчик", "hour_cost": 1500}


@pytest.mark.parametrize(
    ("code", "changes", "skills"),
    [
        ("fixed_engineer_contractor", CONTRACTOR, ""),
        ("fixed_engineer_inactive", {"active": "нет"}, ""),
        ("fixed_engineer_lacks_skill", {"skills": "монтаж"}, "холод"),
    ],
)
def test_fixed_engineers(tmp_path: Path, code: str, changes: Row, skills: str) -> None:
    site = workbooks.site(engineer="И2", engineer_fixed="только он", skills=skills)
    people = [workbooks.engineer(), workbooks.engineer("И2", **changes)]
    check(tmp_path, "warning", code, ("sites", "engineer", 2), sites=[site], engineers=people)
    site["engineer_fixed"] = "желательно"
    assert found(tmp_path, sites=[site], engineers=people) == ()


def test_skills(tmp_path: Path) -> None:
    one = [workbooks.site(skills="сварка")]
    check(tmp_path, "warning", "skill_nobody_has", ("sites", "skills", 2), sites=one)
    near = [workbooks.site(skills="монтажж")]
    check(tmp_path, "warning", "skill_nobody_has_close", ("sites", "skills", 2), sites=near)
    people = [workbooks.engineer(skills="монтаж"), workbooks.engineer("И2", skills="холод")]
    both = [workbooks.site(skills="монтаж, холод")]
    check(
        tmp_path,
        "warning",
        "skills_nobody_has_together",
        ("sites", "skills", 2),
        sites=both,
        engineers=people,
    )
    assert found(tmp_path, sites=both) == ()
    call = [workbooks.emergency(skills="сварка")]
    check(tmp_path, "warning", "skill_nobody_has", ("emergencies", "skills", 2), emergencies=call)
    stage = [workbooks.project(audit_skills="сварка")]
    check(tmp_path, "warning", "skill_nobody_has", ("projects", "audit_skills", 2), projects=stage)


def test_work_at_an_inactive_site(tmp_path: Path) -> None:
    sites = [workbooks.site(), workbooks.site("С-002", active="нет")]
    call = [workbooks.emergency(site="С-002")]
    check(
        tmp_path,
        "warning",
        "inactive_site_used",
        ("emergencies", "site", 2),
        sites=sites,
        emergencies=call,
    )
    done = [workbooks.emergency(site="С-002", state="отменена")]
    assert found(tmp_path, sites=sites, emergencies=done) == ()


def test_an_id_of_a_site_and_of_a_project(tmp_path: Path) -> None:
    """A promise with such an id needs its kind."""
    rows = workbooks.clean_rows()
    rows["projects"] = [workbooks.project("С-001")]
    result = read_workbook(workbooks.save(rows, tmp_path / "book.xlsx"))
    place = ("findings.ambiguous_subject", cell_of("agreed", "kind", 2))
    assert [(f.code, f.cell) for f in result.findings] == [place]
    rows["agreed"][0]["kind"] = "ТО"
    assert read_workbook(workbooks.save(rows, tmp_path / "book.xlsx")).findings == ()
