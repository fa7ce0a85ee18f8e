"""The delivery plan of an offer: how much of every product in which week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from sse_desktop.documents.cooperative import Cooperative
from sse_desktop.documents.page_style import Form, Sheet
from sse_desktop.documents.paragraphs import Text, paragraph
from sse_desktop.documents.signature import closed, signatures
from sse_desktop.documents.tables import Column, Rows, table
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.season import Week
from sse_desktop.locale import Locale

_PRODUCTS_BESIDE = 5


class WeeksDisagree(DomainError):
    """The weeks of a product do not add up to what is offered of it."""

    sentence = N_(
        "The plan was not made: {product} is offered with {offered}, but its weeks add up to {planned}. Correct the weeks."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedProduct:
    """A product with its quantity in each week, all in one unit; they add up to `offered`, which weighs `kilos`."""

    name: str
    offered: Quantity
    weeks: Mapping[Week, Quantity]
    kilos: Quantity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryPlan:
    """The plan of an offer."""

    cooperative: Cooperative
    reference: str
    products: tuple[PlannedProduct, ...]
    note: str = ""


def delivery_plan(plan: DeliveryPlan, code: str, locale: Locale) -> Form:
    """Weeks down, products across; many products in several tables.

    Raises: WeeksDisagree.
    """
    for product in plan.products:
        planned = sum(product.weeks.values(), start=Quantity(0, product.offered.unit))
        if planned != product.offered:
            raise WeeksDisagree(product=product.name, offered=product.offered, planned=planned)
    heading = locale.text("Delivery plan by week")
    sheet = plan.cooperative.sheet(heading, plan.reference, foliated=True)
    story: list[Flowable] = [paragraph(f"{code}  {heading}".strip(), Text.TITLE)]
    if plan.note:
        story.append(paragraph(plan.note, Text.NOTE))
    story += [
        _table(plan.products[start : start + _PRODUCTS_BESIDE], sheet, locale)
        for start in range(0, len(plan.products), _PRODUCTS_BESIDE)
    ]
    return Form(sheet, closed(story, signatures([plan.cooperative.representative], locale)))


def _table(products: Sequence[PlannedProduct], sheet: Sheet, locale: Locale) -> Rows:
    columns = [
        Column(title=locale.text("Week")),
        Column(title=locale.text("Monday to Sunday"), share=1),
        *(
            Column(title=f"{product.name} ({locale.unit(product.offered.unit, 2)})", figures=True, least=70)
            for product in products
        ),
    ]
    weeks = sorted({week for product in products for week in product.weeks})
    rows = [
        (locale.week(week), _days(week, locale), *(_in_week(product, week, locale) for product in products))
        for week in weeks
    ]
    totals = [(locale.text("Total"), "", *(locale.number(product.offered.amount) for product in products))]
    if any(product.kilos is not None for product in products):
        kilos = [locale.number(product.kilos.amount) if product.kilos is not None else "" for product in products]
        totals.append((locale.text("Total"), locale.text("kg"), *kilos))
    return table(columns, rows, room=sheet.text_width, locale=locale, totals=totals)


def _days(week: Week, locale: Locale) -> str:
    return f"{locale.date(week.monday)} – {locale.date(week.sunday)}"


def _in_week(product: PlannedProduct, week: Week, locale: Locale) -> str:
    quantity = product.weeks.get(week)
    return "–" if quantity is None or not quantity.milli else locale.number(quantity.amount)
