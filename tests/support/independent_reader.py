"""A second reader of the exchange format: is an answer acceptable for its problem?

Knows ``docs/exchange.md`` and ``docs/timing.md`` and nothing of fieldplan: JSON values in, a
list of complaints out. For end-to-end tests; run as a program it takes two files.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

Doc = dict[str, Any]


def complaints(problem: Doc, answer: Doc) -> list[str]:
    """Return everything that is wrong with the answer; an empty list accepts it."""
    found: list[str] = []
    if answer.get("format") != "fieldplan-plan/1":
        return [f"format is {answer.get('format')!r}"]
    people = {person["id"]: person for person in problem["engineers"]}
    visits = {visit["id"]: visit for visit in problem["visits"]}
    for route in answer["routes"]:
        where = f"{route['engineer']} {route['date']}"
        if route["engineer"] not in people or route["date"] not in problem["horizon"]:
            found.append(f"{where}: unknown engineer or date")
        elif any(stop["visit"] not in visits for stop in route["stops"]):
            found.append(f"{where}: unknown visit")
    if found:
        return found
    found += _counts(visits, answer)
    driven = {(r["engineer"], r["date"]): r for r in (problem.get("past") or {}).get("routes", ())}
    found += _past(problem, answer, driven)
    for route in answer["routes"]:
        if (route["engineer"], route["date"]) in driven:
            continue  # its times are those of the past; _past compares them
        person = people[route["engineer"]]
        where = f"{route['engineer']} {route['date']}"
        found += [f"{where}: {text}" for text in _route(problem, person, visits, route)]
        found += [f"{where}: {text}" for text in _kept_free(problem, person, route, answer)]
    found += _people(problem, answer)
    found += _order(problem, visits, answer)
    found += _objective(problem, visits, answer)
    return found


def _kept_free(problem: Doc, person: Doc, route: Doc, answer: Doc) -> list[str]:
    """The reserve at the shift's end, and with strict desk work its blocks beside the route."""
    day = route["date"]
    shift_end = person["shifts"].get(day, (0, 1440))[1]
    found = []
    if person.get("reserve_min") and route["back"] > shift_end - person["reserve_min"]:
        found.append("back within the reserve")
    desk = problem.get("desk")
    mode = desk if isinstance(desk, str) or desk is None else desk["mode"]
    for block in answer.get("desk") or ():
        if (block["engineer"], block["date"]) != (route["engineer"], day):
            continue
        if block["start"] < route["back"] and block["end"] > route["leave"]:
            found.append("desk work on the way")
        if mode == "strict" and block["end"] > shift_end:
            found.append("desk work after the shift")
    if mode == "strict" and answer.get("desk_overflow_min"):
        found.append("desk work beyond the shifts")
    return found


def _past(problem: Doc, answer: Doc, driven: dict[tuple[str, str], Doc]) -> list[str]:
    routes = {(route["engineer"], route["date"]): route for route in answer["routes"]}
    found = []
    for key, frozen in driven.items():
        now = [stop["visit"] for stop in routes.get(key, {"stops": []})["stops"]]
        then = [stop["visit"] for stop in frozen["stops"]]
        if now[: len(then)] != then:
            found.append(f"{key}: the past is changed")
    if "past" in problem:
        first = problem["past"]["until"][:10]
        found += [f"{k}: put into the past" for k in routes if k[1] < first and k not in driven]
    return found


def _counts(visits: Doc, answer: Doc) -> list[str]:
    named = Counter(stop["visit"] for route in answer["routes"] for stop in route["stops"])
    for item in answer["unassigned"]:
        named[item["visit"]] += 1
    found = [f"{v}: named {named[v]} times" for v in sorted({*visits, *named}) if named[v] != 1]
    found += [f"{i['visit']}: no reason" for i in answer["unassigned"] if not i.get("reason")]
    days = Counter((route["engineer"], route["date"]) for route in answer["routes"])
    return found + [f"{key}: {n} routes" for key, n in days.items() if n > 1]


