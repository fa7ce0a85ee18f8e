"""What if: a demand typed in a minute, with the weeks that can be covered beside it at once."""

import uuid
from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sse_desktop.commands.what_ifs import remove_what_if_line
from sse_desktop.domain.errors import N_
from sse_desktop.domain.quantity import KILO
from sse_desktop.queries.capacity import ProductCapacity
from sse_desktop.queries.promises import largest_of_what_if
from sse_desktop.queries.what_ifs import (
    WhatIfLineRow,
    WhatIfResult,
    what_if_result,
)
from sse_desktop.ui.bid_table import RowTable
from sse_desktop.ui.capacity_view import CapacityView
from sse_desktop.ui.certificate_field import certificate_words
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.records_page import words_of
from sse_desktop.ui.what_if_forms import (
    LineForm,
    change_line_panel,
    new_line_panel,
)
from sse_desktop.ui.what_if_lines import Ground, ground, line_columns
from sse_desktop.ui.what_if_moves import WhatIfGround, WhatIfMoves
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.empty_place import Empty, EmptyPlace
from sse_desktop.ui.widgets.labels import Card, label
from sse_desktop.ui.widgets.layouts import scrolling

LEFT_PX: Final = 452
LINES_PX: Final = 150
DESK: Final = "tenders.desk"
EMPTY: Final = Empty(
    N_("No what-if yet"),
    N_(
        "Could we deliver that? Type a menu (ration × pupils × days) or a quantity over some weeks, and see at once which week "
        "would fail. It becomes a tender when somebody asks for it."
    ),
)


