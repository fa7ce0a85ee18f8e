"""What must hold after a crash: nothing that was said to be saved is missing, and everything fits together."""

import hashlib

import sqlalchemy as sa

from sse_desktop.store.integrity import verify
from sse_desktop.store.tables.harvests import WeighIn
from sse_desktop.store.tables.members import Member
from sse_desktop.store.tables.stock import StockMovement
from sse_desktop.workspace import Workspace
from tests.crash.clerk import KEPT, NUMBERED, PRINT, PRINTED, RENAMED, VOIDED, WEIGHED, Office, Said, printed


def inspect(office: Office, said: list[Said]) -> tuple[list[str], int]:
    """Open the folder and return what is wrong, and how many weigh-ins it holds."""
    workspace = office.open()
    try:
        wrong = [f"{finding.check}: {finding.detail}" for finding in verify(workspace.database)]
        rows, more = weigh_ins(workspace, said)
        return [*wrong, *more, *names(workspace, said), *files(workspace, said)], rows
    finally:
        workspace.close()


def weigh_ins(workspace: Workspace, said: list[Said]) -> tuple[int, list[str]]:
    """Compare the weigh-ins with what was said, their numbers with 1, 2, 3 …, and each with its movement."""
    with workspace.database.reading() as session:
        found = {
            row.id: row
            for row in session.execute(sa.select(WeighIn.id, WeighIn.number, WeighIn.accepted_g, WeighIn.voided))
        }
        moved = sa.select(StockMovement.weigh_in_id, StockMovement.grams, StockMovement.voided)
        movements = {row[0]: (row[1], row[2]) for row in session.execute(moved)}
    wrong = [
        f"weigh-in {word.row} was saved and is lost"
        for word in said
        if word.what == WEIGHED and (word.row not in found or found[word.row].accepted_g != word.number)
    ]
    wrong += [
        f"the void of {word.row} is lost"
        for word in said
        if word.what == VOIDED and (word.row not in found or found[word.row].voided is None)
    ]
    last = max((word.number for word in said if word.what == NUMBERED), default=0)
    if last > len(found):
        wrong.append(f"weigh-in {last} was saved and is lost")
    if sorted(row.number for row in found.values()) != list(range(1, len(found) + 1)):
        wrong.append("numbers with gaps")
    if movements != {row.id: (row.accepted_g, row.voided) for row in found.values()}:
        wrong.append("weigh-ins and movements differ")
    return len(found), wrong


def names(workspace: Workspace, said: list[Said]) -> list[str]:
    """Compare the member's name with the last one that was said to be saved; the one after it may be there, too."""
    numbers = [word.number for word in said if word.what == RENAMED]
    with workspace.database.reading() as session:
        stored = session.scalars(sa.select(Member.name)).one()
    older = {f"Rosa {number}" for number in numbers[:-1]} | ({"Rosa"} if numbers else set())
    return [f"the name is {stored} again"] if stored in older else []


def files(workspace: Workspace, said: list[Said]) -> list[str]:
    """Check that the printed list is whole and not older than said, and that every kept file is there."""
    wrong = []
    numbers = [word.number for word in said if word.what == PRINTED]
    path = workspace.folder / PRINT
    if path.exists():
        content = path.read_bytes()
        number = int.from_bytes(content[-8:], "big")
        if content != printed(number):
            wrong.append("the printed list is torn")
        if number in numbers[:-1]:
            wrong.append("the printed list is older than said")
    elif numbers:
        wrong.append("the printed list is lost")
    kept = workspace.attachments
    wrong += [f"kept file {name[:12]} is torn" for name in kept.damaged()]
    put = [hashlib.sha256(printed(word.number)).hexdigest() for word in said if word.what == KEPT]
    return wrong + [f"kept file {sha[:12]} is lost" for sha in put if not kept.path(sha).exists()]
