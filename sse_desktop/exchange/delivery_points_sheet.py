"""Sheets of delivery points: the lists of schools that buyers hand out, with code, pupils and route."""

from typing import Final

from sse_desktop.domain.errors import N_
from sse_desktop.exchange import sheet_cells as cells
from sse_desktop.exchange.sheet_kinds import SheetField, SheetKind

_CODE = (
    "code",
    "school code",
    "amie",
    "codigo amie",
    "cod amie",
    "codigo",
    "code ecole",
    "code fase",
    "fase",
    "학교코드",
    "코드",
)
_NAME = (
    "name",
    "school",
    "nombre",
    "institucion",
    "institucion educativa",
    "unidad educativa",
    "escuela",
    "nombre de la institucion",
)
_PUPILS = (
    "pupils",
    "students",
    "alumnos",
    "estudiantes",
    "numero de estudiantes",
    "beneficiarios",
    "eleves",
    "nombre d'eleves",
    "effectif",
)

DELIVERY_POINTS: Final = SheetKind(
    "delivery-points",
    (
        SheetField("code", N_("School code"), _CODE, cells.text, required=True, unique=True),
        SheetField("name", N_("School"), (*_NAME, "ecole", "etablissement", "nom", "nom de l'ecole", "학교", "학교명"), cells.text, required=True),
        SheetField("province", N_("Province"), ("province", "provincia", "도", "시도"), cells.text),
        SheetField("canton", N_("Canton"), ("canton", "municipio", "commune", "municipality", "district", "시군구", "구"), cells.text),
        SheetField("address", N_("Address"), ("address", "direccion", "ubicacion", "adresse", "주소"), cells.text),
        SheetField("pupils", N_("Pupils"), (*_PUPILS, "학생수", "학생 수", "인원"), cells.whole(0, 100_000)),
        SheetField("hours", N_("Hours"), ("hours", "horario", "hora", "jornada", "horaires", "heures", "시간", "운영시간"), cells.text),
        SheetField("access", N_("Access"), ("access", "acceso", "via de acceso", "acces", "접근"), cells.text),
        SheetField("route", N_("Route"), ("route", "ruta", "recorrido", "tournee", "노선", "배송경로"), cells.text),
        SheetField("contact", N_("Contact"), ("contact", "contacto", "responsable", "director", "rector", "telefono", "contact person", "담당자"), cells.text),
        SheetField("regime", N_("School regime"), ("regime", "regimen", "regimen escolar", "학제"), cells.text),
    ),
)  # fmt: skip
