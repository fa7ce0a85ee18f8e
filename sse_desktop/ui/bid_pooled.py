"""Pooled capacity of a tender: the signed files of other cooperatives, and ours for them."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sse_desktop import clock
from sse_desktop.commands.pooled_capacity import (
    PooledData,
    PooledWeekData,
    Signature,
    map_pooled_product,
    sign_with_our_key,
    take_in_capacity,
    take_out_capacity,
)
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.pooling import lowered
from sse_desktop.exchange.capacity_file import (
    SUFFIX,
    ProductWeeks,
    SignedAmounts,
    WeeklyAmounts,
    body_bytes,
    capacity_file,
    read_capacity_apart,
)
from sse_desktop.queries.capacity_offer import CapacityOffer, capacity_offer
from sse_desktop.queries.pooled_capacity import PooledProduct, PooledRow, our_fingerprint, pooled_capacity
from sse_desktop.queries.products import ProductRow, products
from sse_desktop.store.atomic import write_atomically
from sse_desktop.ui.context import Question
from sse_desktop.ui.page import Page
from sse_desktop.ui.save_sheet import ask_for_file
from sse_desktop.ui.tender_files import ask_for_files
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.labels import label
from sse_desktop.ui.widgets.number_fields import IntegerField
from sse_desktop.ui.worker import Progress

if TYPE_CHECKING:
    from sse_desktop.workspace import Workspace

WHOLE: Final = 100
WHY: Final = N_(
    "Two cooperatives can bid together: each sends the other a signed file with its kilos by week. It names no member and no "
    "community. What comes in counts for this tender only."
)
NOT_KEPT: Final = N_(
    "What you offer to a partner is not kept free from your own promises: enter your contract with the partner when the bid is won."
)
COMPARE: Final = N_("Read these numbers to each other over the phone. If they differ, the file is not theirs.")


@dataclass(frozen=True, slots=True)
class Known:
    """What the panel shows."""

    rows: Sequence[PooledRow]
    products: Sequence[ProductRow]
    fingerprint: str


class NothingToOffer(DomainError):
    """No week of the tender has anything left to give."""

    sentence = N_("There is nothing left to offer in any week of this tender. No file was made.")


class ShareOutOfRange(DomainError):
    """A share of what we can give is not between one and a hundred percent."""

    sentence = N_("Offer between 1 and 100 percent of what you can give.")


def known_pooled(session: Any, tender_id: uuid.UUID) -> Known:
    """Return what the panel shows of a tender."""
    return Known(pooled_capacity(session, tender_id), products(session), our_fingerprint(session))


def open_pooled(page: Page, tender_id: uuid.UUID) -> None:
    """Open the panel in the inspector."""

    def show(found: Known) -> None:
        panel = PooledPanel(page, tender_id, found)
        page.inspect(page.text(N_("Pooled capacity")), panel)
        panel.take_in.setFocus()

    page.read(known_pooled, tender_id, done=show)


class PooledPanel(QWidget):
    """The partners with their products, the key to compare, and the two ways of a file."""

    def __init__(self, page: Page, tender_id: uuid.UUID, found: Known, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page, self.context, self.tender_id = page, page.context, tender_id
        self.fields: dict[tuple[uuid.UUID, str], ChoiceField] = {}
        self.take_in = button(self._text(N_("Take in a partner's file …")), "primary")
        self.share = IntegerField(self.context, "share", N_("Offer of what we can"), unit="%")
        self.share.set_value(WHOLE)
        self.make = button(self._text(N_("Make our file …")))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        column.addWidget(label(self._text(WHY), tone="soft", wrap=True))
        column.addWidget(self.take_in, 0, Qt.AlignmentFlag.AlignLeft)
        for row in found.rows:
            column.addWidget(self._partner(row, found.products))
        column.addWidget(self._ours(found.fingerprint))
        column.addWidget(self.share)
        column.addWidget(self.make, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(label(self._text(NOT_KEPT), tone="soft", wrap=True))
        column.addStretch(1)
        self.take_in.clicked.connect(self.ask_for_file)
        self.make.clicked.connect(self.make_file)

    def _text(self, message: str, **facts: Any) -> str:
        return self.context.text(message, **facts)

    # What is shown.

    def _partner(self, row: PooledRow, known: Sequence[ProductRow]) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 4, 0, 4)
        details = Details(self.context).heading(row.cooperative)
        details.fact(N_("Made on"), self.context.locale.instant(row.made_at))
        details.fact(N_("Numbers of their key"), row.fingerprint)
        column.addWidget(details)
        for product in row.products:
            self._add_product(column, row, product, known)
        out = button(self._text(N_("Take out")), "quiet")
        out.clicked.connect(partial(self.ask_to_take_out, row))
        column.addWidget(out, 0, Qt.AlignmentFlag.AlignLeft)
        return box

    def _add_product(
        self, column: QVBoxLayout, row: PooledRow, product: PooledProduct, known: Sequence[ProductRow]
    ) -> None:
        choices = [(each.id, each.name) for each in known]
        field = ChoiceField(self.context, "product", N_("Product"), choices, required=False)
        weeks = self.context.locale.plural(N_("{n} week"), N_("{n} weeks"), len(product.by_week))
        words = N_("{product}: {weight} in {weeks}; ours is")
        asked = self._text(words, product=product.their_product, weight=product.total, weeks=weeks)
        field.title.hide()
        field.editor.setAccessibleName(asked)
        field.set_value(product.product_id)
        if product.product_id is None:
            field.show_error(self._text(N_("It does not count yet. Say which product of ours it is.")))
        field.edited.connect(partial(self._mapped, row.id, product.their_product, field))
        self.fields[row.id, product.their_product] = field
        column.addWidget(label(asked, tone="soft", wrap=True))
        column.addWidget(field)

    def _ours(self, fingerprint: str) -> QWidget:
        details = Details(self.context).heading(N_("Our file for a partner"))
        if fingerprint:
            details.fact(N_("Numbers of our key"), fingerprint)
            details.note(self._text(COMPARE))
        return details

    # What can be done.

    def ask_for_file(self) -> None:
        """Let the person choose a partner's file."""
        title = self._text(N_("Take in a partner's file …"))
        ask_for_files(self, title, "*.json", lambda files: self.take(files[0]))

    def take(self, path: Path) -> None:
        """Read a file apart from the window and count it."""
        self.context.worker.long(read_file, str(path), owner=self, done=self._read_done)

    def _read_done(self, found: SignedAmounts) -> None:
        self.page.write(take_in_capacity, self.tender_id, pooled_data(found), done=partial(self._taken_in, found))

    def _taken_in(self, found: SignedAmounts, _pooled_id: object) -> None:
        sentence = N_("The amounts of {cooperative} count now. Compare the numbers of their key over the phone.")
        self.context.shell.tell(self._text(sentence, cooperative=found.amounts.cooperative))
        self._open_again()

    def _mapped(self, pooled_id: uuid.UUID, word: str, field: ChoiceField) -> None:
        self.page.write(map_pooled_product, pooled_id, word, field.read(), done=self._open_again)

    def ask_to_take_out(self, row: PooledRow) -> None:
        """Ask before a partner counts no more."""

        def confirmed(_reason: str) -> None:
            self.page.write(take_out_capacity, row.id, done=self._open_again)

        sentence = self._text(N_("Count the amounts of {cooperative} no more?"), cooperative=row.cooperative)
        self.context.shell.ask(Question(sentence, self._text(N_("Take out")), confirmed))

    def _open_again(self, _result: object = None) -> None:
        open_pooled(self.page, self.tender_id)

    # Our file.

    def make_file(self) -> None:
        """Reckon what we can give, sign it, and let the person choose where it goes."""
        if not self.share.check():
            return
        self.page.read(capacity_offer, self.tender_id, self.context.today(), done=self._sign)

    def _sign(self, offer: CapacityOffer) -> None:
        share = self.share.read() or 0
        if not 1 <= share <= WHOLE:
            self.share.show_error(self.context.locale.explain(ShareOutOfRange()))
            return
        amounts = weekly_amounts(offer, Fraction(share, WHOLE))
        if not amounts.products:
            self.context.shell.problem(NothingToOffer())
            return
        self.page.write(sign_with_our_key, body_bytes(amounts), done=partial(self._save, amounts))

    def _save(self, amounts: WeeklyAmounts, signed: Signature) -> None:
        data = capacity_file(amounts, signed.public, signed.signature)
        name = "".join(each if each.isalnum() else "-" for each in amounts.reference or amounts.ocid)
        chosen = partial(self.write_file, data)
        ask_for_file(self, self._text(N_("Make our file …")), f"{name}{SUFFIX}", "json", chosen)

    def write_file(self, data: bytes, name: str) -> None:
        """Write the signed file where the person wants it."""
        write_atomically(Path(name), data)
        self.context.shell.tell(self._text(N_("The file was saved as {path}. Send it to the partner."), path=name))
        self._open_again()


