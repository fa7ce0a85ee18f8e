"""Delivery notes: of one stop, or of a whole day in one file."""

import uuid
from datetime import date

from sse_desktop.documents.delivery_note import DeliveredLine, DeliveryNote, Reception, delivery_note
from sse_desktop.documents.imposition import joined
from sse_desktop.documents.signature import Signer
from sse_desktop.prints.issuer import issuer, representative
from sse_desktop.queries.call_offs import order_numbers
from sse_desktop.queries.deliveries import DeliveryDetail, DeliveryLineRow, deliveries, delivery
from sse_desktop.workspace import Workspace


def print_delivery_note(workspace: Workspace, delivery_id: uuid.UUID, language: str | None = None) -> bytes:
    """Return the note of one delivery; places to fill in by hand until its receipt is recorded."""
    return delivery_note(_note(workspace, workspace.read(delivery, delivery_id)), workspace.locale(language))


def print_day(workspace: Workspace, day: date, language: str | None = None) -> bytes | None:
    """Return the valid notes of a day in one file, in the order of their numbers; None when there is none."""
    rows = [row for row in workspace.read(deliveries, day=day) if row.state != "voided"]
    notes = [_note(workspace, workspace.read(delivery, row.id)) for row in sorted(rows, key=lambda row: row.number)]
    if not notes:
        return None
    locale = workspace.locale(language)
    made = [(f"{note.number} · {note.point_name}", delivery_note(note, locale)) for note in notes]
    title = locale.text("Delivery notes of {day}", day=day)
    return joined(made, title=title, author=workspace.cooperative.legal_name, locale=locale)


def _note(workspace: Workspace, row: DeliveryDetail) -> DeliveryNote:
    orders = workspace.read(order_numbers, [line.call_off_id for line in row.lines if line.call_off_id])
    return DeliveryNote(
        cooperative=issuer(workspace),
        number=row.number,
        buyer=row.buyer,
        point_name=row.school,
        point_code=row.code,
        point_code_label=workspace.profile.identifiers.get("delivery_point_label", ""),
        address=", ".join(filter(None, (row.address, row.canton, row.province))),
        dispatched_at=row.dispatched_at,
        zone=workspace.cooperative.time_zone,
        lines=tuple(_line(line) for line in row.lines),
        supplier=representative(workspace),
        contract_reference=row.contract,
        order_number=", ".join(orders),
        pupils=row.pupils,
        driver=row.driver,
        vehicle=row.vehicle,
        crates_out=row.crates_out,
        replaces_number=row.replaces or "",
        reception=_reception(row),
        note=row.note,
        void_reason=row.voided or "",
    )


def _line(row: DeliveryLineRow) -> DeliveredLine:
    return DeliveredLine(
        product=" · ".join(filter(None, (row.product, row.grade))),
        lot_code=row.lot,
        sent=row.sent,
        weight=row.weight,
        full_containers=row.full_containers,
        loose_units=row.loose_units,
        container=str(row.units_per_container or ""),
        accepted=row.accepted,
        rejected=row.rejected,
        reason=row.reason,
        replacement_due=row.replacement_due_on,
    )


def _reception(row: DeliveryDetail) -> Reception | None:
    if row.received_at is None:
        return None
    return Reception(
        received_at=row.received_at,
        receiver=Signer(name=row.receiver_name, post=row.receiver_post, id_number=row.receiver_id_number),
        temperature_decidegrees=row.temperature_decidegrees,
        crates_in=row.crates_in,
        note=row.receiver_note,
    )
