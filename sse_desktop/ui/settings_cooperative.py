"""The cooperative's own data: what stands at the head of every paper, who signs, and where money is sent."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from sse_desktop.commands.cooperative import CooperativeData, NameMissing, change_cooperative
from sse_desktop.domain.errors import N_
from sse_desktop.locale import document_languages
from sse_desktop.queries.cooperative import CooperativeRow, cooperative
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.form import Form
from sse_desktop.ui.identity_field import IdentityField
from sse_desktop.ui.page import Page
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.field import Field, TextField
from sse_desktop.ui.widgets.labels import Card, label
from sse_desktop.ui.widgets.tick_list_field import TickListField


class CooperativePage(Page):
    """One form; nothing is written before it is saved."""

    depends_on = frozenset({"cooperative"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._is_edited = False
        self.form = Form(context, _data, self._rows(), beside={NameMissing: "legal_name"})
        self._head(0, N_("Who we are"))
        self._head(4, N_("Who signs"))
        self._head(6, N_("Where we are"))
        self._head(9, N_("Where money is sent"))
        self.facts = label("", tone="soft", wrap=True)
        self._lay_out()
        self.form.edited.connect(self._edited)
        self.form.committed.connect(self._save)
        self.offer()

    def _rows(self) -> Sequence[Field | Sequence[Field]]:
        context = self.context

        def line(name: str, title: str, *, required: bool = False, hint: str = "") -> TextField:
            return TextField(context, name, title, required=required, hint=hint)

        several = N_("Tick all that are true: arrows move, space ticks.")
        documents = N_("Of everything that is printed; the window has its own.")
        return (
            [line("legal_name", N_("Legal name"), required=True), line("short_name", N_("Short name"))],
            TickListField(context, "supplier_kind", N_("Kind of organisation"), list(_kinds(context).items()), hint=several),
            [
                IdentityField(context, "tax_id", N_("Tax number"), ("cooperative",)),
                ChoiceField(context, "language", N_("Language of documents"), list(document_languages().items()), hint=documents),
            ],
            [
                line("representative_name", N_("Representative")),
                IdentityField(context, "representative_id_number", N_("Identity number of the representative"), ("member",)),
                line("representative_post", N_("Post")),
            ],
            [line("province", N_("Province")), line("canton", N_("Canton")), line("address", N_("Address"))],
            [line("phone", N_("Phone")), line("email", N_("E-mail"))],
            [line("bank_name", N_("Bank")), line("bank_account", N_("Bank account"))],
        )  # fmt: skip

    def _head(self, place: int, title: str) -> None:
        self.form.column.insertWidget(place, label(self.text(title), "section"))

    def _lay_out(self) -> None:
        card = Card()
        card.body.addWidget(self.form)
        card.body.addWidget(self.facts)
        card.body.addStretch(1)
        inside = QWidget()
        inside.setObjectName("clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self.set_body(scroll)

    def offered(self) -> Sequence[Action]:
        return (Action(N_("Save"), self.form.commit, key="Ctrl+S", primary=True, icon="save", enabled=self._is_edited),)

    def refresh(self) -> None:
        self.read(cooperative, done=self._show)

    def _show(self, row: CooperativeRow) -> None:
        self.form.fill({name: getattr(row, name) for name in self.form.fields} | {"supplier_kind": row.kinds})
        sentence = N_("Rules: {profile} · currency {currency} · time zone {zone} · establishment {establishment}")
        profile = self.context.workspace.profile.name if self.context.workspace is not None else row.profile_id
        self.facts.setText(
            self.text(
                sentence,
                profile=self.text(profile),
                currency=row.currency,
                zone=row.time_zone,
                establishment=row.establishment,
            )
        )
        self._is_edited = False
        self.offer()

    def _edited(self) -> None:
        if not self._is_edited:
            self._is_edited = True
            self.offer()

    def _save(self, data: CooperativeData) -> None:
        self.write(change_cooperative, data, done=self._saved, failed=self._not_saved)

    def _saved(self, _result: object) -> None:
        self._is_edited = False
        self.offer()
        self.context.shell.tell(self.text(N_("Saved.")))

    def _not_saved(self, error: Exception) -> None:
        if not self.form.show_error(error):
            self.context.shell.problem(error)


def _kinds(context: Context) -> dict[str, str]:
    """Return the kinds of the profile with their words; of several in time the newest."""
    rules = context.workspace.profile.supplier_kinds if context.workspace is not None else ()
    return {kind.id: context.text(kind.label) for kind in rules}


def _data(*, supplier_kind: Sequence[str], **typed: Any) -> CooperativeData:
    given = {name: value for name, value in typed.items() if value is not None}
    return CooperativeData(**given, supplier_kind=",".join(supplier_kind))