def read_file(_workspace: "Workspace", name: str, *, progress: Progress) -> SignedAmounts:
    """Return what a file offers; runs beside the interface, and the reading in a process of its own."""
    progress.step(0, 1)
    return read_capacity_apart(Path(name))


def pooled_data(found: SignedAmounts) -> PooledData:
    """Return the input of the command from a file whose signature holds."""
    amounts = found.amounts
    weeks = [
        PooledWeekData(their_product=product.name, week=week, grams=grams)
        for product in amounts.products
        for week, grams in product.weeks
    ]
    return PooledData(
        cooperative=amounts.cooperative,
        tax_id=amounts.tax_id,
        reference=amounts.reference,
        ocid=amounts.ocid,
        made_at=amounts.made_at,
        fingerprint=found.fingerprint,
        digest=found.digest,
        certificate=amounts.certificate,
        weeks=tuple(weeks),
    )


def weekly_amounts(offer: CapacityOffer, share: Fraction) -> WeeklyAmounts:
    """Return what goes into our file: a share of what we can give, products without anything left out."""
    offered = [(row.product, lowered(row.by_week, share)) for row in offer.products]
    return WeeklyAmounts(
        cooperative=offer.cooperative,
        tax_id=offer.tax_id,
        reference=offer.reference,
        ocid=offer.ocid,
        title=offer.title,
        made_at=clock.now(),
        certificate=offer.certificate,
        products=tuple(
            ProductWeeks(name=name, weeks=tuple(sorted(by_week.items()))) for name, by_week in offered if by_week
        ),
    )
