"""The rules of a jurisdiction as dated data: this file says what a rule is made of, never what a rule says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Final, Literal

from sse_desktop.domain.errors import N_
from sse_desktop.domain.formula import Formula


class Ask(Enum):
    """Stands where only the buyer's paper tells the value."""

    ASK = "ask"


ASK: Final = Ask.ASK
Amount = Decimal | None | Literal[Ask.ASK]
Days = int | None | Literal[Ask.ASK]

CONFIDENCE: Final = {
    "found": N_("stated by the source"),
    "own": N_("our own knowledge"),
    "ask": N_("the buyer's paper says it"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a rule was read, how sure it is (found, own, ask), when that was checked, and from when to when it holds."""

    src: str = ""
    conf: str = "own"
    checked: date | None = None
    legal_ref: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Say whether the rule is in force on a day; both ends count."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One entry of a list in a profile: its id, and its English label for translation."""

    id: str
    label: str
    origin: Origin = field(default_factory=Origin)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierKind(Choice):
    """Who we may be: what the country calls it, which other kinds it needs, and the papers (ids) that prove it."""

    local_name: str = ""
    legal_ref: str = ""
    needs: tuple[str, ...] = ()
    proofs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperKind(Choice):
    """A kind of paper: who holds it, and the day on which it must be valid for a bid.

    `validity` is "none", "from_document" or an ISO period (P30D) from its issue. `blocks` is what is stopped without it: bid,
    delivery or nothing. `threshold` is the share it must prove. `warn_values` are values that call for a warning.
    """

    holder: str
    day: str
    local_name: str = ""
    issuer: str = ""
    validity: str = "from_document"
    remind_days: int | None = None
    required_fields: tuple[str, ...] = ()
    blocks: str = "nothing"
    sensitive: bool = False
    threshold: Decimal | None = None
    warn_values: tuple[str, ...] = ()
    note: str = ""

    @property
    def is_graded(self) -> bool:
        """Whether it is the report of an index that gives a grade for each year."""
        return "grade" in self.required_fields


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysBand:
    """Days that go with amounts below a limit; without a limit, with all others."""

    days: int
    below: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarantee:
    """What must be deposited: a share of `base` (contract, advance, bid); not for amounts up to `waived`.

    `waived_limit` names the amount of law that `waived` is on the day; `strict` leaves that amount itself out: only below it.
    """

    kind: str
    label: str
    rate: Amount = None
    base: str = "contract"
    waived: Amount = None
    waived_limit: str = ""
    strict: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinimumTerm:
    """Days, at least and at most, that a step of a procedure must last; `count` is working or calendar."""

    kind: str
    label: str
    least: Days = None
    most: Days = None
    count: str = "working"


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure(Choice):
    """A way to buy: who sets the price in it (buyer, supplier, or an agreement before), and the numbers of its forms.

    `local_name` is what notices of the country call it. `min` and `max` bound the amount of `basis`: estimate_excl (without
    tax), budget_incl (with tax) or yearly_object (all purchases of the object in a year); `strict` leaves `max` itself out.
    `who` are kinds of supplier, empty for anyone; `needs` are papers. `order` ranks kinds of supplier, the first preferred.
    `bonus` are points by kind of supplier.
    """

    local_name: str = ""
    price_set_by: str = "supplier"
    forms: Mapping[str, str] = field(default_factory=dict)
    legal_ref: str = ""
    min: Amount = None
    max: Amount = None
    strict: bool = False
    basis: str = "estimate_excl"
    yearly_limit: Amount = None
    yearly_exception: str = ""
    who: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    locality: str = ""
    local_months: int | None = None
    quotes: Days = None
    min_days: tuple[DaysBand, ...] = ()
    electronic: bool = False
    reserve_allowed: bool = False
    order: tuple[str, ...] = ()
    guarantees: tuple[Guarantee, ...] = ()
    minimum_terms: tuple[MinimumTerm, ...] = ()
    bonus: Mapping[str, Amount] = field(default_factory=dict)
    conditions: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Param:
    """A value of a clause or criterion: share, hours, money, points, count or text.

    `value` is a number, or ASK; without either the application takes it from `source` (offer, lines).
    """

    kind: str
    label: str
    value: Amount = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseRule:
    """A social clause: its parameters, how far it is met (a share from 0 to 1), what it costs when it isn't, and its evidence.

    `report_every` is an ISO period. `equivalent` says that the buyer must accept operators equal to those named.
    """

    kind: str
    label: str
    legal_ref: str = ""
    params: Mapping[str, Param] = field(default_factory=dict)
    formula: Formula | None = None
    penalty: Formula | None = None
    evidence: tuple[str, ...] = ()
    report_every: str = ""
    equivalent: bool = False
    note: str = ""
    origin: Origin = field(default_factory=Origin)


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionRule:
    """A criterion by which offers are compared, with the name of its scoring function."""

    code: str
    label: str
    unit: str = ""
    scoring: str = "judged"
    evidence: tuple[str, ...] = ()
    params: Mapping[str, Param] = field(default_factory=dict)
    note: str = ""
    origin: Origin = field(default_factory=Origin)
