"""The price sheet of a bid for the assembly: the bar, every part with its source, what the price means, and the scenarios."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from sse_desktop.documents.blocks import Labelled, facts
from sse_desktop.documents.cooperative import Cooperative
from sse_desktop.documents.page_style import Sheet, build
from sse_desktop.documents.paragraphs import Text, paragraph
from sse_desktop.documents.price_bar import price_bar_picture
from sse_desktop.documents.price_words import (
    bar_of,
    decimals_of,
    how,
    sentences,
    shown_parts,
)
from sse_desktop.documents.signature import Signer, closed, signatures
from sse_desktop.documents.sums import SumsDisagree, amount
from sse_desktop.documents.tables import Column, Rows, table
from sse_desktop.domain.errors import N_
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.price_bar import piece_of
from sse_desktop.locale import Locale
from sse_desktop.queries.compared_prices import ComparedPrice
from sse_desktop.queries.fair_price_rows import FairPrice, FairPriceLine, FairPricePart

_SHAPES = {"ready": "●", "to_do": "▲", "blocked": "■", "quiet": "–"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceSheet:
    """A bid's price as it is shown to the assembly."""

    cooperative: Cooperative
    tender: str
    reference: str
    buyer: str
    price: FairPrice
    scenarios: tuple[ComparedPrice, ...]
    treasurer: Signer
    president: Signer


def price_sheet(sheet: PriceSheet, locale: Locale) -> bytes:
    """The price sheet on A4.

    Raises: SumsDisagree when the parts of a line do not add up to its net cost.
    """
    page = sheet.cooperative.sheet(locale.text("Fair price"), sheet.reference)
    story = _head(sheet, locale)
    for line in sheet.price.lines:
        _check(line, locale)
        story += _line(line, sheet.price, page, locale)
    if len(sheet.price.lines) > 1:
        story += _totals(sheet.price, locale)
    if sheet.scenarios:
        story += [paragraph(locale.text("Scenarios side by side"), Text.HEADING), _scenarios(sheet, page, locale)]
    signers = [
        Signer(role=role, name=each.name, post=each.post, id_number=each.id_number)
        for role, each in (
            (locale.text("Treasurer"), sheet.treasurer),
            (locale.text("President"), sheet.president),
        )
    ]
    return build(page, closed(story, signatures(signers, locale, room=34)), locale)


def _check(line: FairPriceLine, locale: Locale) -> None:
    if line.net_cost is None:
        return
    found = sum(part.amount.micros for part in line.parts if part.amount is not None)
    if found != line.net_cost.micros:
        raise SumsDisagree(
            what=f"{locale.text('Net cost')} ({line.item})",
            stated=line.net_cost,
            found=UnitPrice(found, line.net_cost.currency),
        )


def _head(sheet: PriceSheet, locale: Locale) -> list[Flowable]:
    price = sheet.price
    items = [
        Labelled(label=locale.text("Buyer"), value=sheet.buyer or "–"),
        Labelled(label=locale.text("Scenario"), value=_chosen(price, locale), strong=price.chosen),
    ]
    if price.on is not None:
        items.append(Labelled(label=locale.text("Costs as of"), value=locale.date(price.on)))
    return [
        paragraph(locale.text("Fair price"), Text.TITLE),
        paragraph(sheet.tender, Text.STRONG),
        *facts(items, label_share=0.22),
    ]


def _chosen(price: FairPrice, locale: Locale) -> str:
    if price.scenario_id is None:
        return locale.text("The bid as it stands; no scenario is chosen yet.")
    if not price.chosen or price.chosen_on is None:
        return locale.text("“{title}”, not chosen", title=price.title)
    return locale.text(
        "“{title}”, chosen by {name} on {day}", title=price.title, name=price.chosen_by, day=price.chosen_on
    )


def _line(line: FairPriceLine, price: FairPrice, page: Sheet, locale: Locale) -> list[Flowable]:
    heading = locale.text(
        "{item}: {price} for {per}", item=line.item, price=_or_dash(line.price_per, locale), per=line.per
    )
    story: list[Flowable] = [paragraph(heading, Text.HEADING)]
    unit_facts = _offered(line, locale)
    if unit_facts:
        story.append(paragraph(unit_facts, Text.NOTE))
    bar = bar_of(line)
    if bar is not None and bar.whole:
        story.append(price_bar_picture(bar, price.currency, locale))
    story.append(_parts(line, page, locale))
    story += [
        paragraph(f"{_SHAPES[said.standing]} {said.text}", Text.STRONG if said.standing == "blocked" else Text.TEXT)
        for said in sentences(line, price.margin_bp, locale)
    ]
    return story


