"""The buyers' words for units: what was said of them, and those in the tenders of which nothing was said yet."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.folding import fold, words
from sse_desktop.domain.quantity import HUNDRED, KILO, UNIT
from sse_desktop.store.tables.products import Conversion
from sse_desktop.store.tables.tender_desk import UnitWord
from sse_desktop.store.tables.tenders import Tender, TenderItem

OURS = (KILO, "lb", UNIT, HUNDRED, "crate")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitWordRow:
    """A word, the unit it means (empty while nobody said so), and in how many lines of tenders it stands."""

    id: uuid.UUID | None
    word: str
    unit: str
    lines: int


def explained_units(session: Session) -> dict[str, str]:
    """Return the unit of each folded word of which a person said what it means."""
    rows = session.execute(sa.select(UnitWord.word, UnitWord.unit).where(UnitWord.unit != ""))
    return {row.word: row.unit for row in rows}


def unit_words(session: Session, text: str = "") -> list[UnitWordRow]:
    """Return all words of which something was said or is to be said, those still open first; `text` looks for some."""
    open_words = _open_words(session)
    said = session.execute(sa.select(UnitWord.id, UnitWord.word, UnitWord.unit).order_by(UnitWord.word))
    rows = [
        UnitWordRow(id=key, word=word, unit=unit, lines=open_words.pop(word, ("", 0))[1]) for key, word, unit in said
    ]
    rows += [UnitWordRow(id=None, word=word, unit="", lines=lines) for word, lines in open_words.values()]
    wanted = words(text)
    found = [row for row in rows if all(word in fold(f"{row.word} {row.unit}") for word in wanted)]
    return sorted(found, key=lambda row: (bool(row.unit), row.word))


def _open_words(session: Session) -> dict[str, tuple[str, int]]:
    """Return the words in the lines of tenders that are neither ours nor known by a product's conversion."""
    counted = (
        sa.select(TenderItem.unit, sa.func.count())
        .join(Tender, Tender.id == TenderItem.tender_id)
        .where(~Tender.dropped, ~TenderItem.archived, TenderItem.unit != "", TenderItem.unit.not_in(OURS))
        .group_by(TenderItem.unit)
        .order_by(TenderItem.unit)
    )
    known = {fold(unit) for unit in session.scalars(sa.select(Conversion.unit).distinct())}
    own = {fold(unit) for unit in session.scalars(sa.select(UnitWord.unit).where(UnitWord.unit != ""))}
    found: dict[str, tuple[str, int]] = {}
    for word, count in session.execute(counted):
        key = fold(word)
        if key not in known | own:
            found[key] = (found.get(key, (word, 0))[0], found.get(key, (word, 0))[1] + count)
    return found
