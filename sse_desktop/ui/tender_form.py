"""The form of a tender, over the whole page: Ecuador's small procedures are in no open data and must be quick to type in."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.tenders import DatesReversed, TaxBelowZero, TenderData, change_tender, enter_tender
from sse_desktop.domain.errors import N_
from sse_desktop.domain.reservations import Reservation
from sse_desktop.domain.rounding import scaled, unscaled
from sse_desktop.domain.zones import zone_name, zone_of
from sse_desktop.queries.buyers import BuyerRow, buyers
from sse_desktop.queries.tenders import TenderDetail
from sse_desktop.ui.certificate_field import CertificateField, as_columns
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.partner_words import channel_choices
from sse_desktop.ui.tender_hour import HourField
from sse_desktop.ui.tender_words import own_zone, reserved_words
from sse_desktop.ui.widgets.choice_fields import ChoiceField, LongTextField, TickField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.field import Field, TextField
from sse_desktop.ui.widgets.labels import Card
from sse_desktop.ui.widgets.number_fields import DecimalField, MoneyField
from sse_desktop.ui.widgets.record_picker import Choice, RecordPicker

LAST_MINUTE: Final = time(23, 59)
PLAIN: Final = (
    "title", "reference", "buyer_id", "buyer_name", "buyer_tax_id", "description", "procedure", "published_on",
    "opening_on", "award_on", "delivery_from", "delivery_to", "value", "value_with_tax", "reserved", "province", "canton",
    "channel", "note",
)  # fmt: skip
KEPT: Final = ("ocid", "country", "language", "status", "requests_deadline", "notice_version")


class TenderSheet(QWidget):
    """The form on a card, with what it needs to know of buyers."""

    def __init__(self, context: Context, panel: FormPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panel = panel
        self.context = context
        card = Card()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        panel.setObjectName("clear")
        scroll.setWidget(panel)
        card.body.addWidget(scroll)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self.setFocusProxy(panel.form.first())
        self._buyers: Mapping[uuid.UUID, BuyerRow] = {}
        self.picker = panel.form.fields["buyer_id"]
        self.picker.edited.connect(self._take_buyer)
        context.worker.read(buyers, owner=self, done=self._know_buyers)

    def _know_buyers(self, rows: Sequence[BuyerRow]) -> None:
        self._buyers = {row.id: row for row in rows}
        if isinstance(self.picker, RecordPicker):
            self.picker.set_choices([Choice(row.id, row.name, detail=row.tax_id) for row in rows])

    def _take_buyer(self) -> None:
        """Write name and number of a buyer of ours."""
        row = (
            self._buyers.get(self.picker.picked.key)
            if isinstance(self.picker, RecordPicker) and self.picker.picked
            else None
        )
        if row is not None:
            self.panel.form.fill({"buyer_name": row.name, "buyer_tax_id": row.tax_id})


def open_new_tender(context: Context, saved: Callable[[uuid.UUID, str], object]) -> None:
    """Open the empty form; `saved` gets the id and the title of the tender."""
    form = _form(context, zone_name_of_ours(context), None)
    form.fill({"published_on": context.today()})
    panel = FormPanel(context, form, enter_tender, save=N_("Save the tender"))

    def done(tender_id: uuid.UUID) -> None:
        title = form.fields["title"].read() or form.fields["reference"].read() or ""
        context.shell.close_sheet()
        saved(tender_id, title)

    _open(context, context.text(N_("New tender")), panel, done)


def open_tender(context: Context, found: TenderDetail, saved: Callable[[], object] | None = None) -> None:
    """Open the form of a tender; what it does not show stays as it is."""
    zone = zone_name(found.deadline) if found.deadline is not None else zone_name_of_ours(context)
    form = _form(context, zone, found)
    form.fill({name: getattr(found, name) for name in PLAIN} | _moments(found))
    form.fill({"reserved": found.reserved or None, "value_tax": tax_percent(found.value_tax_bp)})
    form.fill({"certificate": found.certificate})
    panel = FormPanel(
        context, form, change_tender, save=N_("Save the tender"), before=(found.id,), named={"seen": found.stamps}
    )

    def done(_result: object) -> None:
        context.shell.close_sheet()
        context.shell.tell(context.text(N_("Saved.")))
        if saved is not None:
            saved()

    _open(context, found.title, panel, done)


def zone_name_of_ours(context: Context) -> str:
    """Return the zone in which a deadline is typed that names no other."""
    return own_zone(context)


def tender_data(zone: str, found: TenderDetail | None, **typed: Any) -> TenderData:
    """Return the input of the commands from the fields of the form; a deadline without an hour ends with its day."""
    day, hour, sure = typed.pop("deadline_on"), typed.pop("deadline_at"), typed.pop("deadline_stated")
    ask_day, ask_hour = typed.pop("questions_on"), typed.pop("questions_at")
    tax, certificate = typed.pop("value_tax"), as_columns(typed.pop("certificate"))
    kept = {name: getattr(found, name) for name in KEPT} if found is not None else {}
    known = {name: value for name, value in typed.items() if value is not None}
    value = known.get("value")
    return TenderData(
        **{"title": "", **kept, **known, **certificate},
        deadline=_moment(day, hour, zone),
        deadline_stated=bool(sure) and hour is not None and day is not None,
        questions_deadline=_moment(ask_day, ask_hour, zone),
        value_tax_bp=scaled(tax, 2) if tax is not None else None,
        currency=value.currency if value is not None else found.currency if found is not None else "",
    )


def tax_percent(basis_points: int | None) -> Decimal | None:
    """Return a rate as it is typed: 1000 hundredths of a percent are 10."""
    return None if basis_points is None else unscaled(basis_points, 2)


def _moment(day: date | None, hour: time | None, zone: str) -> datetime | None:
    return datetime.combine(day, hour or LAST_MINUTE, zone_of(zone)) if day is not None else None


def _moments(found: TenderDetail) -> dict[str, Any]:
    asked, ends = found.questions_deadline, found.deadline
    return {
        "deadline_on": ends.date() if ends is not None else None,
        "deadline_at": ends.timetz().replace(tzinfo=None) if ends is not None else None,
        "deadline_stated": found.deadline_stated,
        "questions_on": asked.date() if asked is not None else None,
        "questions_at": asked.timetz().replace(tzinfo=None) if asked is not None else None,
    }


def _open(context: Context, title: str, panel: FormPanel, done: Callable[[Any], None]) -> None:
    panel.done.connect(done)
    panel.given_up.connect(context.shell.close_sheet)
    context.shell.open_sheet(title, TenderSheet(context, panel))


def _form(context: Context, zone: str, found: TenderDetail | None) -> Form[TenderData]:
    currency = (found.currency if found is not None else "") or _currency(context)
    beside = {DatesReversed: "delivery_to", NameMissing: "title", TaxBelowZero: "value_tax"}
    rows = [*_who(context, found), *_days(context, zone), *_where(context, found), *_rest(context, currency, found)]
    return Form(context, partial(tender_data, zone, found), rows, beside=beside)


def _who(context: Context, found: TenderDetail | None) -> Sequence[Field | Sequence[Field]]:
    procedures = _procedures(context, found.procedure if found is not None else "")
    hint = N_("Takes over the name and number of a buyer of ours")
    return (
        [
            TextField(context, "title", N_("Title")),
            TextField(context, "reference", N_("Reference"), required=False),
            ChoiceField(context, "procedure", N_("Procedure"), procedures, required=False),
        ],
        [
            RecordPicker(context, "buyer_id", N_("Known buyer"), required=False, placeholder=hint),
            TextField(context, "buyer_name", N_("Name of the buyer"), required=False),
            TextField(context, "buyer_tax_id", N_("Tax number of the buyer"), required=False),
        ],
    )


def _days(context: Context, zone: str) -> Sequence[Field | Sequence[Field]]:
    stated = TickField(context, "deadline_stated", N_("The notice states this hour"))
    # An empty title keeps the box on the line of the fields beside it.
    stated.title.setText(" ")
    stated.title.show()
    return (
        [
            DateField(context, "deadline_on", N_("Bids until: day"), required=False),
            HourField(context, "deadline_at", N_("Bids until: hour"), unit=zone, required=False),
            stated,
        ],
        [
            DateField(context, "questions_on", N_("Questions until: day"), required=False),
            HourField(context, "questions_at", N_("Questions until: hour"), unit=zone, required=False),
            DateField(context, "opening_on", N_("Opening of the bids"), required=False),
        ],
        [
            DateField(context, "delivery_from", N_("First day of delivery"), required=False),
            DateField(context, "delivery_to", N_("Last day of delivery"), required=False),
            DateField(context, "award_on", N_("Award expected on"), required=False),
        ],
    )


def _where(context: Context, found: TenderDetail | None) -> Sequence[Field | Sequence[Field]]:
    reserved = reservation_choices(context, found.reserved if found is not None else "")
    return (
        [
            TextField(context, "province", N_("Province of delivery"), required=False),
            TextField(context, "canton", N_("Canton of delivery"), required=False),
            ChoiceField(context, "reserved", N_("Reserved for"), reserved, required=False),
        ],
    )


def reservation_choices(context: Context, own: str) -> list[tuple[str, str]]:
    """Return the reservations that are known, and what the notice says if it is none of them."""
    known = [(each.value, context.text(each.label)) for each in Reservation]
    if not own or own in dict(known):
        return known
    return [*known, (own, reserved_words(context, own))]


def _rest(context: Context, currency: str, found: TenderDetail | None) -> Sequence[Field | Sequence[Field]]:
    published = found.published_on if found is not None else None
    channels = channel_choices(context, published or context.today(), found.channel if found is not None else "")
    taxed = [(False, context.text(N_("without tax"))), (True, context.text(N_("with tax")))]
    return (
        [
            MoneyField(context, "value", N_("Value"), currency=currency, required=False),
            ChoiceField(context, "value_with_tax", N_("The value is"), taxed, required=False),
            DecimalField(context, "value_tax", N_("Rate of the tax"), unit="%", required=False),
        ],
        [
            DateField(context, "published_on", N_("Published on"), required=False),
            ChoiceField(context, "channel", N_("Channel"), channels, required=False),
            CertificateField(context),
        ],
        TextField(context, "note", N_("Note"), required=False),
        LongTextField(context, "description", N_("Description"), lines=3),
    )


def _procedures(context: Context, own: str) -> list[tuple[str, str]]:
    known = context.workspace.profile.procedures if context.workspace is not None else ()
    found = [(procedure.id, context.text(procedure.label)) for procedure in known]
    return found if not own or own in dict(found) else [*found, (own, own)]


def _currency(context: Context) -> str:
    return context.workspace.cooperative.currency if context.workspace is not None else "USD"