class WhatIfPage(WhatIfGround):
    """One what-if at a time: its lines and the form of the next one on the left, what comes of it on the right."""

    depends_on = frozenset(
        {
            *("what_if", "what_if_line", "pledge", "reliability", "weigh_in", "lot", "stock_movement", "product"),
            *("conversion", "bid", "bid_line", "bid_week", "tender", "contract", "contract_line", "call_off"),
            *("delivery_line", "acceptance_line", "delivery_point", "buyer", "plot", "paper", "member"),
        }
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.known = Ground((), (), ())
        self.result: WhatIfResult | None = None
        self.panel: FormPanel | None = None
        self.is_archive = False
        self._is_fresh = True
        self._wanted: uuid.UUID | None = None
        self.tender_id: uuid.UUID | None = None
        self.moves = WhatIfMoves(self)
        self.choice = ChoiceField(context, "what_if", N_("What if"), ())
        self.choice.title.hide()
        self.about = label("", tone="soft", wrap=True)
        self.trouble = label("", tone="blocked", wrap=True)
        self.lines = RowTable(context, N_("What is asked"), line_columns(context))
        self.lines.setFixedHeight(LINES_PX)
        self.view = CapacityView(context, stacked=True)
        self.places = QStackedWidget()
        self._lay_out()
        self.choice.edited.connect(self._chosen)
        self.view.shown_changed.connect(self._read_most)
        self.lines.wanted.connect(self.change_line)
        remove = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.lines)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(self.remove_line)
        self.offer()

    def _lay_out(self) -> None:
        left = Card()
        left.setFixedWidth(LEFT_PX)
        self._form_place = QVBoxLayout()
        left.body.addWidget(self.choice)
        left.body.addWidget(self.about)
        holder = QWidget()
        holder.setLayout(self._form_place)
        self._form_place.setContentsMargins(0, 0, 0, 0)
        left.body.addWidget(scrolling(holder), 1)
        left.body.addWidget(self.trouble)
        left.body.addWidget(self.lines)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(left)
        row.addWidget(self.view, 1)
        self.nothing = EmptyPlace(self.context, EMPTY, lambda: (self._new_action(),))
        nothing = Card()
        nothing.body.addWidget(self.nothing)
        self.places.addWidget(nothing)
        self.places.addWidget(body)
        self.set_body(self.places)
        self.trouble.hide()

    # The page.

    def _new_action(self) -> Action:
        return Action(N_("New what-if"), self.moves.new, key="Ctrl+N", primary=self.tender_id is None, icon="add")

    def offered(self) -> Sequence[Action]:
        if getattr(self, "choice", None) is None:  # asked for while the page is still being made
            return ()
        is_open = self.result is not None
        archive = N_("Take out of the archive") if self.is_archive else N_("Archive")
        other = N_("Show those in use") if self.is_archive else N_("Show the archive")
        back = Action(N_("Into the tender"), self.moves.into_wanted, primary=True, enabled=is_open)
        return (
            *((back,) if self.tender_id is not None else ()),
            self._new_action(),
            Action(N_("Change title and school days"), self.moves.change, key="Ctrl+E", enabled=is_open),
            Action(N_("Make a tender of it"), self.moves.ask_to_make, key="Ctrl+T", enabled=is_open),
            Action(N_("Into a tender …"), self.moves.choose_tender, enabled=is_open),
            Action(N_("Copy …"), self.moves.copy, enabled=is_open),
            Action(archive, self.moves.archive, enabled=is_open),
            Action(other, self.turn_over),
        )

    def first_focus(self) -> QWidget | None:
        return self.panel.form.first() if self.panel is not None else self.choice

    def show_record(self, record: object) -> None:
        """Open a what-if, or begin one for the tender that another page names as ("tender", id)."""
        if isinstance(record, tuple):
            self.tender_id = record[1]
        elif isinstance(record, uuid.UUID):
            self._wanted = record
        self.offer()
        self.become_stale()

    def refresh(self) -> None:
        self.read(ground, archived=self.is_archive, done=self._know)

    def _know(self, found: Ground) -> None:
        self.known = found
        self.choice.combo.blockSignals(True)
        before = self._wanted or self.choice.read()
        self.choice.set_choices([(row.id, row.title) for row in found.rows])
        if before in [row.id for row in found.rows]:
            self.choice.set_value(before)
        self.choice.combo.blockSignals(False)
        self._wanted = None
        self.places.setCurrentIndex(1 if found.rows else 0)
        if found.rows:
            self._read_result()
        else:
            self.result = None
            self.offer()
            if (begin := self.nothing.findChild(QPushButton)) is not None and not self.inspector.isVisible():
                begin.setFocus()

    def _chosen(self) -> None:
        self._drop_panel()
        self._read_result()

    def _read_result(self) -> None:
        self.read(what_if_result, self.choice.read(), self.context.today(), done=self._show)

    def _show(self, found: WhatIfResult) -> None:
        if found.row.id != self.choice.read():
            return
        is_other = self.result is None or self.result.row.id != found.row.id
        self.result = found
        self._say(found)
        self.lines.show_rows(found.lines)
        self.view.show_products(found.capacity.products, self._unit)
        if is_other or self.panel is None:
            self.new_line()
            self._take_first_focus()
        self.offer()

    def _take_first_focus(self) -> None:
        """Let the typing begin in the line; who types elsewhere or walks through the what-ifs keeps the keyboard there."""
        is_typing = isinstance(QApplication.focusWidget(), QLineEdit)
        if self._is_fresh and self.panel is not None and not is_typing:
            self.panel.form.first().setFocus()
        self._is_fresh = False

    def _read_most(self) -> None:
        """Ask for the most that holds in whole units."""
        shown = self.view.shown()
        if shown is not None and self.result is not None:
            done = partial(self.view.show_most, shown)
            self.read(largest_of_what_if, self.result.row.id, shown.product_id, self.context.today(), done=done)

    def _say(self, found: WhatIfResult) -> None:
        row = found.row
        out = self.text(N_("without {weeks}"), weeks=row.weeks_out) if row.weeks_out else ""
        holidays = self.text(N_("without public holidays")) if row.skip_holidays else ""
        certificate = certificate_words(self.context, row.certificate)
        self.about.setText(words_of(row.buyer, out, holidays, certificate, row.note))
        self.about.setVisible(bool(self.about.text()))
        problems = [line.problem for line in found.lines if line.problem is not None] + list(found.capacity.problems)
        self.trouble.setText("\n".join(f"■ {self.context.locale.explain(problem)}" for problem in problems))
        self.trouble.setVisible(bool(problems))

    def _unit(self, found: ProductCapacity) -> str:
        lines = self.result.lines if self.result is not None else ()
        units = {line.unit for line in lines if line.product_id == found.product_id}
        return units.pop() if len(units) == 1 else KILO

    # Lines.

    def new_line(self) -> None:
        """Show the empty form of a line; weeks and pupils are those of the line before."""
        if self.result is None:
            return
        panel = new_line_panel(self.context, self.known.products, self.known.schools, self.result.row.id)
        if self.result.lines and isinstance(panel.form, LineForm):
            panel.form.go_on_like(self.result.lines[-1])
        self._show_panel(panel)

    def change_line(self, line: WhatIfLineRow) -> None:
        """Show the form of a line."""
        self._show_panel(change_line_panel(self.context, self.known.products, self.known.schools, line))
        if self.panel is not None:
            self.panel.form.first().setFocus()

    def remove_line(self) -> None:
        """Take the line under the cursor out; Ctrl+Z brings it back."""
        line = self.lines.current
        if line is not None:
            self.write(remove_what_if_line, line.id, done=self.tell(N_("The line was taken out.")))

    def _show_panel(self, panel: FormPanel) -> None:
        self._drop_panel()
        self.panel = panel
        panel.done.connect(self._line_saved)
        panel.given_up.connect(self._line_given_up)
        self._form_place.addWidget(panel)
        panel.show()

    def _drop_panel(self) -> None:
        if self.panel is not None:
            self._form_place.removeWidget(self.panel)
            self.panel.hide()
            self.panel.deleteLater()
            self.panel = None

    def _line_saved(self, _result: object) -> None:
        # The next line is begun when the commit has come back with what comes of this one.
        self._drop_panel()
        self.read(what_if_result, self.choice.read(), self.context.today(), done=self._show_and_go_on)

    def _show_and_go_on(self, found: WhatIfResult) -> None:
        self._show(found)
        if self.panel is not None:
            self.panel.form.first().setFocus()

    def _line_given_up(self) -> None:
        self.new_line()
        self.lines.setFocus()

    # What the moves use.

    def take_up(self, what_if_id: uuid.UUID) -> None:
        """Show another what-if with the keyboard in the form of its first line."""
        self.is_archive, self._wanted, self.result = False, what_if_id, None
        self._drop_panel()
        self.read(ground, archived=False, done=self._know_and_type)

    def turn_over(self) -> None:
        """Show the archive, or what is in use again."""
        self.is_archive = not self.is_archive
        self.offer()
        self.become_stale()

    def _know_and_type(self, found: Ground) -> None:
        self._know(found)
        self.read(what_if_result, self.choice.read(), self.context.today(), done=self._show_and_go_on)
