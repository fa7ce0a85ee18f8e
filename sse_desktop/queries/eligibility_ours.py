"""What "may we bid?" needs to know of ourselves: kind, place, staff, sales of the year, and the best paper of each kind."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal, InvalidOperation

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.eligibility_lines import OurFacts, PaperFact, RequiredPaper, Staff, TenderFacts
from sse_desktop.domain.jurisdiction import PaperKind, Profile
from sse_desktop.domain.validity import DayThatCounts, PaperState
from sse_desktop.queries.cooperative import cooperative
from sse_desktop.queries.eligibility_sales import alike_in_year, sold_in_year
from sse_desktop.queries.paper_states import DaysThatCount, RequirementState, days_that_count
from sse_desktop.queries.papers import PaperRow, papers
from sse_desktop.queries.social_values import social_values
from sse_desktop.store.tables.clauses import StaffCount
from sse_desktop.store.tables.tenders import Tender


def our_facts(
    session: Session, row: Tender, profile: Profile, tender: TenderFacts, required: Sequence[RequirementState]
) -> OurFacts:
    """Return what the rules ask of us: kind, place, staff, sales of the year, and papers on the days that count."""
    ours = cooperative(session)
    days = days_that_count(session, row.id)
    vault = papers(session, tender.today)
    return OurFacts(
        kinds=ours.kinds,
        province=ours.province,
        canton=ours.canton,
        staff=_staff(session, profile, vault),
        sold=sold_in_year(session, row, tender.on.year, profile.currency),
        alike=alike_in_year(session, row, tender.on.year),
        grades=_grades(session, profile, vault, tender.today),
        papers=dict(_proofs(profile, vault, days, tender.today)),
        required=[_required(state) for state in required],
    )


def _proofs(
    profile: Profile, vault: Sequence[PaperRow], days: DaysThatCount, today: date
) -> Iterator[tuple[str, PaperFact]]:
    """Give the best paper of each kind on the day that counts for the kind."""
    for kind in profile.papers:
        day = days.nearest(DayThatCounts(kind.day), today)
        held = [_proof(paper, kind, day) for paper in vault if paper.kind == kind.id]
        if held:
            yield kind.id, max(held, key=lambda fact: (fact.is_good, fact.ends_on or date.max))


def _proof(paper: PaperRow, kind: PaperKind, day: date) -> PaperFact:
    state = paper.state_on(day)
    return PaperFact(
        kind=kind.id,
        title=paper.title,
        state=PaperState.TOO_OLD if state.is_good and paper.is_undated else state,
        has_file=bool(paper.file_sha),
        day=day,
        ends_on=paper.ends_on,
        share=share_of(paper.facts),
        renewal_days=paper.takes_days,
    )


def share_of(facts: Mapping[str, str]) -> Decimal | None:
    """Return the share that a paper certifies: typed as such (0.31 or 31), else target heads of all heads."""
    share = _number(facts.get("share", ""))
    if share is not None:
        return share / 100 if share > 1 else share
    heads, target = _number(facts.get("heads", "")), _number(facts.get("target_heads", ""))
    return target / heads if heads and target is not None else None


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and number >= 0 else None


def _grades(session: Session, profile: Profile, vault: Sequence[PaperRow], today: date) -> dict[str, str]:
    """Return the newest grade of each index: of the register of results, else of the newest paper that states one."""
    graded = {kind.id for kind in profile.papers if kind.is_graded}
    stated = sorted(
        (paper.facts.get("year", ""), paper.kind, paper.facts.get("grade", ""))
        for paper in vault
        if paper.kind in graded
    )
    found = {kind: grade.strip() for _, kind, grade in stated}
    newest = next((row.grade.strip() for row in social_values(session, today) if row.grade.strip()), "")
    return dict.fromkeys(graded, newest) if newest else found


def _required(state: RequirementState) -> RequiredPaper:
    has_file = state.paper is not None and bool(state.paper.file_sha)
    return RequiredPaper(
        kind=state.paper_kind,
        title=state.title,
        is_good=state.state.is_good and has_file,
        mandatory=state.mandatory,
        sentence=state.sentence,
        facts=state.facts,
        day=state.day,
        legal_ref=state.legal_ref,
        renewal_days=state.takes_days,
        lacks_file=state.state.is_good and not has_file,
    )


def _staff(session: Session, profile: Profile, vault: Sequence[PaperRow]) -> Staff | None:
    """Return the newest count of the staff, else what the newest paper about it says."""
    newest = (
        sa.select(StaffCount)
        .where(StaffCount.voided.is_(None))
        .order_by(StaffCount.counted_on.desc(), StaffCount.id.desc())
    )
    row = session.scalars(newest.limit(1)).first()
    if row is not None:
        return Staff(
            counted_on=row.counted_on, heads=row.heads, target_heads=row.target_heads,
            fte_milli=row.fte_milli, target_fte_milli=row.target_fte_milli,
        )  # fmt: skip
    counting = {kind.id for kind in profile.papers if "target_heads" in kind.required_fields}
    counted = [found for paper in vault if paper.kind in counting and (found := _counted(paper)) is not None]
    return max(counted, key=lambda found: found.counted_on, default=None)


def _counted(paper: PaperRow) -> Staff | None:
    heads, target = _number(paper.facts.get("heads", "")), _number(paper.facts.get("target_heads", ""))
    day = paper.facts.get("date", "")
    if heads is None or target is None:
        return None
    counted_on = paper.issued_on or date.min
    with suppress(ValueError):
        counted_on = date.fromisoformat(day) if day else counted_on
    if paper.facts.get("basis") == "fte":
        whole, part = int(heads * 1000), int(target * 1000)
        return Staff(counted_on=counted_on, heads=0, target_heads=0, fte_milli=whole, target_fte_milli=part)
    return Staff(counted_on=counted_on, heads=int(heads), target_heads=int(target))
