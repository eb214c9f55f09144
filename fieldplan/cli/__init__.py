"""The command line: arguments in, one call of ``fieldplan.api``, words and exit codes out."""

from fieldplan.cli.app import main

__all__ = ["main"]
