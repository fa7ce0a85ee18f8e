"""How a number of the capacity came: this file keeps every part that was added or taken off, so that the parts add up to it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sse_desktop.domain.capacity import WeekCapacity
from sse_desktop.domain.errors import N_
from sse_desktop.domain.season import Week
from sse_desktop.domain.spoilage import Supply, perishable_capacity, spoiling, unserved


class PartKind(StrEnum):
    """What a part is: the first three are there, the others are taken off."""

    STOCK = "stock"
    FORECAST = "forecast"
    POOLED = "pooled"
    CONTRACT = "contract"
    BID = "bid"
    OVERFLOW = "overflow"
    SPOILED = "spoiled"

    @property
    def label(self) -> str:
        """The part's English name, to be translated where it is shown."""
        return _LABELS[self]

    @property
    def is_there(self) -> bool:
        """Whether it adds to what can be supplied."""
        return self in _THERE

    @property
    def is_promised(self) -> bool:
        """Whether it is promised to somebody else."""
        return self in _PROMISED


_THERE = frozenset({PartKind.STOCK, PartKind.FORECAST, PartKind.POOLED})
_PROMISED = frozenset({PartKind.CONTRACT, PartKind.BID, PartKind.OVERFLOW})
_LABELS = {
    PartKind.STOCK: N_("Stock"),
    PartKind.FORECAST: N_("Forecast"),
    PartKind.POOLED: N_("Pooled capacity"),
    PartKind.CONTRACT: N_("Contract"),
    PartKind.BID: N_("Bid"),
    PartKind.OVERFLOW: N_("Other promises that uncertified produce can't cover"),
    PartKind.SPOILED: N_("Past its last day of sale"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Signed grams that count from the end of a week on: a lot, the forecast of a week, an amount due under a contract.

    `name` is the lot's code, the other cooperative, or the reference of the contract or bid; `members` counts the families
    behind a forecast; `until` is the last week in which it can be sold, None when it keeps.
    """

    kind: PartKind
    week: Week
    grams: int
    name: str = ""
    members: int = 0
    until: Week | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Something that will be there, as far as it counts for a demand."""

    kind: PartKind
    supply: Supply
    name: str = ""
    members: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Grams of one contract or bid that are due in a week."""

    kind: PartKind
    week: Week
    grams: int
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekSums:
    """A week's state in grams, all added up to its end: stock + forecast + pooled − promised − spoiled = available."""

    week: Week
    demand: int
    stock: int
    forecast: int
    pooled: int
    promised: int
    spoiled: int
    available: int
    gap: int


def certified_dues(certified: Sequence[Due], others: Sequence[Due], uncertified: Sequence[Supply]) -> list[Due]:
    """Return what is promised out of certified produce.

    Promises that ask for certified plots count in full. Other promises are served from uncertified produce first; only what
    that can't cover in its week is taken from certified produce.
    """
    overflow = unserved(uncertified, due_by_week(others))
    return [*certified, *(Due(kind=PartKind.OVERFLOW, week=week, grams=g) for week, g in sorted(overflow.items()))]


def reckoned(
    demand: Mapping[Week, int], sources: Sequence[Source], dues: Sequence[Due]
) -> tuple[list[WeekCapacity], list[Part]]:
    """Return the weeks of a demand, and all parts behind their numbers in the order in which they count."""
    supplies, promised = [source.supply for source in sources], due_by_week(dues)
    rows = perishable_capacity(demand, supplies, promised)
    lost = spoiling(demand, supplies, promised)
    parts = [_there(source) for source in sources if source.supply.grams]
    parts += [Part(kind=due.kind, week=due.week, grams=-due.grams, name=due.name) for due in dues if due.grams]
    parts += [Part(kind=PartKind.SPOILED, week=week, grams=-grams) for week, grams in lost.items() if grams]
    order = list(PartKind)
    return rows, sorted(parts, key=lambda part: (order.index(part.kind), part.week, part.name))


def until(parts: Iterable[Part], week: Week) -> list[Part]:
    """Return the parts that count by the end of a week; their grams add up to what is available then."""
    return [part for part in parts if part.week <= week]


def week_sums(rows: Sequence[WeekCapacity], parts: Sequence[Part]) -> list[WeekSums]:
    """Return for each week the sums of its parts by kind."""
    return [_sums(row, until(parts, row.week)) for row in rows]


def due_by_week(dues: Iterable[Due]) -> dict[Week, int]:
    """Return the grams that are due in each week."""
    total: dict[Week, int] = {}
    for due in dues:
        total[due.week] = total.get(due.week, 0) + due.grams
    return total


def _sums(row: WeekCapacity, parts: Sequence[Part]) -> WeekSums:
    def of(kind: PartKind) -> int:
        return sum(part.grams for part in parts if part.kind is kind)

    return WeekSums(
        week=row.week,
        demand=row.demand,
        stock=of(PartKind.STOCK),
        forecast=of(PartKind.FORECAST),
        pooled=of(PartKind.POOLED),
        promised=-sum(part.grams for part in parts if part.kind.is_promised),
        spoiled=-of(PartKind.SPOILED),
        available=row.available,
        gap=row.gap,
    )


def _there(source: Source) -> Part:
    supply = source.supply
    return Part(
        kind=source.kind,
        week=supply.ready,
        grams=supply.grams,
        name=source.name,
        members=source.members,
        until=supply.last,
    )