def _drive(problem: Doc, day: str, here: int, there: int, leave: int) -> int | None:
    free = 0 if here == there else problem["travel_min"][here][there]
    if free is None or free < 0:
        return None
    traffic = problem.get("traffic") or {}
    if isinstance(traffic, dict):
        traffic = traffic.get(str(date.fromisoformat(day).weekday())) or [100] * 48
    todo, now = 100 * free, leave
    while todo > 0:
        todo -= traffic[now // 30 % 48]
        now += 1
    return now


def _resume(person: Doc, day: str) -> Doc | None:
    resumes = person.get("from") or []
    resumes = [resumes] if isinstance(resumes, dict) else resumes
    return next((item for item in resumes if item["date"] == day), None)


def _lunch_due(problem: Doc, person: Doc, day: str) -> Doc | None:
    lunch, shift = problem.get("lunch"), person["shifts"].get(day)
    if not lunch or not shift or shift[1] - shift[0] <= 240:
        return None
    resume = _resume(person, day)
    if resume and resume.get("lunch_taken"):
        return None
    lunch = {"earliest": 720, "latest": 900, "interrupt_over_min": 240, **lunch}
    fits = max(shift[0], lunch["earliest"]) + lunch["minutes"] <= shift[1]
    return lunch if shift[0] <= lunch["latest"] and fits else None


def _route(problem: Doc, person: Doc, visits: Doc, route: Doc) -> list[str]:
    day, found = route["date"], []
    if day in person.get("absent", ()) or day not in person["shifts"]:
        return ["no shift"]
    shift, resume = person["shifts"][day], _resume(person, day)
    first = resume["minute"] if resume else shift[0]
    step = problem.get("departure_step_min") or 15
    if route["leave"] < first or (route["leave"] - first) % step:
        found.append(f"leaves at {route['leave']}")
    lunch = _lunch_due(problem, person, day)
    noon = route.get("lunch")
    if (lunch is None) != (noon is None):
        return [*found, f"lunch is {noon}, due: {lunch is not None}"]
    pause = lunch["minutes"] if lunch else 0
    free = [(first, route["leave"])]
    here = resume["location"] if resume else person["start"]
    now, before, drive, metres, interrupted = route["leave"], None, 0, 0, False
    for stop in route["stops"]:
        visit = visits[stop["visit"]]
        at = _drive(problem, day, here, visit["location"], now)
        if at is None or at != stop["arrive"]:
            return [*found, f"{visit['id']}: arrives at {stop['arrive']}, can at {at}"]
        drive += at - now
        metres += _metres(problem, here, visit["location"])
        gate = 0 if before == visit["location"] else problem.get("stop_overhead_min") or 0
        if stop["start"] < at + gate:
            found.append(f"{visit['id']}: starts before arrival")
        end = stop["start"] + visit["duration_min"]
        long = lunch is not None and visit["duration_min"] > lunch["interrupt_over_min"]
        if long and stop["start"] <= noon < end:
            end, interrupted = end + pause, True
        if stop["end"] != end:
            found.append(f"{visit['id']}: ends at {stop['end']}, not at {end}")
        depart = stop.get("depart", stop["end"])
        if depart != stop["end"] and not (lunch and noon >= end and depart == noon + pause):
            found.append(f"{visit['id']}: departs at {depart}")
        free += [(at + gate, stop["start"]), (stop["end"], depart)]
        found += _visit(visit, person, day, stop)
        here = before = visit["location"]
        now = depart
    back = _drive(problem, day, here, person["end"], now)
    if back != route["back"]:
        return [*found, f"back at {route['back']}, can at {back}"]
    drive += back - now
    metres += _metres(problem, here, person["end"])
    finish = back
    if lunch:
        if noon >= back:
            free.append((noon, finish := noon + pause))
        fits = any(start <= noon and noon + pause <= end for start, end in free)
        if not (interrupted or fits) or not lunch["earliest"] <= noon <= lunch["latest"]:
            found.append(f"lunch at {noon}")
    overtime = max(0, finish - shift[1])
    for key, value in (("overtime_min", overtime), ("drive_min", drive), ("distance_m", metres)):
        if route.get(key, value) != value:
            found.append(f"{key} is {route[key]}, not {value}")
    if overtime > _overtime(problem, person).get("day_min", 0):
        found.append(f"overtime {overtime}")
    most = person.get("max_visits_per_route")
    done = (resume or {}).get("visits_done", 0)
    if not route["stops"] or (most is not None and len(route["stops"]) + done > most):
        found.append(f"{len(route['stops'])} visits")
    return found


def _metres(problem: Doc, here: int, there: int) -> int:
    return (problem["travel_m"][here][there] or 0) if problem.get("travel_m") else 0


def _overtime(problem: Doc, person: Doc) -> Doc:
    own = person.get("overtime")
    return (own if own is not None else problem.get("overtime")) or {}


def _visit(visit: Doc, person: Doc, day: str, stop: Doc) -> list[str]:
    found, name = [], visit["id"]
    windows = visit["windows"].get(day, [])
    if not any(a <= stop["start"] and stop["end"] <= b for a, b in windows):
        found.append(f"{name}: {stop['start']}-{stop['end']} outside {windows}")
    if not set(visit.get("skills", ())) <= set(person.get("skills", ())):
        found.append(f"{name}: skills")
    if visit.get("engineers") is not None and person["id"] not in visit["engineers"]:
        found.append(f"{name}: engineer")
    if (visit.get("not_before") or day) > day:
        found.append(f"{name}: not before {visit['not_before']}")
    promised = (visit.get("promise") or {}).get("date")
    if (visit.get("notice_until") or day) > day != promised:
        found.append(f"{name}: notice until {visit['notice_until']}")
    return found


def _people(problem: Doc, answer: Doc) -> list[str]:
    found = []
    for person in problem["engineers"]:
        own = [route for route in answer["routes"] if route["engineer"] == person["id"]]
        overtime = sum(route.get("overtime_min", 0) for route in own)
        most = _overtime(problem, person).get("month_min")
        if most is not None and overtime > most:
            found.append(f"{person['id']}: overtime {overtime}")
        busy = 0
        for route in own:
            busy += route["back"] - route["leave"]
            noon = route.get("lunch")
            if noon is not None and route["leave"] <= noon < route["back"]:
                busy -= problem["lunch"]["minutes"]
        if person.get("hours_min") is not None and busy > person["hours_min"]:
            found.append(f"{person['id']}: busy {busy}")
    return found


def _order(problem: Doc, visits: Doc, answer: Doc) -> list[str]:
    found = []
    at = {s["visit"]: (r["date"], r["engineer"]) for r in answer["routes"] for s in r["stops"]}
    number = {day: n for n, day in enumerate(problem["horizon"])}
    for name, (day, _) in at.items():
        after = visits[name].get("after") or []
        for one in [after] if isinstance(after, dict) else after:
            if one["visit"] not in at:
                found.append(f"{name}: without {one['visit']}")
                continue
            then = at[one["visit"]][0]
            calendar = (date.fromisoformat(day) - date.fromisoformat(then)).days
            if number[day] - number[then] < one.get("min_days", 0) or calendar < one.get(
                "min_calendar_days", 0
            ):
                found.append(f"{name}: too soon after {one['visit']}")
    for group in problem.get("same_engineer") or []:
        if len({at[name][1] for name in group if name in at}) > 1:
            found.append(f"{group}: several engineers")
    for group in problem.get("consecutive") or []:
        served = [at[name] for name in group if name in at]
        if not served:
            continue
        days = [number[day] for day, _ in served]
        in_row = days == list(range(days[0], days[0] + len(group)))
        if not in_row or len({who for _, who in served}) > 1:
            found.append(f"{group}: not day after day by one engineer")
    return found


def _objective(problem: Doc, visits: Doc, answer: Doc) -> list[str]:
    """Only what can be told without prices: the weight left out and the minutes driven."""
    objective, found = answer.get("objective", {}), []
    lost = sum(
        visits[item["visit"]]["priority"]
        for item in answer["unassigned"]
        if visits[item["visit"]].get("tier") != "welcome"
    )
    if objective.get("unserved_weight", lost) != lost:
        found.append(f"unserved_weight is {objective['unserved_weight']}, not {lost}")
    if not problem.get("prices") and "drive_min" in objective:
        drive = sum(route.get("drive_min", 0) for route in answer["routes"])
        if objective["drive_min"] != drive:
            found.append(f"drive_min is {objective['drive_min']}, not {drive}")
    for tier, bound in answer.get("bound", {}).items():
        if bound is not None and bound > objective[tier]:
            found.append(f"bound of {tier} is above its value")
    return found


if __name__ == "__main__":
    documents = [json.loads(Path(name).read_text("utf-8")) for name in sys.argv[1:3]]
    wrong = complaints(*documents)
    sys.stdout.writelines(f"{line}\n" for line in wrong)
    sys.exit(bool(wrong))
