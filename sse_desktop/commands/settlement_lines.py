"""One family's line in a settlement: what it was owed, what it is paid now, what is deducted and what is carried."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sse_desktop.domain.money import Money, split
from sse_desktop.domain.settlement import deduct, pay_out
from sse_desktop.queries.dues import DueOrigin
from sse_desktop.store.bulk import record_many
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.settlements import Deduction, DeductionRule, SettlementMember, SettlementOrigin


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


def store_lines(session: Writing, settlement_id: uuid.UUID, lines: Sequence[Line]) -> None:
    """Store the lines with their origins and deductions."""
    rows = [(session.new_id(), line) for line in lines]
    for row_id, line in rows:
        session.add(
            SettlementMember(
                id=row_id,
                settlement_id=settlement_id,
                member_id=line.member_id,
                grams=sum(origin.grams for origin in line.origins),
                due_minor=line.due_minor,
                paid_minor=line.paid_minor,
                deducted_minor=line.deducted_minor,
                net_minor=line.paid_minor - line.deducted_minor,
                carried_minor=line.due_minor - line.paid_minor,
            )
        )
        for item in line.taken:
            session.add(_deduction(session, row_id, item))
    record_many(
        session,
        SettlementOrigin,
        [_origin(session, row_id, origin) for row_id, line in rows for origin in line.origins],
    )


def _deduction(session: Writing, row_id: uuid.UUID, item: Taken) -> Deduction:
    return Deduction(
        id=session.new_id(),
        settlement_member_id=row_id,
        kind=item.kind,
        title=item.title,
        formula=item.formula,
        amount_minor=item.amount_minor,
    )


def _origin(session: Writing, row_id: uuid.UUID, origin: DueOrigin) -> dict[str, object]:
    return {
        "id": session.new_id(),
        "settlement_member_id": row_id,
        "acceptance_line_id": origin.acceptance_line_id,
        "weigh_in_id": origin.weigh_in_id,
        "grams": origin.grams,
        "value_minor": origin.value_minor,
    }
