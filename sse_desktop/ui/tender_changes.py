"""What a newer version of a notice changed, in words: the field, what stood there, what stands there now."""

from typing import Any, Final

from sse_desktop.commands.tender_changes import ChangeKind, TenderChange
from sse_desktop.domain.errors import N_
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.quantity import Quantity
from sse_desktop.ui.columns import show
from sse_desktop.ui.context import Context
from sse_desktop.ui.tender_words import notice_state_words

FIELDS: Final = {
    "reference": N_("Reference"),
    "ocid": N_("Number of the process"),
    "title": N_("Title"),
    "description": N_("Description"),
    "buyer_name": N_("Buyer"),
    "buyer_tax_id": N_("Tax number of the buyer"),
    "country": N_("Country"),
    "language": N_("Language"),
    "procedure": N_("Procedure"),
    "status": N_("Status in the notice"),
    "published_on": N_("Published on"),
    "deadline_at": N_("Deadline"),
    "deadline_zone": N_("Time zone of the deadline"),
    "deadline_stated": N_("The notice states the hour"),
    "questions_deadline_at": N_("Questions until"),
    "opening_on": N_("Opening of the bids"),
    "award_on": N_("Award expected on"),
    "delivery_from": N_("First day of delivery"),
    "delivery_to": N_("Last day of delivery"),
    "value_minor": N_("Value"),
    "value_with_tax": N_("The value holds the tax"),
    "reserved": N_("Reserved for"),
    "requests_deadline_at": N_("Requests to take part until"),
    "quantity_milli": N_("Quantity"),
    "unit": N_("Unit"),
    "classification_scheme": N_("Classification"),
    "classification_id": N_("Classification code"),
    "price_micros": N_("Price of the buyer"),
}
KINDS: Final = {
    ChangeKind.LOT_ADDED: N_("New lot: {what}"),
    ChangeKind.LOT_REMOVED: N_("Lot taken out: {what}"),
    ChangeKind.ITEM_ADDED: N_("New line: {what}"),
    ChangeKind.ITEM_REMOVED: N_("Line taken out: {what}"),
}


def change_words(context: Context, change: TenderChange, currency: str) -> str:
    """Return one change as a sentence for a person."""
    if change.kind in KINDS:
        return context.text(KINDS[change.kind], what=change.what)
    field = context.text(FIELDS.get(change.field, change.field))
    before, after = (_value(context, change.field, each, currency) or "–" for each in (change.before, change.after))
    if change.kind in {ChangeKind.ITEM_CHANGED, ChangeKind.LOT_CHANGED}:
        return context.text(
            N_("{what}, {field}: {before} → {after}"), what=change.what, field=field, before=before, after=after
        )
    return context.text(N_("{field}: {before} → {after}"), field=field, before=before, after=after)


def _value(context: Context, field: str, value: Any, currency: str) -> str:
    if isinstance(value, bool):
        return context.text(N_("yes")) if value else context.text(N_("no"))
    if field == "status":
        return notice_state_words(context, value or "")
    if not isinstance(value, int):
        return show(value, context.locale)
    match field:
        case "value_minor":
            return context.locale.money(Money(value, currency))
        case "price_micros":
            return context.locale.price(UnitPrice(value, currency))
        case _:
            return context.locale.number(Quantity(value, "").amount)
