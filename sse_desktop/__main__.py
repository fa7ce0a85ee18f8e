"""`python -m sse_desktop`: the window, or the command line when a verb is given."""

import sys
from collections.abc import Sequence
from functools import partial
from typing import Final

WITH_VALUE: Final = frozenset({"--data", "--language", "--user", "--database"})
# How the program starts itself for work in a process of its own; exchange/worker_process.py gives it.
WORK_APART: Final = "--work-apart"
SELFTEST: Final = "--selftest"
FOR_THE_COMMAND_LINE: Final = frozenset({"--help", "-h", "--version", "--json"})


def names_a_verb(arguments: Sequence[str]) -> bool:
    """Tell whether the arguments are for the command line: a verb, or an option that only it knows."""
    waiting = False
    for argument in arguments:
        if waiting:
            waiting = False
        elif argument in WITH_VALUE:
            waiting = True
        elif argument in FOR_THE_COMMAND_LINE or not argument.startswith("-"):
            return True
    return False


def main() -> int:
    """Start what the arguments ask for and return its exit status."""
    arguments = sys.argv[1:]
    if arguments[:1] == [WORK_APART]:
        from sse_desktop.exchange.worker_process import work

        work()
        return 0
    if arguments[:1] == [SELFTEST]:
        from sse_desktop.selftest import selftest

        return 0 if selftest(partial(print, flush=True)) else 1
    if names_a_verb(arguments):
        from sse_desktop.cli import main as command_line

        return command_line(arguments)
    from sse_desktop.app import main as window

    return window(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
