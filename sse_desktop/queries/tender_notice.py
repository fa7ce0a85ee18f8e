"""The NOTICE object of the command line: what a tender says, as it is kept now."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sse_desktop.domain.money import Money
from sse_desktop.queries.tenders import TenderDetail, TenderItemRow, TenderLotRow

Json = dict[str, Any]
# What is kept of a lot and not shown by the command line.
_OF_THE_RECORD = frozenset({"description", "environmental"})


def notice_json(tender: TenderDetail, say: Callable[..., str]) -> Json:
    """Return NOTICE from the tender's own data, with the lots' codes, the documents and the warnings of its file.

    Exact numbers are text, the deadline keeps the buyer's offset, unknown is None or an empty list. `say` is
    `Locale.text`: it writes the sentences of the warnings.
    """
    record = tender.notice
    return {
        "reference": tender.reference,
        "title": tender.title,
        "buyer": {"name": tender.buyer_name or None, "id": _buyer_id(tender)},
        "country": tender.country or None,
        "languages": record.get("languages") or ([tender.language] if tender.language else []),
        "procedure": tender.procedure or None,
        "status": tender.status or None,
        "published": record.get("published") or _iso(tender.published_on),
        "deadline": _iso(tender.deadline),
        "deadline_stated": tender.deadline_stated,
        "questions_deadline": _iso(tender.questions_deadline),
        "requests_deadline": _iso(tender.requests_deadline),
        "kind": record.get("kind") or "call",
        "value": _value(tender.value) or record.get("value"),
        "lots": [_lot(lot, record) for lot in tender.lots],
        "items": [_item(item) for item in tender.items if not item.archived],
        "documents": [_document(each) for each in tender.documents],
        "warnings": [_warning(each, say) for each in tender.warnings],
    }


def _buyer_id(tender: TenderDetail) -> str | None:
    return (tender.notice.get("buyer") or {}).get("id") or tender.buyer_tax_id or None


def _lot(lot: TenderLotRow, record: Mapping[str, Any]) -> Json:
    said: Mapping[str, Any] = next((each for each in record.get("lots") or () if each.get("id") == lot.code), {})
    return {
        **{name: value for name, value in said.items() if name not in _OF_THE_RECORD},
        "id": lot.code,
        "title": lot.title or None,
        "value": _value(lot.value) or said.get("value"),
        "reserved": list(said.get("reserved") or ()),
        "social": list(said.get("social") or ()),
        "criteria": list(said.get("criteria") or ()),
    }


def _item(item: TenderItemRow) -> Json:
    known = item.classification_scheme or item.classification_id
    return {
        "description": item.description,
        "quantity": plain(item.quantity.amount) if item.quantity is not None else None,
        "unit": item.unit or None,
        "classification": {"scheme": item.classification_scheme or None, "code": item.classification_id or None}
        if known
        else None,
        "lot": item.lot_code or None,
    }


def _document(said: Mapping[str, Any]) -> Json:
    shown = {"title": said.get("title"), "url": said.get("url")}
    return shown | ({"restricted": True} if said.get("restricted") else {})


def _warning(warning: Mapping[str, Any], say: Callable[..., str]) -> Json:
    return {"code": warning["code"], "sentence": say(warning["sentence"], **(warning.get("facts") or {}))}


def _value(value: Money | None) -> Json | None:
    return {"amount": plain(value.amount), "currency": value.currency} if value is not None else None


def _iso(moment: date | None) -> str | None:
    return moment.isoformat() if moment is not None else None


def plain(number: Decimal) -> str:
    """Return the number exactly, without zeros that say nothing: 1800, 767465.28."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
