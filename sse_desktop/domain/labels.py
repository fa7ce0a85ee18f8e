"""The papers of labels, and what a scanner types when it reads one of ours."""

from __future__ import annotations

import re
from enum import StrEnum

from sse_desktop.domain.errors import N_


class LabelPaper(StrEnum):
    """The papers labels are printed on."""

    THREE_BY_EIGHT = "3x8"
    TWO_BY_SEVEN = "2x7"
    ONE = "100x60"

    @property
    def label(self) -> str:
        """Return the English words, to be translated where they are shown."""
        return _LABELS[self]


_OF_A_CRATE = re.compile(r"(?P<lot>\S+-\d{8}-\S+)/\d{1,4}")
# A scanner that presses the keys of an English keyboard where a Spanish one is set types ' for - and - for /.
_ON_SPANISH_KEYS = re.compile(r"[^\s']+'\d{8}'\S+")


def lot_of_label(scanned: str) -> str:
    """Return the lot's code out of what was scanned or typed: a crate's label ends with /n; other texts stay as they are."""
    text = scanned.strip()
    if _ON_SPANISH_KEYS.fullmatch(text):
        text = text.replace("-", "/").replace("'", "-")
    found = _OF_A_CRATE.fullmatch(text)
    return found["lot"] if found else text


_LABELS = {
    LabelPaper.THREE_BY_EIGHT: N_("A4, 3 × 8 labels of 70 × 37 mm"),
    LabelPaper.TWO_BY_SEVEN: N_("A4, 2 × 7 labels of 99 × 38 mm"),
    LabelPaper.ONE: N_("One label of 100 × 60 mm to a page"),
}
