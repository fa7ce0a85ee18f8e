"""Layers of bound papers: what a paper hides stays hidden in the packet."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name


class Layers:
    """Collects the layers (optional content) of papers and which of them are switched off (ISO 32000-1, 8.11.4)."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._all: list[pikepdf.Object] = []
        self._off: list[pikepdf.Object] = []

    def take_over(self, source: pikepdf.Pdf) -> None:
        """Add the layers of a file whose pages were just added."""
        known = source.Root.get(Name.OCProperties)
        if not isinstance(known, pikepdf.Object) or Name.OCGs not in known:
            return
        usual = known.get("/D")
        state = usual if isinstance(usual, pikepdf.Object) else pikepdf.Object.parse(b"<< >>")
        shown = {layer.objgen for layer in _listed(state, "/ON")}
        hidden = {layer.objgen for layer in _listed(state, "/OFF")}
        is_off = state.get("/BaseState") == Name.OFF
        for layer in _listed(known, "/OCGs"):
            ours = self._pdf.copy_foreign(layer)
            self._all.append(ours)
            if layer.objgen in hidden or (is_off and layer.objgen not in shown):
                self._off.append(ours)

    def finish(self) -> None:
        """Write the layers into the catalogue, where there are any."""
        if self._all:
            state = Dictionary(OFF=Array(self._off), Order=Array([]))
            self._pdf.Root.OCProperties = Dictionary(OCGs=Array(self._all), D=state)


def _listed(holder: pikepdf.Object, key: str) -> list[pikepdf.Object]:
    """Layers in a list; one that is not an object of its own can't be referred to and is left out."""
    found = holder.get(key)
    layers = list(found.as_list()) if isinstance(found, pikepdf.Array) else []
    return [layer for layer in layers if layer.is_indirect]
