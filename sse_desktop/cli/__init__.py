"""The command line: the very same commands and queries as the window, without a screen and without Qt."""

import sys
from collections.abc import Sequence
from typing import Final

from sse_desktop.cli.answers import NotText, Refused, is_text, refuse
from sse_desktop.cli.choices import Choices
from sse_desktop.domain.errors import DomainError

__all__ = ["main"]

DONE: Final = 0
BUG: Final = 1
REFUSED: Final = 2
WRONG_USAGE: Final = 64
# What the argument parser itself ends with when it does not understand.
_PARSER_GAVE_UP: Final = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments ask for and return the exit status: 0 done, 2 refused, 64 wrong usage, 1 a bug."""
    from sse_desktop.cli.verbs import app

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    choices = Choices()
    words = list(sys.argv[1:] if arguments is None else arguments)
    broken = next((word for word in words if not is_text(word)), None)
    if broken is not None:
        refuse(choices, NotText(text=broken.encode("ascii", "backslashreplace").decode()))
        return WRONG_USAGE
    try:
        app(words, obj=choices, prog_name="sse-desktop")
    except SystemExit as end:
        return _status(end.code)
    except Refused as refused:
        refuse(choices, refused.failure, refused.data)
        return REFUSED
    except DomainError as failure:
        refuse(choices, failure)
        return REFUSED
    # The surface: whatever else comes up here is a bug, and its report must not hide.
    except Exception:  # noqa: BLE001 - as said above
        import traceback

        traceback.print_exc()
        return BUG
    return DONE


def _status(code: object) -> int:
    if code == _PARSER_GAVE_UP:
        return WRONG_USAGE
    return code if isinstance(code, int) else DONE
