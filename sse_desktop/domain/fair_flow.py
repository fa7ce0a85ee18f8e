"""How much can flow from members through their offers into what is wanted: this file is the maximum flow under fair shares.

Everything is whole numbers. A network has three kinds of nodes: the units that supply, the junctions (a joint capacity over
several slots; each has one way in) and the slots with the room they have left. Slots and junctions are named by numbers that
are the same in every network of one sharing; a name that is neither in `room` nor in `outs` isn't there.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from sse_desktop.domain.errors import N_, DomainError

Arcs = Sequence[tuple[int, int]]

_STEPS_BETWEEN_LOOKS = 4096


class SharingCancelled(DomainError):
    """The person stopped the calculation."""

    sentence = N_("This was cancelled. Nothing was changed.")


class Flow:
    """A maximum flow: unit i supplies at most `supply[i]`; every other capacity counts `scale` times.

    It starts from what can be placed without looking back and improves that by Dinic's method. `poor` are the positions of
    the units, and `stuck` the names of the slots and junctions, from which nothing more can reach a slot with room: the
    source's side of the largest smallest cut.
    """

    __slots__ = (
        "_caps",
        "_edges",
        "_inner",
        "_left",
        "_look",
        "_names",
        "_outs",
        "_scale",
        "_to",
        "poor",
        "stuck",
        "total",
    )

    def __init__(
        self,
        supply: Sequence[int],
        ways: Sequence[Arcs],
        outs: Mapping[int, Arcs],
        room: Mapping[int, int],
        scale: int,
        cancelled: Callable[[], bool],
    ) -> None:
        self._look, self._scale, self._outs = cancelled, scale, outs
        self._to: list[int] = []
        self._caps: list[int] = []
        units = len(supply)
        self._edges: list[list[int]] = [[] for _ in range(units)]
        self._names: list[int] = [-1] * units
        self._left: list[int] = list(supply)
        self._place(ways, room)
        self._inner = len(self._to)
        source, sink = self._close(supply, room)
        distances = self._improve(source, sink)
        self.total = sum(supply) - sum(self._caps[edge] for edge in self._edges[source])
        self.poor = [unit for unit in range(units) if distances[unit] < 0]
        self.stuck = {self._names[node] for node in range(units, source) if distances[node] < 0}

    def _place(self, ways: Sequence[Arcs], room: Mapping[int, int]) -> None:
        numbers: dict[int, int] = {}
        for unit, arcs in enumerate(ways):
            if self._look():
                raise SharingCancelled
            self._left[unit] = self._fan(unit, self._left[unit], arcs, room, numbers)

    def _fan(self, tail: int, rest: int, arcs: Arcs, room: Mapping[int, int], numbers: dict[int, int]) -> int:
        """Add a node's arcs, place what fits on them first come first served, and return what is left of `rest`.

        One long loop: most of the time of a sharing is spent here, and a call for each arc would double it.
        """
        to, caps, edges, names, left, scale = self._to, self._caps, self._edges, self._names, self._left, self._scale
        mine = edges[tail]
        for name, most in arcs:
            cap = most * scale
            node = numbers.get(name, 0)
            if not node:
                if name in room:
                    left.append(room[name] * scale)
                elif name in self._outs:
                    left.append(0)
                else:
                    continue
                node = numbers[name] = len(names)
                names.append(name)
                edges.append([])
                if name not in room:
                    want = min(rest, cap)
                    left[node] = want - self._fan(node, want, self._outs[name], room, numbers)
            part = left[node]
            if part:
                part = min(part, cap)
                part = min(part, rest)
                left[node] -= part
                rest -= part
            edge = len(to)
            mine.append(edge)
            edges[node].append(edge + 1)
            to += (node, tail)
            caps += (cap - part, part)
        return rest

    def _close(self, supply: Sequence[int], room: Mapping[int, int]) -> tuple[int, int]:
        """Add the source with its arcs to the units and the sink with its arcs from the slots."""
        units, source = len(supply), len(self._names)
        self._edges += ([], [])
        for unit, amount in enumerate(supply):
            self._link(source, unit, self._left[unit], amount - self._left[unit])
        for node in range(units, source):
            name = self._names[node]
            if name in room:
                self._link(node, source + 1, self._left[node], room[name] * self._scale - self._left[node])
        return source, source + 1

    def _link(self, tail: int, head: int, free: int, used: int) -> None:
        edge = len(self._to)
        self._edges[tail].append(edge)
        self._edges[head].append(edge + 1)
        self._to += (head, tail)
        self._caps += (free, used)

    def _improve(self, source: int, sink: int) -> list[int]:
        """Send more along shortest ways until there is none; return every node's distance to the sink, -1 without a way."""
        while True:
            distances = self._distances(sink)
            if distances[source] < 0:
                return distances
            self._block(source, sink, distances)

    def _distances(self, sink: int) -> list[int]:
        """Look from the sink backwards, so that what is reached is what can still grow."""
        if self._look():
            raise SharingCancelled
        to, caps, edges = self._to, self._caps, self._edges
        distances = [-1] * len(edges)
        distances[sink] = 0
        queue = [sink]
        for node in queue:
            further = distances[node] + 1
            for edge in edges[node]:
                tail = to[edge]
                if distances[tail] < 0 and caps[edge ^ 1]:
                    distances[tail] = further
                    queue.append(tail)
        return distances

    def _block(self, source: int, sink: int, distances: Sequence[int]) -> None:
        """Saturate all shortest ways; one loop with its own stack, since a way may be longer than Python recurses."""
        to, caps, edges = self._to, self._caps, self._edges
        turns = [0] * len(edges)
        way: list[int] = []
        node, steps, edge = source, 0, 0
        while True:
            steps += 1
            if not steps % _STEPS_BETWEEN_LOOKS and self._look():
                raise SharingCancelled
            if node == sink:
                node = self._send(way)
                continue
            mine, turn, nearer = edges[node], turns[node], distances[node] - 1
            last = len(mine)
            while turn < last:
                edge = mine[turn]
                if caps[edge] and distances[to[edge]] == nearer:
                    break
                turn += 1
            turns[node] = turn
            if turn < last:
                way.append(edge)
                node = to[edge]
            elif way:
                node = to[way.pop() ^ 1]
                turns[node] += 1
            else:
                return

    def _send(self, way: list[int]) -> int:
        """Send what fits along the way, cut it at its first full arc and return the node there."""
        caps = self._caps
        part = min([caps[edge] for edge in way])
        for edge in way:
            caps[edge] -= part
            caps[edge ^ 1] += part
        full = next(place for place, edge in enumerate(way) if not caps[edge])
        node = self._to[way[full] ^ 1]
        del way[full:]
        return node

    def arcs(self, labels: Sequence[int]) -> Iterator[tuple[int, int, int, int]]:
        """Give every arc out of a unit, by its label, or a junction, by its name: from, to, what flows, what is free."""
        to, caps, names = self._to, self._caps, self._names
        units = len(labels)
        for edge in range(0, self._inner, 2):
            if not edge % _STEPS_BETWEEN_LOOKS and self._look():
                raise SharingCancelled
            tail = to[edge + 1]
            yield labels[tail] if tail < units else names[tail], names[to[edge]], caps[edge + 1], caps[edge]
