"""Whole units going round within bounds: this file is the circulation that rounds shares.

Node 0 is where everything starts and ends. Raising an arc by one unit sends that unit round a way that keeps every bound.
"""

from collections.abc import Callable, Collection

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

    def arc(self, tail: int, head: int, low: int, high: int) -> int:
        """Add an arc that nothing flows on yet and return its number."""
        edge = len(self.tail)
        self.tail.append(tail)
        self.head.append(head)
        self.low.append(low)
        self.high.append(high)
        self.flow.append(0)
        self._out[tail].append(edge)
        self._into[head].append(edge)
        return edge

    def lift(self, edge: int, goal: int) -> bool:
        """Raise the arc to the goal; tell whether it was reached."""
        return all(self.raise_one(edge, ()) is None for _ in range(goal - self.flow[edge]))

    def raise_one(self, edge: int, dead: Collection[int]) -> list[int] | None:
        """Send one unit more over the arc and round.

        Returns None, or all nodes from which the arc can be reached, when none of them is the arc's end. Nothing is looked
        for behind the dead nodes.
        """
        if self._cancelled():
            raise SharingCancelled
        goal, start = self.head[edge], self.tail[edge]
        behind = {start: (edge, 0)}
        waiting = [start]
        while waiting:
            node = waiting.pop()
            for other, step in self._nearer(node):
                if step[0] != edge and other not in behind and other not in dead:
                    behind[other] = step
                    if other == goal:
                        self._turn(edge, behind)
                        return None
                    waiting.append(other)
        return list(behind)

    def _nearer(self, node: int) -> list[tuple[int, tuple[int, int]]]:
        """Return the nodes that can pass one unit more to this one, each with the arc and the change on it."""
        flow = self.flow
        more = [(self.tail[edge], (edge, 1)) for edge in self._into[node] if flow[edge] < self.high[edge]]
        less = [(self.head[edge], (edge, -1)) for edge in self._out[node] if flow[edge] > self.low[edge]]
        return more + less

    def _turn(self, edge: int, behind: dict[int, tuple[int, int]]) -> None:
        self.flow[edge] += 1
        node = self.head[edge]
        while node != self.tail[edge]:
            passed, change = behind[node]
            self.flow[passed] += change
            node = self.head[passed] if change > 0 else self.tail[passed]
