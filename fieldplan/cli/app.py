"""The ``fieldplan`` program: its commands, and what every failure turns into."""

from __future__ import annotations

import locale
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from fieldplan import __version__
from fieldplan.cli.console import Session, keep_stdout_clean, prepare_streams, print_json
from fieldplan.errors import FieldplanError, InputError, OutputExistsError
from fieldplan.messages import LANGUAGES, text

INTERRUPTED = 130
DEFECT = 1


def help_language(arguments: Sequence[str]) -> str:
    """Return the language of the help: ``--lang``, else ``FIELDPLAN_LANG``, else the system's."""
    for position, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--lang":
            wanted = value or "".join(arguments[position + 1 : position + 2])
            if wanted in LANGUAGES:
                return wanted
    wanted = os.environ.get("FIELDPLAN_LANG", "").casefold()
    if wanted in LANGUAGES:
        return wanted
    # The wish stands in the environment even where its locale is not installed.
    wishes = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    system = next(filter(None, wishes), "") or locale.getlocale()[0] or ""
    return "ru" if system.casefold().startswith("ru") else "en"


def build(lang: str) -> click.Group:
    """Return the program with its help in ``lang``."""
    from fieldplan.cli import (
        ask,
        calibrate,
        capacity,
        check,
        close,
        explain,
        export,
        history,
        init,
        map_,
        offer,
        outlook,
        plan,
        replan,
        roads,
        solve,
    )

    group = click.Group(
        "fieldplan",
        help=text("cli.help", lang),
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    click.version_option(__version__, prog_name="fieldplan")(group)
    for module in (
        init,
        check,
        plan,
        replan,
        ask,
        history,
        offer,
        explain,
        close,
        outlook,
        capacity,
        map_,
        export,
        solve,
        calibrate,
        roads,
    ):
        group.add_command(module.make(lang))
    return group


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program and leave with its exit code."""
    prepare_streams()
    keep_stdout_clean()
    sys.exit(run(sys.argv[1:] if arguments is None else list(arguments)))


def run(arguments: Sequence[str]) -> int:
    """Run the program and return its exit code; no exception escapes."""
    session = Session(lang=help_language(arguments))
    try:
        result = build(session.lang).main(
            list(arguments), prog_name="fieldplan", standalone_mode=False, obj=session
        )
    except click.UsageError as error:
        return _usage(session, error)
    except (KeyboardInterrupt, click.Abort):
        session.warn("interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output went away (``| head``): nothing is left to be said, and
        # Python must not complain while it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except FieldplanError as error:
        return _expected(session, error)
    except Exception as error:
        return _defect(session, error)
    return result if isinstance(result, int) else 0


def _usage(session: Session, error: click.UsageError) -> int:
    """Say what is wrong with the command, in the language of the help."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return error.exit_code
    path = error.ctx.command_path if error.ctx else "fieldplan"
    if isinstance(error, click.MissingParameter):
        session.warn("usage_missing", name=_parameter(error))
    elif isinstance(error, click.NoSuchOption):
        near = ", ".join(error.possibilities or ()) or "-"
        session.warn("usage_no_option", name=error.option_name, near=near)
    elif isinstance(error, click.BadParameter):
        session.warn("usage_bad_value", name=_parameter(error), detail=error.message)
    elif error.ctx and isinstance(error.ctx.command, click.Group):
        names = ", ".join(error.ctx.command.commands)
        session.warn("usage_no_command", detail=error.message, names=names)
    else:
        session.warn("usage_other", detail=error.message)
    session.warn("usage_help", path=path)
    return error.exit_code


def _parameter(error: click.BadParameter) -> str:
    """The option or argument as it is typed."""
    if error.param is None:
        return str(error.param_hint or "")
    if isinstance(error.param, click.Option):
        return "/".join(error.param.opts)
    return error.param.make_metavar(error.ctx) if error.ctx else str(error.param.name)


def _expected(session: Session, error: FieldplanError) -> int:
    """Say what the user can mend, without a traceback."""
    if session.debug:
        traceback.print_exc()
    if isinstance(error, InputError):
        from fieldplan.cli.findings import print_findings

        print_findings(session, error.findings, session.err)
        session.warn("input_refused")
    elif isinstance(error, OutputExistsError):
        session.warn("file_exists", path=error.path)
    else:
        session.warn(f"failed_{error.exit_code}", detail=error)
    if session.as_json:
        print_json(_document(session, error))
    return error.exit_code


def _document(session: Session, error: FieldplanError) -> dict[str, object]:
    from fieldplan.cli.findings import finding_document

    findings = error.findings if isinstance(error, InputError) else ()
    return {
        "format": "fieldplan-error/1",
        "exit_code": error.exit_code,
        "error": type(error).__name__,
        "message": str(error),
        "findings": [finding_document(finding, session.lang) for finding in findings],
    }


def _defect(session: Session, error: Exception) -> int:
    """Say that the program itself failed, and keep the particulars in a file."""
    if session.debug:
        traceback.print_exc()
    try:
        log = _write_log()
    except OSError:
        session.warn("defect_without_log", detail=f"{type(error).__name__}: {error}")
    else:
        session.warn("defect", detail=f"{type(error).__name__}: {error}", log=log)
    if session.as_json:
        print_json(
            {
                "format": "fieldplan-error/1",
                "exit_code": DEFECT,
                "error": type(error).__name__,
                "message": str(error),
                "findings": [],
            }
        )
    return DEFECT


def _write_log() -> Path:
    """Write the traceback in hand to the folder for temporary files; no data of clients."""
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    handle, name = tempfile.mkstemp(prefix=f"fieldplan-{stamp}-", suffix=".log", text=True)
    with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as stream:
        stream.write(f"fieldplan {__version__}, Python {sys.version}, {sys.platform}\n")
        stream.write(traceback.format_exc())
    return Path(name)
