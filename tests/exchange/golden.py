"""What a reading of a file amounts to, short enough to compare with the file by eye."""

from typing import Any

from sse_desktop.exchange.notice import Notice
from sse_desktop.exchange.notice_parts import NoticeItem, NoticeLot, NoticeValue, plain
from sse_desktop.exchange.reading import FileReading


def row_of(reading: FileReading) -> dict[str, Any]:
    """Return the golden row of a reading."""
    return {
        "kind": reading.kind,
        "refused": reading.refused.code if reading.refused else None,
        "left_out": dict(reading.left_out),
        "notices": [_notice(notice) for notice in reading.notices],
    }


def row_with_terms(reading: FileReading) -> dict[str, Any]:
    """Return the golden row of a reading of a format that knows terms of lots and versions of notices."""
    row = row_of(reading)
    for shown, notice in zip(row["notices"], reading.notices, strict=True):
        shown |= {
            "kind": notice.kind.value,
            "notice": f"{notice.notice_id} version {notice.version}, replaces {notice.replaces}",
            "change_reason": notice.change_reason,
            "is_cancelled": notice.is_cancelled,
            "requests_deadline": notice.requests_deadline.isoformat() if notice.requests_deadline else None,
            "value_with_tax": notice.value_with_tax,
            "more_buyers": [buyer.name for buyer in notice.more_buyers],
            "most_lots": f"offered {notice.lots_offered_most}, awarded {notice.lots_awarded_most}",
            "eligibility": _short(notice.eligibility),
            "terms": {
                lot.id: {name: _short(term) for name, term in lot.terms.as_json().items()} for lot in notice.lots
            },
        }
    return row


def _short(term: Any) -> Any:
    return f"{term[:80].strip()}…" if isinstance(term, str) and len(term) > 80 else term


def _notice(notice: Notice) -> dict[str, Any]:
    shown = notice.as_json()
    same = (
        "reference",
        "title",
        "country",
        "languages",
        "procedure",
        "status",
        "published",
        "deadline",
        "deadline_stated",
    )
    return {name: shown[name] for name in same} | {
        "ocid": notice.ocid,
        "buyer": f"{notice.buyer.name} | {notice.buyer.id} | {notice.buyer.register_number}",
        "questions_deadline": shown["questions_deadline"],
        "contract": f"{notice.contract_from} to {notice.contract_to}",
        "value": _value(notice.value),
        "lots": [_lot(lot) for lot in notice.lots],
        "items": [_item(item) for item in notice.items],
        "documents": [f"{document.title} | {(document.url or '')[-40:]}" for document in notice.documents],
        "warnings": [f"{warning.code} {warning.facts.get('where', '')}".strip() for warning in notice.warnings],
    }


def _value(value: NoticeValue | None) -> str | None:
    return f"{plain(value.amount)} {value.currency}" if value else None


def _lot(lot: NoticeLot) -> str:
    criteria = "; ".join(f"{each.type}: {each.name} ({each.weight})" for each in lot.criteria)
    return f"{lot.id} | {lot.title} | {_value(lot.value)} | {','.join(lot.reserved + lot.social + lot.environmental)} | {criteria}"


def _item(item: NoticeItem) -> str:
    quantity = plain(item.quantity) if item.quantity is not None else None
    words = (item.description or "-")[:60].strip()
    return f"{words} | {quantity} {item.unit} ({item.unit_code}) | {item.scheme} {item.code} | {item.lot} | {_value(item.unit_price)}"
