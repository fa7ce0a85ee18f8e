"""Rows of a sharing, the same before it is kept and after: every family's share, what nobody can bring, and who is left out."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sse_desktop.domain.money import Money, sum_money
from sse_desktop.domain.quantity import KILO, Quantity
from sse_desktop.domain.season import Week
from sse_desktop.queries.sharing_terms import ExceptionRow, TermsRow

WHOLE_BP = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareLine:
    """What a family supplies of a line in a week: whole units of sale, their weight, and their value."""

    bid_line_id: uuid.UUID
    product_id: uuid.UUID
    product: str
    week: Week
    quantity: Quantity
    weight: Quantity
    value: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyShare:
    """A family's share. `limited_by` is a key of `sharing_rules.LIMITS`, `facts` fill its sentence.

    `offered` is the value of what it can bring of what is asked, `even` its part if all got the same, `carried` what the
    ledger carried before, `before` the part of `value` that stood in weeks that are not shared anew.
    """

    member_id: uuid.UUID
    number: int
    name: str
    community: str
    household: str
    weight: int
    offered: Money
    even: Money
    carried: Money
    value: Money
    before: Money
    limited_by: str
    facts: Mapping[str, object]
    lines: tuple[ShareLine, ...]

    @property
    def kilos(self) -> Quantity:
        """The weight of all it supplies."""
        return sum((line.weight for line in self.lines), start=Quantity(0, KILO))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unserved:
    """What is asked of a product in a week and no family can bring."""

    bid_line_id: uuid.UUID
    product: str
    week: Week
    quantity: Quantity
    value: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A family that pledged and may not take part, and why: a sentence (msgid) with its facts."""

    member_id: uuid.UUID
    number: int
    name: str
    sentence: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class OverCap:
    """A member over a cap of the rules, counted with other contracts of the year, and by how much."""

    member_id: uuid.UUID
    number: int
    name: str
    rule: str
    year: int
    cap: Money
    before: Money
    value: Money
    excess: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """An award shared among the families. asked = total + unserved, total = Σ families, to the minor unit.

    `version` is None before it is kept. `from_week` is the first week that was shared anew.
    """

    bid_id: uuid.UUID
    tender_id: uuid.UUID
    reference: str
    title: str
    buyer: str
    currency: str
    terms: TermsRow
    exceptions: tuple[ExceptionRow, ...]
    asked: Money
    total: Money
    families: tuple[FamilyShare, ...]
    unserved: tuple[Unserved, ...]
    left_out: tuple[LeftOut, ...]
    over_caps: tuple[OverCap, ...] = ()
    made_from: str = ""
    from_week: Week | None = None
    id: uuid.UUID | None = None
    version: int | None = None
    made_at: datetime | None = None
    made_by: str = ""
    reason: str = ""
    voided: str | None = None
    made_on: date | None = None

    @property
    def measure(self) -> str:
        """The measure the shares are compared by."""
        return self.terms.measure

    @property
    def missing(self) -> Money:
        """The value of what nobody can bring."""
        return sum_money((row.value for row in self.unserved), self.currency)

    @property
    def served(self) -> tuple[FamilyShare, ...]:
        """The families that get something."""
        return tuple(row for row in self.families if row.value.minor or row.lines)

    def part_bp(self, family: FamilyShare) -> int:
        """Return a family's part of all that is shared, in basis points, rounded down."""
        return family.value.minor * WHOLE_BP // self.total.minor if self.total.minor else 0

    def family(self, member_id: uuid.UUID) -> FamilyShare | None:
        """Return the share of a member."""
        return next((row for row in self.families if row.member_id == member_id), None)
