"""The base of what we draw ourselves: texts that are read aloud, and decoration that is not."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from sse_desktop.documents.canvas import INK, Colour, Run, SheetCanvas, artifact
from sse_desktop.documents.fonts import REGULAR
from sse_desktop.documents.paragraphs import wrapped

LEADING = 1.38


class Drawn(Flowable):
    """A part of a sheet that writes its own operators."""

    canv: SheetCanvas

    def say(self, runs: Sequence[Run], role: str = "P") -> None:
        """Show texts as one element of the structure."""
        shown = [run for run in runs if run.text]
        if shown:
            self.canv.write(self.canv.leaf(role), self.canv.text_operators(shown), "EMC")

    def decorate(self, *operators: str) -> None:
        """Draw what carries no meaning of its own."""
        self.canv.write(artifact("\n".join(operators)))


def stacked(
    text: str, x: float, y: float, room: float, *, font: str = REGULAR, size: float = 10, colour: Colour = INK
) -> list[Run]:
    """Wrapped lines of a text from the base line `y` down."""
    return [
        Run(x, y - size * LEADING * number, piece, font, size, colour)
        for number, piece in enumerate(wrapped(text, font, size, room))
    ]
