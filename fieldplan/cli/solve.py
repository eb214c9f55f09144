"""``fieldplan solve``: the open exchange format, for other systems and for benchmarks."""

from __future__ import annotations

from pathlib import Path

import click

from fieldplan.cli.console import Session, print_json
from fieldplan.cli.options import common_options, search_options
from fieldplan.messages import text

INCOMPLETE = 5


def make(help_lang: str) -> click.Command:
    """Return the command with its help in ``help_lang``."""

    @click.command("solve", help=text("cli.help_solve", help_lang))
    @click.argument("problem", type=click.Path(path_type=Path))
    @click.option(
        "--out", type=click.Path(path_type=Path), help=text("cli.opt_solve_out", help_lang)
    )
    @search_options(help_lang)
    @common_options(help_lang, as_json=False)
    @click.pass_obj
    def solve(
        session: Session,
        problem: Path,
        out: Path | None,
        time_limit_s: float | None,
        iterations: int | None,
        gap: float | None,
        seed: int,
        lang: str | None,
        debug: bool,
    ) -> int:
        # Without --out the answer itself is the one document on standard output.
        session.choose(lang=lang, as_json=out is None, debug=debug)
        return run(
            session,
            problem,
            out,
            time_limit_s=time_limit_s,
            iterations=iterations,
            gap=gap,
            seed=seed,
        )

    return solve


def run(
    session: Session,
    problem: Path,
    out: Path | None,
    *,
    time_limit_s: float | None,
    iterations: int | None,
    gap: float | None,
    seed: int,
) -> int:
    """Solve, check, and write the answer."""
    from fieldplan import api
    from fieldplan.api.files import ensure_writable
    from fieldplan.cli.progress import Display

    if out is not None:
        ensure_writable(out.parent)
    limit = api.stop_rule(time_limit_s=time_limit_s, iterations=iterations, gap_pct=gap)
    with Display(session, time_limit_s=limit.time_limit_s) as display:
        solved = api.solve_exchange(problem, stop=limit, seed=seed, progress=display.update)
    if out is None:
        print_json(solved.answer)
    else:
        api.write_answer(out, solved.answer)
    session.say(
        "solved",
        served=sum(len(route.stops) for route in solved.plan.routes),
        unassigned=len(solved.plan.unassigned),
        where=out if out is not None else "-",
    )
    return INCOMPLETE if api.required_left(solved.problem, solved.plan) else 0
