"""Step Notice: what the buyer asks for, which product of ours each line is, and in which weeks it is due."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sse_desktop.commands.tender_items import archive_item, map_item_to_product, set_demand_weeks
from sse_desktop.domain.errors import N_
from sse_desktop.queries.bid_desk import BidDesk
from sse_desktop.queries.products import ProductRow, products
from sse_desktop.queries.tenders import TenderItemRow
from sse_desktop.ui.bid_item_form import change_item_panel, new_item_panel
from sse_desktop.ui.bid_step import WIDE_PX, BidStep
from sse_desktop.ui.bid_table import RowTable
from sse_desktop.ui.bid_weeks import WeeksPanel, shown_weeks
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.page import Page
from sse_desktop.ui.paper_file import SUFFIXES
from sse_desktop.ui.tender_details import add_documents, add_facts, add_warnings, notice_lots
from sse_desktop.ui.tender_lots import add_lots
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.labels import Card, label
from sse_desktop.ui.widgets.record_picker import Choice, RecordPicker

FACTS_PX = 330


class NoticeStep(BidStep):
    """Lines on the left with the field that maps the chosen one, facts and doubts of the notice on the right."""

    key = "notice"

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(page, parent)
        self._products: Sequence[ProductRow] = ()
        self.table = RowTable(self.context, N_("What the buyer asks for"), self._columns())
        self.product = RecordPicker(self.context, "product_id", N_("Product of ours"), required=False)
        self.product.title.setText(self.text(N_("Product of ours")))
        self.weeks = button(self.text(N_("Weeks …")))
        self.change = button(self.text(N_("Change the line")))
        self.take_out = button(self.text(N_("Take the line out")))
        self.add = button(self.text(N_("Type a line")), icon_name="add")
        self.paste = button(self.text(N_("Paste lines …")))
        self.papers = button(self.text(N_("Documents …")))
        self.of_line = label("", "strong", wrap=True)
        self.fixed = label(
            self.text(N_("The bid was handed in, so its lines stay as they are.")), tone="soft", wrap=True
        )
        self.facts = QScrollArea()
        self.facts.setWidgetResizable(True)
        self._lay_out()
        self.table.picked.connect(self._picked)
        self.table.wanted.connect(lambda _row: self.ready_to_type())
        self.product.edited.connect(self.map)
        self.product.entered.connect(self._go_on)
        self.weeks.clicked.connect(self.edit_weeks)
        self.change.clicked.connect(self.change_line)
        self.take_out.clicked.connect(self.take_line_out)
        self.add.clicked.connect(self.new_line)
        self.paste.clicked.connect(self.paste_lines)
        self.papers.clicked.connect(self.show_documents)

    def _lay_out(self) -> None:
        lines, notice = Card(self.text(N_("What the buyer asks for"))), Card(self.text(N_("The notice")))
        self.notice = notice
        notice.setFixedWidth(FACTS_PX)
        notice.body.addWidget(self.facts, 1)
        lines.body.addWidget(self.table, 1)
        lines.body.addWidget(self.of_line)
        edit = QHBoxLayout()
        edit.addWidget(self.product, 1)
        for each in (self.weeks, self.change, self.take_out):
            edit.addWidget(each, 0, Qt.AlignmentFlag.AlignBottom)
        lines.body.addLayout(edit)
        more = QHBoxLayout()
        for each in (self.add, self.paste, self.papers):
            more.addWidget(each)
        more.addStretch(1)
        lines.body.addLayout(more)
        lines.body.addWidget(self.fixed)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(lines, 1)
        row.addWidget(notice)
        holder = QVBoxLayout()
        holder.addLayout(row, 1)
        self.column.addLayout(holder, 1)

    def _columns(self) -> tuple[Column[TenderItemRow], ...]:
        return (
            Column(N_("Description"), lambda item: item.description, 170, stretch=True),
            Column(N_("Quantity"), lambda item: item.quantity, 110, right=True),
            Column(N_("Price of the buyer"), lambda item: item.price, 120, right=True, secondary=True),
            Column(N_("Product of ours"), self._product_mark, 150),
            Column(N_("Weeks"), self._weeks_words, 100, secondary=True),
        )

    def _product_mark(self, item: TenderItemRow) -> Mark:
        if item.product_id is None:
            return Mark(State.TO_DO, self.text(N_("to choose")))
        return Mark(State.READY, item.product)

    def _weeks_words(self, item: TenderItemRow) -> str:
        if item.plan:
            return self.context.locale.plural(N_("{n} week"), N_("{n} weeks"), len(item.plan))
        has_period = self.desk is not None and self.desk.tender.delivery_to is not None
        return self.text(N_("evenly")) if has_period else self.text(N_("not known"))

    def show_desk(self, desk: BidDesk) -> None:
        super().show_desk(desk)
        for each in (self.product, self.weeks, self.change, self.take_out, self.add, self.paste):
            each.setVisible(not self.is_handed_in)
        self.fixed.setVisible(self.is_handed_in)
        self.read(products, done=self._know_products)
        self.table.show_rows([item for item in desk.tender.items if not item.archived])
        details = Details(self.context)
        add_warnings(details, self.context, desk.tender)
        add_facts(details, self.context, desk.tender)
        add_lots(details, self.context, notice_lots(desk.tender), (desk.tender.deadline, desk.tender.requests_deadline))
        add_documents(details, desk.tender)
        if desk.tender.description:
            details.heading(N_("Description")).note(desk.tender.description)
        details.setObjectName("clear")
        self.facts.setWidget(details)

    def _know_products(self, rows: Sequence[ProductRow]) -> None:
        self._products = rows
        self.product.set_choices([Choice(row.id, row.name, row.code) for row in rows])
        self._fill(self.table.current)

    # The chosen line.

    def _picked(self, item: TenderItemRow | None) -> None:
        for each in (self.product, self.weeks, self.change, self.take_out):
            each.setEnabled(item is not None)
        self.of_line.setText(item.description if item is not None else "")
        self._fill(item)

    def _fill(self, item: TenderItemRow | None) -> None:
        # What is being typed is not overwritten by what is stored.
        if not (self.product.line.hasFocus() and self.product.line.isModified()):
            self.product.set_value(item.product_id if item is not None else None)

    def map(self) -> None:
        """Say which product the chosen line is; lines like it are mapped by themselves from now on."""
        item, choice = self.table.current, self.product.picked
        if item is not None and choice is not None and choice.key != item.product_id:
            self.product.line.setModified(False)
            self.write(map_item_to_product, item.id, choice.key)

    def _go_on(self) -> None:
        """Go to the next line after Enter; an emptied field says that the line is no product of ours."""
        item = self.table.current
        if item is not None and item.product_id is not None and not self.product.typed():
            self.product.line.setModified(False)
            self.write(map_item_to_product, item.id, None)
        self.product.line.setModified(False)
        self.table.go_on()
        self.product.line.selectAll()

    def edit_weeks(self) -> None:
        """Open the weeks in which the buyer wants the chosen line."""
        item, desk = self.table.current, self.desk
        if item is None or desk is None:
            return
        over = shown_weeks(item.plan, desk.tender.delivery_from, desk.tender.delivery_to)
        if item.quantity is None or not over:
            sentence = (
                N_("This line has no quantity yet. Type it first.")
                if item.quantity is None
                else N_("The first and the last day of delivery are not known. Type them into the tender first.")
            )
            self.context.shell.tell(self.text(sentence), state="to_do")
            return
        panel = WeeksPanel(self.context, item.id, item.quantity, item.plan, over, set_demand_weeks)
        self.open_form(self.text(N_("Weeks of the buyer")), panel)

    def change_line(self) -> None:
        """Open the form of the chosen line."""
        item = self.table.current
        if item is not None:
            self.open_form(self.text(N_("Line of the tender")), change_item_panel(self.context, item))

    def take_line_out(self) -> None:
        """Say that the chosen line is not asked for; Ctrl+Z takes that back."""
        item = self.table.current
        if item is not None:
            self.write(archive_item, item.id, said=N_("The line was taken out. Ctrl+Z brings it back."))

    def new_line(self) -> None:
        """Open an empty form for a line."""
        if self.desk is not None:
            panel = new_item_panel(self.context, self.desk.tender.id, self._products)
            self.open_form(self.text(N_("New line")), panel)

    def paste_lines(self) -> None:
        """Open the sheet for pasted lines."""
        from sse_desktop.ui.tender_paste import open_paste

        if self.desk is not None:
            open_paste(self.context, self.desk.tender.id, self.desk.tender.title, self.desk.tender.buyer_id)

    def show_documents(self) -> None:
        """Open the documents of the tender."""
        self._documents(())

    def take_documents(self, files: Sequence[Path]) -> bool:
        """Keep office files as documents of the tender; False when there are none among the files."""
        office = [file for file in files if file.suffix.lower() not in SUFFIXES]
        if office:
            self._documents(office)
        return bool(office)

    def _documents(self, files: Sequence[Path]) -> None:
        from sse_desktop.ui.tender_documents import open_documents

        if self.desk is not None:
            sheet = open_documents(self.context, self.desk.tender.id, self.desk.tender.title)
            if files:
                sheet.take_files(files)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.notice.setVisible(self.width() >= WIDE_PX)

    def ready_to_type(self) -> None:
        """Put the keyboard where the work of this step begins."""
        if self.is_handed_in:
            self.table.setFocus()
        else:
            (self.product if self.table.rows else self.paste).setFocus()
