"""Data files shipped with the package: example workbooks and the shortened days."""

from __future__ import annotations

from importlib.resources import files

EXAMPLES = (
    "example-217.xlsx",
    "example-400.xlsx",
    "example-217-en.xlsx",
    "emergencies-december.xlsx",
)
"""File names of the shipped workbooks."""


def read_bytes(name: str) -> bytes:
    """Return the content of a shipped file.

    Raises
    ------
    FileNotFoundError
        If there is no such file in the package.
    """
    return files(__name__).joinpath(name).read_bytes()


def read_text(name: str) -> str:
    """Return the content of a shipped UTF-8 text file."""
    return read_bytes(name).decode("utf-8")


def read_example(name: str) -> bytes:
    """Return an example workbook by its file name or its stem (``example-217``).

    Raises
    ------
    KeyError
        If there is no such example.
    """
    file_name = name if name.endswith(".xlsx") else f"{name}.xlsx"
    if file_name not in EXAMPLES:
        raise KeyError(name)
    return read_bytes(file_name)
