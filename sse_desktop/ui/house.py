"""The inside of the window once a cooperative is open: rail, head, page, messages, strip. Pages know it as their shell."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.ui.context import Action, Context, Question
from sse_desktop.ui.header import Header
from sse_desktop.ui.page import Page
from sse_desktop.ui.pages import PageSpec, places_of
from sse_desktop.ui.problems import BugReport, keep_report, report_of, sentence_of
from sse_desktop.ui.rail import Rail
from sse_desktop.ui.search_box import Entry, SearchBox
from sse_desktop.ui.status_strip import StatusStrip
from sse_desktop.ui.theme import State
from sse_desktop.ui.widgets.buttons import tint
from sse_desktop.ui.widgets.message_bar import MessageBar, QuestionBar

NARROW_BELOW_PX: Final = 1100
WIDE: Final = (24, 14, 24, 12)  # margins
TIGHT: Final = (12, 8, 12, 8)


class House(QWidget):
    """Opens pages, keeps one of each, and shows what they have to say. Implements `Shell`."""

    restart_asked = Signal()
    folder_asked = Signal(object)  # Path

    def __init__(self, context: Context, pages: tuple[PageSpec, ...], log: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self.context = context
        context.shell = self
        self._log = log
        self._specs = pages
        self._open: dict[str, Page] = {}
        self._here: PageSpec | None = None
        self._last_view: dict[str, str] = {}
        self._places = places_of(pages)
        name = context.workspace.cooperative.legal_name if context.workspace is not None else ""
        titles = [(place, context.text(place.title)) for place in self._places]
        self.rail = Rail(name, context.text(N_("Places")), titles)
        self.search = SearchBox(context, self._entries, [spec.key for spec in pages])
        self.header = Header(context, self.search)
        self.question = QuestionBar(context)
        self.message = MessageBar(context)
        self.strip = StatusStrip(context)
        self._pages = QStackedWidget()
        self._sheets = QStackedWidget()
        self._sheets.addWidget(self._pages)
        self._lay_out()
        self.rail.chosen.connect(self._go_to_place)
        self.header.view_chosen.connect(self._go_to_view)
        self.header.back.connect(self.close_sheet)
        context.worker.problem.connect(self.problem)
        self._set_keys()

    def _lay_out(self) -> None:
        inner = self._inner = QVBoxLayout()
        inner.setContentsMargins(*WIDE)
        inner.setSpacing(10)
        for widget in (self.header, self.question, self.message):
            inner.addWidget(widget)
        inner.addWidget(self._sheets, 1)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(inner, 1)
        right.addWidget(self.strip)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)

    def _set_keys(self) -> None:
        keys = {
            "Ctrl+K": self.search.start, "F1": self.show_help, "Ctrl+P": self.print_page, "Ctrl+Z": self.undo,
            "Ctrl+Tab": partial(self._walk_views, 1), "Ctrl+Shift+Tab": partial(self._walk_views, -1), "Alt+Left": self.close_sheet,
        }  # fmt: skip
        for number, place in enumerate(self._places[:9]):
            keys[f"Ctrl+{number + 1}"] = partial(self._go_to_place, place.key)
        for key, run in keys.items():
            QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WindowShortcut).activated.connect(run)

    # The shell as pages know it.

    def go(self, page: str, record: object = None) -> None:
        """Open a page by its key and bring a record into view."""
        spec = self._spec(page)
        self._drop_sheet()
        shown = self._page(spec)
        if spec is not self._here:
            self.question.give_up()  # it was about the page that is left
        self._here = spec
        self._last_view[spec.place] = spec.key
        self.rail.mark(spec.place)
        self._pages.setCurrentWidget(shown)
        self.relabel()
        if record is not None:
            shown.show_record(record)
        elif (focus := shown.first_focus()) is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, sentence: str, *, state: str = "ready") -> None:
        """Show a sentence at the top; good news goes away by itself."""
        self.message.say(sentence, State(state))

    def problem(self, error: Exception) -> None:
        """Show a failure: its sentence, or for a bug of ours the way to its report."""
        sentence = sentence_of(error, self.context.locale)
        if isinstance(error, DomainError):
            self.message.say(sentence, State.BLOCKED)
            return
        report = report_of(error)
        keep_report(report, self._log)
        self.message.say(
            sentence,
            State.BLOCKED,
            buttons=[(self.context.text(N_("Show the report")), partial(self._show_report, report))],
        )

    def ask(self, question: Question) -> None:
        """Ask for a confirmation at the top of the page."""
        self.message.hide()
        self.question.ask(question)

    def open_sheet(self, title: str, content: QWidget, *, actions: Sequence[Action] = ()) -> None:
        """Lay `content` over the page, with a way back; actions marked primary stand in the head."""
        self._drop_sheet()
        self._sheets.addWidget(content)
        self._sheets.setCurrentWidget(content)
        self.header.show_sheet(title, is_open=True)
        self.header.show_actions(actions)
        content.setFocus()

    def close_sheet(self) -> None:
        """Go back to the page under the sheet, with the keyboard."""
        was_open = self._sheets.count() > 1
        self._drop_sheet()
        if was_open and self.page is not None:
            self.page.take_keyboard()

    def _drop_sheet(self) -> None:
        while (sheet := self._sheets.widget(1)) is not None:
            self._sheets.removeWidget(sheet)
            sheet.hide()
            sheet.deleteLater()
        self.header.show_sheet("", is_open=False)
        self.relabel()

    def show_pdf(self, title: str, data: bytes, file_name: str) -> None:
        """Show the very PDF that is saved and printed."""
        from sse_desktop.ui.pdf_view import PdfView

        view = PdfView(self.context, data, file_name)
        self.open_sheet(title, view, actions=view.actions_offered())

    def relabel(self) -> None:
        """Write the head anew: title, views and actions of the page that is seen."""
        spec = self._here
        if spec is None or self._sheets.count() > 1:
            return
        views = [other for other in self._specs if other.place == spec.place]
        place = next(place for place in self._places if place.key == spec.place)
        page = self._open[spec.key]
        self.header.show_title(page.headline() or self.context.text(place.title if len(views) > 1 else spec.title))
        self.header.show_views([self.context.text(view.title) for view in views], views.index(spec))
        self.header.show_actions(page.offered())

    def restart(self) -> None:
        """Build the inside of the window anew, after the language was changed."""
        self.restart_asked.emit()

    def open_folder(self, folder: Path) -> None:
        """Leave this cooperative and open another folder."""
        self.folder_asked.emit(folder)

    # What the window itself does.

    @property
    def page(self) -> Page | None:
        """The page that is seen."""
        return self._open.get(self._here.key) if self._here is not None else None

    @property
    def here(self) -> str:
        """Key of the page that is seen."""
        return self._here.key if self._here is not None else ""

    def open_first(self, wanted: str = "") -> None:
        """Open the page that was seen last, or the first one."""
        known = [spec.key for spec in self._specs]
        if known:
            self.go(wanted if wanted in known else known[0])

    def take_files(self, files: Sequence[Path]) -> None:
        """Hand dropped files to the page that takes their kind, the one that is seen first."""
        order = sorted(self._specs, key=lambda spec: spec is not self._here)
        for spec in order:
            taken = [file for file in files if file.suffix.lower() in spec.takes]
            if taken:
                self.go(spec.key)
                self._page(spec).take_files(taken)
                return
        names = ", ".join(file.name for file in files)
        self.tell(self.context.text(N_("Nothing here reads {files}. Nothing was changed."), files=names), state="to_do")

    def print_page(self) -> None:
        if self.page is not None:
            self.page.print_page()

    def undo(self) -> None:
        """Take back the last saved change."""
        command = self.context.services.undo
        if command is not None:
            self.context.worker.write(command, owner=self, done=self._undone)

    def show_help(self) -> None:
        from sse_desktop.ui.help_sheet import HelpSheet

        if self._here is not None:
            keys = self.page.offered() if self.page is not None else ()
            self.open_sheet(self.context.text(N_("Help")), HelpSheet(self.context, self._here.place, keys))

    def retint(self) -> None:
        """Colour all icons anew after the scheme changed."""
        for found in self.findChildren(QPushButton):
            tint(found)

    def _undone(self, _result: object) -> None:
        self.tell(self.context.text(N_("The last change was taken back.")))

    def _show_report(self, report: str) -> None:
        self.message.hide()
        self.open_sheet(self.context.text(N_("Report")), BugReport(self.context, report, self._log))

    def _spec(self, page: str) -> PageSpec:
        """Return the page with this key; the name of a place stands for the view of it that was seen last."""
        keys = (page, self._last_view.get(page, page))
        named = [spec for key in keys for spec in self._specs if spec.key == key]
        return (named or [spec for spec in self._specs if spec.place == page])[0]

    def _page(self, spec: PageSpec) -> Page:
        page = self._open.get(spec.key)
        if page is None:
            page = self._open[spec.key] = spec.build(self.context)
            self._pages.addWidget(page)
            page.retitled.connect(self.relabel)
            page.actions_changed.connect(self.relabel)
        return page

    def _go_to_place(self, key: str) -> None:
        views = [spec.key for spec in self._specs if spec.place == key]
        self.message.leave_good_news()
        self.go(self._last_view.get(key, views[0]))

    def _views(self) -> list[PageSpec]:
        return [spec for spec in self._specs if self._here is not None and spec.place == self._here.place]

    def _go_to_view(self, number: int) -> None:
        if 0 <= number < len(self._views()) and self._views()[number] is not self._here:
            self.message.leave_good_news()
            self.go(self._views()[number].key)

    def _walk_views(self, step: int) -> None:
        views = self._views()
        if len(views) > 1 and self._here is not None:
            self.message.leave_good_news()
            self.go(views[(views.index(self._here) + step) % len(views)].key)

    def _entries(self) -> list[Entry]:
        """Return what the palette offers now: the actions of the page seen, then all places and views."""
        text = self.context.text
        actions = self.page.offered() if self.page is not None else ()
        found = [Entry(text(action.title), action.key, action.run) for action in actions if action.enabled]
        names = {place.key: (text(place.title), f"Ctrl+{number + 1}") for number, place in enumerate(self._places)}
        for spec in self._specs:
            title = text(spec.title)
            place, key = names[spec.place]
            found.append(Entry(title, key if place == title else place, partial(self._later, spec.key)))
        return found

    def _later(self, key: str) -> None:
        QTimer.singleShot(0, self, partial(self.go, key))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW_BELOW_PX
        self.rail.set_narrow(narrow)
        self._inner.setContentsMargins(*(TIGHT if narrow else WIDE))
