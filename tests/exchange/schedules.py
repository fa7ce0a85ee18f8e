"""Item schedules as buyers send them, made for tests."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter

SPANISH: Sequence[Sequence[Any]] = (
    ("GOBIERNO AUTÓNOMO DESCENTRALIZADO DE CAÑAR",),
    ("Código del proceso:", "MCS-GADC-2026-014"),
    ("Objeto de contratación: Frutas y hortalizas para 26 escuelas",),
    (),
    ("Ítem", "CPC", "Descripción del bien", "Cantidad", "Unidad de medida", "P. Unitario (USD)", "Precio total"),
    ("Lote 1: Frutas",),
    (1, "013100111", "Mango Tommy", 1200, "Kilogramos", None, None),
    (2, "013230011", "Naranja", 15000, "Unidad", None, None),
    ("Lote 2: Hortalizas",),
    (3, "012190011", "Papa chola", 30, "quintal", None, None),
    ("TOTAL", None, None, None, None, None, None),
    ("Nota: los precios no incluyen IVA",),
)
EXPECTED = [
    ("Mango Tommy", "1200", "kg", "1"),
    ("Naranja", "15000", "unit", "1"),
    ("Papa chola", "30", "quintal", "2"),
]


def xlsx(path: Path, rows: Sequence[Sequence[Any]], more: Callable[[Any, Any], object] | None = None) -> Path:
    """Write a workbook whose first sheet has these rows; `more` gets the workbook and the sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    if more is not None:
        more(book, sheet)
    book.save(path)
    return path


def csv(rows: Sequence[Sequence[Any]], separator: str = ";") -> str:
    """Return rows as delimited text with decimal commas."""

    def cell(value: Any) -> str:
        return "" if value is None else str(value).replace(".", ",") if isinstance(value, float) else str(value)

    return "\n".join(separator.join(cell(value) for value in row) for row in rows) + "\n"


def ods(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    """Write the smallest OpenDocument spreadsheet with these rows."""
    import zipfile
    from xml.sax.saxutils import escape

    def cell(value: Any) -> str:
        if value is None:
            return "<table:table-cell/>"
        if isinstance(value, int | float):
            return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
        return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'

    body = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content{names} office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="Hoja1">{body}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return path


def with_formulas() -> bytes:
    """Return a schedule with empty prices, total formulas and headings in two rows that are merged."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Bordereau")
        sheet.merge_range("A1:F1", "Bordereau des prix – Fruits pour les écoles")
        sheet.merge_range("A3:A4", "Désignation")
        sheet.merge_range("B3:B4", "Quantité")
        sheet.merge_range("C3:C4", "Unité")
        sheet.merge_range("D3:E3", "Prix")
        sheet.write_row("D4", ["Unitaire HT", "Total HT"])
        for row, (words, quantity, unit) in enumerate((("Pommes", 1250.5, "kg"), ("Œufs", 3600, "pièces")), 4):
            sheet.write_row(row, 0, [words, quantity, unit])
            sheet.write_formula(row, 4, f"=B{row + 1}*D{row + 1}")
        sheet.write(6, 0, "Total général HT")
        sheet.write_formula(6, 4, "=SUM(E5:E6)")
        book.add_worksheet("Instructions").write("A1", "À compléter par le soumissionnaire")
    return out.getvalue()
