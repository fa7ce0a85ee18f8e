"""A packet - drawn, bound with its papers, foliated, tagged, written and read back - beside its tables by plain ReportLab.

The demo's packet has three short tables and twelve pages of papers, so its floor does almost nothing; it has no goal. The
goal is for the same packet with 500 prices and 1,000 members, where the tables are the work.
"""

import io
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

from benchmarks.rows import Row, interleaved
from sse_desktop import clock
from sse_desktop.demo.build import build_demo
from sse_desktop.documents.bid_packet import BidPacket, bid_packet
from sse_desktop.documents.members_list import MemberLine
from sse_desktop.documents.quantities_prices import PriceLine
from sse_desktop.domain.money import Money, UnitPrice, sum_money
from sse_desktop.domain.quantity import UNIT, Quantity
from sse_desktop.locale import Locale
from sse_desktop.prints.packet_parts import packet_of
from sse_desktop.queries.bids import bids
from sse_desktop.queries.packets import packet_source
from sse_desktop.resources import resource
from sse_desktop.workspace import Workspace

ROUNDS: Final = 9
Rows = Sequence[Sequence[str]]


def measure() -> list[Row]:
    """Return both rows."""
    pdfmetrics.registerFont(TTFont("Floor", str(resource("fonts", "Pretendard-Regular.ttf"))))
    with tempfile.TemporaryDirectory() as folder:
        workspace = build_demo(Path(folder) / "demo")
        try:
            small, locale = demo_packet(workspace), workspace.locale()
        finally:
            workspace.close()
    return [
        compared("the demo's packet, 24 pages", small, locale, most=None),
        compared("the same with 500 prices and 1,000 members", enlarged(small), locale, most=1.5),
    ]


def demo_packet(workspace: Workspace) -> BidPacket:
    """Return what the demo's open bid puts into its packet."""
    draft = next(row for row in workspace.read(bids) if row.state == "draft")
    source = workspace.read(packet_source, draft.id, clock.now().date())
    return packet_of(workspace, source, workspace.locale())


def enlarged(small: BidPacket) -> BidPacket:
    """Return the packet of a large cooperative that offers many things."""
    first = small.members.members[0]
    members = tuple(replace(first, number=number, name=f"Familia {number}") for number in range(1, 1001))
    lines = tuple(
        PriceLine(
            code=f"{number:09d}",
            description=f"Fruta fresca número {number}, por unidad",
            quantity=Quantity.of(1000 + number, UNIT),
            price=UnitPrice(150_000 + number, "USD"),
        )
        for number in range(1, 501)
    )
    total = sum_money((line.price.times(line.quantity) for line in lines), "USD")
    prices = replace(small.prices, lines=lines, total=total, total_in_words="")
    letter = replace(small.letter, total=total, total_in_words="")
    return replace(
        small,
        cover=replace(small.cover, total=total, total_in_words=""),
        letter=letter,
        members=replace(small.members, members=members),
        prices=prices,
    )


def compared(name: str, packet: BidPacket, locale: Locale, *, most: float | None) -> Row:
    """Return one packet beside its tables."""
    tables = tables_of(packet, locale)
    took = interleaved({"ours": lambda: _bind(packet, locale), "floor": lambda: plain(tables)}, ROUNDS)
    return Row(
        name=f"{name}, with folios and read-back",
        floor_name="its tables by ReportLab's Table",
        ours=took["ours"] * 1000,
        floor=took["floor"] * 1000,
        unit="ms",
        most=most,
    )


def _bind(packet: BidPacket, locale: Locale) -> None:
    bid_packet(packet, locale)


def tables_of(packet: BidPacket, locale: Locale) -> list[Rows]:
    """Return the cells of the packet's tables of members and prices as text."""
    people = [_member(line, locale) for line in packet.members.members]
    prices = [_price(line, locale) for line in packet.prices.lines]
    return [people, prices]


def _member(line: MemberLine, locale: Locale) -> list[str]:
    joined = locale.date(line.joined_on) if line.joined_on else ""
    capital = locale.number((line.share_capital or Money(0, "USD")).amount)
    return [str(line.number), line.name, line.id_number, line.community, joined, capital, "0,10"]


def _price(line: PriceLine, locale: Locale) -> list[str]:
    subtotal = line.price.times(line.quantity)
    return [
        line.code,
        line.description,
        "u",
        locale.number(line.quantity.amount),
        locale.number(line.price.amount),
        locale.number(subtotal.amount),
    ]


def plain(tables: Sequence[Rows]) -> None:
    """Draw the tables with nothing around them."""
    style = getSampleStyleSheet()["Title"]
    style.fontName = "Floor"
    look = [("FONT", (0, 0), (-1, -1), "Floor", 9), ("LINEBELOW", (0, 0), (-1, -1), 0.25, (0.5, 0.5, 0.5))]
    story: list[Any] = []
    for rows in tables:
        story += [Paragraph("Table", style), Table([list(row) for row in rows], repeatRows=1, style=look), PageBreak()]
    SimpleDocTemplate(io.BytesIO(), pagesize=A4).build(story)
