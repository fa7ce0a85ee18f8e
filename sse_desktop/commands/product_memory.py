"""Remembering which product a line was, so that the next line like it is mapped alone."""

import uuid

import sqlalchemy as sa

from sse_desktop.commands.tenders import ItemData
from sse_desktop.domain.folding import fold
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.tenders import TenderItem


class ProductMemory:
    """Which product the lines of earlier tenders were: read once, asked for many lines."""

    def __init__(self, session: Writing) -> None:
        columns = (TenderItem.description, TenderItem.classification_scheme, TenderItem.classification_id)
        mapped = sa.select(TenderItem.product_id, *columns).where(TenderItem.product_id.is_not(None))
        self._by_words: dict[str, uuid.UUID] = {}
        self._by_class: dict[tuple[str, str], set[uuid.UUID]] = {}
        for product_id, description, scheme, code in session.execute(mapped.order_by(TenderItem.id)):
            if product_id is not None:
                self._by_words[fold(description).strip()] = product_id
                self._by_class.setdefault((scheme, code), set()).add(product_id)

    def product_of(self, data: ItemData) -> uuid.UUID | None:
        """Return the product of the newest line with the same words, else of all those with the same classification.

        A classification that stood for different products says nothing.
        """
        by_words = self._by_words.get(fold(data.description).strip())
        if by_words is not None or not data.classification_id:
            return by_words
        found = self._by_class.get((data.classification_scheme, data.classification_id), set())
        return next(iter(found)) if len(found) == 1 else None
