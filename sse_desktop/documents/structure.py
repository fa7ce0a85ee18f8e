"""Joining the tagged structures of several files: a packet is read aloud part by part."""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, String


class Structure:
    """The structure of a file that pages of others are added to."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._parts: list[pikepdf.Object] = []
        self._numbers: list[int | pikepdf.Object] = []

    def take_over(self, source: pikepdf.Pdf, pages: Sequence[tuple[int, int]]) -> None:
        """Add the structure of a file; `pages` says which of its pages became which of ours, both from 0."""
        tree = source.Root.get(Name.StructTreeRoot)
        if not isinstance(tree, pikepdf.Object):
            return
        taken = self._pdf.copy_foreign(tree)
        self._parts += list(taken.K.K)
        marks = taken.ParentTree.Nums
        for theirs, ours in pages:
            number = len(self._numbers) // 2
            self._pdf.pages[ours].obj.StructParents = number
            self._numbers += [number, marks[2 * theirs + 1]]

    def add_picture(self, page: int, name: str) -> None:
        """Add a page that was bound as a picture of a paper; its content carries mark 0."""
        number = len(self._numbers) // 2
        figure = self._pdf.make_indirect(
            Dictionary(
                Type=Name.StructElem, S=Name.Figure, P=self._root, Pg=self._pdf.pages[page].obj, K=0, Alt=String(name)
            )
        )
        self._pdf.pages[page].obj.StructParents = number
        self._numbers += [number, self._pdf.make_indirect(Array([figure]))]
        self._parts.append(figure)

    def finish(self) -> None:
        """Write the joined tree into the catalogue."""
        if not self._parts:
            return
        top = self._pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=self._root, K=Array(self._parts))
        )
        for part in self._parts:
            part.P = top
        for page in self._pdf.pages:
            page.obj.Tabs = Name.S
        self._root.K = top
        self._root.ParentTree = self._pdf.make_indirect(Dictionary(Nums=Array(self._numbers)))
        self._root.ParentTreeNextKey = len(self._numbers) // 2
        self._pdf.Root.StructTreeRoot = self._root
        self._pdf.Root.MarkInfo = Dictionary(Marked=True)
