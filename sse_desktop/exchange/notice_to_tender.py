"""From notice to tender: this file puts what was read into the form that the import command takes."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from sse_desktop.domain.errors import DomainError
from sse_desktop.domain.money import PRICE_DECIMALS, Money, minor_digits
from sse_desktop.exchange.notice import Notice
from sse_desktop.exchange.notice_parts import NoticeItem, NoticeLot, NoticeValue
from sse_desktop.exchange.units import OUR_UNITS

if TYPE_CHECKING:
    from sse_desktop.commands.tender_import import TenderImport
    from sse_desktop.commands.tenders import ItemData, LotData


def tender_import(
    notice: Notice, *, source: str, original_sha: str | None = None, original_name: str = ""
) -> TenderImport:
    """Return the input of `import_tender`. Amounts finer than their currency are rounded half up, once, here.

    The whole notice is kept beside it as JSON, with its warnings and the exact numbers of the file.
    """
    from sse_desktop.commands.tender_import import TenderImport
    from sse_desktop.commands.tenders import TenderData

    value = _money(notice.value)
    data = TenderData(
        title=notice.title,
        reference=notice.reference,
        ocid=notice.ocid or "",
        description=notice.description or "",
        buyer_name=notice.buyer.name or "",
        buyer_tax_id=notice.buyer.register_number or "",
        country=notice.country or "",
        language=next(iter(notice.languages), ""),
        procedure=notice.procedure or "",
        status=notice.status or "",
        published_on=_day(notice.published),
        deadline=notice.deadline,
        deadline_stated=notice.deadline_stated,
        questions_deadline=notice.questions_deadline,
        requests_deadline=notice.requests_deadline,
        opening_on=notice.opening.date() if notice.opening else None,
        delivery_from=notice.contract_from if _in_order(notice) else None,
        delivery_to=notice.contract_to if _in_order(notice) else None,
        currency=value.currency if value else "",
        value=value,
        value_with_tax=notice.value_with_tax if value else None,
        reserved=_codes(notice.reserved),
        notice_version=_version(notice),
    )
    return TenderImport(
        data=data,
        lots=tuple(_lot(lot) for lot in notice.lots),
        items=tuple(_item(notice, item) for item in notice.items),
        notice=json.dumps(notice.as_record(), ensure_ascii=False),
        source=source,
        original_sha=original_sha,
        original_name=original_name,
        replaces=notice.replaces or "",
        change_reason=notice.change_reason or "",
    )


def _version(notice: Notice) -> str:
    """Return number and version of the notice as change notices name what they change (BT-758)."""
    return "-".join(each for each in (notice.notice_id, notice.version) if each)


def _codes(codes: tuple[str, ...]) -> str:
    return ",".join(code.replace(",", " ") for code in codes)


def _lot(lot: NoticeLot) -> LotData:
    from sse_desktop.commands.tenders import LotData

    return LotData(code=lot.id, title=lot.title or "", value=_money(lot.value), reserved=_codes(lot.reserved))


def _item(notice: Notice, item: NoticeItem) -> ItemData:
    from sse_desktop.commands.tenders import ItemData

    lot = next((lot.title for lot in notice.lots if lot.id == item.lot and lot.title), None)
    price = item.unit_price.amount if item.unit_price and item.unit_price.amount >= 0 else None
    return ItemData(
        # A line must be called something: where the buyer left it blank, as its lot or its tender.
        description=item.description or lot or notice.title,
        quantity=item.quantity or None,
        unit=OUR_UNITS.get(item.unit_code or "", item.unit or ""),
        classification_scheme=item.scheme or "",
        classification_id=item.code or "",
        lot_code=item.lot or "",
        price=_rounded(price, PRICE_DECIMALS) if price is not None else None,
    )


def _money(value: NoticeValue | None) -> Money | None:
    if value is None or value.currency is None:
        return None
    try:
        return Money.of(_rounded(value.amount, minor_digits(value.currency)), value.currency)
    except DomainError:
        # Not a currency we know, or an amount that no table holds: it stays in the notice beside.
        return None


def _rounded(amount: Decimal, decimals: int) -> Decimal:
    return amount.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _day(published: datetime | date | None) -> date | None:
    return published.date() if isinstance(published, datetime) else published


def _in_order(notice: Notice) -> bool:
    return notice.contract_from is None or notice.contract_to is None or notice.contract_from <= notice.contract_to
