"""Builders of papers for the tests; every name says that it is a demonstration."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from sse_desktop.documents.attached import AttachedPaper
from sse_desktop.documents.bid_packet import BidPacket
from sse_desktop.documents.commitment_letter import CommitmentLetter
from sse_desktop.documents.contents import Contents
from sse_desktop.documents.cooperative import Cooperative
from sse_desktop.documents.cover import Cover
from sse_desktop.documents.delivery_note import DeliveredLine, DeliveryNote, Reception
from sse_desktop.documents.delivery_plan import DeliveryPlan, PlannedProduct
from sse_desktop.documents.member_statement import (
    MemberStatement,
    SettlementTotals,
    StatementDeduction,
    StatementLine,
)
from sse_desktop.documents.members_list import MemberLine, MembersList
from sse_desktop.documents.page_style import Form, build
from sse_desktop.documents.quantities_prices import PriceLine, QuantitiesPrices, price_total
from sse_desktop.documents.settlement_sheet import SettlementLine, SettlementSheet
from sse_desktop.documents.signature import Signer
from sse_desktop.documents.supplier_data import SupplierData
from sse_desktop.documents.weigh_ticket import WeighTicket
from sse_desktop.domain.money import Money, UnitPrice, split
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.season import Week, weeks
from sse_desktop.locale import Locale

REFERENCE = "FI-DEMO-012-2026"
TITLE = "Fresh fruit for 26 schools"
NO_CONTENTS = Contents(entries=(), beside=(), folios=0)


def printed(form: Form, locale: Locale) -> bytes:
    """A form of an offer as a file of its own."""
    return build(form.sheet, form.story, locale)


def usd(minor: int) -> Money:
    return Money(minor, "USD")


def kg(grams: int) -> Quantity:
    return Quantity(grams, "kg")


def units(count: int) -> Quantity:
    return Quantity(count * 1000, "unit")


def a_cooperative(**changes: Any) -> Cooperative:
    return replace(
        Cooperative(
            name="Demo Fruit Association",
            tax_id="1790000000001",
            tax_id_label="RUC",
            address="Calle Demo 1",
            representative=Signer(name="Demo Representative", post="Administrator", id_number="1700000001"),
        ),
        **changes,
    )


def a_ticket(**changes: Any) -> WeighTicket:
    ticket = WeighTicket(
        cooperative=a_cooperative(),
        number="001-001-000001412",
        member_name="Demo Family 31",
        member_number=31,
        product="Mandarin",
        grade="First",
        harvested_on=date(2026, 7, 13),
        received_at=datetime(2026, 7, 14, 13, 5, tzinfo=UTC),
        zone="America/Guayaquil",
        gross=kg(152_400),
        tare=kg(10_800),
        net=kg(141_600),
        damaged=kg(2_400),
        accepted=kg(139_200),
        lot_code="MAN-20260714-C03-01",
        container="crate of 75",
        containers=6,
        price=UnitPrice.of("0.62", "USD"),
        place="Demo centre C03",
        weigher="Demo Weigher",
    )
    return replace(ticket, **changes)


def a_note(*, is_received: bool = False, **changes: Any) -> DeliveryNote:
    lines = (
        DeliveredLine(
            product="Mandarin",
            lot_code="MAN-20260714-C03-01",
            sent=units(600),
            weight=kg(72_000),
            full_containers=8,
            container="crate of 75",
            accepted=units(560) if is_received else None,
            rejected=units(40) if is_received else None,
            reason="bruised" if is_received else "",
            replacement_due=date(2026, 7, 20) if is_received else None,
        ),
        DeliveredLine(
            product="Banana",
            lot_code="GUI-20260713-C03-02",
            sent=units(599),
            weight=kg(53_910),
            full_containers=7,
            loose_units=74,
            container="crate of 75",
            accepted=units(599) if is_received else None,
            rejected=units(0) if is_received else None,
        ),
    )
    reception = Reception(
        received_at=datetime(2026, 7, 15, 14, 5, tzinfo=UTC),
        receiver=Signer(name="Demo Head", post="Delegate", id_number="1700000003"),
        temperature_decidegrees=185,
        crates_in=18,
    )
    note = DeliveryNote(
        cooperative=a_cooperative(),
        number="001-001-000000412",
        buyer="Demo Ministry",
        point_name="Demo School by the River",
        point_code="09H02926",
        point_code_label="AMIE",
        dispatched_at=datetime(2026, 7, 15, 11, 40, tzinfo=UTC),
        zone="America/Guayaquil",
        lines=lines,
        supplier=Signer(name="Demo Driver", post="Driver", id_number="1700000002"),
        contract_reference="CTR-DEMO-014",
        order_number="31",
        pupils=312,
        rations=936,
        driver="Demo Driver",
        vehicle="PBA-0000",
        crates_out=15,
        reception=reception if is_received else None,
    )
    return replace(note, **changes)


def a_statement(*, lines: int = 3, **changes: Any) -> MemberStatement:
    delivered = tuple(
        StatementLine(
            delivered_on=date(2026, 7, 1 + index % 28),
            lot_code=f"MAN-202607{1 + index % 28:02d}-C03-01",
            product="Mandarin",
            grade="first",
            kilos=kg(152_300 + index * 13_000),
            value=usd(9443 + index * 806),
            units=Quantity(1_269_200 + index * 108_300, "unit"),
        )
        for index in range(lines)
    )
    due = sum(line.value.minor for line in delivered) + 2100
    paid = due * 6 // 10
    fund = (paid + 50) // 100
    statement = MemberStatement(
        cooperative=a_cooperative(),
        number="001-001-000000007",
        member_name="Demo Family 31",
        member_number=31,
        member_id_number="1700000031",
        from_on=date(2026, 7, 1),
        to_on=date(2026, 7, 31),
        buyer="Demo Ministry",
        lines=delivered,
        due=usd(due),
        paid=usd(paid),
        deductions=(StatementDeduction(title="Social fund", formula="1 % of what is paid now", amount=usd(fund)),),
        net=usd(paid - fund),
        carried=usd(due - paid),
        settlement=SettlementTotals(
            received=usd(2_531_840),
            retained=(("transport", usd(100_000)),),
            shared=usd(2_431_840),
            paid_to_all=usd(2_431_840),
            due_to_all=usd(4_053_067),
            families=57,
        ),
        treasurer="Demo Treasurer",
    )
    return replace(statement, **changes)


def a_settlement(*, families: int = 57, **changes: Any) -> SettlementSheet:
    lines = tuple(
        SettlementLine(
            member_number=index + 1,
            member_name=f"Demo Family {index + 1}",
            kilos=kg(600_000 + index * 12_345),
            due=usd(40_000 + index * 997),
            paid=usd(24_000 + index * 500),
            deducted=usd(240),
            net=usd(24_000 + index * 500 - 240),
            carried=usd(16_000 + index * 497),
            units=Quantity(5_000_000 + index * 102_800, "unit"),
        )
        for index in range(families)
    )
    paid = sum(line.paid.minor for line in lines)
    settlement = SettlementSheet(
        cooperative=a_cooperative(),
        number="001-001-000000007",
        buyer="Demo Ministry",
        contract_reference="CTR-DEMO-014",
        from_on=date(2026, 7, 1),
        to_on=date(2026, 7, 31),
        lines=lines,
        totals=SettlementTotals(
            received=usd(paid + 100_000),
            retained=(("transport", usd(100_000)),),
            shared=usd(paid),
            paid_to_all=usd(paid),
            due_to_all=usd(sum(line.due.minor for line in lines)),
            families=families,
        ),
        treasurer=Signer(name="Demo Treasurer", id_number="1700000009"),
        president=Signer(name="Demo President"),
    )
    return replace(settlement, **changes)


def price_lines() -> tuple[PriceLine, ...]:
    return (
        PriceLine(
            code="01323",
            description="Mandarin, first",
            quantity=units(39_740),
            price=UnitPrice.of("0.08", "USD"),
            capacity=units(41_000),
        ),
        PriceLine(code="01319", description="Granadilla", quantity=units(19_870), price=UnitPrice.of("0.15", "USD")),
        PriceLine(code="01312", description="Banana", quantity=units(33_779), price=UnitPrice.of("0.1", "USD")),
    )


def an_offer(**changes: Any) -> QuantitiesPrices:
    lines = price_lines()
    offer = QuantitiesPrices(
        cooperative=a_cooperative(), reference=REFERENCE, lines=lines, total=price_total(lines, "USD")
    )
    return replace(offer, **changes)


def a_plan(**changes: Any) -> DeliveryPlan:
    season = weeks(Week(2026, 38), Week(2027, 4))
    products = tuple(
        PlannedProduct(
            name=line.description,
            offered=line.quantity,
            weeks={
                week: units(part)
                for week, part in zip(season, split(line.quantity.milli // 1000, [1] * len(season)), strict=True)
            },
        )
        for line in price_lines()
    )
    return replace(DeliveryPlan(cooperative=a_cooperative(), reference=REFERENCE, products=products), **changes)


def a_members_list(*, count: int = 40, **changes: Any) -> MembersList:
    members = tuple(
        MemberLine(
            number=index + 1,
            name=f"Demo Family {index + 1}",
            id_number=f"17000000{index:02d}",
            community="Demo Hill",
            joined_on=date(2015, 3, 1 + index % 28),
            share_capital=usd(10_000 + index * 37),
        )
        for index in range(count)
    )
    return replace(MembersList(cooperative=a_cooperative(), reference=REFERENCE, members=members), **changes)


def a_bid(**changes: Any) -> BidPacket:
    one, total = a_cooperative(), an_offer().total
    bid = BidPacket(
        cover=Cover(
            cooperative=one,
            reference=REFERENCE,
            title=TITLE,
            buyer="Demo Ministry",
            total=total,
            figures=(("40", "families"), ("26", "schools")),
        ),
        letter=CommitmentLetter(
            cooperative=one, reference=REFERENCE, title=TITLE, buyer="Demo Ministry", total=total, valid_days=90
        ),
        supplier=SupplierData(cooperative=one, reference=REFERENCE, registrations=(("RUEPS", "0000-DEMO"),)),
        members=a_members_list(),
        prices=an_offer(),
        plan=a_plan(),
        papers=(a_paper(title="Tax register", data=a_pdf(pages=2)),),
        codes={"letter": "4.1", "supplier": "4.2", "prices": "4.3"},
    )
    return replace(bid, **changes)


def a_paper(**changes: Any) -> AttachedPaper:
    return replace(
        AttachedPaper(
            title="Tax register", file_name="register.pdf", data=a_pdf(), issuer="SRI", issued_on=date(2026, 7, 2)
        ),
        **changes,
    )


def a_pdf(
    *,
    pages: int = 1,
    rotate: int = 0,
    crop: tuple[float, ...] | None = None,
    size: tuple[float, float] = (595, 842),
    text: str = "A paper from outside",
    is_dark: bool = False,
    tail: str = "",
) -> bytes:
    """A file as others write them: fonts not embedded, turned, cropped, printed to the edge, graphics state left open."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=size, invariant=1)
    for number in range(pages):
        canvas.setFont("Helvetica", 20)
        canvas.drawString(90, size[1] / 2, f"{text} {number + 1}")
        if is_dark:
            canvas.setFillGray(0.2)
            canvas.rect(0, 0, *size, fill=1)
        canvas._code.append(tail)  # type: ignore[attr-defined]  # on purpose: operators that nobody closes
        canvas.showPage()
    canvas.save()
    with pikepdf.open(target) as pdf:
        for page in pdf.pages:
            page.obj.Rotate = rotate
            if crop is not None:
                page.obj.CropBox = pikepdf.Array(crop)
        return saved(pdf)


def saved(pdf: pikepdf.Pdf, **options: Any) -> bytes:
    target = BytesIO()
    pdf.save(target, **options)
    return target.getvalue()
