from datetime import date, datetime

from support.books import DAY, codes_of, demand_of, make_book, make_engineer, make_site, visits_of

from fieldplan.domain import After, HistoryVisit, Project, Stage, VisitKind

AUDIT, INSTALLATION, COMMISSIONING = (
    VisitKind.AUDIT,
    VisitKind.INSTALLATION,
    VisitKind.COMMISSIONING,
)


def chain(*, audit=None, installation=None, commissioning=None, **project):
    stages = (
        Stage(kind=AUDIT, **(audit or {})),
        Stage(kind=INSTALLATION, **(installation or {})),
        Stage(kind=COMMISSIONING, **(commissioning or {})),
    )
    return Project(**{"id": "P1", "site_id": "S1", "stages": stages, **project})


def book_of(*projects, **site):
    return make_book(
        sites=(make_site(maintenance_every_months=0, **site),),
        projects=projects,
        engineers=(make_engineer(), make_engineer("E2")),
    )


def reasons(demand):
    return {item.visit_id: item.reasons[0].code for item in demand.postponed}


def findings(demand):
    return [finding.code for finding in demand.findings]


def test_a_chain_waits_for_equipment_after_the_audit():
    visits = visits_of(demand_of(book_of(chain())))
    assert list(visits) == ["P1-audit", "P1-installation", "P1-commissioning"]
    assert visits["P1-audit"].after == ()
    assert visits["P1-installation"].after == (
        After(visit_id="P1-audit", min_days=1, min_calendar_days=14),
    )
    assert visits["P1-commissioning"].after == (After(visit_id="P1-installation", min_days=1),)
    assert visits["P1-installation"].duration_min == 360
    assert visits["P1-installation"].project_id == "P1"
    assert {v.weight for v in visits.values()} == {30, 40}


def test_installation_and_commissioning_share_an_engineer_if_wanted():
    problem = demand_of(book_of(chain())).problem
    assert problem.same_engineer == (("P1-installation", "P1-commissioning"),)
    assert demand_of(book_of(chain(same_engineer=False))).problem.same_engineer == ()


def test_an_installation_of_several_days_is_consecutive_visits():
    problem = demand_of(book_of(chain(installation={"days": 3}))).problem
    days = tuple(f"P1-installation-{n}" for n in (1, 2, 3))
    assert problem.consecutive == (days,)
    assert problem.same_engineer == ((*days, "P1-commissioning"),)
    visits = {visit.id: visit for visit in problem.visits}
    assert visits[days[0]].after[0].visit_id == "P1-audit"
    assert visits[days[1]].after == ()
    assert visits["P1-commissioning"].after == (After(visit_id=days[2], min_days=1),)


def test_a_done_stage_turns_into_a_date_for_the_next():
    done = {"done_on": date(2026, 11, 26)}
    visits = visits_of(demand_of(book_of(chain(audit=done))))
    assert "P1-audit" not in visits
    assert visits["P1-installation"].after == ()
    assert visits["P1-installation"].not_before == date(2026, 12, 10)
    own = visits_of(demand_of(book_of(chain(audit=done, equipment_lead_days=7))))
    assert own["P1-installation"].not_before == date(2026, 12, 3)


def test_the_next_stage_is_on_a_later_day():
    done = {"done_on": date(2026, 12, 3)}
    book = book_of(chain(audit=done, installation=done))
    visits = visits_of(demand_of(book, now=datetime(2026, 12, 3)))
    assert visits["P1-commissioning"].not_before == date(2026, 12, 4)


def test_known_equipment_dates_override_the_lead_time():
    expected = chain(audit={"done_on": date(2026, 11, 26)}, equipment_expected=date(2026, 12, 18))
    visits = visits_of(demand_of(book_of(expected)))
    assert visits["P1-installation"].not_before == date(2026, 12, 18)
    arrived = chain(equipment_expected=date(2026, 12, 18), equipment_arrived=date(2026, 11, 20))
    visits = visits_of(demand_of(book_of(arrived)))
    assert visits["P1-installation"].not_before is None
    assert visits["P1-installation"].after == (After(visit_id="P1-audit", min_days=1),)


def test_what_cannot_start_this_month_is_next_month_with_its_reason():
    late = demand_of(book_of(chain(equipment_expected=date(2027, 1, 15))))
    assert reasons(late) == {
        "P1-installation": "next_month_equipment",
        "P1-commissioning": "next_month_predecessor",
    }
    assert late.postponed[0].reasons[0].params == {"date": date(2027, 1, 15)}
    not_yet = demand_of(book_of(chain(start_not_before=date(2027, 1, 12))))
    assert reasons(not_yet)["P1-audit"] == "next_month_start"
    assert not_yet.problem.visits == ()


def test_the_best_day_of_the_stage_before_decides():
    # Audit on the 18th at best, two weeks of delivery: the 1st of January.
    demand = demand_of(book_of(chain(start_not_before=date(2026, 12, 18))))
    assert reasons(demand)["P1-installation"] == "next_month_equipment"
    # Audit on the 16th at best: installation on the 30th, nothing after it.
    demand = demand_of(book_of(chain(start_not_before=date(2026, 12, 16))))
    assert reasons(demand) == {"P1-commissioning": "next_month_order"}


