"""Social clauses: this file is what each kind asks for, how much of it is done, and what falls short costs.

Shares are exact numbers between 0 and 1. What is done is worked out by a formula (the profile's, else the ones here); the buyer
decides what is accepted, so both are kept apart.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.formula import Formula
from sse_desktop.domain.money import Money, minor_digits
from sse_desktop.domain.rounding import half_up

WHOLE_BP: Final = 10_000
#: What an entry under a clause holds.
HOURS, AMOUNT = "hours", "amount"


class ClauseKind(StrEnum):
    """A kind of social clause."""

    RESERVATION = "reservation"
    FLEXIBLE = "flexible"
    TRAINING = "training"
    TARGET_SHARE = "target_share"
    AWARD_POINTS = "award_points"
    PREFERENCE = "preference"

    @property
    def label(self) -> str:
        """Its English name, to be translated where it is shown."""
        return _LABELS[self]

    @property
    def is_worked_off(self) -> bool:
        """Whether hours and payments are recorded under it after winning."""
        return self in {ClauseKind.FLEXIBLE, ClauseKind.TRAINING}

    @property
    def is_of_staff(self) -> bool:
        """Whether a share of the staff decides it."""
        return self in {ClauseKind.RESERVATION, ClauseKind.TARGET_SHARE}


_LABELS: Final = {
    ClauseKind.RESERVATION: N_("reserved contract"),
    ClauseKind.FLEXIBLE: N_("flexible social clause"),
    ClauseKind.TRAINING: N_("training clause"),
    ClauseKind.TARGET_SHARE: N_("share of target groups"),
    ClauseKind.AWARD_POINTS: N_("points for social value"),
    ClauseKind.PREFERENCE: N_("preference on the price"),
}


class Basis(StrEnum):
    """By what staff is counted."""

    HEADS = "heads"
    FTE = "fte"

    @property
    def label(self) -> str:
        """Its English name, to be translated where it is shown."""
        return N_("by heads") if self is Basis.HEADS else N_("by full-time equivalents")


class Measure(StrEnum):
    """What the text of a parameter holds."""

    SHARE = "share"
    HOURS = "hours"
    MONEY = "money"
    NUMBER = "number"
    BASIS = "basis"
    DAY = "day"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value of a clause: how it is named and written. One that is `asked` is never filled in by the application."""

    name: str
    title: str
    measure: Measure
    asked: bool = True


def _total(asked: bool = True) -> tuple[Parameter, ...]:
    return (
        Parameter("clause_item", N_("Amount of the clause in the price list"), Measure.MONEY, asked),
        Parameter("total_fail", N_("Below this share nothing counts as done"), Measure.SHARE, asked),
        Parameter("total_fail_penalty", N_("Penalty if nothing counts as done"), Measure.MONEY, asked),
    )


_STAFF: Final = (
    Parameter("min_share", N_("Least share of the staff"), Measure.SHARE),
    Parameter("basis", N_("Counted"), Measure.BASIS),
    Parameter("counted_on", N_("Counted on"), Measure.DAY, asked=False),
)
PARAMETERS: Final[Mapping[ClauseKind, tuple[Parameter, ...]]] = {
    ClauseKind.RESERVATION: (
        *_STAFF,
        Parameter("approvals", N_("Approvals that the buyer accepts"), Measure.TEXT, asked=False),
        Parameter("equivalent", N_("“Or equivalent”: the buyer's words"), Measure.TEXT, asked=False),
    ),
    ClauseKind.FLEXIBLE: (
        Parameter("hours_required", N_("Hours of training asked for"), Measure.HOURS),
        Parameter("subcontract_pct", N_("Share of the offer for social enterprises"), Measure.SHARE),
        Parameter("offer_amount", N_("Accepted offer without tax"), Measure.MONEY, asked=False),
        *_total(),
    ),
    ClauseKind.TRAINING: (Parameter("hours_required", N_("Hours of training asked for"), Measure.HOURS), *_total()),
    ClauseKind.TARGET_SHARE: _STAFF,
    ClauseKind.AWARD_POINTS: (Parameter("points", N_("Points"), Measure.NUMBER),),
    ClauseKind.PREFERENCE: (Parameter("margin", N_("Margin on the price"), Measure.SHARE),),
}
#: What a bid promises under a clause of each kind.
PROMISES: Final[Mapping[ClauseKind, tuple[Parameter, ...]]] = {
    ClauseKind.RESERVATION: (Parameter("approval", N_("Our approval, or what is equivalent to it"), Measure.TEXT),),
    ClauseKind.FLEXIBLE: (
        Parameter("hours", N_("Hours of training"), Measure.HOURS),
        Parameter("amount", N_("Amount for social enterprises"), Measure.MONEY),
    ),
    ClauseKind.TRAINING: (Parameter("hours", N_("Hours of training"), Measure.HOURS),),
    ClauseKind.TARGET_SHARE: (Parameter("share", N_("Share of the staff"), Measure.SHARE),),
    ClauseKind.AWARD_POINTS: (Parameter("promise", N_("What we promise"), Measure.TEXT),),
    ClauseKind.PREFERENCE: (Parameter("reason", N_("Why it is due to us"), Measure.TEXT),),
}
#: What is done of a clause, where the profile has no formula of its own. The mixed one is our reading of the Walloon control table.
FULFILMENT: Final[Mapping[ClauseKind, str]] = {
    ClauseKind.FLEXIBLE: "min(1, hours_done / hours_required + sub_paid / (subcontract_pct * offer_amount))",
    ClauseKind.TRAINING: "min(1, hours_done / hours_required)",
}
PENALTY: Final = "clause_item * (1 - f)"
_NAMES: Final = frozenset(
    {"hours_done", "sub_paid", "f", *(each.name for group in PARAMETERS.values() for each in group)}
)


