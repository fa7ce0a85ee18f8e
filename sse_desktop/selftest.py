"""`sse-desktop --selftest`: the whole journey in a temporary folder, to prove an installation or a build on its own computer."""

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sse_desktop import clock
from sse_desktop.demo.build import build_demo
from sse_desktop.demo.tenders import NOTICE_NAME, filled_notice
from sse_desktop.documents.preview import count_pages
from sse_desktop.exchange.reading import read_apart
from sse_desktop.prints.deliveries import print_delivery_note
from sse_desktop.prints.packet import build_packet, write_packet
from sse_desktop.prints.settlements import print_settlement, print_statements
from sse_desktop.prints.traces import print_trace
from sse_desktop.queries.bids import bids
from sse_desktop.queries.deliveries import deliveries
from sse_desktop.queries.settlements import settlements
from sse_desktop.store.atomic import write_atomically
from sse_desktop.store.backup import restore_backup
from sse_desktop.store.integrity import verify
from sse_desktop.workspace import Workspace

Say = Callable[[str], None]


class SelfTestFailed(Exception):
    """A step of the journey did not give what it should: a bug, or a broken installation."""


def selftest(say: Say) -> bool:
    """Run every step and say how long each took; False when one failed, with the reason said."""
    folder = Path(tempfile.mkdtemp(prefix="sse-selftest-"))
    started = time.perf_counter()
    try:
        for step in journey(folder):
            say(f"ok   {step} ({time.perf_counter() - started:.1f} s)")
    except Exception as error:  # noqa: BLE001 - whatever goes wrong on this computer is what the test is for
        say(f"FAILED after {time.perf_counter() - started:.1f} s: {type(error).__name__}: {error}")
        return False
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    say("selftest passed")
    return True


def journey(folder: Path) -> Iterator[str]:
    """Yield the name of each step when it is done."""
    workspace = build_demo(folder / "demo")
    try:
        yield "a season was built"
        yield from _papers(workspace, folder)
        if verify(workspace.database):
            raise SelfTestFailed("the data do not hold together")
        yield "data and journal agree"
        backup = workspace.backup(folder / "backups")
    finally:
        workspace.close()
    restore_backup(backup.path, folder / "restored")
    Workspace.open(folder / "restored").close()
    yield "a backup was restored and opened"
    yield from _window(folder / "restored")


def _papers(workspace: Workspace, folder: Path) -> Iterator[str]:
    notice = folder / NOTICE_NAME
    write_atomically(notice, filled_notice(clock.now().date()))
    if len(read_apart(notice).notices) != 1:
        raise SelfTestFailed("the notice was not read in the process of its own")
    yield "a notice was read in a process of its own"
    draft = next(row for row in workspace.read(bids) if row.state == "draft")
    written = write_packet(workspace, build_packet(workspace, draft.id).id, folder / "packet")
    _must_have_pages(written.path.read_bytes())
    yield "a packet was bound and read back"
    note = workspace.read(deliveries)[0]
    _must_have_pages(print_delivery_note(workspace, note.id))
    _must_have_pages(print_trace(workspace, note.number))
    settlement = workspace.read(settlements)[0]
    _must_have_pages(print_settlement(workspace, settlement.id))
    _must_have_pages(print_statements(workspace, settlement.id))
    yield "notes, statements and traces were printed"


def _must_have_pages(pdf: bytes) -> None:
    if count_pages(pdf) < 1:
        raise SelfTestFailed("a paper has no page")


def _window(folder: Path) -> Iterator[str]:
    from sse_desktop.ui.shots import take_shots

    pictures = take_shots(folder, folder / "pictures", themes=("light",))
    if not pictures:
        raise SelfTestFailed("no page of the window was seen")
    yield f"the window showed {len(pictures)} pages"
