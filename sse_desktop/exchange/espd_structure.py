"""Whether a written self-declaration is in order: this file compares it with what may stand in one, before it goes out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from sse_desktop.exchange.espd_models import FIRST, NEWER, SAME_FIRST, SAME_NEWER
from sse_desktop.exchange.xml_guard import Node
from sse_desktop.exchange.xml_text import local_name

_ZONE = r"(?:Z|[+-][0-9][0-9]:[0-9][0-9])?"
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
# The last word of a name tells what kind of value the element holds.
_VALUES = {
    "Date": re.compile(rf"[0-9]{{4}}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01]){_ZONE}"),
    "Time": re.compile(rf"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?{_ZONE}"),
    "Indicator": re.compile(r"true|false|1|0"),
    "Amount": _DECIMAL,
    "Numeric": _DECIMAL,
    "Percent": _DECIMAL,
    "Quantity": _DECIMAL,
    "Measure": _DECIMAL,
}
# The namespaces of both standards; the root's own is one of them.
_NAMESPACE = re.compile(
    r"\{urn:(?:oasis:names:specification:ubl:schema:xsd:(?:Common\w+-2|QualificationApplicationResponse-2)"
    r"|isa:names:specification:ubl:schema:xsd:C[CE]V-Common\w+-1"
    r"|grow:names:specification:ubl:schema:xsd:(?:ESPD-Common\w+-1|ESPDResponse-1))\}"
)
_NEEDED = {"Amount": "currencyID", "Measure": "unitCode"}
_LAST_WORD = re.compile(r"[A-Z][a-z]+$")


def faults(root: Node) -> tuple[str, ...]:
    """Return the places that no reader of such files would accept, in the order of the file; empty when all is in order.

    Elements that no known request uses are not looked into.
    """
    return tuple(_faults(root, _table(1 if local_name(root).startswith("ESPD") else 2), local_name(root)))


def _faults(node: Node, table: Mapping[str, str], where: str) -> list[str]:
    name = local_name(node)
    if not _NAMESPACE.match(str(node.tag)):
        return [where]
    if name not in table:
        return [where] if len(node) == 0 and not _is_value(node, name) else []
    names = "".join(f"{local_name(child)} " for child in node)
    wrong = [] if _pattern(table[name]).fullmatch(names) and not _has_text(node) else [where]
    for child in node:
        wrong += _faults(child, table, f"{where}/{local_name(child)}")
    return wrong


def _has_text(node: Node) -> bool:
    return bool((node.text or "").strip()) or any((child.tail or "").strip() for child in node)


def _is_value(node: Node, name: str) -> bool:
    kind = _LAST_WORD.search(name)
    pattern = _VALUES.get(kind[0]) if kind else None
    if pattern is None:
        return True
    written = (node.text or "").strip()
    needed = _NEEDED.get(kind[0]) if kind else None
    fits = pattern.fullmatch(written) and (needed is None or needed in node.attrib)
    return bool(fits) and (kind is None or kind[0] != "Date" or _is_day(written[:10]))


def _is_day(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=128)
def _pattern(model: str) -> re.Pattern[str]:
    """Return the pattern of a list of children, each name followed by a blank."""
    parts = (re.fullmatch(r"(\w+)([?*+]?)", part) for part in model.split())
    return re.compile("".join(f"(?:{part[1]} ){part[2]}+" if part[2] else f"{part[1]} " for part in parts if part))


@lru_cache(maxsize=2)
def _table(generation: int) -> dict[str, str]:
    models, same = (FIRST, SAME_FIRST) if generation == 1 else (NEWER, SAME_NEWER)
    return models | {name: models[other] for name, other in same.items()}
