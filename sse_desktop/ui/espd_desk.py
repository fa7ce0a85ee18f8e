"""The desk of a self-declaration: the criteria on the left, the chosen one with its questions on the right."""

from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from sse_desktop.commands.espd import AnswerData
from sse_desktop.documents.espd_response import PARTS, ROLES, SIZES
from sse_desktop.domain.errors import N_
from sse_desktop.domain.espd import Criterion
from sse_desktop.prints.espd import EspdForm
from sse_desktop.queries.espd import OPERATOR, SIZE
from sse_desktop.ui.bid_table import RowTable
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.espd_criterion import CriterionPanel
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.labels import Badge, Card, label

LIST_PX: Final = 430


@dataclass(frozen=True)
class EspdLine:
    """A line of the list: a criterion, or the cooperative's own data where there is none."""

    id: str
    title: str
    part: str
    state: State
    word: str
    criterion: Criterion | None = None


class EspdDesk(QWidget):
    """`answered` gives what was typed, to be stored."""

    answered = Signal(list)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.form: EspdForm | None = None
        self.panel: CriterionPanel | None = None
        self.request = ChoiceField(context, "request", N_("Request"))
        self.badge = Badge()
        self.table = RowTable(context, N_("Criteria"), self._columns())
        self.title = label("", "section", wrap=True)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.save = button(context.text(N_("Save and go on")), "primary")
        self.enterprise: ChoiceField | None = None
        self._lay_out()
        self.table.picked.connect(self._picked)
        self.table.wanted.connect(self._into_panel)
        self.save.clicked.connect(self.save_and_go_on)

    def _lay_out(self) -> None:
        listed, asked = Card(), Card()
        listed.setFixedWidth(LIST_PX)
        listed.body.addWidget(self.request)
        listed.body.addWidget(self.badge)
        listed.body.addWidget(self.table, 1)
        asked.body.addWidget(self.title)
        asked.body.addWidget(self.area, 1)
        asked.body.addWidget(self.save, 0, Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(listed)
        row.addWidget(asked, 1)

    def _columns(self) -> tuple[Column[Any], ...]:
        rows: tuple[Column[EspdLine], ...] = (
            Column(N_("Criterion"), lambda row: row.title, 150, stretch=True),
            Column(N_("State"), lambda row: Mark(row.state, row.word), 118),
        )
        return rows

    # What the page uses.

    def show_form(self, form: EspdForm) -> None:
        """Show a request with its answers; what is being typed stays."""
        if self.form is None or self.form.request.id != form.request.id:
            self.panel = None
        self.form = form
        self._show_lines(form)

    def save_answers(self) -> bool:
        """Give what was typed to be stored; False when something is wrong, which is shown beside its field."""
        panel = self.panel
        if panel is None:
            return True
        if not panel.check():
            return False
        if changes := panel.changes():
            self.answered.emit(changes)
        return True

    def forget_typed(self) -> None:
        """Let what is typed go, because other answers come from elsewhere."""
        self.panel = None

    def save_and_go_on(self) -> None:
        """Store what was typed and open the next criterion."""
        if not self.save_answers():
            return
        self.panel = None
        if self.table.go_on():
            self._into_panel()
        else:
            self.table.setFocus()

    # The list.

    def _show_lines(self, form: EspdForm) -> None:
        values = form.values
        size = State.READY if form.operator.size else State.TO_DO
        word = N_("complete") if form.operator.size else N_("size is open")
        text = self.context.text
        own = EspdLine(OPERATOR, text(N_("The cooperative")), "", size, text(word))
        lines = [own, *(self._line(criterion, values) for criterion in form.asked.criteria)]
        left = sum(line.state is not State.READY for line in lines)
        said = N_("{left} of {all} still open") if left else N_("all answered")
        self.badge.show_state(State.TO_DO if left else State.READY, text(said, left=left, all=len(lines)))
        self.table.show_rows(lines)

    def _line(self, criterion: Criterion, values: dict[str, str]) -> EspdLine:
        left = len(criterion.open(values))
        title, part = criterion.name or criterion.code, self.context.text(PARTS[criterion.part])
        if not left:
            return EspdLine(criterion.id, title, part, State.READY, self.context.text(N_("answered")), criterion)
        word = self.context.locale.plural(N_("{n} open"), N_("{n} open"), left)
        return EspdLine(criterion.id, title, part, State.TO_DO, word, criterion)

    def _picked(self, row: EspdLine | None) -> None:
        form, panel = self.form, self.panel
        if row is None or form is None:
            return
        if panel is not None and panel.is_changed():
            if row.criterion is not None and panel.criterion.id == row.criterion.id:
                return
            self.save_answers()
        self.title.setText(f"{row.part} · {row.title}" if row.part else row.title)
        if row.criterion is None:
            self._show_operator(form)
        else:
            self._show_criterion(form, row.criterion)

    # The chosen line.

    def _show_operator(self, form: EspdForm) -> None:
        self.panel = None
        ours, text = form.operator, self.context.text
        details = Details(self.context)
        details.fact(N_("Name"), ours.name).fact(N_("Tax number"), ours.tax_id)
        details.fact(N_("Address"), ", ".join(filter(None, (ours.street, ours.city, ours.region, ours.country))))
        details.fact(N_("Telephone"), ours.phone).fact(N_("E-mail"), ours.email)
        details.fact(N_("Represented by"), " · ".join(filter(None, (ours.representative, ours.post))))
        details.fact(N_("Part in the procedure"), text(ROLES[ours.role]))
        details.note(text(N_("These data go into the answer. Partners and their roles stand with the tender.")))
        sizes = [(size.value, text(words)) for size, words in SIZES.items()]
        self.enterprise = ChoiceField(self.context, SIZE, N_("Size of the company"), sizes, required=False)
        self.enterprise.set_value(ours.size.value if ours.size else None)
        self.enterprise.edited.connect(self._save_size)
        details.widget(self.enterprise)
        details.offer([Action(N_("Change the cooperative's data"), partial(self.context.shell.go, "cooperative"))])
        self._show_in_area(details)
        self.save.hide()

    def _show_criterion(self, form: EspdForm, criterion: Criterion) -> None:
        self.enterprise = None
        currency = self.context.workspace.cooperative.currency if self.context.workspace is not None else ""
        self.panel = CriterionPanel(self.context, form, criterion, currency)
        self.panel.finished.connect(self.save_and_go_on)
        self._show_in_area(self.panel)
        self.save.show()

    def _show_in_area(self, content: QWidget) -> None:
        # The old content may be what Enter was just pressed in: it goes when its event is over, not at once.
        if (old := self.area.takeWidget()) is not None:
            old.hide()
            old.deleteLater()
        content.setObjectName("clear")
        self.area.setWidget(content)
        self.area.verticalScrollBar().setValue(0)

    def _into_panel(self, _row: object = None) -> None:
        field = self.panel.first() if self.panel is not None else self.enterprise
        if field is not None:
            field.setFocus()

    def _save_size(self) -> None:
        """Store the size of the cooperative, for every request."""
        if self.enterprise is not None:
            value = self.enterprise.read() or ""
            self.answered.emit(
                [AnswerData(criterion=OPERATOR, question=SIZE, value_kind="CODE", value=value, for_others=True)]
            )
