"""The rest of a jurisdiction's rules: documents, channels, taxes, numbers, caps, orders of preference, penalties and terms."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sse_desktop.domain.formula import Formula
from sse_desktop.domain.jurisdiction_rules import Amount, Days, Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRule:
    """A document to make: in which phase, when it is wanted at all, how it is signed, in how many copies."""

    code: str
    label: str
    phase: str = "bid"
    when: Formula | None = None
    sign: str = "none"
    copies: Days = None
    sealed: bool = False
    local_name: str = ""
    note: str = ""
    origin: Origin = field(default_factory=Origin)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRule:
    """A form of the country: its sections in order, and the columns of its table of lines."""

    code: str
    label: str
    sections: tuple[str, ...] = ()
    line_table: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    origin: Origin = field(default_factory=Origin)


@dataclass(frozen=True, slots=True, kw_only=True)
class TradePaper:
    """A delivery paper or an invoice: what must stand in it, and whether the application makes it (app) or not (external)."""

    code: str
    label: str
    local_name: str = ""
    required_fields: tuple[str, ...] = ()
    copies: int = 1
    issuer: str = "app"
    syntax: str = "none"
    due_rule: str = ""
    origin: Origin = field(default_factory=Origin)


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A place where buyers publish or order; channels come and go."""

    code: str
    name: str
    url: str = ""
    label: str = ""
    origin: Origin = field(default_factory=Origin)

    @property
    def valid_from(self) -> date | None:
        """The first day on which it is open."""
        return self.origin.valid_from

    @property
    def valid_to(self) -> date | None:
        """The last day on which it is open."""
        return self.origin.valid_to


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxRule:
    """A rate of tax on sales, as a share, and what it applies to."""

    code: str
    label: str
    rate: Decimal
    applies: str = ""
    invoice_kind: str = ""
    exempt_note: str = ""
    origin: Origin = field(default_factory=Origin)


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifierRule:
    """A number that identifies somebody or something: holder is org, person, unit, place, plot or payment.

    `stdnum` names a module of python-stdnum, `extra_check` one of `identity.EXTRA_CHECKS`. `severity` is block or warn;
    `store` is no for numbers that the law forbids to keep. `mask` is how it is written, a # for each sign: 116-82-00276.
    """

    code: str
    label: str
    holder: str
    local_name: str = ""
    stdnum: str = ""
    extra_check: str = ""
    severity: str = "warn"
    mask: str = ""
    store: str = "yes"
    peppol_scheme: str = ""
    origin: Origin = field(default_factory=Origin)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap:
    """The most that may be sold: per member, household or group, to one buyer or to all, in a period.

    A formula takes the place of the amount where it depends on the number of members.
    """

    code: str
    label: str
    per: str
    buyer_scope: str = "buyer"
    period: str = "year"
    amount: Amount = None
    formula: Formula | None = None
    currency: str = ""
    applies_to: tuple[str, ...] = ()
    origin: Origin = field(default_factory=Origin)


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityRule:
    """A group in an order of preference: lists with the lower `step` decide first; within one, the lower `rank` is preferred."""

    code: str
    label: str
    step: int
    rank: int
    origin: Origin = field(default_factory=Origin)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """The share of their purchases that buyers must make from some suppliers."""

    code: str
    label: str
    share: Amount
    who: tuple[str, ...] = ()
    origin: Origin = field(default_factory=Origin)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """An amount of law that other rules refer to by its code; `value` is None while the buyer's paper is asked for it."""

    code: str
    label: str
    value: Decimal | None
    formula: Formula | None = None
    origin: Origin = field(default_factory=Origin)


@dataclass(frozen=True, slots=True, kw_only=True)
class PenaltyRule:
    """What lateness costs: a formula of base, rate and days; `rate` a share per day; caps in money a day and as a share."""

    code: str
    label: str
    base: str = "late_part"
    rate: Amount = None
    late: Formula | None = None
    cap: Amount = None
    cap_per_day: Amount = None
    note: str = ""
    origin: Origin = field(default_factory=Origin)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRule:
    """Days that the law gives for something; `count` is working or calendar."""

    code: str
    label: str
    days: Days
    count: str
    origin: Origin = field(default_factory=Origin)
