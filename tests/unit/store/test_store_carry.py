from datetime import date

import pytest

from fieldplan.domain import (
    AgreedVisit,
    CarryOver,
    DeskBacklog,
    DoneVisit,
    HistoryVisit,
    UndoneVisit,
    VisitKind,
)
from fieldplan.errors import InputError
from fieldplan.store.carry_json import read_carry, write_carry

DAY = date(2026, 11, 27)
CARRIED = CarryOver(
    month="2026-11",
    closed=date(2026, 11, 30),
    done=(
        DoneVisit(
            visit_id="P1-audit",
            site_id="S2",
            kind=VisitKind.AUDIT,
            date=DAY,
            project_id="P1",
            engineer_id="E1",
            work_min=120,
        ),
    ),
    promised=(AgreedVisit(subject="S1", date=date(2026, 12, 4), window=(600, 720)),),
    undone=(UndoneVisit(visit_id="S1-TO-2611", site_id="S1", kind=VisitKind.MAINTENANCE, due=DAY),),
    desk=(DeskBacklog(engineer_id="E1", visit_id="P1-audit", minutes=120, until=DAY),),
    history=(HistoryVisit(date=DAY, site_id="S2", kind=VisitKind.AUDIT, engineer_id="E1"),),
)


def test_a_carry_over_is_read_as_it_was_written(tmp_path):
    assert read_carry(write_carry(tmp_path, CARRIED)) == CARRIED


def test_a_damaged_carry_over_is_refused(tmp_path):
    path = write_carry(tmp_path, CARRIED)
    path.write_text(path.read_text(encoding="utf-8").replace("2026-11-30", "soon"), "utf-8")
    with pytest.raises(InputError):
        read_carry(path)
