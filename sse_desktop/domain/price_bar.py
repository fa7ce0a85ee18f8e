"""A price as one bar: where the money goes above, who pays it below. Both rows have the same length, to the millionth.

The parts of the build-up are gathered into the few pieces that people talk about. The subsidy is no part of where the money
goes: it pays, beside the buyer. So the pieces add up to what the buyer and the subsidy pay together, and what a price
leaves or lacks is a piece of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sse_desktop.domain.errors import N_
from sse_desktop.domain.fair_price_parts import PricePart
from sse_desktop.domain.money import split
from sse_desktop.domain.rounding import half_up

_PERMILLE: Final = 1000
_FEW_DECIMALS: Final = 4
_ALL_DECIMALS: Final = 6


class Piece(StrEnum):
    """A piece of the bar, in the order in which it is drawn."""

    FAMILY = "family"
    LABOUR = "labour"
    LOSS = "loss"
    PACKAGING = "packaging"
    TRANSPORT = "transport"
    COOPERATIVE = "cooperative"
    LEFT = "left"
    BUYER = "buyer"
    SUBSIDY = "subsidy"
    LACKING = "lacking"

    @property
    def label(self) -> str:
        """Its English name, to be translated where it is shown."""
        return _LABELS[self]

    @property
    def letter(self) -> str:
        """The sign that stands in the bar and before its line below; digits for who pays."""
        return _LETTERS[self]


_LABELS: Final = {
    Piece.FAMILY: N_("Family (farm gate)"),
    Piece.LABOUR: N_("Local labour"),
    Piece.LOSS: N_("Loss in sorting"),
    Piece.PACKAGING: N_("Packaging"),
    Piece.TRANSPORT: N_("Transport and distribution"),
    Piece.COOPERATIVE: N_("Cooperative"),
    Piece.LEFT: N_("Left over"),
    Piece.BUYER: N_("The buyer pays"),
    Piece.SUBSIDY: N_("The subsidy pays"),
    Piece.LACKING: N_("Nobody pays: missing"),
}
_LETTERS: Final = dict(zip(Piece, "ABCDEFG123", strict=True))

_GATHERED: Final[Mapping[PricePart, Piece]] = {
    PricePart.FARM_GATE: Piece.FAMILY,
    PricePart.COLLECTION: Piece.LABOUR,
    PricePart.CLEANING: Piece.LABOUR,
    PricePart.LOSS: Piece.LOSS,
    PricePart.PACKAGING: Piece.PACKAGING,
    PricePart.TRANSPORT: Piece.TRANSPORT,
    PricePart.DISTRIBUTION: Piece.TRANSPORT,
    PricePart.CERTIFICATION: Piece.COOPERATIVE,
    PricePart.FINANCE: Piece.COOPERATIVE,
    PricePart.FINES: Piece.COOPERATIVE,
    PricePart.ADMINISTRATION: Piece.COOPERATIVE,
    PricePart.SOCIAL_FUND: Piece.COOPERATIVE,
}


def piece_of(part: PricePart) -> Piece:
    """Return the piece of the bar that a part of the build-up is in; the subsidy is who pays."""
    return _GATHERED.get(part, Piece.SUBSIDY)


@dataclass(frozen=True, slots=True)
class BarPiece:
    """A piece: its amount in millionths of the currency, and its part of the whole bar in hundredths of a percent."""

    code: Piece
    micros: int
    share_bp: int


@dataclass(frozen=True, slots=True)
class PriceBar:
    """Where the money goes, and who pays it; each row adds up to `whole`, its shares to 100 %."""

    uses: tuple[BarPiece, ...]
    payers: tuple[BarPiece, ...]
    whole: int


def price_bar(parts: Mapping[PricePart, int], left: int | None = None) -> PriceBar:
    """Gather the parts of a build-up (millionths, the subsidy below zero) and what the price leaves (below zero: lacks).

    Without a price (`left` is None) the buyer is shown paying just the net cost. Shares are rounded to tenths of a percent
    so that they add up to 100 %.
    """
    uses = dict.fromkeys(_GATHERED.values(), 0)
    for part, amount in parts.items():
        if part in _GATHERED:
            uses[_GATHERED[part]] += amount
    over = left or 0
    subsidy = -parts.get(PricePart.SUBSIDY, 0)
    if over > 0:
        uses[Piece.LEFT] = over
    payers = {Piece.BUYER: sum(parts.values()) + over, Piece.SUBSIDY: subsidy, Piece.LACKING: max(0, -over)}
    whole = sum(uses.values())
    return PriceBar(_pieces(uses), _pieces(payers), whole)


def decimals_for(whole: int) -> int:
    """Return with how many decimals the amounts of a price are shown: four from one unit of the currency on, else six."""
    return _FEW_DECIMALS if abs(whole) >= 10**_ALL_DECIMALS else _ALL_DECIMALS


def as_shown(amounts: Sequence[int], decimals: int) -> list[int]:
    """Return amounts in millionths as they are shown with so many decimals: still adding up to their sum, rounded half up.

    Each is one of the two shown amounts around it; those nearest to the upper one are rounded up, ties by position.
    """
    step = 10 ** (_ALL_DECIMALS - decimals)
    floors = [amount // step for amount in amounts]
    by_rest = sorted(range(len(amounts)), key=lambda place: floors[place] * step - amounts[place])
    for place in by_rest[: half_up(sum(amounts), step) - sum(floors)]:
        floors[place] += 1
    return [floor * step for floor in floors]


def _pieces(amounts: Mapping[Piece, int]) -> tuple[BarPiece, ...]:
    """Return the pieces that are more than nothing."""
    shown = [(code, micros) for code, micros in amounts.items() if micros > 0]
    if not shown:
        return ()
    shares = split(_PERMILLE, [micros for _code, micros in shown])
    return tuple(BarPiece(code, micros, share * 10) for (code, micros), share in zip(shown, shares, strict=True))
