"""The processes of a file that `tender import --process` names; a file of thousands is not taken over as a whole."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.folding import fold

if TYPE_CHECKING:
    from sse_desktop.exchange.notice import Notice
    from sse_desktop.exchange.reading import FileReading


class ChooseProcesses(DomainError):
    """A file of thousands of processes was given without saying which."""

    sentence = N_("This file holds {count} calls. Name those you want, each with --process. Nothing was imported.")


class NoSuchProcess(DomainError):
    """A process that was named is not in the file."""

    sentence = N_("This file holds no call {process}. Nothing was imported from it. Look at its number in the list.")


def chosen_of(found: "FileReading", wanted: Sequence[str], read: "Callable[..., FileReading]") -> "FileReading":
    """Return the reading with the notices that were named, all of a small file when none was.

    Raises:
        ChooseProcesses, NoSuchProcess.
    """
    if not wanted:
        if found.heads:
            raise ChooseProcesses(count=len(found.heads))
        return found
    notices = [_named(found, name, read) for name in wanted]
    return replace(found, notices=tuple(notices))


def _named(found: "FileReading", name: str, read: "Callable[..., FileReading]") -> "Notice":
    for notice in found.notices:
        if fold(name) in {fold(notice.reference), fold(notice.ocid or "")}:
            return notice
    for head in found.heads:
        if fold(name) in {fold(head.key), fold(head.reference)}:
            whole = read(only=head.key)
            if whole.notices:
                return whole.notices[0]
    raise NoSuchProcess(process=name)
