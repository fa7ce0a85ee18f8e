"""Products with their grades and varieties; containers.py and rates.py hold what else belongs to them."""

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

import sqlalchemy as sa

from sse_desktop.commands.changing import BelowNothing, NameTaken, Seen, change_fields, cleaned
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.importing import CREATED, SKIPPED, UPDATED, ImportResult, import_rows
from sse_desktop.commands.permission import allowed
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.forecast import check_share
from sse_desktop.domain.lots import LONGEST_DAYS
from sse_desktop.domain.quantity import UNIT
from sse_desktop.domain.roles import Role
from sse_desktop.store.database import Writing
from sse_desktop.store.tables.products import Grade, Product, Variety

ONLY_GRADE = "1"


class CodeTaken(DomainError):
    """Two products, or two grades of a product, would have one code."""

    sentence = N_("The code {code} is used by {name} already. Nothing was saved. Choose another code.")


class NotAProductCode(DomainError):
    """A product's code becomes part of every lot code, so it must be short and plain."""

    sentence = N_(
        "“{code}” can't be a product's code. Nothing was saved. Use one to eight letters or digits without accents."
    )


class KeepsTooLong(DomainError):
    """A product would keep longer than any calendar reaches."""

    sentence = N_(
        "A product keeps {most} days at most. Nothing was saved. Enter fewer days, or leave it empty if it does not spoil."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductData:
    """What is known of a product; `shelf_days` is how long it can be sold after harvest.

    `safety_margin_bp` is taken off the forecast before anything is promised.
    """

    code: str
    name: str
    sale_unit: str = UNIT
    cpc: str = ""
    shelf_days: int | None = None
    safety_margin_bp: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeData:
    """A quality grade; `position` orders the grades, the best first."""

    code: str
    name: str = ""
    position: int = 0


FIELDS = frozenset(field.name for field in fields(ProductData))
_COLUMN_OF: dict[type[DomainError], str] = {
    NameMissing: "name",
    BelowNothing: "shelf_days",
    KeepsTooLong: "shelf_days",
}


# ---------------------------------------------------------------- products


@allowed(Role.SECRETARY)
def add_product(
    session: Writing, data: ProductData, grades: Sequence[GradeData] = (), varieties: Sequence[str] = ()
) -> uuid.UUID:
    """Store a new product with its grades and varieties; without grades it gets one.

    Raises:
        NameMissing, NotAProductCode, CodeTaken, BelowNothing, KeepsTooLong, NotAShareOfPledge.
    """
    row = Product(id=session.new_id(), **_checked_product(session, data, None))
    session.add(row)
    session.flush()
    for grade in grades or (GradeData(code=ONLY_GRADE),):
        add_grade(session, row.id, grade)
    for name in varieties:
        add_variety(session, row.id, name)
    return row.id


@allowed(Role.SECRETARY)
def change_product(session: Writing, product_id: uuid.UUID, data: ProductData, seen: Seen | None = None) -> None:
    """Store new data of a product; lots keep the codes they have.

    Raises:
        ChangedMeanwhile, and all of `add_product`.
    """
    row = session.get_one(Product, product_id)
    change_fields(row, _checked_product(session, data, product_id), seen)


@allowed(Role.SECRETARY, Role.PRESIDENT)
def set_safety_margin(session: Writing, product_id: uuid.UUID, margin_bp: int, seen: Seen | None = None) -> None:
    """Set what is taken off the forecast of a product before anything is promised, in basis points.

    Raises:
        ChangedMeanwhile, NotAShareOfPledge.
    """
    change_fields(session.get_one(Product, product_id), {"safety_margin_bp": check_share(margin_bp)}, seen)


@allowed(Role.SECRETARY)
def archive_product(session: Writing, product_id: uuid.UUID, *, archived: bool = True) -> None:
    """Take a product out of the lists for choosing, or back in."""
    session.get_one(Product, product_id).archived = archived


@allowed(Role.SECRETARY)
def import_products(session: Writing, rows: Sequence[Mapping[str, Any]], *, partial: bool = False) -> ImportResult:
    """Store products from a sheet, all or nothing: a known code is changed, a new one added.

    A row names fields of ProductData; an empty value leaves what is known. With `partial` the good rows are kept, and the
    failed ones are part of the answer.

    Raises:
        RowsRefused: with every wrong row; nothing was stored.
    """
    return import_rows(session, rows, _import_row, lambda failure: _COLUMN_OF.get(type(failure), "code"), partial)


def _import_row(session: Writing, row: Mapping[str, Any]) -> str:
    given = {name: value for name, value in row.items() if name in FIELDS and value not in {None, ""}}
    code = str(given.get("code", "")).strip().upper()
    known = session.scalars(sa.select(Product).where(Product.code == code)).first()
    if known is None:
        add_product(session, ProductData(**{"code": code, "name": "", **given}))
        return CREATED
    before = {name: getattr(known, name) for name in FIELDS}
    change_product(session, known.id, ProductData(**{**before, **given}))
    changed = known.archived or any(getattr(known, name) != value for name, value in before.items())
    known.archived = False
    return UPDATED if changed else SKIPPED


def _checked_product(session: Writing, data: ProductData, own_id: uuid.UUID | None) -> dict[str, Any]:
    values = cleaned(asdict(data))
    values["code"] = values["code"].upper()
    if not values["name"]:
        raise NameMissing
    if not re.fullmatch(r"[A-Z0-9]{1,8}", values["code"]):
        raise NotAProductCode(code=data.code)
    if values["shelf_days"] is not None and values["shelf_days"] < 0:
        raise BelowNothing
    if values["shelf_days"] is not None and values["shelf_days"] > LONGEST_DAYS:
        raise KeepsTooLong(most=LONGEST_DAYS)
    check_share(values["safety_margin_bp"])
    other = session.execute(sa.select(Product.id, Product.name).where(Product.code == values["code"])).first()
    if other is not None and other.id != own_id:
        raise CodeTaken(code=values["code"], name=other.name)
    return values


# ---------------------------------------------------------------- grades and varieties


@allowed(Role.SECRETARY)
def add_grade(session: Writing, product_id: uuid.UUID, data: GradeData) -> uuid.UUID:
    """Store a new grade of a product.

    Raises:
        NameMissing: it has no code. CodeTaken.
    """
    row = Grade(id=session.new_id(), product_id=product_id, **_checked_grade(session, product_id, data, None))
    session.add(row)
    session.flush()
    return row.id


@allowed(Role.SECRETARY)
def change_grade(session: Writing, grade_id: uuid.UUID, data: GradeData, seen: Seen | None = None) -> None:
    """Store new data of a grade.

    Raises:
        ChangedMeanwhile, NameMissing, CodeTaken.
    """
    row = session.get_one(Grade, grade_id)
    change_fields(row, _checked_grade(session, row.product_id, data, grade_id), seen)


@allowed(Role.SECRETARY)
def archive_grade(session: Writing, grade_id: uuid.UUID, *, archived: bool = True) -> None:
    """Take a grade out of the lists for choosing, or back in."""
    session.get_one(Grade, grade_id).archived = archived


def _checked_grade(
    session: Writing, product_id: uuid.UUID, data: GradeData, own_id: uuid.UUID | None
) -> dict[str, Any]:
    values = cleaned(asdict(data))
    if not values["code"]:
        raise NameMissing
    of_product = sa.select(Grade.id, Grade.name).where(Grade.product_id == product_id, Grade.code == values["code"])
    other = session.execute(of_product).first()
    if other is not None and other.id != own_id:
        raise CodeTaken(code=values["code"], name=other.name or values["code"])
    return values


@allowed(Role.SECRETARY)
def add_variety(session: Writing, product_id: uuid.UUID, name: str) -> uuid.UUID:
    """Store a new variety of a product.

    Raises:
        NameMissing, NameTaken.
    """
    row = Variety(id=session.new_id(), product_id=product_id, name=_checked_variety(session, product_id, name, None))
    session.add(row)
    session.flush()
    return row.id


@allowed(Role.SECRETARY)
def change_variety(session: Writing, variety_id: uuid.UUID, name: str, seen: Seen | None = None) -> None:
    """Store a new name of a variety.

    Raises:
        ChangedMeanwhile, NameMissing, NameTaken.
    """
    row = session.get_one(Variety, variety_id)
    change_fields(row, {"name": _checked_variety(session, row.product_id, name, variety_id)}, seen)


@allowed(Role.SECRETARY)
def archive_variety(session: Writing, variety_id: uuid.UUID, *, archived: bool = True) -> None:
    """Take a variety out of the lists for choosing, or back in."""
    session.get_one(Variety, variety_id).archived = archived


def _checked_variety(session: Writing, product_id: uuid.UUID, name: str, own_id: uuid.UUID | None) -> str:
    if not name.strip():
        raise NameMissing
    other = session.scalar(
        sa.select(Variety.id).where(Variety.product_id == product_id, Variety.name == name.strip()).limit(1)
    )
    if other is not None and other != own_id:
        raise NameTaken(name=name.strip())
    return name.strip()
