"""Amounts going round within bounds: this file is the circulation that rounds shares and moves them inside households.

Node 0 is where everything starts and ends. Raising an arc sends an amount round a way that keeps every bound.
"""

from collections.abc import Callable, Collection, Mapping

from sse_desktop.domain.fair_flow import SharingCancelled

HUB = 0


class Circulation:
    """Arcs with a lower bound, an upper bound and what flows; an arc below its lower bound never falls further."""

    __slots__ = ("_cancelled", "_into", "_out", "flow", "head", "high", "low", "tail")

    def __init__(self, cancelled: Callable[[], bool]) -> None:
        self._cancelled = cancelled
        self.tail: list[int] = []
        self.head: list[int] = []
        self.low: list[int] = []
        self.high: list[int] = []
        self.flow: list[int] = []
        self._out: list[list[int]] = [[]]
        self._into: list[list[int]] = [[]]

    def node(self) -> int:
        """Add a node and return its number."""
        self._out.append([])
        self._into.append([])
        return len(self._out) - 1

    def arc(self, tail: int, head: int, low: int, high: int, flow: int = 0) -> int:
        """Add an arc and return its number."""
        edge = len(self.tail)
        self.tail.append(tail)
        self.head.append(head)
        self.low.append(low)
        self.high.append(high)
        self.flow.append(flow)
        self._out[tail].append(edge)
        self._into[head].append(edge)
        return edge

    def lift(self, edge: int, goal: int) -> bool:
        """Raise the arc to the goal; tell whether it was reached."""
        while self.flow[edge] < goal:
            if self.send(edge, goal, ()) is not None:
                return False
        return True

    def send(self, edge: int, goal: int, dead: Collection[int]) -> list[int] | None:
        """Send more over the arc and round, as much as one way takes and no more than up to the goal.

        Returns None, or all nodes that were searched when there is no way. Nothing is looked for behind the dead nodes.
        The search starts at the end that isn't the hub, where the ways are few.
        """
        if self._cancelled():
            raise SharingCancelled
        onward = self.tail[edge] == HUB
        start, end = (self.head[edge], HUB) if onward else (self.tail[edge], self.head[edge])
        came = {start: (edge, 1)}
        waiting = [start]
        while waiting:
            node = waiting.pop()
            for other, step in self._takers(node) if onward else self._givers(node):
                if step[0] != edge and other not in came and other not in dead:
                    came[other] = step
                    if other == end:
                        self._turn(start, end, came, goal - self.flow[edge])
                        return None
                    waiting.append(other)
        return list(came)

    def _givers(self, node: int) -> list[tuple[int, tuple[int, int]]]:
        """Return the nodes that can pass one unit more to this one, each with the arc and the change on it."""
        flow = self.flow
        more = [(self.tail[edge], (edge, 1)) for edge in self._into[node] if flow[edge] < self.high[edge]]
        less = [(self.head[edge], (edge, -1)) for edge in self._out[node] if flow[edge] > self.low[edge]]
        return more + less

    def _takers(self, node: int) -> list[tuple[int, tuple[int, int]]]:
        """Return the nodes to which this one can pass one unit more."""
        flow = self.flow
        more = [(self.head[edge], (edge, 1)) for edge in self._out[node] if flow[edge] < self.high[edge]]
        less = [(self.tail[edge], (edge, -1)) for edge in self._into[node] if flow[edge] > self.low[edge]]
        return less + more

    def _turn(self, start: int, end: int, came: Mapping[int, tuple[int, int]], most: int) -> None:
        """Change the flow along the way that was found, and over the arc itself."""
        way = [came[start]]
        while end != start:
            edge, change = came[end]
            way.append((edge, change))
            end = self.tail[edge] + self.head[edge] - end
            most = min(most, self.high[edge] - self.flow[edge] if change > 0 else self.flow[edge] - self.low[edge])
        for edge, change in way:
            self.flow[edge] += change * most
