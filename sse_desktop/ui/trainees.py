"""Trainees under social clauses: the name and the eligible contract; who may not enter them doesn't see them."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from sse_desktop.commands.clauses import PeriodReversed
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.trainees import TraineeData, add_trainee, archive_trainee, change_trainee
from sse_desktop.domain.errors import N_
from sse_desktop.queries.trainees import TraineeRow, partner_choices, trainees
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.records_page import RecordsPage
from sse_desktop.ui.register import View
from sse_desktop.ui.theme import State
from sse_desktop.ui.trainee_roles import KEEPS, role_of
from sse_desktop.ui.widgets.choice_fields import ChoiceField, LongTextField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.details import Details
from sse_desktop.ui.widgets.empty_place import Empty, EmptyPlace
from sse_desktop.ui.widgets.field import Field, TextField
from sse_desktop.ui.widgets.filter_bar import Filter

HIDDEN: Final = Empty(
    N_("Trainees are not shown"),
    N_(
        "What is known of trainees is sensitive. The secretary, the president, the auditor and the administrator see it."
    ),
)


class TraineesPage(RecordsPage[TraineeRow]):
    """The register of trainees."""

    depends_on = frozenset({"trainee", "clause_progress", "partner"})
    name = "trainees"
    title = N_("Trainees")
    search_hint = N_("Name or contract")
    empty = Empty(
        N_("No trainees yet"),
        N_(
            "A trainee learns or is taken on under a social clause. Only the name and the contract are kept, no number of identity."
        ),
    )
    filters = (
        Filter("archived", N_("Which trainees"), (("", N_("Trainees in use")), ("archived", N_("Archived")))),
    )  # fmt: skip

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self.is_shown = role_of(context) in KEEPS
        super().__init__(context, parent)
        if not self.is_shown:
            self._places.insertWidget(1, EmptyPlace(context, HIDDEN))  # where an empty register says so

    def make_columns(self) -> tuple[Column[Any], ...]:
        return (
            Column(N_("Name"), lambda row: row.name, 200, stretch=True),
            Column(N_("Contract"), lambda row: row.contract_number, 140),
            Column(N_("Scheme"), lambda row: row.scheme, 120, secondary=True),
            Column(N_("Contract from"), lambda row: row.contract_from, 100),
            Column(N_("Contract to"), lambda row: row.contract_to, 100),
            Column(N_("Sent by"), lambda row: row.partner, 160, secondary=True),
            Column(N_("Hours done"), lambda row: row.hours, 80),
            Column(N_("State"), self.mark, 130),
        )

    def mark(self, row: TraineeRow) -> Mark:
        """Return whether the contract runs."""
        today = self.context.today()
        if row.contract_to is not None and row.contract_to < today:
            return Mark(State.QUIET, self.text(N_("ended")))
        if row.works_on(today, today):
            return Mark(State.READY, self.text(N_("under contract")))
        return Mark(State.TO_DO, self.text(N_("still to begin")))

    def offered(self) -> Sequence[Action]:
        new = Action(N_("New trainee"), self.new_trainee, key="Ctrl+N", primary=True, icon="add")
        return (new,) if self.is_shown else ()

    def source(self, view: View) -> Callable[..., Sequence[TraineeRow]]:
        if not self.is_shown:
            return no_trainees
        return partial(trainees, archived=view.filters.get("archived") == "archived", search=view.words)

    def chosen(self, row: TraineeRow) -> None:
        mark = self.mark(row)
        details = Details(self.context).badge(mark.state, mark.word).figure(N_("Hours done"), row.hours)
        details.fact(N_("Contract"), row.contract_number).fact(N_("Scheme"), row.scheme)
        details.fact(N_("Contract from"), row.contract_from).fact(N_("Contract to"), row.contract_to)
        details.fact(N_("Sent by"), row.partner).fact(N_("Guided by"), row.tutor).fact(N_("Note"), row.note)
        self.inspect(row.name, details, actions=self.row_actions(row))

    def opened(self, row: TraineeRow) -> None:
        self.change(row)

    def row_actions(self, row: TraineeRow) -> Sequence[Action]:
        archive = N_("Take out of the archive") if row.archived else N_("Archive")
        return (
            Action(N_("Change"), partial(self.change, row), primary=True),
            Action(archive, partial(self.archive, row)),
        )

    def new_trainee(self) -> None:
        """Open an empty form."""
        self.read(partner_choices, done=partial(self._open, None))

    def change(self, row: TraineeRow) -> None:
        """Open the form of a trainee."""
        self.read(partner_choices, done=partial(self._open, row))

    def archive(self, row: TraineeRow) -> None:
        """Take a trainee out of the lists, or back in."""
        said = N_("The trainee is back in the lists.") if row.archived else N_("The trainee is in the archive now.")
        self.run(archive_trainee, row.id, archived=not row.archived, said=said)

    def _open(self, row: TraineeRow | None, partners: Sequence[Any]) -> None:
        form = _form(self.context, partners)
        if row is None:
            panel = FormPanel(self.context, form, add_trainee, save=N_("Save the trainee"))
        else:
            form.fill({name: getattr(row, name) for name in form.fields})
            named = {"seen": row.stamps}
            panel = FormPanel(
                self.context, form, change_trainee, save=N_("Save the trainee"), before=(row.id,), named=named
            )
        self.open_form(row.name if row is not None else self.text(N_("New trainee")), panel, row)


def no_trainees(_session: Any) -> list[TraineeRow]:
    """Return nobody, for those who may not see them."""
    return []


def trainee_data(**typed: Any) -> TraineeData:
    """Return the input of the commands from the fields of the form."""
    return TraineeData(**{name: value for name, value in typed.items() if value is not None})


def _form(context: Context, partners: Sequence[Any]) -> Form[TraineeData]:
    rows: Sequence[Field | Sequence[Field]] = (
        TextField(context, "name", N_("Name")),
        TextField(context, "scheme", N_("Scheme"), required=False, hint=N_("The kind of contract that the buyer lists as eligible")),
        TextField(context, "contract_number", N_("Number of the contract"), required=False),
        [
            DateField(context, "contract_from", N_("Contract from"), required=False),
            DateField(context, "contract_to", N_("Contract to"), required=False),
        ],
        ChoiceField(context, "partner_id", N_("Sent by"), partners, required=False),
        TextField(context, "tutor", N_("Guided by"), required=False),
        LongTextField(context, "note", N_("Note")),
    )  # fmt: skip
    return Form(context, trainee_data, rows, beside={NameMissing: "name", PeriodReversed: "contract_to"})
