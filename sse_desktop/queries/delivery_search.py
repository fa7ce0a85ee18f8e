"""Delivery notes found by words and state, for the register."""

from sqlalchemy.orm import Session

from sse_desktop.domain.folding import fold, words
from sse_desktop.queries.deliveries import DeliveryRow, deliveries


def found_deliveries(session: Session, *, text: str = "", state: str = "") -> list[DeliveryRow]:
    """Return notes with all words of `text` in number, school, code, canton, route, contract or buyer, newest first.

    `state` is a state of `DeliveryRow`; empty for all.
    """
    wanted = words(text)
    rows = deliveries(session, waiting=state == "sent")
    return [row for row in rows if state in {"", row.state} and all(word in _searched(row) for word in wanted)]


def _searched(row: DeliveryRow) -> str:
    return fold(f"{row.number} {row.school} {row.code} {row.canton} {row.route} {row.contract} {row.buyer}")
