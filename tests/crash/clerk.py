"""A clerk who enters weigh-ins through the real commands and says after each that it is saved; the process is then killed.

The parent forks after everything is imported, so a round takes as long as the clerk may live, not as long as Python starts.
"""

import hashlib
import os
import shutil
import struct
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from typing import Final, NoReturn

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.commands.containers import ContainerData, add_container_kind
from sse_desktop.commands.harvests import record_weigh_in, void_weigh_in
from sse_desktop.commands.members import MemberData, add_member, change_member
from sse_desktop.commands.products import GradeData, ProductData, add_product
from sse_desktop.commands.weighing import WeighIn
from sse_desktop.store.atomic import write_atomically
from sse_desktop.store.tables.harvests import WeighIn as TicketRow
from sse_desktop.workspace import Workspace

# What is said over the pipe: what was saved, which row, and a number that goes with it.
WORD: Final = struct.Struct("<c16sq")
WEIGHED, NUMBERED, VOIDED, RENAMED, PRINTED, KEPT = b"w", b"n", b"v", b"r", b"p", b"k"
NO_ROW: Final = uuid.UUID(int=0)
PRINT: Final = "list of the day.pdf"


@dataclass(frozen=True)
class Said:
    """Something the clerk was told is saved."""

    what: bytes
    row: uuid.UUID
    number: int


@dataclass(frozen=True)
class Office:
    """A data folder with what a weigh-in needs."""

    folder: Path
    passphrase: str | None
    member: uuid.UUID
    product: uuid.UUID
    container: uuid.UUID

    def open(self) -> Workspace:
        """Open the folder as the window does."""
        return Workspace.open(self.folder, passphrase=self.passphrase)

    def copied_to(self, folder: Path) -> "Office":
        """Return the same office in another place."""
        shutil.copytree(self.folder, folder)
        return Office(folder, self.passphrase, self.member, self.product, self.container)


def found(folder: Path, passphrase: str | None = None) -> Office:
    """Create a data folder with a member, a product and a kind of container."""
    workspace = Workspace.create(folder, "Cooperativa", "ec", passphrase=passphrase)
    member = workspace.write(add_member, MemberData(name="Rosa"))
    grades = [GradeData(code="1"), GradeData(code="2", position=1)]
    product = workspace.write(add_product, ProductData(code="MAN", name="Mandarina"), grades)
    container = workspace.write(add_container_kind, ContainerData(name="Gaveta", tare_g=1500))
    workspace.database.close()
    workspace.close()
    return Office(folder, passphrase, member, product, container)


def fork(work: Callable[[Callable[[Said], None]], NoReturn]) -> tuple[int, int]:
    """Start a child that works until it is killed; return its number and the pipe of what it says."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    os.close(reading)
    try:
        work(partial(_say, writing))
    finally:
        os._exit(3)  # never back into the parent's code


def _say(pipe: int, said: Said) -> None:
    os.write(pipe, WORD.pack(said.what, said.row.bytes, said.number))


def heard(pipe: int) -> list[Said]:
    """Return all that was said until the child ended, and close the pipe."""
    words = b""
    while part := os.read(pipe, 1 << 16):
        words += part
    os.close(pipe)
    whole = len(words) // WORD.size * WORD.size
    return [Said(what, uuid.UUID(bytes=row), number) for what, row, number in WORD.iter_unpack(words[:whole])]


def work(office: Office, say: Callable[[Said], None], *, early: bool = False, slack: bool = False) -> NoReturn:
    """Enter weigh-ins for ever, void and rename now and then, print and keep a file.

    `early` says so before it is saved and `slack` does not wait for the disk: mistakes that the check must find.
    """
    workspace = office.open()
    if slack:
        relax(workspace)
    random = Random(os.getpid())
    while True:
        for act in day(office, workspace, random, say, early=early):
            act()


def relax(workspace: Workspace) -> None:
    """Let the database say that it has saved before the disk has."""
    from sqlalchemy import event

    def connect(connection: object, _: object) -> None:
        connection.execute("PRAGMA synchronous=NORMAL")  # type: ignore[attr-defined]  # the driver's connection

    workspace.database.engine.dispose()
    event.listen(workspace.database.engine, "connect", connect)


def day(
    office: Office, workspace: Workspace, random: Random, say: Callable[[Said], None], *, early: bool
) -> Iterator[Callable[[], None]]:
    """Yield what a clerk does on a day."""
    entered: list[uuid.UUID] = []
    voided: set[uuid.UUID] = set()
    last = workspace.read(last_number)

    def weigh() -> None:
        gross = random.randint(3_000, 60_000)
        if early:
            say(Said(NUMBERED, NO_ROW, last + len(entered) + 1))
        load = WeighIn(
            member=office.member,
            product_id=office.product,
            gross_g=gross,
            containers=1,
            container_kind_id=office.container,
            place=random.choice(("C01", "C02", "C03")),
        )
        done = workspace.write(record_weigh_in, load)
        entered.append(done.id)
        say(Said(WEIGHED, done.id, gross - 1500))

    def void() -> None:
        row = random.choice(entered)
        if row not in voided:
            workspace.write(void_weigh_in, row, "weighed twice")
            voided.add(row)
            say(Said(VOIDED, row, 0))

    def rename() -> None:
        number = random.randrange(1 << 40)
        workspace.write(change_member, office.member, MemberData(name=f"Rosa {number}"))
        say(Said(RENAMED, office.member, number))

    def print_list() -> None:
        number = random.randrange(1 << 40)
        write_atomically(workspace.folder / PRINT, printed(number))
        say(Said(PRINTED, NO_ROW, number))

    def keep() -> None:
        number = random.randrange(1 << 40)
        workspace.attachments.put(printed(number))
        say(Said(KEPT, NO_ROW, number))

    for _ in range(5):
        yield from (weigh, weigh, weigh)
        yield random.choice((void, rename, print_list, keep))


def last_number(session: Session) -> int:
    """Return the number of the newest ticket."""
    return session.scalar(sa.select(sa.func.max(TicketRow.number))) or 0


def printed(number: int) -> bytes:
    """Return a file of which every byte follows from its number, which stands at its end."""
    return hashlib.shake_128(str(number).encode()).digest(40_000) + number.to_bytes(8, "big")
