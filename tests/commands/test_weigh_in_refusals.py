import uuid
from datetime import timedelta
from typing import Any

import pytest

from sse_desktop.commands import weighing
from sse_desktop.commands.containers import archive_container_kind
from sse_desktop.commands.harvests import import_weigh_ins, record_weigh_in
from sse_desktop.commands.importing import RowsRefused
from sse_desktop.commands.members import archive_member
from sse_desktop.commands.products import add_variety, archive_grade, archive_product
from sse_desktop.commands.weighing import WeighIn
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.weighing import BelowZero, DamageExceedsNet, NothingWeighed, TareExceedsGross
from sse_desktop.queries.harvests import weigh_in, weigh_in_block
from sse_desktop.queries.stock import lots
from sse_desktop.store.database import Database
from tests.builders import NOW, TODAY, Office, a_container, a_member, a_plot, a_product, a_weigh_in, grades_of
from tests.conftest import Databases

NOBODY = uuid.UUID(int=1)
WRONG: dict[str, tuple[dict[str, Any], type[Exception]]] = {
    "member number": ({"member": 99}, weighing.NoSuchMember),
    "member id": ({"member": NOBODY}, weighing.NoSuchMember),
    "product": ({"product_id": NOBODY}, weighing.NoSuchProduct),
    "grade": ({"grade_id": NOBODY}, weighing.NoSuchGrade),
    "container": ({"container_kind_id": NOBODY, "containers": 1}, weighing.NoSuchContainer),
    "containers of no kind": ({"containers": 2}, weighing.NoSuchContainer),
    "plot": ({"plot_id": NOBODY}, weighing.NotOfThisMember),
    "variety": ({"variety_id": NOBODY}, weighing.NotOfThisProduct),
    "harvest in two days": ({"harvested_on": TODAY + timedelta(days=2)}, weighing.InTheFuture),
    "received in two days": ({"received_at": NOW + timedelta(days=2)}, weighing.InTheFuture),
    "price": ({"price_micros": -1}, weighing.PriceBelowZero),
    "gross of nothing": ({"gross_g": 0}, NothingWeighed),
    "gross below zero": ({"gross_g": -1}, BelowZero),
    "damage above net": ({"damaged_g": 100_001}, DamageExceedsNet),
}


@pytest.mark.parametrize("one_by_one", [True, False], ids=["recorded", "imported"])
@pytest.mark.parametrize(("wrong", "failure"), WRONG.values(), ids=WRONG)
def test_a_wrong_load_is_refused_and_uses_no_number(
    databases: Databases, tmp_path: Any, *, one_by_one: bool, wrong: dict[str, Any], failure: type[Exception]
) -> None:
    office = Office(databases.fresh("plain", tmp_path))
    right: dict[str, Any] = {"member": a_member(office), "product_id": a_product(office), "gross_g": 100_000}

    if one_by_one:
        with pytest.raises(failure):
            office.write(record_weigh_in, WeighIn(**{**right, **wrong}))
    else:
        with pytest.raises(RowsRefused) as refused:
            office.write(import_weigh_ins, [WeighIn(**right), WeighIn(**{**right, **wrong})])
        assert [(found.position, type(found.failure)) for found in refused.value.failures] == [(1, failure)]

    assert office.read(weigh_in_block) == []
    assert office.read(lots) == []
    assert a_weigh_in(office, right["member"], right["product_id"]).number.number == 1
    office.database.close()


@pytest.mark.parametrize("one_by_one", [True, False], ids=["recorded", "imported"])
def test_archived_members_products_grades_and_containers_are_refused(
    databases: Databases, tmp_path: Any, *, one_by_one: bool
) -> None:
    office = Office(databases.fresh("plain", tmp_path))
    ana, luis = a_member(office, "Ana"), a_member(office, "Luis")
    mandarin, orange, lemon = (a_product(office, code, code) for code in ("MAN", "NAR", "LIM"))
    crate = a_container(office)
    office.write(archive_member, luis)
    office.write(archive_product, orange)
    office.write(archive_grade, grades_of(office, lemon)[0])
    office.write(archive_container_kind, crate)

    for load, failure in (
        (WeighIn(member=luis, product_id=mandarin, gross_g=1), weighing.MemberArchived),
        (WeighIn(member=ana, product_id=orange, gross_g=1), weighing.ProductArchived),
        (WeighIn(member=ana, product_id=lemon, gross_g=1), weighing.NoSuchGrade),
        (WeighIn(member=ana, product_id=mandarin, gross_g=1, container_kind_id=crate), weighing.NoSuchContainer),
    ):
        if one_by_one:
            with pytest.raises(failure):
                office.write(record_weigh_in, load)
        else:
            with pytest.raises(RowsRefused) as refused:
                office.write(import_weigh_ins, [load])
            assert isinstance(refused.value.failures[0].failure, failure)
    office.database.close()


def test_a_tare_above_the_gross_weight_is_refused(database: Database) -> None:
    office = Office(database)
    ana, mandarin, crate = a_member(office), a_product(office), a_container(office, tare_g=1500)

    with pytest.raises(TareExceedsGross) as refused:
        a_weigh_in(office, ana, mandarin, 2_900, container_kind_id=crate, containers=2)

    assert refused.value.facts == {"tare": Quantity.of(3, "kg"), "gross": Quantity.of("2.9", "kg")}


def test_the_plot_of_another_member_is_refused(database: Database) -> None:
    office = Office(database)
    ana, luis, mandarin = a_member(office, "Ana"), a_member(office, "Luis"), a_product(office)
    plot = a_plot(office, luis)

    with pytest.raises(weighing.NotOfThisMember):
        a_weigh_in(office, ana, mandarin, plot_id=plot)

    assert office.read(weigh_in, a_weigh_in(office, luis, mandarin, plot_id=plot).id).plot == "La Loma"


def test_the_variety_of_another_product_is_refused(database: Database) -> None:
    office = Office(database)
    ana, mandarin, orange = a_member(office), a_product(office), a_product(office, "NAR", "Naranja")
    variety = office.write(add_variety, orange, "Valencia")

    with pytest.raises(weighing.NotOfThisProduct):
        a_weigh_in(office, ana, mandarin, variety_id=variety)

    assert office.read(weigh_in, a_weigh_in(office, ana, orange, variety_id=variety).id).variety == "Valencia"
