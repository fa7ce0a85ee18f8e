"""`bid shares`: which family supplies what of a bid, and why."""

from typing import TYPE_CHECKING, Annotated

import typer

from sse_desktop.cli.answers import Json, exact, give, money, quantity
from sse_desktop.cli.choices import Choices
from sse_desktop.domain.errors import N_

if TYPE_CHECKING:
    from sse_desktop.queries.share_rows import FamilyShare, Shares
    from sse_desktop.workspace import Workspace

Reference = Annotated[str, typer.Argument(help="The reference of the tender.")]


def add_to(bid_app: typer.Typer) -> None:
    """Add the verb to those of bids."""
    bid_app.command("shares")(shares)


def shares(
    context: typer.Context,
    reference: Reference,
    version: Annotated[
        int | None, typer.Option(help="A version that was kept; by default the shares as they would be now.")
    ] = None,
) -> None:
    """Tell what each family supplies, week by week, in units and money, what limited it, and what nobody can bring."""
    choices: Choices = context.obj
    with choices.reading() as workspace:
        found = _found(workspace, reference, version)
        give(choices, _told(choices, found), _lines(choices, found))


def _found(workspace: "Workspace", reference: str, version: int | None) -> "Shares":
    from sse_desktop import clock
    from sse_desktop.cli.tenders import NoBidYet
    from sse_desktop.domain.zones import civil_day
    from sse_desktop.queries.bids import current_bid
    from sse_desktop.queries.shares import shares as now_shared
    from sse_desktop.queries.sharings import kept_shares, sharing_of_version
    from sse_desktop.queries.tenders import find_tender

    bid_id = workspace.read(current_bid, workspace.read(find_tender, reference))
    if bid_id is None:
        raise NoBidYet(reference=reference)
    if version is not None:
        return workspace.read(kept_shares, workspace.read(sharing_of_version, bid_id, version))
    now = clock.now()
    today = civil_day(now, workspace.cooperative.time_zone) or now.date()
    return workspace.read(now_shared, bid_id, today)


def _told(choices: Choices, found: "Shares") -> Json:
    return {
        "measure": str(found.measure),
        "version": found.version,
        "asked": money(found.asked),
        "total": money(found.total),
        "shares": [entry for family in found.families for entry in _family(choices, family)],
        "families": [_sum(choices, family) for family in found.families],
        "unserved": [
            {
                "product": row.product,
                "week": str(row.week),
                **(quantity(row.quantity) or {}),
                "value": money(row.value),
            }
            for row in found.unserved
        ],
        "left_out": [
            {
                "member": row.number,
                "name": row.name,
                "reason": choices.locale.text(row.sentence, **row.facts),
            }
            for row in found.left_out
        ],
    }


def _family(choices: Choices, family: "FamilyShare") -> list[Json]:
    from sse_desktop.queries.share_words import why

    reason = why(choices.locale, family)
    return [
        {
            "member": family.number,
            "name": family.name,
            "product": line.product,
            "week": str(line.week),
            "quantity": exact(line.quantity),
            "unit": line.quantity.unit,
            "value": money(line.value),
            "reason": reason,
        }
        for line in family.lines
    ]


def _sum(choices: Choices, family: "FamilyShare") -> Json:
    from sse_desktop.queries.share_words import why

    return {
        "member": family.number,
        "name": family.name,
        "offered": money(family.offered),
        "even": money(family.even),
        "carried": money(family.carried),
        "value": money(family.value),
        "limited_by": family.limited_by,
        "reason": why(choices.locale, family),
    }


def _lines(choices: Choices, found: "Shares") -> list[str]:
    """Return the sharing for people: a line for each family, what nobody brings, who is left out, and the sums."""
    from sse_desktop.queries.share_words import left_out_words, limit_name, over_words

    locale = choices.locale
    families = [
        " · ".join((str(row.number), row.name, locale.money(row.value), limit_name(locale, row)))
        for row in found.families
    ]
    gap = locale.text(N_("Nobody can bring"))
    missing = [
        f"{gap}: {locale.week(row.week)} · {row.product} · {locale.quantity(row.quantity)} · {locale.money(row.value)}"
        for row in found.unserved
    ]
    out = [left_out_words(locale, row) for row in found.left_out]
    over = [over_words(locale, row) for row in found.over_caps]
    sums = locale.text(
        N_("{families} families together {total} + nobody brings {missing} = the award {asked}"),
        families=len(found.served),
        total=found.total,
        missing=found.missing,
        asked=found.asked,
    )
    return [*families, *missing, *out, *over, sums]
