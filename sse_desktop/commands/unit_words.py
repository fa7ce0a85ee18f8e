"""What the buyers' words for units mean: said once by a person, taken for every line from then on."""

from collections.abc import Sequence
from dataclasses import replace

import sqlalchemy as sa

from sse_desktop.commands.bid_lines import as_it_was, follow_item
from sse_desktop.commands.permission import allowed
from sse_desktop.commands.tenders import ItemData
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.folding import fold
from sse_desktop.domain.roles import Role
from sse_desktop.queries.unit_words import explained_units
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.tender_desk import UnitWord
from sse_desktop.store.tables.tenders import Tender, TenderItem


class WordMissing(DomainError):
    """No word was given to be explained."""

    sentence = N_("Write the buyer's word for the unit. Nothing was saved.")


@allowed(Role.SECRETARY, Role.PRESIDENT)
def explain_unit(session: Writing, word: str, unit: str) -> int:
    """Store which unit a buyer's word means, and return how many lines of tenders follow; an empty unit forgets it.

    Lines of tenders that were not dropped take the unit over, and drafts of bids with them; bids that went out stay. A unit
    equal to the word says that it is a unit of its own.

    Raises:
        WordMissing.
    """
    key = fold(word)
    if not key:
        raise WordMissing
    row = session.scalars(sa.select(UnitWord).where(UnitWord.word == key)).first()
    if row is None:
        session.add(UnitWord(id=session.new_id(), word=key, unit=unit.strip()))
    else:
        row.unit = unit.strip()
    session.flush()
    return _follow(session, key, unit.strip()) if unit.strip() else 0


def in_explained_units(session: Writing, items: Sequence[ItemData]) -> list[ItemData]:
    """Return the lines with the units that a person said their words mean."""
    units = explained_units(session)
    return [replace(item, unit=units.get(fold(item.unit), item.unit)) if item.unit else item for item in items]


def _follow(session: Writing, word: str, unit: str) -> int:
    lines = sa.select(TenderItem).join(Tender, Tender.id == TenderItem.tender_id)
    rows = session.scalars(lines.where(~Tender.dropped, TenderItem.unit != "", TenderItem.unit != unit))
    meant = [row for row in rows if fold(row.unit) == word]
    for row in meant:
        before = as_it_was(row)
        row.unit = unit
        follow_item(session, row, before)
    return len(meant)
