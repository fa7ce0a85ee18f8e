"""The lines of "may we bid?": this file is what one answer looks like, and the facts that the rules ask about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum

from sse_desktop.domain.errors import N_
from sse_desktop.domain.jurisdiction_rules import Amount, Origin, Procedure
from sse_desktop.domain.jurisdiction_rules import Ask as Asked
from sse_desktop.domain.money import Money, minor_digits
from sse_desktop.domain.validity import PaperState

YES, NO = "yes", "no"
# What is typed beyond this is no amount of anything.
_DIGITS = 15


class LineState(StrEnum):
    """How a rule stands for us. What is not known is never ready."""

    READY = "ready"
    TO_DO = "to_do"
    BLOCKED = "blocked"


class Mend(StrEnum):
    """Where a person mends what a line complains of."""

    NOWHERE = ""
    TENDER = "tender"
    PAPERS = "papers"
    VAULT = "vault"
    COOPERATIVE = "cooperative"
    STAFF = "staff"
    ASKED = "asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A value that only the buyer's papers tell, to be typed on the spot: one of the choices, else a number, or words.

    Label and the words of choices are msgids.
    """

    key: str
    label: str
    is_text: bool = False
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The answer of one rule. `title`, `sentence` and `advice` are msgids filled by the same `facts`.

    `rule` is a stable name: "limit", "paper:ratio". `legal_ref`, `source`, `rule_date` (from when the rule holds), `checked`
    and `confidence` (found, own, ask) are those of the rule in the profile. `said_elsewhere` marks what another
    step of the bid judges already, so that it does not count twice.
    """

    rule: str
    title: str
    state: LineState
    sentence: str
    advice: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    mend: Mend = Mend.NOWHERE
    paper_kind: str = ""
    ask: Ask | None = None
    legal_ref: str = ""
    source: str = ""
    rule_date: date | None = None
    rule_end: date | None = None
    checked: date | None = None
    confidence: str = ""
    said_elsewhere: bool = False

    @property
    def blocks(self) -> bool:
        """Whether we may not bid like this."""
        return self.state is LineState.BLOCKED

    def by(self, origin: Origin, legal_ref: str = "") -> "Line":
        """Return the line with where its rule stands."""
        return replace(
            self,
            legal_ref=legal_ref or origin.legal_ref,
            source=origin.src,
            rule_date=origin.valid_from,
            rule_end=origin.valid_to,
            checked=origin.checked,
            confidence=origin.conf,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderFacts:
    """What is known of a tender; `on` is the day whose rules hold, `currency` that of the rules.

    `value_is_ours` where the buyer states no value and our offer, without tax, stands for it. `clauses` are the kinds of its
    social clauses, `partners` the forms in which others take part with us.
    """

    today: date
    on: date
    procedure: str
    currency: str
    published_on: date | None = None
    deadline_on: date | None = None
    deadline_is_sure: bool = False
    is_over: bool = False
    value: Money | None = None
    value_is_ours: bool = False
    with_tax: bool | None = None
    tax_bp: int | None = None
    reserved: str = ""
    reserved_lots: Sequence[tuple[str, str]] = ()
    province: str = ""
    canton: str = ""
    channel: str = ""
    clauses: frozenset[str] = frozenset()
    partners: frozenset[str] = frozenset()

    @property
    def days_left(self) -> int | None:
        """Return the days from today to the deadline."""
        return (self.deadline_on - self.today).days if self.deadline_on is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFact:
    """The best paper of a kind on the day that counts; `share` and `grade` are what it certifies, where it says so."""

    kind: str
    title: str
    state: PaperState
    has_file: bool
    day: date
    ends_on: date | None = None
    share: Decimal | None = None
    renewal_days: int | None = None

    @property
    def is_good(self) -> bool:
        """Whether it proves something."""
        return self.state.is_good and self.has_file


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredPaper:
    """A paper that the tender asks for, judged already: sentence (msgid) with its facts.

    `lacks_file`: it would be good, and only its file is not there.
    """

    kind: str
    title: str
    is_good: bool
    mandatory: bool
    sentence: str
    facts: Mapping[str, object]
    day: date
    legal_ref: str = ""
    renewal_days: int | None = None
    lacks_file: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """Heads and full-time equivalents (thousandths), ours and of the target group."""

    counted_on: date
    heads: int
    target_heads: int
    fte_milli: int | None = None
    target_fte_milli: int | None = None

    @property
    def by_heads(self) -> Decimal | None:
        """Return the share of the target group by heads: 6 of 20 are 0.3."""
        return Decimal(self.target_heads) / self.heads if self.heads else None

    @property
    def by_fte(self) -> Decimal | None:
        """Return the share by full-time equivalents: 5.9 of 20 are 0.295; None where these were not counted."""
        if not self.fte_milli or self.target_fte_milli is None:
            return None
        return Decimal(self.target_fte_milli) / self.fte_milli


@dataclass(frozen=True, slots=True, kw_only=True)
class OurFacts:
    """What is known of us. `sold` is the sum of this year to this buyer of this object, None while it can't be told.

    `alike` are the other tenders of this year, buyer and procedure in which a bid of ours is out or won.
    `grades` are our newest grades by kind of paper.
    """

    kinds: tuple[str, ...] = ()
    province: str = ""
    canton: str = ""
    staff: Staff | None = None
    sold: Money | None = None
    alike: Sequence[str] = ()
    grades: Mapping[str, str] = field(default_factory=dict)
    papers: Mapping[str, PaperFact] = field(default_factory=dict)
    required: Sequence[RequiredPaper] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """The asked values by key, as exact texts."""

    values: Mapping[str, str]

    def text(self, key: str) -> str:
        """Return what was typed, or nothing."""
        return self.values.get(key, "").strip()

    def number(self, key: str) -> Decimal | None:
        """Return a number that was typed; None where there is none, or words."""
        try:
            number = Decimal(self.text(key))
        except InvalidOperation:
            return None
        return number if number.is_finite() and number.adjusted() < _DIGITS else None

    def amount(self, key: str, stated: Amount) -> Decimal | None:
        """Return what the profile states, else what was asked for and typed."""
        return self.number(key) if isinstance(stated, Asked) else stated


def procedure_key(procedure: Procedure, name: str) -> str:
    """Return the key of an asked value of a procedure: procedure.infima_cuantia.max."""
    return f"procedure.{procedure.id}.{name}"


def as_money(amount: Decimal, currency: str) -> Money:
    """Return an amount of the law or of the buyer's papers, rounded half up to what the currency has."""
    return Money.of(amount.quantize(Decimal(1).scaleb(-minor_digits(currency)), ROUND_HALF_UP), currency)


def percent(share: Decimal | None) -> Decimal:
    """Return a share as a percentage to be shown, two decimals, never rounded up to what it is not: 0.29996 is 29.99."""
    return ((share or Decimal(0)) * 100).quantize(Decimal("0.01"), ROUND_FLOOR)


WHAT_TO_READ = N_("Look it up in the buyer's papers and fill it in with the place where it stands.")
