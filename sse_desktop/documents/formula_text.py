"""Stored formulas as they are written in the language."""

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sse_desktop.locale import Locale

NUMBER: Final = re.compile(r"\d+(?:\.(\d+))?")


def in_figures(formula: str, locale: "Locale") -> str:
    """Return '2 % × 393.85' with its numbers as the language writes them."""
    return NUMBER.sub(lambda found: locale.number(Decimal(found[0]), len(found[1] or "")), formula)
