"""An office to try things in, and the records that most tests begin with: each builder stores one and returns its id."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Protocol

from sse_desktop.commands.containers import ContainerData, add_container_kind
from sse_desktop.commands.cooperative import found_cooperative
from sse_desktop.commands.harvests import record_weigh_in
from sse_desktop.commands.members import MemberData, PlotData, add_member, add_plot
from sse_desktop.commands.permission import check_role
from sse_desktop.commands.products import GradeData, ProductData, add_product
from sse_desktop.commands.rates import FarmPriceData, set_farm_price
from sse_desktop.commands.weighing import WeighIn, WeighInRecorded
from sse_desktop.domain.roles import Role
from sse_desktop.queries.products import products
from sse_desktop.store.database import Actor, Database
from sse_desktop.store.profiles import load_profile

NOW = datetime(2026, 7, 14, 15, 0, tzinfo=UTC)
TODAY = date(2026, 7, 14)


class Writes(Protocol):
    """A workspace, or an office."""

    def write(self, command: Callable[..., Any], *args: Any, **kwargs: Any) -> Any: ...


@dataclass
class Office:
    """A founded cooperative on any database, with a clock that the test sets and a person who acts."""

    database: Database
    now: datetime = NOW
    role: Role = Role.ADMINISTRATOR
    name: str = "Ana"

    def __post_init__(self) -> None:
        self.write(found_cooperative, "Demo", load_profile("ec"), "test", "Ana")
        self.database.time_zone = "America/Guayaquil"

    def write(self, command: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Run a command as the workspace does: role, transaction, journal."""
        with self.database.writing(Actor(self.name, self.role), command.__name__, self.now) as session:
            check_role(command, session)
            return command(session, *args, **kwargs)

    def read(self, query: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Run a query."""
        with self.database.reading() as session:
            return query(session, *args, **kwargs)


def a_member(office: Writes, name: str = "Ana Núñez", **more: Any) -> uuid.UUID:
    """Store a member."""
    added: uuid.UUID = office.write(add_member, MemberData(name=name, **more))
    return added


def a_plot(office: Writes, member: uuid.UUID, name: str = "La Loma", **more: Any) -> uuid.UUID:
    """Store a plot of a member."""
    added: uuid.UUID = office.write(add_plot, member, PlotData(name=name, **more))
    return added


def a_product(office: Writes, code: str = "MAN", name: str = "Mandarina", *grades: str, **more: Any) -> uuid.UUID:
    """Store a product, with grades of these codes if there are any."""
    known = [GradeData(code=grade, position=place) for place, grade in enumerate(grades)]
    added: uuid.UUID = office.write(add_product, ProductData(code=code, name=name, **more), known)
    return added


def a_container(office: Writes, name: str = "Gaveta", tare_g: int = 1500) -> uuid.UUID:
    """Store a kind of container."""
    added: uuid.UUID = office.write(add_container_kind, ContainerData(name=name, tare_g=tare_g))
    return added


def a_price(
    office: Writes, product: uuid.UUID, micros: int, since: date = date(2026, 1, 1), grade: uuid.UUID | None = None
) -> uuid.UUID:
    """Store what the family is paid per kg."""
    data = FarmPriceData(price_micros=micros, valid_from=since, grade_id=grade)
    added: uuid.UUID = office.write(set_farm_price, product, data)
    return added


def a_weigh_in(
    office: Writes, member: uuid.UUID | int, product: uuid.UUID, gross_g: int = 100_000, **more: Any
) -> WeighInRecorded:
    """Weigh a load in at the place C03."""
    load = WeighIn(**{"member": member, "product_id": product, "gross_g": gross_g, "place": "C03", **more})
    recorded: WeighInRecorded = office.write(record_weigh_in, load)
    return recorded


def grades_of(office: Office, product: uuid.UUID) -> list[uuid.UUID]:
    """Return the grades of a product, the best first."""
    return [grade.id for row in office.read(products) if row.id == product for grade in row.grades]
