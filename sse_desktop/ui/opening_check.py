"""A quick look at the data after opening: whether the file is sound, and whether its newest entries are those that were made here."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from sse_desktop.domain.errors import N_, DomainError, Term
from sse_desktop.ui.worker import Progress

if TYPE_CHECKING:
    from sse_desktop.store.integrity import Finding
    from sse_desktop.workspace import Workspace

WORDS: Final = {
    "integrity": N_("the structure of the file"),
    "page": N_("pages of the file"),
    "reference": N_("rows that belong together"),
    "chain": N_("the record of all changes"),
    "head": N_("the record of all changes"),
    "drift": N_("rows that were changed by another program"),
    "attachment": N_("an attached file"),
}


class DataNotAsWritten(DomainError):
    """The look at the data after opening found something."""

    sentence = N_(
        "Something in these data is not as it was written here: {what} ({detail}). Enter nothing more. Keep this folder and restore a backup into a new one."
    )


def at_a_glance(workspace: "Workspace", *, progress: Progress) -> Sequence["Finding"]:
    """Return what a quick look finds; it reads the whole file once, so it runs beside the interface."""
    from sse_desktop.store.integrity import glance

    progress.step(0)
    return glance(workspace.database)


def trouble_in(findings: Sequence["Finding"]) -> DataNotAsWritten | None:
    """Return the first finding as a failure with its sentence, if there is any."""
    if not findings:
        return None
    return DataNotAsWritten(what=finding_word(findings[0]), detail=findings[0].detail)


def finding_word(finding: "Finding") -> Term:
    """Return what a check looked at, in words."""
    return Term(WORDS[finding.check])
