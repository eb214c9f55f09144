"""``python -m fieldplan``: the program where its script is not on the path."""

from fieldplan.cli import main

main()
