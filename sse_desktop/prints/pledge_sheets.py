"""Pledges on paper: the sheets of a product by community, blank or with what is pledged."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from sse_desktop.documents.pledge_sheet import PledgeSheet, PledgingCommunity, PledgingMember, pledge_sheet
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.season import Week, weeks
from sse_desktop.prints.issuer import issuer
from sse_desktop.queries.pledge_rounds import RoundYield, expected_yields
from sse_desktop.queries.pledges import PledgeRow, pledge_grid
from sse_desktop.queries.products import products
from sse_desktop.workspace import Workspace


class NobodyPledges(DomainError):
    """A sheet was asked for of a community without members."""

    sentence = N_("There is no member to put on the sheet. Choose another community.")


def print_pledge_sheet(
    workspace: Workspace,
    product_id: uuid.UUID,
    first: Week,
    last: Week,
    *,
    title: str = "",
    closes_on: date | None = None,
    community: str | None = None,
    is_filled: bool = False,
    language: str | None = None,
) -> bytes:
    """Return the sheets of one community, or of all of them one after the other.

    Raises:
        NobodyPledges.
    """
    product = next(row.name for row in workspace.read(products, archived=None) if row.id == product_id)
    rows = workspace.read(pledge_grid, product_id, first, last)
    yields = workspace.read(expected_yields, product_id)
    chosen = [row for row in rows if community is None or row.community == community]
    if not chosen:
        raise NobodyPledges
    sheet = PledgeSheet(
        cooperative=issuer(workspace),
        product=product,
        weeks=tuple(weeks(first, last)),
        communities=tuple(_communities(chosen, yields)),
        round_title=title,
        closes_on=closes_on,
        is_filled=is_filled,
    )
    return pledge_sheet(sheet, workspace.locale(language))


def _communities(rows: Sequence[PledgeRow], yields: Mapping[uuid.UUID, RoundYield]) -> list[PledgingCommunity]:
    by_place = sorted(rows, key=lambda row: (not row.community, row.community, row.member_number))
    return [
        PledgingCommunity(name=name, members=tuple(_member(row, yields.get(row.member_id)) for row in members))
        for name, members in groupby(by_place, key=lambda row: row.community)
    ]


def _member(row: PledgeRow, known: RoundYield | None) -> PledgingMember:
    return PledgingMember(
        number=row.member_number,
        name=row.member,
        plots=known.plots if known is not None else "",
        expected=known.expected if known is not None else None,
        pledged=row.by_week,
    )
