"""The crate balance on paper, for all places, one community, or one route."""

from datetime import date

from sse_desktop.documents.crate_balance import CrateLine, CrateList, crate_list
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.prints.issuer import issuer
from sse_desktop.queries.crates import EVERY_BALANCE, CrateFilter, crate_balances
from sse_desktop.workspace import Workspace


class NoCratesOut(DomainError):
    """The list would be empty."""

    sentence = N_("Nobody here holds crates, so there is no list to print. Choose another community or route.")


def print_crate_list(
    workspace: Workspace, on: date, which: CrateFilter = EVERY_BALANCE, language: str | None = None
) -> bytes:
    """Return the list of what is held on a day, place by place.

    Raises:
        NoCratesOut.
    """
    rows = workspace.read(crate_balances, which)
    if not rows:
        raise NoCratesOut
    lines = tuple(
        CrateLine(place=row.place, code=row.code, name=row.name, kind=row.kind, containers=row.balance)
        for row in sorted(rows, key=lambda row: row.place)
    )
    return crate_list(CrateList(cooperative=issuer(workspace), on=on, lines=lines), workspace.locale(language))
