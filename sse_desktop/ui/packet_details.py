"""A packet in words: its parts with their folios, the files beside it, what was checked, and what to print again."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sse_desktop.domain.errors import N_
from sse_desktop.queries.packets import PacketRow
from sse_desktop.ui.context import Context
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.details import Details

if TYPE_CHECKING:
    from sse_desktop.documents.reprint import ReprintList


def add_packet(details: Details, context: Context, row: PacketRow, again: "ReprintList | None") -> None:
    """Add everything about a packet."""
    details.heading(N_("The packet"))
    sentence = N_("Version {version}: {pages} pages, {folios} folios")
    details.note(context.text(sentence, version=str(row.version), pages=row.pages, folios=row.folios))
    details.fact(N_("Built at"), row.made_at)
    if again is not None:
        details.heading(N_("To print again"))
        details.note(reprint_words(context, again, row.version))
    details.heading(N_("Parts and their folios"))
    details.table([(part["title"], folio_words(part)) for part in row.parts])
    if row.beside:
        details.heading(N_("Files that go beside it, untouched"))
        details.table([(each["title"], each["file"]) for each in row.beside])
    details.heading(N_("What was checked"))
    for check in row.checks:
        shape = State.READY.shape if check["ok"] else State.BLOCKED.shape
        details.note(f"{shape} {check['detail'] or check['check']}")


def folio_words(part: Mapping[str, Any]) -> str:
    """Return the folios of a part: 3-4, or 5."""
    first, last = part.get("first_folio"), part.get("last_folio")
    if not first:
        return "–"
    return str(first) if first == last else f"{first}–{last}"


def reprint_words(context: Context, again: "ReprintList", version: int) -> str:
    """Return which sheets differ from the version before."""
    if not again.pages and not again.removed:
        return context.text(N_("Nothing: every page looks as in version {version}."), version=str(version - 1))
    words = context.text(
        N_("Pages {pages}, which differ from version {version}."), pages=ranges(again.pages), version=str(version - 1)
    )
    if again.removed:
        gone = context.text(N_("Take out pages {pages} of the old packet."), pages=ranges(again.removed))
        words = f"{words} {gone}"
    return words


def ranges(pages: tuple[int, ...]) -> str:
    """Return page numbers as short as they can be said: 1, 3–5, 9."""
    runs: list[list[int]] = []
    for page in sorted(pages):
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
