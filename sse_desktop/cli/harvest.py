"""`weigh-in add`: a load over the scale."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from sse_desktop.cli.answers import exact, give
from sse_desktop.cli.choices import Choices
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.folding import fold
from sse_desktop.domain.money import UnitPrice
from sse_desktop.domain.quantity import KILO, QUANTITY_DECIMALS, Quantity
from sse_desktop.domain.rounding import scaled

if TYPE_CHECKING:
    from sse_desktop.commands.weighing import WeighInRecorded
    from sse_desktop.queries.products import ProductRow
    from sse_desktop.workspace import Workspace

THOUSAND = 1000

app = typer.Typer(help="Loads over the scale.", no_args_is_help=False)


class NoGradeFound(DomainError):
    """The product has no grade of this code or name."""

    sentence = N_("{product} has no grade {grade}. Choose one of: {known}.")


class ContainersUnclear(DomainError):
    """Containers were not given as a number and a kind."""

    sentence = N_("“{text}” does not say how many containers of which kind. Write it like 4:Gaveta.")


@app.callback()
def _group() -> None:
    """Loads over the scale."""


@app.command("add")
def add(
    context: typer.Context,
    member: Annotated[str, typer.Option(help="The member's number or name.")],
    product: Annotated[str, typer.Option(help="The product's code or name.")],
    gross: Annotated[str, typer.Option(help="Gross weight in kg, such as 102.5.")],
    containers: Annotated[str | None, typer.Option(help="How many of which kind, such as 4:Gaveta.")] = None,
    grade: Annotated[str | None, typer.Option(help="Code or name of the grade; by default the first.")] = None,
    damaged: Annotated[str, typer.Option(help="Damaged kg, without containers.")] = "0",
    harvested: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day of harvest.")] = None,
    place: Annotated[str | None, typer.Option(help="Where it is weighed; by default this computer's place.")] = None,
    price: Annotated[str | None, typer.Option(help="Price per kg; by default the farm price.")] = None,
    note: Annotated[str, typer.Option(help="A remark on the ticket.")] = "",
) -> None:
    """Weigh a load in and say its ticket number, its net weight and its lot."""
    from sse_desktop.commands.harvests import record_weigh_in
    from sse_desktop.commands.weighing import WeighIn
    from sse_desktop.queries.products import find_product

    choices: Choices = context.obj
    with choices.writing() as workspace:
        fruit = workspace.read(find_product, product)
        count, kind_id = _containers(workspace, containers)
        load = WeighIn(
            member=_member(workspace, member),
            product_id=fruit.id,
            grade_id=_grade(fruit, grade),
            gross_g=Quantity.of(gross, KILO).milli,
            damaged_g=Quantity.of(damaged, KILO).milli,
            container_kind_id=kind_id,
            containers=count,
            harvested_on=harvested.date() if harvested else None,
            place=_place() if place is None else place,
            price_micros=None if price is None else UnitPrice.of(price, workspace.cooperative.currency).micros,
            note=note,
        )
        _say(choices, workspace.write(record_weigh_in, load))


def _say(choices: Choices, done: "WeighInRecorded") -> None:
    ticket, net = str(done.number), Quantity(done.net_g, KILO)
    line = choices.locale.text(
        N_("Weigh ticket {ticket}: {net} net, lot {lot}."), ticket=ticket, net=net, lot=done.lot_code
    )
    give(choices, {"ticket": ticket, "net": exact(net), "lot": done.lot_code}, [line])


def _member(workspace: "Workspace", text: str) -> uuid.UUID | int:
    from sse_desktop.queries.members import find_member

    # A number goes to the command as it is, which knows archived members too.
    return scaled(text.strip(), 0) if text.strip().isdecimal() else workspace.read(find_member, text).id


def _grade(product: "ProductRow", text: str | None) -> uuid.UUID | None:
    if text is None:
        return None
    known = [grade for grade in product.grades if not grade.archived]
    found = next((grade.id for grade in known if fold(text) in {fold(grade.code), fold(grade.name)}), None)
    if found is None:
        raise NoGradeFound(product=product.name, grade=text, known=", ".join(grade.code for grade in known))
    return found


def _containers(workspace: "Workspace", text: str | None) -> tuple[int, uuid.UUID | None]:
    from sse_desktop.queries.products import find_container

    if text is None:
        return 0, None
    count, colon, kind = text.partition(":")
    if not colon or not count.strip().isdecimal():
        raise ContainersUnclear(text=text)
    # As exact as a weight, so that the tare of so many containers is a number that can be said.
    return scaled(count.strip(), QUANTITY_DECIMALS) // THOUSAND, workspace.read(find_container, kind).id


def _place() -> str:
    from sse_desktop.preferences import load_preferences, preferences_file

    return load_preferences(preferences_file()).place
