"""Change notices of eForms: this file reads which notice is changed, why, and whether the call was called off."""

from __future__ import annotations

from dataclasses import dataclass

from sse_desktop.exchange.eforms_texts import EXTENSION, Reader
from sse_desktop.exchange.xml_guard import Node
from sse_desktop.exchange.xml_text import every, first, value, values

_CANCELS = {"cancel"}
_SUSPENDS = {"susp-review"}


@dataclass(frozen=True, slots=True)
class Change:
    """What a change notice says of itself; all None and False in a notice that changes nothing."""

    replaces: str | None = None
    reason: str | None = None
    is_cancelled: bool = False


def change_of(reader: Reader, root: Node) -> Change:
    """Return the change, with warnings for a call that was called off or suspended."""
    found = first(root, f"{EXTENSION}/Changes")
    if found is None:
        return Change()
    codes = set(values(found, "ChangeReason/ReasonCode"))
    why = reader.all_words(every(found, "ChangeReason"), "ReasonDescription", "ChangeReason")
    what = reader.all_words(every(found, "Change"), "ChangeDescription", "Change")
    reason = "\n".join(each for each in (what, why) if each) or next(iter(sorted(codes)), None)
    if codes & _CANCELS:
        reader.repairs.warn("cancelled", original=why or "–")
    elif codes & _SUSPENDS:
        reader.repairs.warn("suspended", original=why or "–")
    elif what or why:
        reader.repairs.warn("changes_a_notice", original=reason or "–")
    else:
        reader.repairs.warn("changes_without_reason")
    return Change(value(found, "ChangedNoticeIdentifier"), reason, bool(codes & _CANCELS))
