"""One family's line in a settlement, before or while it is issued: what it was owed, is paid now, is deducted, is carried."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.money import Money, split
from sse_desktop.domain.settlement import deduct, pay_out
from sse_desktop.queries.dues import DueOrigin, carried_by_member, open_dues
from sse_desktop.store.tables.contracts import Contract
from sse_desktop.store.tables.members import Member
from sse_desktop.store.tables.settlements import DeductionRule


class RetainedMoreThanReceived(DomainError):
    """The cooperative would keep more than came in, or more than is newly owed."""

    sentence = N_(
        "The cooperative would keep {retained}, and only {available} is there to keep it from. Nothing was settled. Lower it."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """An amount taken off, with its formula in plain numbers. kind: 'retention' lowers the due, 'rule' the payment."""

    kind: str
    title: str
    formula: str
    amount_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A family's line. due = carried before + value of the fruit - retained; carried after = due - paid."""

    member_id: uuid.UUID
    origins: tuple[DueOrigin, ...]
    due_minor: int
    paid_minor: int
    taken: tuple[Taken, ...]

    @property
    def deducted_minor(self) -> int:
        """Return what the rules take off the payment."""
        return sum(item.amount_minor for item in self.taken if item.kind == "rule")


def family_lines(
    dues: Sequence[DueOrigin],
    carried: Mapping[uuid.UUID, int],
    retentions: Sequence[tuple[str, int]],
    shared: int,
    rules: Sequence[DeductionRule],
    currency: str,
) -> list[Line]:
    """Return the lines of all families that are owed something, in the order of their numbers; Σ paid = shared.

    Raises:
        ReceivedMoreThanOwed.
    """
    members = _in_order(dues, carried)
    values = dict.fromkeys(members, 0)
    for origin in dues:
        values[origin.member_id] += origin.value_minor
    kept = [_retained(title, amount, members, values, currency) for title, amount in retentions]
    due = [carried.get(m, 0) + values[m] - sum(part[m].amount_minor for part in kept if m in part) for m in members]
    paid = pay_out(shared, due)
    return [
        Line(
            member_id=member,
            origins=tuple(origin for origin in dues if origin.member_id == member),
            due_minor=owed,
            paid_minor=now,
            taken=(*(part[member] for part in kept if member in part), *_by_rules(rules, now, currency)),
        )
        for member, owed, now in zip(members, due, paid, strict=True)
    ]


def check_retained(received: int, kept: Sequence[int], newly_due: int, currency: str) -> None:
    """Refuse to keep less than nothing, more than came in, or more than the fruit no settlement has taken in is worth.

    Raises:
        RetainedMoreThanReceived.
    """
    available, retained = min(received, newly_due), sum(kept)
    if retained > available or any(amount < 0 for amount in kept):
        wrong = retained if retained > available else min(kept)
        raise RetainedMoreThanReceived(retained=Money(wrong, currency), available=Money(available, currency))


def _in_order(dues: Sequence[DueOrigin], carried: Mapping[uuid.UUID, int]) -> list[uuid.UUID]:
    numbers = {origin.member_id: origin.member_number for origin in dues}
    return [*sorted(numbers, key=lambda m: numbers[m]), *sorted((m for m in carried if m not in numbers), key=str)]


def _retained(
    title: str, amount: int, members: Sequence[uuid.UUID], values: Mapping[uuid.UUID, int], currency: str
) -> dict[uuid.UUID, Taken]:
    """Spread what the cooperative keeps over the families by the value of their fruit; the parts add up."""
    if amount == 0:
        return {}
    total = sum(values.values())
    parts = split(amount, [values[member] for member in members])
    whole = f"{Money(amount, currency).amount}"
    return {
        member: Taken(
            kind="retention",
            title=title,
            formula=f"{whole} × {Money(values[member], currency).amount} ÷ {Money(total, currency).amount}",
            amount_minor=part,
        )
        for member, part in zip(members, parts, strict=True)
        if part
    }


def _by_rules(rules: Sequence[DeductionRule], paid: int, currency: str) -> list[Taken]:
    """Apply the rules one after the other; together they never take more than the payment."""
    taken: list[Taken] = []
    left = paid
    for rule in rules:
        wanted = deduct(paid, rule.rate_bp) if rule.rate_bp is not None else rule.amount_minor or 0
        amount = min(wanted, left)
        if amount <= 0:
            continue
        left -= amount
        taken.append(Taken(kind="rule", title=rule.title, formula=_formula(rule, paid, currency), amount_minor=amount))
    return taken


def _formula(rule: DeductionRule, paid: int, currency: str) -> str:
    if rule.rate_bp is None:
        return ""
    whole, part = divmod(rule.rate_bp, 100)
    rate = f"{whole}.{part:02d}".rstrip("0").rstrip(".")
    return f"{rate} % × {Money(paid, currency).amount}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRow:
    """A family's line as it would be issued."""

    member_id: uuid.UUID
    number: int
    name: str
    due: Money
    paid: Money
    deducted: Money
    net: Money
    carried: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementPreview:
    """What a settlement would give: `newly_due` is the value of deliveries no settlement has taken in, `carried` from before."""

    newly_due: Money
    carried: Money
    shared: Money
    rows: tuple[PreviewRow, ...]


def active_rules(session: Session) -> Sequence[DeductionRule]:
    """Return the deductions in force, in the order in which they are taken."""
    return session.scalars(sa.select(DeductionRule).where(DeductionRule.active).order_by(DeductionRule.title)).all()


def settlement_preview(
    session: Session, contract_id: uuid.UUID, to_on: date, shared: Money, retentions: Sequence[tuple[str, int]] = ()
) -> SettlementPreview:
    """Return every family's line as `settle` would store it, without storing anything.

    Raises:
        RetainedMoreThanReceived, ReceivedMoreThanOwed.
    """
    currency = session.scalars(sa.select(Contract.currency).where(Contract.id == contract_id)).one()
    dues, carried = open_dues(session, contract_id, to_on), carried_by_member(session, contract_id)
    kept = [amount for _, amount in retentions]
    check_retained(shared.minor + sum(kept), kept, sum(origin.value_minor for origin in dues), currency)
    lines = family_lines(dues, carried, retentions, shared.minor, active_rules(session), currency)
    names = {row.id: row for row in session.execute(sa.select(Member.id, Member.number, Member.name))}
    rows = [
        PreviewRow(
            member_id=line.member_id,
            number=names[line.member_id].number,
            name=names[line.member_id].name,
            due=Money(line.due_minor, currency),
            paid=Money(line.paid_minor, currency),
            deducted=Money(line.deducted_minor, currency),
            net=Money(line.paid_minor - line.deducted_minor, currency),
            carried=Money(line.due_minor - line.paid_minor, currency),
        )
        for line in lines
    ]
    return SettlementPreview(
        newly_due=Money(sum(origin.value_minor for origin in dues), currency),
        carried=Money(sum(carried.values()), currency),
        shared=shared,
        rows=tuple(sorted(rows, key=lambda row: row.number)),
    )