def test_a_stage_of_several_days_must_end_in_the_month():
    start = {"start_not_before": date(2026, 12, 29)}
    one = Project(id="P1", site_id="S1", stages=(Stage(kind=INSTALLATION, days=2),), **start)
    assert [v.id for v in demand_of(book_of(one)).problem.visits] == [
        "P1-installation-1",
        "P1-installation-2",
    ]
    three = Project(id="P1", site_id="S1", stages=(Stage(kind=INSTALLATION, days=3),), **start)
    assert set(reasons(demand_of(book_of(three))).values()) == {"next_month_start"}


def test_access_days_count_for_when_a_stage_can_start():
    monday = (DAY, (), (), (), (), (), ())
    demand = demand_of(book_of(chain(start_not_before=date(2026, 12, 29)), access=monday))
    assert "P1-audit" in reasons(demand)


def test_notice_can_push_a_stage_into_the_next_month():
    demand = demand_of(book_of(chain(), notice_days=5), now=datetime(2026, 12, 25))
    assert reasons(demand)["P1-audit"] == "next_month_notice"


def test_promised_stage_keeps_its_day_and_window():
    agreed = {"agreed_on": date(2026, 12, 9), "agreed_window": (600, 720)}
    visits = visits_of(demand_of(book_of(chain(audit=agreed))))
    promise = visits["P1-audit"].promise
    assert (promise.date, promise.start_min, promise.end_min) == (date(2026, 12, 9), 600, 720)
    assert visits["P1-installation"].promise is None


def test_a_promised_audit_moves_the_best_day_of_the_chain():
    demand = demand_of(book_of(chain(audit={"agreed_on": date(2026, 12, 21)})))
    assert "P1-installation" in reasons(demand)


def test_the_promise_of_a_longer_stage_is_its_first_days():
    agreed = {"days": 2, "agreed_on": date(2026, 12, 9)}
    visits = visits_of(
        demand_of(book_of(chain(audit={"done_on": date(2026, 11, 2)}, installation=agreed)))
    )
    assert visits["P1-installation-1"].promise is not None
    assert visits["P1-installation-2"].promise is None


def test_equipment_after_a_promise_is_a_call_to_make():
    agreed = {"agreed_on": date(2026, 12, 9)}
    done = {"done_on": date(2026, 11, 2)}
    book = book_of(chain(audit=done, installation=agreed, equipment_expected=date(2026, 12, 15)))
    demand = demand_of(book)
    assert findings(demand) == ["demand_promise_before_equipment"]
    assert demand.findings[0].severity == "warning"
    assert visits_of(demand)["P1-installation"].not_before == date(2026, 12, 15)
    later = book_of(chain(audit=done, installation=agreed, equipment_expected=date(2027, 1, 15)))
    demand = demand_of(later)
    assert findings(demand) == ["demand_promise_before_equipment"]
    assert "P1-installation" in reasons(demand)


def test_promises_in_the_wrong_order_are_a_contradiction():
    book = book_of(
        chain(
            audit={"done_on": date(2026, 11, 2)},
            installation={"agreed_on": date(2026, 12, 9)},
            commissioning={"agreed_on": date(2026, 12, 9)},
        )
    )
    assert codes_of(book) == ["demand_promise_order"]


def test_a_stage_promised_for_a_later_month_waits_with_what_follows():
    demand = demand_of(book_of(chain(audit={"agreed_on": date(2027, 1, 13)})))
    assert reasons(demand) == {
        "P1-audit": "next_month_promised",
        "P1-installation": "next_month_predecessor",
        "P1-commissioning": "next_month_predecessor",
    }
    near = demand_of(book_of(chain(audit={"agreed_on": date(2027, 1, 13)})), extra_days=5)
    visits = visits_of(near)
    assert visits["P1-audit"].promise.date == date(2027, 1, 13)
    assert date(2027, 1, 13) in visits["P1-audit"].windows
    assert date(2027, 1, 12) not in visits["P1-audit"].windows


def test_the_installer_also_commissions():
    done = {"done_on": date(2026, 11, 20)}
    book = book_of(chain(audit=done, installation=done))
    history = (
        HistoryVisit(date=date(2026, 11, 20), site_id="S1", kind=INSTALLATION, engineer_id="E2"),
    )
    (visit,) = demand_of(
        make_book(
            sites=book.sites, projects=book.projects, engineers=book.engineers, history=history
        )
    ).problem.visits
    assert visit.engineers == {"E2"}


def test_due_date_makes_a_late_project_weigh_more():
    visits = visits_of(demand_of(book_of(chain(due=date(2026, 11, 11)))))
    assert visits["P1-audit"].weight == 32
    assert visits["P1-audit"].due == date(2026, 11, 11)


def test_done_projects_and_inactive_sites_ask_for_nothing():
    done = {"done_on": date(2026, 11, 20)}
    finished = chain(audit=done, installation=done, commissioning=done)
    assert demand_of(book_of(finished)).problem.visits == ()
    assert demand_of(book_of(chain(), active=False)).problem.visits == ()


def test_unknown_site_of_a_project():
    assert codes_of(book_of(chain(site_id="S7"))) == ["demand_unknown_site"]


def test_the_note_goes_with_every_stage():
    start = {"start_not_before": date(2026, 12, 1), "note": "ключ на вахте"}
    one = Project(id="P1", site_id="S1", stages=(Stage(kind=INSTALLATION, days=2),), **start)
    visits = demand_of(book_of(one)).problem.visits
    assert [visit.note for visit in visits] == ["ключ на вахте"] * 2
