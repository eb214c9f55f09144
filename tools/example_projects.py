"""Five projects of the examples, each at another stage."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from example_world import FITTING, TESTING

from fieldplan.domain import Project, Stage, VisitKind


def example_projects(site_ids: Sequence[str], lang: str) -> tuple[Project, ...]:
    """Return five projects, each a stage further back than the one before."""
    audit, install, commission, train = (
        VisitKind.AUDIT,
        VisitKind.INSTALLATION,
        VisitKind.COMMISSIONING,
        VisitKind.TRAINING,
    )
    fitter, tester = frozenset({FITTING.in_(lang)}), frozenset({TESTING.in_(lang)})
    installed = Project(
        id="P-01",
        site_id=site_ids[0],
        due=date(2026, 12, 11),
        equipment_arrived=date(2026, 11, 18),
        stages=(
            Stage(kind=audit, done_on=date(2026, 10, 20)),
            Stage(kind=install, days=2, done_on=date(2026, 11, 25), skills=fitter),
            Stage(
                kind=commission,
                agreed_on=date(2026, 12, 3),
                agreed_window=(600, 720),
                skills=tester,
            ),
            Stage(kind=train),
        ),
    )
    delivered = Project(
        id="P-02",
        site_id=site_ids[1],
        due=date(2026, 12, 18),
        equipment_arrived=date(2026, 11, 27),
        stages=(
            Stage(kind=audit, done_on=date(2026, 11, 12)),
            Stage(kind=install, days=2, agreed_on=date(2026, 12, 8), skills=fitter),
            Stage(kind=commission, skills=tester),
        ),
    )
    audited = Project(
        id="P-03",
        site_id=site_ids[2],
        due=date(2026, 12, 25),
        stages=(
            Stage(kind=audit, done_on=date(2026, 11, 26)),
            Stage(kind=install, skills=fitter),
            Stage(kind=commission, skills=tester),
        ),
    )
    starting = Project(
        id="P-04",
        site_id=site_ids[3],
        due=date(2026, 12, 30),
        stages=(
            Stage(kind=audit, agreed_on=date(2026, 12, 2), agreed_window=(840, 960)),
            Stage(kind=install, work_min=300, skills=fitter),
            Stage(kind=commission, work_min=120, skills=tester),
        ),
    )
    later = Project(
        id="P-05",
        site_id=site_ids[4],
        start_not_before=date(2026, 12, 21),
        due=date(2027, 1, 29),
        equipment_lead_days=21,
        note="Оборудование придёт в январе" if lang == "ru" else "Equipment comes in January",
        stages=(
            Stage(kind=audit),
            Stage(kind=install, skills=fitter),
            Stage(kind=commission, skills=tester),
        ),
    )
    return installed, delivered, audited, starting, later
