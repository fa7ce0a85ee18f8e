"""Sheets of members: this file knows the headings cooperatives write, in Spanish, French, Korean and English."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sse_desktop.domain.errors import N_
from sse_desktop.exchange import sheet_cells as cells
from sse_desktop.exchange.sheet_kinds import CheckedRow, RowProblem, SheetField, SheetKind, check, guess_mapping
from sse_desktop.exchange.spreadsheet import Table

_NUMBER = (
    "number",
    "no",
    "nº",
    "n°",
    "no.",
    "#",
    "numero",
    "num",
    "codigo",
    "codigo socio",
    "numero de socio",
    "nro",
    "n socio",
)
_NAME = (
    "name",
    "full name",
    "nombre",
    "nombres",
    "nombre y apellido",
    "apellidos y nombres",
    "nombres y apellidos",
    "socio",
    "socia",
)
_IDENTITY = (
    "id number",
    "identity number",
    "cedula",
    "cedula de identidad",
    "ci",
    "c.i.",
    "ruc",
    "cedula/ruc",
    "identificacion",
    "documento",
)
_COMMUNITY = (
    "community",
    "village",
    "comunidad",
    "sector",
    "recinto",
    "parroquia",
    "localidad",
    "communaute",
    "village",
    "localite",
    "commune",
)
_PHONE = (
    "phone",
    "telephone",
    "mobile",
    "telefono",
    "celular",
    "movil",
    "tel",
    "gsm",
    "portable",
    "전화",
    "전화번호",
    "연락처",
    "휴대폰",
)
_JOINED = (
    "joined",
    "joined on",
    "member since",
    "fecha de ingreso",
    "ingreso",
    "fecha ingreso",
    "fecha de afiliacion",
    "date d'adhesion",
)
_CAPITAL = (
    "share capital",
    "shares",
    "aporte",
    "aportes",
    "aportaciones",
    "capital",
    "capital social",
    "certificados de aportacion",
)
_ACCOUNT = (
    "account",
    "account number",
    "bank account",
    "iban",
    "cuenta",
    "numero de cuenta",
    "cuenta bancaria",
    "no. cuenta",
    "compte",
)


def members(currency: str) -> SheetKind:
    """Return the kind of sheet that members are imported from; share capital is read in minor units of the currency."""
    return SheetKind(
        "members",
        (
            SheetField("name", N_("Name"), (*_NAME, "nom", "nom et prenom", "prenom et nom", "이름", "성명", "성함"), cells.text, required=True),
            SheetField("surname", N_("Family name"), ("surname", "last name", "family name", "apellidos", "apellido", "nom de famille"), cells.text),
            SheetField("given_name", N_("Given name"), ("prenom", "prenoms"), cells.text),
            SheetField("id_number", N_("Identity number"), (*_IDENTITY, "numero d'identite", "registre national", "주민번호", "식별번호"), cells.text, unique=True),
            SheetField("number", N_("Number"), (*_NUMBER, "numero de membre", "번호", "조합원 번호", "조합원번호"), cells.whole(1), unique=True),
            SheetField("community", N_("Community"), (*_COMMUNITY, "마을", "지역", "동네"), cells.text),
            SheetField("canton", N_("Canton"), ("canton", "canton", "municipio", "municipality", "municipalite", "시군구"), cells.text),
            SheetField("province", N_("Province"), ("province", "provincia", "estado", "uf", "departamento", "시도"), cells.text),
            SheetField("household", N_("Household"), ("household", "hogar", "nucleo familiar", "menage", "foyer", "가구", "세대"), cells.text),
            SheetField("sex", N_("Sex"), ("sex", "gender", "sexo", "genero", "sexe", "genre", "성별"), cells.sex),
            SheetField("birth_year", N_("Year of birth"), ("birth year", "year of birth", "ano de nacimiento", "ano nac", "annee de naissance", "출생연도", "출생년도", "생년"), cells.whole(1900, 2030)),
            SheetField("phone", N_("Phone"), _PHONE, cells.text),
            SheetField("joined_on", N_("Joined on"), (*_JOINED, "adhesion", "membre depuis", "가입일", "가입일자"), cells.day),
            SheetField("share_capital_minor", N_("Share capital"), (*_CAPITAL, "part sociale", "parts sociales", "capital social", "출자금"), cells.amount(currency)),
            SheetField("bank_name", N_("Bank"), ("bank", "bank name", "banco", "cooperativa de ahorro", "entidad financiera", "banque", "은행", "은행명"), cells.text),
            SheetField("bank_account", N_("Bank account"), (*_ACCOUNT, "numero de compte", "compte bancaire", "계좌", "계좌번호"), cells.text),
            SheetField("notes", N_("Notes"), ("notes", "remarks", "notas", "observaciones", "observacion", "remarques", "비고", "메모"), cells.text),
        ),
    )  # fmt: skip


def guess_member_columns(header: Sequence[str], currency: str = "USD") -> dict[str, str]:
    """Return the column of each field of a member that its heading tells."""
    return guess_mapping(header, members(currency))


def check_members(table: Table, mapping: Mapping[str, str], currency: str) -> tuple[list[CheckedRow], list[RowProblem]]:
    """Return the members of a sheet by field, ready for `import_members`, and every problem of the other rows.

    Raises: NoSuchField, NoSuchColumn, ColumnMissing.
    """
    right, problems = check(table, members(currency), mapping)
    return [replace(row, values=_with_whole_name(row.values)) for row in right], problems


def _with_whole_name(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values with one name made of the columns that hold its parts, the family name first."""
    parts = [values.get(part, "") for part in ("surname", "name", "given_name")]
    rest = {name: value for name, value in values.items() if name not in {"surname", "given_name"}}
    return rest | {"name": " ".join(part for part in parts if part)}
