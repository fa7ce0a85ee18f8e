"""New tickets go to the printer, into the queue, or nowhere, as this computer was told; the queue can be printed at any time."""

import uuid
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from sse_desktop.commands.printing import mark_printed, queue_print
from sse_desktop.commands.weighing import TICKET
from sse_desktop.domain.errors import N_
from sse_desktop.queries.printing import PrintJobRow, print_queue
from sse_desktop.ui.context import Action, Context
from sse_desktop.ui.pdf_view import PRINT_DPI, PdfView, PrintJob, as_image
from sse_desktop.ui.worker import Progress

if TYPE_CHECKING:
    from sse_desktop.documents.preview import PagePicture
    from sse_desktop.workspace import Workspace

PRINT, QUEUE = "print", "queue"


class TicketPrinting(QObject):
    """Does with a ticket what the preferences of this computer say, and never asks."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self.context = context

    def take(self, weigh_in_id: uuid.UUID) -> None:
        """Print or queue a new ticket."""
        wish = self.context.preferences.tickets
        if wish == PRINT and (printer := self._printer()) is not None:
            done = partial(self._print, printer, weigh_in_id)
            self._make([weigh_in_id], done)
        elif wish in {PRINT, QUEUE}:
            self._queue(weigh_in_id)
            if wish == PRINT:
                self.context.shell.tell(
                    self.context.text(N_("No printer was found. The ticket waits in the queue.")), state="to_do"
                )

    def show(self, weigh_in_ids: Sequence[uuid.UUID], title: str, name: str) -> None:
        """Show tickets as they will be printed."""
        shell = self.context.shell
        self._make(weigh_in_ids, lambda data: shell.show_pdf(title, data, f"{name}.pdf"))

    def show_queue(self) -> None:
        """Show all tickets that wait; after printing the queue can be emptied."""
        self.context.worker.read(print_queue, kind=TICKET, owner=self, done=self._show_jobs)

    def _show_jobs(self, jobs: Sequence[PrintJobRow]) -> None:
        if not jobs:
            self.context.shell.tell(self.context.text(N_("No ticket waits to be printed.")))
            return
        self._make([job.entity_id for job in jobs], partial(self._show_waiting, [job.id for job in jobs]))

    def _show_waiting(self, job_ids: Sequence[uuid.UUID], data: bytes) -> None:
        view = PdfView(self.context, data, self.context.text(N_("tickets.pdf")))
        emptied = Action(N_("They are printed"), partial(self._printed, job_ids))
        title = self.context.locale.plural(N_("{n} ticket waits"), N_("{n} tickets wait"), len(job_ids))
        self.context.shell.open_sheet(title, view, actions=[emptied, *view.actions_offered()])

    def _printed(self, job_ids: Sequence[uuid.UUID]) -> None:
        self.context.worker.write(mark_printed, list(job_ids), owner=self, done=self._emptied)

    def _emptied(self, _result: object) -> None:
        self.context.shell.close_sheet()
        self.context.shell.tell(self.context.text(N_("The queue is empty.")))

    def _make(self, weigh_in_ids: Sequence[uuid.UUID], done: Callable[[bytes], None]) -> None:
        paper = self.context.preferences.ticket_paper
        self.context.worker.long(tickets_pdf, tuple(weigh_in_ids), paper, owner=self, done=done)

    def _queue(self, weigh_in_id: uuid.UUID) -> None:
        self.context.worker.write(queue_print, TICKET, weigh_in_id, owner=self, done=lambda _: None)

    # Straight to the printer.

    def _printer(self) -> QPrinter | None:
        wanted = self.context.preferences.printer or QPrinterInfo.defaultPrinterName()
        info = QPrinterInfo.printerInfo(wanted)
        if info.isNull():
            return None
        printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
        printer.setResolution(PRINT_DPI)
        return printer

    def _print(self, printer: QPrinter, weigh_in_id: uuid.UUID, data: bytes) -> None:
        from sse_desktop.documents.preview import page_sizes

        printer.setDocName(str(weigh_in_id))
        done = partial(self._print_page, PrintJob(printer), data, 0)
        self.context.worker.compute(page_sizes, data, owner=self, done=done)

    def _print_page(self, job: PrintJob, data: bytes, number: int, sizes: Sequence[tuple[float, float]]) -> None:
        from sse_desktop.documents.preview import page_picture

        if number == len(sizes):
            job.end()
            return
        done = partial(self._page_drawn, job, data, number, sizes)
        self.context.worker.compute(page_picture, data, number, dots_per_inch=job.dpi, owner=self, done=done)

    def _page_drawn(
        self, job: PrintJob, data: bytes, number: int, sizes: Sequence[tuple[float, float]], picture: "PagePicture"
    ) -> None:
        job.add(as_image(picture), sizes[number])
        self._print_page(job, data, number + 1, sizes)


def tickets_pdf(workspace: "Workspace", weigh_in_ids: Sequence[uuid.UUID], paper: str, *, progress: Progress) -> bytes:
    """Return tickets as a PDF in the language of the documents; runs beside the interface."""
    from sse_desktop.documents.weigh_ticket import TicketPaper
    from sse_desktop.prints.weigh_tickets import print_weigh_ticket, print_weigh_tickets

    progress.step(0, len(weigh_in_ids))
    wanted = TicketPaper(paper) if paper in set(TicketPaper) else TicketPaper.A5
    if len(weigh_in_ids) == 1:
        return print_weigh_ticket(workspace, weigh_in_ids[0], paper=wanted)
    return print_weigh_tickets(workspace, weigh_in_ids, paper=wanted)
