"""Which column of an item schedule is what: told by headings in four languages, and by what stands in the columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from sse_desktop.domain.errors import N_
from sse_desktop.domain.folding import fold
from sse_desktop.exchange import sheet_cells as cells
from sse_desktop.exchange.sheet_kinds import SheetField, SheetKind
from sse_desktop.exchange.spreadsheet import Cell
from sse_desktop.exchange.units import unit_code

ITEMS: Final = SheetKind(
    "items",
    (
        SheetField("description", N_("Description"), (), cells.text, required=True),
        SheetField("details", N_("More about it"), (), cells.text),
        SheetField("quantity", N_("Quantity"), (), cells.text),
        SheetField("unit", N_("Unit"), (), cells.text),
        SheetField("price", N_("Price of one unit"), (), cells.text),
        SheetField("total", N_("Total of the line"), (), cells.text),
        SheetField("lot", N_("Lot"), (), cells.text),
        SheetField("code", N_("Classification code"), (), cells.text),
    ),
)

# Words of headings, in the order in which they are preferred: “item” heads descriptions, but also what numbers the lines.
_WORDS: Final[Mapping[str, str]] = {
    "description": "description descripcion denominacion designation denomination intitule libelle producto productos product "
    "produit produits articulo article articles alimento alimentos bien bienes goods detalle concepto concept objeto nombre "
    "품명 품목 내역 물품명 식재료명 상품명 제품명 규격명 item items rubro",
    "details": "especificacion especificaciones specification specifications caracteristicas caracteristica presentacion "
    "conditionnement characteristics presentation formato 규격 사양 포장",
    "quantity": "quantity cantidad cantidades cant ctd qty quantite quantites qte qt 수량 소요량 물량",
    "unit": "unit units unidad unidades um umed medida unite unites uom 단위",
    "lot": "lot lots lote lotes 로트 묶음 분할",
    "code": "cpc cpv unspsc cucop 분류번호 세부품명번호 물품분류번호",
}
_BY_WORD: Final = {field: [fold(word) for word in words.split()] for field, words in _WORDS.items()}
_UNIT_PRICE: Final = frozenset(
    [
        "pu",
        "vu",
        "cu",
        "punit",
        "punitario",
        "vunitario",
        "preciounitario",
        "unitario",
        "unitaria",
        "unitaire",
        "punitaire",
        "uprice",
    ]
)
_PRICE: Final = frozenset(["price", "precio", "prix", "valor", "costo", "cost", "cout", "tarif", "tarifa", "valeur"])
_TOTAL: Final = frozenset(["total", "totales", "importe", "montant", "subtotal", "amount", "parcial"])
_OFFER: Final = frozenset(
    [
        "oferta",
        "ofertado",
        "ofertada",
        "offer",
        "offered",
        "offre",
        "propose",
        "propuesto",
        "propuesta",
        "soumission",
        "soumissionnaire",
    ]
)
_NUMBERS: Final = frozenset(
    [
        "n",
        "no",
        "nro",
        "num",
        "numero",
        "numeral",
        "item",
        "orden",
        "ord",
        "rang",
        "poste",
        "pos",
        "#",
        "번호",
        "순번",
        "연번",
    ]
)
_KOREAN: Final = (("단가", "price"), ("금액", "total"), ("합계", "total"), ("총액", "total"))
_KOREAN_OFFER: Final = ("투찰", "제안", "견적", "응찰")
_NUMBERISH: Final = re.compile(r"\s*(?:US\$|[$€₩])?\s*[-+]?[0-9][0-9.,\s\u00a0\u202f'’]*(?:[$€₩원]|USD|EUR|KRW)?\s*")
_MEASURED: Final = re.compile(r"\s*([0-9][0-9.,\s\u00a0\u202f'’]{0,30})([^\W\d_][^\W\d_. ]{0,14}\.?)\s*")
_LETTER_DOTS: Final = re.compile(r"\b(\w)\s?[./]\s?(?=\w\b)")
_SHORT_UNIT: Final = 15
# Longer ones are sentences, not headings.
_LONGEST: Final = 200
_MOST_WORDS: Final = 12


def numberish(cell: Cell) -> bool:
    """Say whether a cell is a number or a text meant as one."""
    if isinstance(cell, bool):
        return False
    return not isinstance(cell, str) or _NUMBERISH.fullmatch(cell) is not None


def measured(cell: Cell) -> tuple[str, str] | None:
    """Return number and unit of a text that holds both, such as `1.200 kg`; None for any other cell."""
    found = _MEASURED.fullmatch(cell) if isinstance(cell, str) and not numberish(cell) else None
    return (found[1].strip(), found[2].strip()) if found else None


def tokens(heading: str) -> list[str]:
    """Return the folded words of a heading: `P. U.` is one word, `Precio/Unitario` two."""
    joined = _LETTER_DOTS.sub(r"\1", fold(heading))
    return re.findall(r"[^\W_]+|#", joined)


def fields_of(heading: str) -> dict[str, int]:
    """Return the fields that a heading may head, each with how early its word is preferred (0 is first)."""
    words = tokens(heading) if len(heading) <= _LONGEST else []
    if not words or len(words) > _MOST_WORDS:
        return {}
    found = _by_words(words)
    money = _money_field(words)
    if money:
        found.pop("unit", None)
        found[money] = 0
        if "quantity" in found and money == "total":
            del found["total"]
    if set(words) <= _NUMBERS and "description" in found and len(words) > 1:
        del found["description"]
    return found


def is_for_our_offer(heading: str) -> bool:
    """Say whether a column is left for what the bidder offers."""
    words = tokens(heading)
    return bool(_OFFER & set(words)) or any(mark in word for word in words for mark in _KOREAN_OFFER)


def guess_columns(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> dict[str, str]:
    """Return the heading of each field, by the headings and checked against what stands below them."""
    columns = [[row[place] if place < len(row) else None for row in rows] for place in range(len(header))]
    mapping: dict[str, str] = {}
    known = [fields_of(heading) for heading in header]
    for field in ("price", "total", "quantity", "unit", "code", "lot", "description", "details"):
        places = [
            place for place, fields in enumerate(known) if field in fields and header[place] not in mapping.values()
        ]
        fitting = [place for place in places if _fits(field, columns[place])]
        if fitting:
            mapping[field] = header[
                min(fitting, key=lambda place: (_is_ours(field, header[place]), known[place][field], place))
            ]
    return mapping


def guess_by_content(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> dict[str, str]:
    """Return the columns of a table without headings: the longest words describe, the first numbers are quantities."""
    width = len(header)
    columns = [[row[place] if place < len(row) else None for row in rows] for place in range(width)]
    numeric = [place for place, column in enumerate(columns) if _share(column, numberish) > 0.5]
    wordy = [place for place in range(width) if place not in numeric and any(columns[place])]
    if not wordy:
        return {}
    units = [place for place in wordy if _share(columns[place], lambda cell: unit_code(str(cell)) is not None) > 0.5]
    named = [place for place in wordy if place not in units] or wordy
    description = max(named, key=lambda place: sum(len(str(cell or "")) for cell in columns[place]))
    numeric = [place for place in numeric if not (place < description and _counts(columns[place]))]
    found = {"description": description} | dict(zip(("quantity", "price"), numeric, strict=False))
    unit = next((place for place in units if place != description), None)
    if unit is None and "quantity" in found:
        unit = _short_words(columns, [place for place in wordy if place != description], found["quantity"])
    found |= {"unit": unit} if unit is not None else {}
    return {field: header[place] for field, place in found.items()}


def _by_words(words: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for field, known in _BY_WORD.items():
        ranks = [rank for rank, word in enumerate(known) if any(_is_word(word, each) for each in words)]
        if ranks:
            found[field] = ranks[0]
    return found


def _is_word(known: str, written: str) -> bool:
    # Korean writes words together: 예정수량 is a quantity.
    return written == known or (known > "\u1100" and written.endswith(known))


def _money_field(words: Sequence[str]) -> str | None:
    for mark, field in _KOREAN:
        if any(mark in word for word in words):
            return field
    found = set(words)
    if found & _UNIT_PRICE:
        return "price"
    if found & _TOTAL:
        return "total"
    return "price" if found & _PRICE else None


def _is_ours(field: str, heading: str) -> bool:
    # The buyer's price is the one that is imported; the column left for our offer only where there is no other.
    return field in {"price", "total", "quantity"} and is_for_our_offer(heading)


def _fits(field: str, column: Sequence[Cell]) -> bool:
    if field == "quantity":
        return _share(column, lambda cell: numberish(cell) or measured(cell) is not None, empty=1.0) > 0.4
    if field in {"price", "total"}:
        return _share(column, numberish, empty=1.0) > 0.4
    if field in {"description", "unit"}:
        return _share(column, numberish) < 0.5
    return True


def _share(column: Sequence[Cell], test: Callable[[Cell], bool], *, empty: float = 0.0) -> float:
    filled = [cell for cell in column if cell not in (None, "")]
    return sum(test(cell) for cell in filled) / len(filled) if filled else empty


def _counts(column: Sequence[Cell]) -> bool:
    """Say whether a column only numbers the lines: 1, 2, 3."""
    numbers = [int(str(cell)) for cell in column if cell is not None and str(cell).isdecimal() and len(str(cell)) < 7]
    return bool(numbers) and numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 1


def _short_words(columns: Sequence[Sequence[Cell]], places: Sequence[int], quantity: int) -> int | None:
    short = [place for place in places if _share(columns[place], lambda cell: len(str(cell)) <= _SHORT_UNIT) > 0.5]
    return min(short, key=lambda place: abs(place - quantity), default=None)
