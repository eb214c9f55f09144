"""The words around the tables of ``benchmarks/RESULTS.md``."""

HEAD = """# Benchmarks

Made by `python -m benchmarks`; every figure is of a run on the machine named here."""

MONTH_NOTES = """Lower is better, from left to right: emergencies late, then the weight of required
visits left out, then drive. A *shape* is sites/engineers; a third of the sites are due in the
month, with projects' stages and emergencies besides (`benchmarks/months.py`). Drive is free-flow
minutes by our own estimate of roads; the shape with *traffic* is ours alone.

How the figures come about:

- Each run is a process of its own, one at a time. The time limit holds for the search; reading,
  building and compiled code's loading are not counted, for anybody. fieldplan and VROOM may use
  both cores; PyVRP and OR-Tools' routing library search on one.
- *Took* is the longest run with building and loading; VROOM's and PyVRP's limits do not hold
  within a step of theirs, which is long on large months.
- One scorer (`benchmarks/score.py`) times every plan anew and judges it by its own plain code; the
  product's checker is the second opinion. Any rule broken would stand in the column *faults*.
- *Peers*: a vehicle an engineer-day, optional visits with prizes of weight times 600 minutes
  (VROOM: its priorities), skills, windows of every day, at most 8 visits a route.
- *Relaxed in the peers' favour*: departure at any minute (ours: quarter hours).
- *Lunch*: no peer knows one that may interrupt long work. Their day is an hour shorter instead,
  with the windows fitted to it (`benchmarks/peers/lunch_clock.py`); nearly all that is legal
  by this clock is legal with a real lunch. VROOM's own breaks are not used.
- *Order of stages*: OR-Tools has it on its clock. For PyVRP and VROOM the days that a project has
  to spare are shared out among its stages beforehand, which costs them a little.
- *Late emergencies*: PyVRP has a smaller prize for them, OR-Tools a price a minute; VROOM is given
  the days in time only.
- *Repair*, outside of the peers' time limit: what breaks a rule is taken out (counted as
  *repaired*), and everything left out is tried anew, by weight, at its cheapest place.
- Months of over 600 visits are cut into territories for the peers: PyVRP's matrices (one a set of
  allowed visits) and OR-Tools' first solution do not carry 1,320 engineer-days.
- OR-Tools and VROOM take no seed; VROOM ends by itself when it finds nothing better.
- *Drive over bound*: above our proven lower bound at the same service level. *Proven*: bound and
  plan meet."""

SIZE_NOTES = """Seconds are of the search, compiling apart. *First plan* and *within 2 %* are read
off the progress events: emergencies as in the final plan, unserved weight within 2 % of it, and,
where the weight is the same, drive within 2 % of it. *Root bound*: the first bound on drive;
where the limit leaves the master no time there is none. About 53 visits an engineer. Memory is the
process' peak resident size."""

SOLOMON_NOTES = """One day, 25 engineers, all visits required, least travel; distances truncated to
one decimal; a window bounds the start of service. The load capacity of 200 is not part of our
problem, so a little below the published distance is possible. M. M. Solomon, Operations Research
35(2), 1987."""
