"""Sheets of products: what the cooperative sells, with its unit of sale and classification."""

from typing import Final

from sse_desktop.domain.errors import N_
from sse_desktop.exchange import sheet_cells as cells
from sse_desktop.exchange.sheet_kinds import SheetField, SheetKind

PRODUCTS: Final = SheetKind(
    "products",
    (
        SheetField("code", N_("Code"), ("code", "codigo", "abreviatura", "abrege", "코드", "약호"), cells.text, required=True, unique=True),
        SheetField("name", N_("Product"), ("product", "name", "producto", "nombre", "produit", "nom", "designation", "품목", "상품", "이름"), cells.text, required=True),
        SheetField("sale_unit", N_("Unit of sale"), ("unit", "unit of sale", "unidad", "unidad de venta", "unidad de medida", "unite", "unite de vente", "단위", "판매단위"), cells.sale_unit),
        SheetField("cpc", N_("CPC"), ("cpc", "codigo cpc", "classification", "clasificacion", "cpv", "분류"), cells.text),
        SheetField("shelf_days", N_("Days it keeps"), ("shelf days", "shelf life", "dias de vida util", "vida util", "dias", "duree de conservation", "conservation", "보관일수", "유통기한"), cells.whole(0, 3_650)),
    ),
)  # fmt: skip
