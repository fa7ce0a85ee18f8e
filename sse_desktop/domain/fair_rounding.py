"""From exact shares to whole units of sale: this file gives the remainders to those furthest below their level."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from sse_desktop.domain.fair_network import Network

Pair = tuple[int, int]


def whole_units(network: Network[Any, Any], exact: Mapping[Pair, Fraction]) -> dict[Pair, int]:
    """Round every slot by largest remainders."""
    parts = {pair: int(share) for pair, share in exact.items()}
    for number in range(len(network.slots)):
        pairs = [pair for pair in exact if pair[1] == number]
        total = int(sum([exact[pair] for pair in pairs], Fraction(0)))
        missing = total - sum(parts[pair] for pair in pairs)
        for pair in sorted(pairs, key=lambda pair: (parts[pair] - exact[pair], pair))[:missing]:
            parts[pair] += 1
    return parts