class NotAShare(DomainError):
    """A share is below nothing or above all."""

    sentence = N_("{value} is no share: it lies between 0 and 100 %. Nothing was saved. Correct it.")


# ---------------------------------------------------------------- what is done, and what falling short costs


def share_done(formula: str, values: Mapping[str, Decimal]) -> Fraction:
    """Return how much of a clause is done, from 0 to 1, by hours_done, sub_paid and the values of its parameters.

    Raises:
        FormulaWithoutResult: a value is missing, or a divisor is 0. FormulaFaulty.
    """
    result = Formula.parse(formula, {*values, *_NAMES}).evaluate(values)
    return min(max(Fraction(result), Fraction(0)), Fraction(1))


def basis_points(share: Fraction | Decimal) -> int:
    """Return a share in hundredths of a percent, rounded half up."""
    exact = Fraction(share)
    return half_up(exact.numerator * WHOLE_BP, exact.denominator)


@dataclass(frozen=True, slots=True)
class Exposure:
    """What falling short would cost by the papers. `is_total`: so little is done that it counts as nothing."""

    amount: Money
    is_total: bool


def exposure(
    formula: str, done: Fraction, values: Mapping[str, Decimal], currency: str, *, total_fail: Decimal | None
) -> Exposure:
    """Return the penalty for the share that is done, rounded half up to the currency once.

    Below the buyer's threshold of total non-performance it is the buyer's amount for that case. What the buyer really
    imposes is another thing and is recorded with the acceptance.

    Raises:
        FormulaWithoutResult, FormulaFaulty.
    """
    if total_fail is not None and done < Fraction(total_fail) and "total_fail_penalty" in values:
        return Exposure(money_of(Fraction(values["total_fail_penalty"]), currency), is_total=True)
    factor = _decimal(done)
    result = Formula.parse(formula, {*values, *_NAMES}).evaluate({**values, "f": factor})
    return Exposure(money_of(max(Fraction(result), Fraction(0)), currency), is_total=False)


def money_of(amount: Fraction, currency: str) -> Money:
    """Return an exact amount as money, rounded half up once."""
    return Money(half_up(amount.numerator * 10 ** minor_digits(currency), amount.denominator), currency)


# ---------------------------------------------------------------- shares of the staff


class ShareState(StrEnum):
    """How a share of the staff stands."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    BASIS_DECIDES = "basis_decides"
    NOT_COUNTED = "not_counted"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadCount:
    """Staff and target-group staff on a day; full-time equivalents in thousandths where they were counted."""

    heads: int
    target_heads: int
    fte_milli: int | None = None
    target_fte_milli: int | None = None

    def share(self, basis: Basis) -> Fraction | None:
        """Return the share of the target group, or None when it was not counted that way."""
        part, whole = (
            (self.target_heads, self.heads) if basis is Basis.HEADS else (self.target_fte_milli, self.fte_milli)
        )
        return Fraction(part, whole) if part is not None and whole else None


def share_state(count: HeadCount | None, least: Decimal, basis: Basis | None) -> ShareState:
    """Tell whether a count reaches the least share. Without a basis both ways must be counted and agree; else it is asked for.

    6 of 20 heads are 30 %, 5.9 of 20 full-time equivalents 29.5 %.
    """
    bases = (basis,) if basis is not None else tuple(Basis)
    shares = [count.share(each) if count is not None else None for each in bases]
    known = {share >= Fraction(least) for share in shares if share is not None}
    if not known:
        return ShareState.NOT_COUNTED
    if len(known) > 1 or None in shares:
        return ShareState.BASIS_DECIDES
    return ShareState.REACHED if known == {True} else ShareState.NOT_REACHED


# ---------------------------------------------------------------- reports


def period_ends(starts_on: date, ends_on: date | None, months: int, until: date) -> list[date]:
    """Return the last days of the reporting periods up to the first one on or after `until`; the last is `ends_on` itself."""
    found: list[date] = []
    number = 1
    while not found or (found[-1] < until and found[-1] != ends_on):
        end = months_after(starts_on, months * number) - timedelta(days=1)
        found.append(min(end, ends_on) if ends_on is not None else end)
        number += 1
    return found


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_of(period: str) -> int:
    """Return the months of an ISO period, P6M or P1Y; 0 for any other."""
    number = period[1:-1]
    if not period.startswith("P") or not number.isdigit():
        return 0
    return int(number) * {"M": 1, "Y": 12}.get(period[-1:], 0)


def _decimal(share: Fraction) -> Decimal:
    # To 50 figures, as the formulas are worked out; the one rounding is that of the money.
    places = 10**50
    return Decimal(half_up(share.numerator * places, share.denominator)).scaleb(-50)
