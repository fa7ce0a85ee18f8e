"""One criterion of a self-declaration: what the buyer asks for and the fields to answer it; what is not asked is not shown."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sse_desktop.commands.espd import AnswerData
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.espd import Ask, Criterion, Line, Part
from sse_desktop.domain.espd_facts import Source, Suggestion
from sse_desktop.prints.espd import EspdForm
from sse_desktop.ui.context import Context
from sse_desktop.ui.espd_fields import AnswerField, answer_field
from sse_desktop.ui.widgets.choice_fields import TickField
from sse_desktop.ui.widgets.labels import label

INDENT_PX = 20


class CriterionPanel(QWidget):
    """Built anew for each criterion. `finished` says that Enter was pressed in the last field."""

    edited = Signal()
    finished = Signal()

    def __init__(self, context: Context, form: EspdForm, criterion: Criterion, currency: str,
                 parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(parent)
        self.context = context
        self.criterion = criterion
        self._known: Mapping[str, Suggestion] = form.answers
        self._edited: set[str] = set()
        self.fields: dict[str, AnswerField] = {}
        self._rows: list[tuple[Line, QWidget]] = []
        self.keep = TickField(context, "keep", N_("Keep these answers for other requests too"))
        self.keep.set_value(criterion.part is not Part.SELECTION)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(10)
        if criterion.description and criterion.description != criterion.name:
            self._column.addWidget(label(criterion.description, tone="soft", wrap=True))
        for line in criterion.lines(form.values):
            self._add(line, form, currency)
        self._column.addWidget(self.keep)
        self._column.addStretch(1)
        self.show_asked()

    def _add(self, line: Line, form: EspdForm, currency: str) -> None:
        holder = QWidget()
        holder.setObjectName("clear")
        column = QVBoxLayout(holder)
        column.setContentsMargins(INDENT_PX * line.depth, 0, 0, 0)
        column.setSpacing(6)
        if line.property.ask is Ask.QUESTION:
            self._ask(line, column, form, currency)
        elif words := self._said(line):
            column.addWidget(label(words, tone="soft", wrap=True))
        else:
            holder.deleteLater()
            return
        self._rows.append((line, holder))
        self._column.addWidget(holder)

    def _said(self, line: Line) -> str:
        """Return the words of a caption, or of what is asked for with what the buyer states."""
        found = line.property
        if found.ask is Ask.CAPTION:
            return found.words
        return (
            self.context.text(N_("{what}: {stated}"), what=found.words, stated=found.expected) if found.expected else ""
        )

    def _ask(self, line: Line, column: QVBoxLayout, form: EspdForm, currency: str) -> None:
        key = line.property.key
        if key in self.fields:
            return
        made = answer_field(self.context, line.property, form.proofs, currency)
        self.fields[key] = made
        if made.proofs is not None:
            column.addWidget(made.proofs)
        column.addWidget(made.field)
        if (known := self._known.get(key)) is not None and known.value:
            made.show_answer(known.value)
            if known.source is not Source.PERSON:
                made.field.show_note(self.context.text(known.source.label))
        made.field.edited.connect(lambda: self._was_edited(key))
        made.field.entered.connect(lambda: self._go_on(key))

    # What a page uses.

    def values(self) -> dict[str, str]:
        """Return what stands in the fields; what is wrong counts as nothing."""
        found = {}
        for key, made in self.fields.items():
            try:
                found[key] = made.answer()
            except DomainError:
                found[key] = ""
        return found

    def is_changed(self) -> bool:
        """Tell whether something was typed that is not saved."""
        return any(value != self._was(key) for key, value in self.values().items() if key in self._edited)

    def check(self) -> bool:
        """Show beside the fields what is wrong; the first wrong one gets the keyboard."""
        wrong = [made for key, made in self.fields.items() if key in self._edited and not made.check()]
        if wrong:
            wrong[0].field.setFocus()
        return not wrong

    def changes(self) -> list[AnswerData]:
        """Return the answers that were changed."""
        keep = bool(self.keep.read())
        return [
            AnswerData(
                criterion=self.criterion.id,
                question=key,
                value_kind=self.fields[key].question.kind,
                value=value,
                for_others=keep,
            )
            for key, value in self.values().items()
            if key in self._edited and value != self._was(key)
        ]

    def first(self) -> QWidget | None:
        """Return the first field that is seen."""
        return next((made.field for made in self.fields.values() if not made.field.isHidden()), None)

    def show_asked(self) -> None:
        """Show what is asked after the answers as they stand in the fields."""
        asked = {line.property.key: line.asked for line in self.criterion.lines(self.values())}
        for line, holder in self._rows:
            holder.setVisible(asked.get(line.property.key, True))

    # Private.

    def _was(self, key: str) -> str:
        known = self._known.get(key)
        return known.value if known is not None else ""

    def _was_edited(self, key: str) -> None:
        self._edited.add(key)
        self.show_asked()
        self.edited.emit()

    def _go_on(self, key: str) -> None:
        """Put the keyboard into the next field that is asked, or say that this was the last."""
        keys = list(self.fields)
        later = (self.fields[each].field for each in keys[keys.index(key) + 1 :])
        following = next((field for field in later if field.isVisible()), None)
        if following is None:
            self.finished.emit()
        else:
            following.setFocus(Qt.FocusReason.TabFocusReason)
