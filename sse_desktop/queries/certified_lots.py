"""Which lots and weigh-ins come from certified plots: judged on the day of the harvest, through everything inside a lot."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.validity import paper_state
from sse_desktop.queries.lot_composition import composition
from sse_desktop.queries.plot_certificates import Certificate, plot_certificates
from sse_desktop.store.tables.harvests import WeighIn

_AT_ONCE = 500


def certified_lots(session: Session, lot_ids: Sequence[uuid.UUID], kind: str = "") -> set[uuid.UUID]:
    """Return the lots in which everything comes from plots that had the certificate, any when empty, when it was harvested.

    One weigh-in without a plot, or from a plot without a certificate, makes the whole lot uncertified.
    """
    inside = {
        lot_id: {weigh_in_id for weigh_in_id, _ in parts} for lot_id, parts in composition(session, lot_ids).items()
    }
    good = certified_weigh_ins(session, sorted(set[uuid.UUID]().union(*inside.values())), kind)
    return {lot_id for lot_id, parts in inside.items() if parts and parts <= good}


def certified_weigh_ins(session: Session, weigh_in_ids: Sequence[uuid.UUID], kind: str = "") -> set[uuid.UUID]:
    """Return the weigh-ins from a plot that had the certificate, any when empty, on the day of the harvest."""
    papers = plot_certificates(session)
    found: set[uuid.UUID] = set()
    for at in range(0, len(weigh_in_ids), _AT_ONCE):
        which = WeighIn.id.in_(weigh_in_ids[at : at + _AT_ONCE])
        rows = session.execute(sa.select(WeighIn.id, WeighIn.plot_id, WeighIn.harvested_on).where(which))
        found |= {row.id for row in rows if _is_certified(papers, row.plot_id, row.harvested_on, kind)}
    return found


def _is_certified(
    papers: Mapping[uuid.UUID, Sequence[Certificate]], plot_id: uuid.UUID | None, on: date, kind: str
) -> bool:
    if plot_id is None:
        return False
    return any(_covers(paper, on, kind) for paper in papers.get(plot_id, ()))


def _covers(paper: Certificate, on: date, kind: str) -> bool:
    if kind and kind != paper.kind:
        return False
    return paper_state(paper.issued_on, paper.valid_from, paper.ends_on, on).is_good
