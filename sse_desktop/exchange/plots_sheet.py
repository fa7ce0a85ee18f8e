"""Sheets of plots: the member's number, the plot, what grows there and how much is expected of it in a season."""

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from sse_desktop.domain.errors import N_
from sse_desktop.exchange import sheet_cells as cells
from sse_desktop.exchange.sheet_kinds import SheetField, SheetKind
from sse_desktop.exchange.spreadsheet import Cell

_MOST = 100_000_000
_MEMBER: Final = ("member", "member number", "number", "no", "no.", "n°", "nº", "#", "numero", "numero de socio", "n socio", "socio", "nro", "codigo socio", "numero de membre", "membre", "번호", "조합원 번호", "조합원번호")  # fmt: skip
_AREA: Final = (
    "area",
    "area m2",
    "area m²",
    "m2",
    "m²",
    "superficie",
    "superficie m2",
    "surface",
    "surface m2",
    "면적",
)


def _scaled(factor: int) -> cells.ReadColumn:
    """Read decimal numbers as whole parts of a thousandth or a unit, half up."""

    def read_column(column: Sequence[Cell]) -> Callable[[Cell], object]:
        mark = cells.decimal_mark(column)

        def read(cell: Cell) -> int:
            number = cells.exact_number(cell, mark)
            if not 0 <= number <= _MOST:
                raise cells.NotInRange(value=cells.shown(cell), least="0", most=str(_MOST))
            return int((number * factor).quantize(Decimal(1), ROUND_HALF_UP))

        return read

    return read_column


PLOTS: Final = SheetKind(
    "plots",
    (
        SheetField("member", N_("Number of the member"), _MEMBER, cells.whole(1), required=True),
        SheetField("name", N_("Name of the plot"), ("plot", "plot name", "parcela", "lote", "terreno", "nombre de la parcela", "finca", "parcelle", "필지", "밭"), cells.text, required=True),
        SheetField("product", N_("Product"), ("product", "crop", "producto", "cultivo", "produit", "culture", "품목", "작물"), cells.text),
        SheetField("community", N_("Community"), ("community", "comunidad", "sector", "communaute", "commune", "마을"), cells.text),
        SheetField("area_m2", N_("Area"), _AREA, _scaled(1)),
        SheetField("expected_yield_g", N_("Expected yield"), ("expected yield", "yield", "yield kg", "cosecha esperada", "rendimiento", "produccion esperada", "rendimiento kg", "kg", "rendement", "recolte attendue", "예상 수확량", "수확량"), _scaled(1000)),
    ),
)  # fmt: skip
