"""How partners are spoken of, and the fields their forms share."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from sse_desktop.domain.errors import N_
from sse_desktop.domain.partners import PartnerKind
from sse_desktop.queries.channels import channel_address, channel_name, channels_on
from sse_desktop.queries.partner_choices import Choices, Named
from sse_desktop.queries.partners import PartnerChoice
from sse_desktop.queries.partnerships import ProofState
from sse_desktop.ui.columns import Mark
from sse_desktop.ui.context import Context
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.record_picker import Choice, RecordPicker

PROOF_SHAPES: Final = {
    ProofState.NOT_NEEDED: State.QUIET,
    ProofState.MISSING: State.BLOCKED,
    ProofState.WITHOUT_FILE: State.TO_DO,
    ProofState.ENDED: State.BLOCKED,
    ProofState.THERE: State.READY,
}
#: An approval that ends within so many days is worth a word.
SOON_DAYS: Final = 60


def kind_words(context: Context, kind: str) -> str:
    """Return the name of a kind of partner."""
    return context.text(PartnerKind(kind).label)


def supplier_kind_words(context: Context, kind: str) -> str:
    """Return the profile's name of a kind of supplier, or the word as it is kept."""
    known = context.workspace.profile.supplier_kinds if context.workspace is not None else ()
    return next((context.text(one.label) for one in known if one.id == kind), kind)


def supplier_kinds(context: Context, own: str = "") -> list[tuple[str, str]]:
    """Return the profile's kinds of suppliers to choose from, with the one that is kept."""
    known = context.workspace.profile.supplier_kinds if context.workspace is not None else ()
    found = [(one.id, context.text(one.label)) for one in known]
    return found if not own or own in dict(found) else [*found, (own, own)]


def approval_mark(context: Context, ends: date | None) -> Mark | None:
    """Return how an approval stands today; nothing where none is known."""
    if ends is None:
        return None
    left = (ends - context.today()).days
    state = State.BLOCKED if left < 0 else State.TO_DO if left <= SOON_DAYS else State.READY
    return Mark(state, context.locale.date(ends))


def channel_choices(context: Context, day: date, own: str = "") -> list[tuple[str, str]]:
    """Return the channels that are open on a day, and the one that is kept though it may be closed by now."""
    if context.workspace is None:
        return []
    found = channels_on(context.workspace.profile, day)
    if not own or own in dict(found):
        return found
    return [*found, (own, context.text(N_("{channel} (closed)"), channel=channel_words(context, own)))]


def channel_words(context: Context, code: str) -> str:
    """Return the name of a channel."""
    return channel_name(context.workspace.profile, code) if context.workspace is not None else code


def channel_line(context: Context, code: str, day: date) -> str:
    """Return the name of a channel with its address on a day, or that it is closed by then."""
    if context.workspace is None or not code:
        return code
    profile = context.workspace.profile
    name, address = channel_name(profile, code), channel_address(profile, code, day)
    is_known = any(each.code == code for each in profile.channels)
    if is_known and code not in dict(channels_on(profile, day)):
        return context.text(N_("{channel} (closed)"), channel=name)
    return f"{name}\n{address}".strip()


def share_bp(share: Decimal | None) -> int | None:
    """Return a percentage as hundredths of a percent; finer than that is rounded half up."""
    if share is None:
        return None
    return int((share * 100).to_integral_value(rounding="ROUND_HALF_UP"))


def share_of(bp: int | None) -> Decimal | None:
    """Return hundredths of a percent as the percentage that is typed."""
    return Decimal(bp) / 100 if bp is not None else None


# ---------------------------------------------------------------- pickers


def partner_picker(context: Context, name: str, title: str, partners: Sequence[PartnerChoice]) -> RecordPicker:
    """Return the field for a partner."""
    picker = RecordPicker(context, name, title, placeholder=N_("Name"))
    picker.set_choices([Choice(one.id, one.name, detail=kind_words(context, one.kind)) for one in partners])
    return picker


def named_picker(context: Context, name: str, title: str, rows: Iterable[Named], *, hint: str = "") -> RecordPicker:
    """Return an optional field for a tender, a contract, a paper or a buyer."""
    picker = RecordPicker(context, name, title, required=False, hint=hint, placeholder=N_("Name or number"))
    picker.set_choices([Choice(key, words, detail=more) for key, words, more in rows])
    return picker


def meeting_picker(context: Context, choices: Choices) -> RecordPicker:
    """Return the optional field for the meeting that something came of."""
    picker = RecordPicker(context, "meeting_id", N_("Came of the meeting"), required=False, placeholder=N_("Name"))
    picker.set_choices([Choice(key, title, detail=context.locale.date(day)) for key, title, day in choices.meetings])
    return picker


def known(typed: dict[str, Any]) -> dict[str, Any]:
    """Return what was typed, without the fields that are empty."""
    return {name: value for name, value in typed.items() if value is not None}


def with_key(rows: Iterable[Any], key: uuid.UUID | None) -> Any:
    """Return the row with this id, or None."""
    return next((row for row in rows if row.id == key), None)
