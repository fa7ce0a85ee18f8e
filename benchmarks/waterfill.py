"""The floor of fair shares: levels alone, in floating point, by divide and conquer on minimum cuts.

The plain form of the method: for every set one flow for its rank and one for its even level. It gives no exact numbers, no
shares by slot, no whole units and no reasons.
"""

from collections.abc import Mapping, Sequence
from typing import Final

Ways = Sequence[Sequence[tuple[int, float]]]
NOTHING: Final = 1e-9
CLOSE: Final = 1e-7


def even_levels(weights: Sequence[float], demand: Mapping[int, float], ways: Ways) -> list[float]:
    """Return every member's load ÷ weight in the lexicographic max-min."""
    levels = [0.0] * len(weights)
    waiting = [(list(range(len(weights))), dict(demand))]
    while waiting:
        members, room = waiting.pop()
        most = {member: sum([min(cap, room.get(slot, 0.0)) for slot, cap in ways[member]]) for member in members}
        members = [member for member in members if most[member] > NOTHING]
        if not members:
            continue
        rank, _, _ = flow([most[member] for member in members], [ways[member] for member in members], room)
        level = rank / sum([weights[member] for member in members])
        asked = [level * weights[member] for member in members]
        reached, poor, stuck = flow(asked, [ways[member] for member in members], room)
        if reached >= rank - CLOSE * max(1.0, rank) or not 0 < len(poor) < len(members):
            for member in members:
                levels[member] = level
            continue
        lower = [members[place] for place in poor]
        higher_room = {slot: left for slot, left in room.items() if slot not in stuck}
        for member in lower:
            for slot, cap in ways[member]:
                if slot in higher_room:
                    higher_room[slot] -= cap
        low = set(lower)
        waiting.append((lower, room))
        waiting.append(
            (
                [member for member in members if member not in low],
                {slot: left for slot, left in higher_room.items() if left > NOTHING},
            )
        )
    return levels


def flow(supply: Sequence[float], ways: Ways, room: Mapping[int, float]) -> tuple[float, list[int], set[int]]:  # noqa: C901, PLR0912, PLR0915 - one loop, so that nothing but the work is measured
    """Return the largest flow, and who and which slots can't reach a slot with room any more."""
    numbers: dict[int, int] = {}
    heads: list[int] = []
    caps: list[float] = []
    edges: list[list[int]] = [[] for _ in supply]
    left = list(supply)
    for member, arcs in enumerate(ways):
        rest, mine = supply[member], edges[member]
        for slot, cap in arcs:
            if slot not in room:
                continue
            node = numbers.get(slot)
            if node is None:
                node = numbers[slot] = len(edges)
                edges.append([])
                left.append(room[slot])
            part = min(cap, rest, left[node])
            left[node] -= part
            rest -= part
            mine.append(len(heads))
            edges[node].append(len(heads) + 1)
            heads += (node, member)
            caps += (cap - part, part)
        left[member] = rest
    source, sink = len(edges), len(edges) + 1
    edges += ([], [])
    whole = [*supply, *(room[slot] for slot in numbers)]
    for node in range(source):
        tail, head = (source, node) if node < len(supply) else (node, sink)
        edges[tail].append(len(heads))
        edges[head].append(len(heads) + 1)
        heads += (head, tail)
        caps += (left[node], whole[node] - left[node])
    total = sum(supply) - sum(left[: len(supply)])
    while True:
        far = [-1] * len(edges)
        far[sink] = 0
        queue = [sink]
        for node in queue:
            further = far[node] + 1
            for edge in edges[node]:
                tail = heads[edge]
                if far[tail] < 0 and caps[edge ^ 1] > NOTHING:
                    far[tail] = further
                    queue.append(tail)
        if far[source] < 0:
            poor = [member for member in range(len(supply)) if far[member] < 0]
            return total, poor, {slot for slot, node in numbers.items() if far[node] < 0}
        turns = [0] * len(edges)
        way: list[int] = []
        node, edge = source, 0
        while True:
            if node == sink:
                part = min([caps[edge] for edge in way])
                total += part
                cut = -1
                for place, edge in enumerate(way):
                    caps[edge] -= part
                    caps[edge ^ 1] += part
                    if cut < 0 and caps[edge] <= NOTHING:
                        cut = place
                node = heads[way[cut] ^ 1]
                del way[cut:]
                continue
            mine, turn, nearer = edges[node], turns[node], far[node] - 1
            while turn < len(mine):
                edge = mine[turn]
                if caps[edge] > NOTHING and far[heads[edge]] == nearer:
                    break
                turn += 1
            turns[node] = turn
            if turn < len(mine):
                way.append(edge)
                node = heads[edge]
            elif way:
                node = heads[way.pop() ^ 1]
                turns[node] += 1
            else:
                break