def _offered(line: FairPriceLine, locale: Locale) -> str:
    if line.price is None or line.total is None:
        return locale.text("Offered: {quantity}.", quantity=line.quantity)
    words = N_("Offered: {quantity} × {price} = {total}.")
    return locale.text(words, quantity=line.quantity, price=line.price, total=line.total)


def _or_dash(price: UnitPrice | None, locale: Locale) -> str:
    return locale.price(price) if price is not None else "–"


def _parts(line: FairPriceLine, page: Sheet, locale: Locale) -> Rows:
    columns = (
        Column(title=locale.text("Part"), share=2),
        Column(title=locale.text("How it is reckoned"), share=4),
        Column(title=locale.text("Source"), share=3),
        Column(title=locale.text("Date")),
        Column(title=locale.text("For {per}", per=line.per), figures=True),
    )
    shown = shown_parts(line)
    decimals = decimals_of(line)
    rows = [
        (
            f"{piece_of(part.code).letter}  {locale.text(part.label)}",
            how(part, line, locale),
            _source(part, locale),
            locale.date(part.source_on, "short") if part.source_on is not None else "",
            locale.number(shown[part.code].amount, decimals) if part.code in shown else locale.text("not known"),
        )
        for part in line.parts
    ]
    net = locale.number(line.net_cost.amount, decimals) if line.net_cost is not None else locale.text("not known")
    total = ("", locale.text("Net cost = the sum of all parts"), "", "", net)
    return table(columns, rows, room=page.text_width, locale=locale, size=8.5, totals=[total])


def _source(part: FairPricePart, locale: Locale) -> str:
    return part.source or locale.text(part.origin.label)


def _totals(price: FairPrice, locale: Locale) -> list[Flowable]:
    totals = price.totals
    words = [locale.text("All lines together: we offer {offer}.", offer=totals.offer)]
    if totals.net_cost is not None and totals.left is not None:
        left = locale.text("Net cost {cost}, left over {left}.", cost=totals.net_cost, left=totals.left)
        words.append(left)
    if totals.families is not None and totals.farmer_share_bp is not None:
        share = locale.percent(totals.farmer_share_bp)
        words.append(locale.text("The families get {families}: {share}.", families=totals.families, share=share))
    return [paragraph(locale.text("The whole bid"), Text.HEADING), paragraph(" ".join(words))]


def _scenarios(sheet: PriceSheet, page: Sheet, locale: Locale) -> Rows:
    currency = sheet.price.currency
    columns = (
        Column(title=locale.text("Scenario"), share=3),
        Column(title=locale.text("Offer, {currency}", currency=currency), figures=True),
        Column(title=locale.text("Volume"), share=2),
        Column(title=locale.text("Families"), figures=True),
        Column(title=locale.text("Points"), figures=True),
        Column(title=locale.text("Left over"), figures=True),
        Column(title=locale.text("To the families"), figures=True),
        Column(title=locale.text("Family's share"), figures=True),
        Column(title=locale.text("Floor")),
    )
    rows = [_scenario(each, locale) for each in sheet.scenarios]
    return table(columns, rows, room=page.text_width, locale=locale, size=8)


def _scenario(each: ComparedPrice, locale: Locale) -> Sequence[str]:
    return (
        locale.text("{title} (chosen)", title=each.title) if each.chosen else each.title,
        amount(each.offer, locale),
        ", ".join(locale.quantity(volume) for volume in each.volume),
        "–" if each.families is None else locale.number(each.families),
        "–" if each.points is None else locale.number(each.points),
        "–" if each.left is None else f"{amount(each.left, locale)}",
        "–" if each.to_families is None else amount(each.to_families, locale),
        "–" if each.farmer_share_bp is None else locale.percent(each.farmer_share_bp),
        floor_word(each.keeps_floor, locale),
    )


def floor_word(keeps: bool | None, locale: Locale) -> str:
    """Say in a word or two whether a price keeps the floor."""
    if keeps is None:
        return locale.text("not known")
    return locale.text("kept") if keeps else locale.text("not kept")
