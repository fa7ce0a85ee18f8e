"""The vault of papers: what each is, until when it is valid, and which tender it will hold up."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from sse_desktop.commands.papers import archive_paper
from sse_desktop.domain.errors import N_
from sse_desktop.queries.paper_horizon import EndingPaper, HeldUp, ending_papers, missing_papers
from sse_desktop.queries.papers import PaperRow, paper, papers
from sse_desktop.ui.columns import Column, Mark
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.paper_details import missing_details, paper_details
from sse_desktop.ui.paper_file import FILES, show_paper, store_better_file
from sse_desktop.ui.paper_form import NewPaper, change_paper_panel
from sse_desktop.ui.paper_plot import keep_plot
from sse_desktop.ui.paper_words import holder_words, kind_words, paper_mark
from sse_desktop.ui.register import Register, View
from sse_desktop.ui.tender_files import ask_for_files
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.empty_place import Empty
from sse_desktop.ui.widgets.filter_bar import Filter


class PapersPage(Register[PaperRow]):
    """The register of papers, with those that block a bid marked weeks before."""

    depends_on = frozenset({"paper", "tender", "requirement", "bid", "bid_paper"})
    name = "papers"
    title = N_("Papers")
    search_hint = N_("Title, holder, number or issuer")
    empty = Empty(
        N_("No papers yet"),
        N_(
            "Papers are the registrations and certificates that go with a bid: PDF files or pictures. Add one, or drop its file here."
        ),
    )
    filters = (
        Filter("archived", N_("Which papers"), (("", N_("Papers in use")), ("archived", N_("Archived")))),
    )  # fmt: skip

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self._held: Mapping[uuid.UUID, EndingPaper] = {}
        self._missing: Sequence[HeldUp] = ()
        super().__init__(context, parent)

    def make_columns(self) -> tuple[Column[Any], ...]:
        context = self.context
        return (
            Column(N_("Title"), lambda row: row.title, 270, stretch=True),
            Column(N_("Kind"), lambda row: kind_words(context, row.kind), 170, secondary=True),
            Column(N_("Held by"), lambda row: holder_words(context, row), 130, secondary=True),
            Column(N_("Number"), lambda row: row.number, 110, secondary=True),
            Column(N_("Issued on"), lambda row: row.issued_on, 100, secondary=True),
            Column(N_("Valid to"), lambda row: row.ends_on, 100),
            Column(N_("State today"), lambda row: paper_mark(context, row.state), 130),
            Column(N_("Holds up"), self._holds_up, 150),
        )

    def offered(self) -> Sequence[Action]:
        missing = len(self._missing)
        lacking = (Action(N_("Papers that are missing"), self.show_missing),) if missing else ()
        return (Action(N_("New paper"), self.new_paper, key="Ctrl+N", primary=True, icon="add"), *lacking)

    def source(self, view: View) -> Callable[..., Sequence[PaperRow]]:
        is_archived = view.filters.get("archived") == "archived"
        return partial(papers, today=self.context.today(), archived=is_archived, search=view.words)

    def refresh(self) -> None:
        # What holds up a bid is known before the rows are shown.
        self.read(ending_papers, self.context.today(), done=self._know_held)
        self.read(missing_papers, self.context.today(), done=self._know_missing)
        super().refresh()

    def _know_held(self, rows: Sequence[EndingPaper]) -> None:
        self._held = {found.paper.id: found for found in rows}

    def _know_missing(self, rows: Sequence[HeldUp]) -> None:
        if len(rows) != len(self._missing):
            self._missing = rows
            self.offer()
        self._missing = rows

    def _holds_up(self, row: PaperRow) -> object:
        held = self._held.get(row.id)
        if held is None or not held.holds_up:
            return ""
        return Mark(State.BLOCKED, held.holds_up[0].reference or held.holds_up[0].title)

    # The inspector.

    def chosen(self, row: PaperRow) -> None:
        archive = N_("Take out of the archive") if row.archived else N_("Archive")
        look = (Action(N_("Show the file"), partial(show_paper, self.context, self, row)),) if row.file_sha else ()
        better = N_("A better copy …") if row.file_sha else N_("Attach its file …")
        self.inspect(
            row.title,
            paper_details(self.context, row, self._held.get(row.id)),
            actions=(
                *look,
                Action(N_("Renew"), partial(self.renew, row)),
                Action(N_("Change"), partial(self.change, row)),
                Action(better, partial(self.ask_for_better, row)),
                Action(archive, partial(self.archive, row)),
            ),
        )

    def opened(self, row: PaperRow) -> None:
        if row.file_sha:
            show_paper(self.context, self, row)
        else:
            self.change(row)

    def row_actions(self, row: PaperRow) -> Sequence[Action]:
        archive = N_("Take out of the archive") if row.archived else N_("Archive")
        return (
            Action(N_("Show the file"), partial(show_paper, self.context, self, row), enabled=bool(row.file_sha)),
            Action(N_("Renew"), partial(self.renew, row)),
            Action(N_("Change"), partial(self.change, row)),
            Action(archive, partial(self.archive, row)),
        )

    # What can be done.

    def new_paper(self) -> None:
        """Open an empty form."""
        self._open(NewPaper(self.context), self.text(N_("New paper")))

    def take_files(self, files: Sequence[Path]) -> None:
        form = self.inspector.content
        if isinstance(form, NewPaper):
            form.take(files[0])
        else:
            self._open(NewPaper(self.context, files[0]), self.text(N_("New paper")))

    def renew(self, row: PaperRow) -> None:
        """Open the form of a paper that follows an older one; the old one stays provable."""
        form = NewPaper(self.context, kind=row.kind, title=row.title)
        form.form.fill({name: getattr(row, name) for name in ("holder_kind", "holder_name", "issuer", "sensitive")})
        keep_plot(form.form, row.plot_id, row.holder_name)
        self._open(form, self.text(N_("Renew {title}"), title=row.title))

    def change(self, row: PaperRow) -> None:
        """Open the form of a paper."""
        panel = change_paper_panel(self.context, row)
        panel.done.connect(partial(self._saved, row.id))
        panel.given_up.connect(partial(self._give_up, row))
        self.inspect(row.title, panel)
        panel.form.first().setFocus()

    def ask_for_better(self, row: PaperRow) -> None:
        """Ask for a better copy of the file."""
        ask_for_files(self, self.text(N_("Choose its file …")), FILES, partial(self.replace, row.id))

    def replace(self, paper_id: uuid.UUID, files: Sequence[Path]) -> None:
        """Give a paper another file."""
        done = partial(self._saved, paper_id)
        self.context.worker.long(store_better_file, paper_id, files[0], owner=self, done=done)

    def archive(self, row: PaperRow) -> None:
        """Take a paper out of the vault, or back in."""
        said = N_("{title} is in use again.") if row.archived else N_("{title} is in the archive now.")
        tell = self.context.shell.tell
        self.write(
            archive_paper, row.id, archived=not row.archived, done=lambda _: tell(self.text(said, title=row.title))
        )

    def show_missing(self) -> None:
        """Show what open tenders ask for and the vault does not hold."""
        self.inspect(self.text(N_("Papers that are missing")), missing_details(self.context, self._missing))

    def _open(self, form: NewPaper, title: str) -> None:
        self.table.clearSelection()
        form.saved.connect(self._saved)
        form.given_up.connect(self._give_up)
        self.inspect(title, form)
        form.form.first().setFocus()

    def _give_up(self, row: PaperRow | None = None) -> None:
        if row is None:
            self.close_inspector()
        else:
            self.chosen(row)
        self.table.setFocus()

    def _saved(self, paper_id: uuid.UUID, _result: object = None) -> None:
        self.context.shell.tell(self.text(N_("Saved.")))
        self.table.setFocus()
        self.show_record(paper_id)
        self.read(paper, paper_id, self.context.today(), done=self.chosen)
