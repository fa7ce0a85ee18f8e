"""The form of a paper: its kind fills in what the profile knows of it; its file is a PDF or a picture."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sse_desktop.commands.changing import BelowNothing
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.papers import PaperData, ValidityReversed, change_paper
from sse_desktop.domain.errors import N_
from sse_desktop.queries.papers import PaperRow
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.paper_facts import MARK, fact_fields, facts_shown, facts_typed, show_facts_of
from sse_desktop.ui.paper_file import FILES, store_paper
from sse_desktop.ui.paper_plot import begin_plot, plot_field
from sse_desktop.ui.paper_words import HOLDERS, kind_choices
from sse_desktop.ui.tender_files import ask_for_files
from sse_desktop.ui.widgets.buttons import button
from sse_desktop.ui.widgets.choice_fields import ChoiceField, TickField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.field import Field, TextField
from sse_desktop.ui.widgets.labels import label
from sse_desktop.ui.widgets.number_fields import IntegerField

BESIDE: Final = {NameMissing: "title", ValidityReversed: "valid_to", BelowNothing: "renewal_days"}


def paper_data(kept: PaperRow | None, **typed: Any) -> PaperData:
    """Return the input of the commands from the fields of the form."""
    facts = facts_typed(typed)
    known = {name: value for name, value in typed.items() if value is not None}
    if kept is not None:
        known |= {"member_id": kept.member_id, "source_register": kept.source_register}
        facts = {**kept.facts, **facts} if kept.kind == known.get("kind") else facts
    return PaperData(**known, facts=facts)


class NewPaper(QWidget):
    """The form with the file that goes with it; `saved` gives the new paper's id."""

    saved = Signal(object)
    given_up = Signal()

    def __init__(self, context: Context, file: Path | None = None, *, kind: str = "", title: str = "",
                 parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(parent)
        self.context = context
        self.file: Path | None = None
        self._busy = False
        self.form = paper_form(context, None)
        self.file_name = label("", wrap=True)
        self.choose = button(context.text(N_("Choose its file …")), icon_name="folder")
        self.save = button(context.text(N_("Save the paper")), "primary")
        self.cancel = button(context.text(N_("Cancel")))
        buttons = QHBoxLayout()
        buttons.addWidget(self.save)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        column.addWidget(self.file_name)
        column.addWidget(self.choose)
        column.addWidget(self.form)
        column.addLayout(buttons)
        column.addStretch(1)
        self.choose.clicked.connect(self._ask)
        self.cancel.clicked.connect(self.given_up)
        self.save.clicked.connect(self.form.commit)
        self.form.committed.connect(self._store)
        self.form.fields["kind"].edited.connect(self._kind_chosen)
        self._title_of_kind = ""
        begin_plot(context, self.form)
        self.take(file)
        self._kind_chosen() if not kind else self._preset(kind, title)

    def take(self, file: Path | None) -> None:
        """Take a file for the paper."""
        self.file = file
        none = self.context.text(
            N_("No file yet: a PDF, or a JPEG or PNG picture. You can also drop it on the window.")
        )
        self.file_name.setText(file.name if file is not None else none)

    def _preset(self, kind: str, title: str) -> None:
        self.form.fill({"kind": kind})
        self._kind_chosen()
        if title:
            self.form.fill({"title": title})

    def _kind_chosen(self) -> None:
        """Fill in what the kind says: holder, whether it holds personal data, and the title unless a person typed another."""
        kind, typed = self.form.fields["kind"].read(), self.form.fields["title"].read() or ""
        profile = self.context.workspace.profile if self.context.workspace is not None else None
        known = profile.paper(kind) if profile is not None and kind else None
        show_facts_of(self.form, profile, kind)
        if known is None:
            return
        self.form.fill({"holder_kind": known.holder, "sensitive": known.sensitive})
        if typed == self._title_of_kind:
            self._title_of_kind = self.context.text(known.label)
            self.form.fill({"title": self._title_of_kind})

    def _ask(self) -> None:
        ask_for_files(self, self.context.text(N_("Choose its file …")), FILES, lambda files: self.take(files[0]))

    def _store(self, data: PaperData) -> None:
        if not self._busy:
            self._busy = True
            self.save.setEnabled(False)
            self.context.worker.long(store_paper, data, self.file, owner=self, done=self._done, failed=self._failed)

    def _done(self, paper_id: object) -> None:
        self.saved.emit(paper_id)

    def _failed(self, error: Exception) -> None:
        self._busy = False
        self.save.setEnabled(True)
        if not self.form.show_error(error):
            self.context.shell.problem(error)


def change_paper_panel(context: Context, row: PaperRow) -> FormPanel:
    """Return the form that changes the data of a paper; its file stays."""
    form = paper_form(context, row)
    form.fill({name: getattr(row, name) for name in form.fields if not name.startswith(MARK)} | facts_shown(row.facts))
    profile = context.workspace.profile if context.workspace is not None else None
    show_facts_of(form, profile, row.kind)
    begin_plot(context, form, row.plot_id, row.holder_name)
    form.fields["kind"].edited.connect(lambda: show_facts_of(form, profile, form.fields["kind"].read()))
    named = {"seen": row.stamps}
    return FormPanel(context, form, change_paper, save=N_("Save the paper"), before=(row.id,), named=named)


def paper_form(context: Context, row: PaperRow | None) -> Form[PaperData]:
    """Return the fields of a paper."""
    kinds = kind_choices(context, row.kind if row is not None else "")
    holders = [(kind, context.text(words)) for kind, words in HOLDERS]
    signed = N_("Signed electronically by a third party: it goes beside the packet, byte by byte as it came.")
    rows: Sequence[Field | Sequence[Field]] = (
        ChoiceField(context, "kind", N_("Kind"), kinds),
        TextField(context, "title", N_("Title")),
        ChoiceField(context, "holder_kind", N_("Held by"), holders),
        plot_field(context),
        TextField(context, "holder_name", N_("Name of the holder"), required=False),
        TextField(context, "number", N_("Number"), required=False),
        TextField(context, "issuer", N_("Issued by"), required=False),
        DateField(context, "issued_on", N_("Issued on"), required=False),
        DateField(context, "valid_from", N_("Valid from"), required=False),
        DateField(
            context,
            "valid_to",
            N_("Valid to"),
            required=False,
            hint=N_("Empty: it does not end, or after the time of its kind"),
        ),
        *fact_fields(context),
        IntegerField(
            context,
            "renewal_days",
            N_("A new one takes"),
            unit=context.text(N_("days")),
            required=False,
            hint=N_("Empty: as long as the rules say for its kind"),
        ),
        DateField(context, "checked_on", N_("Looked up on"), required=False),
        TextField(context, "check_address", N_("Public list where it stands"), required=False),
        TickField(context, "third_party_signed", N_("Signed by a third party"), hint=signed),
        TickField(context, "sensitive", N_("Holds personal data")),
    )
    return Form(context, partial(paper_data, row), rows, beside=BESIDE)
