"""What a fair price is built from: recorded costs, agreed minimums, market prices, subsidies, and scenarios of a bid."""

import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from sse_desktop.store.record import Base, Record


class Cost(Record, Base):
    """A cost as it was recorded, with its source and date. `part` names its place in the build-up, `basis` what it is for.

    An amount of money is `amount_micros` per `unit` of the product (basis unit), per trip, per route or for the whole
    bid; a share (administration, loss, interest of a year) is `share_bp`.
    """

    __tablename__ = "cost"
    __table_args__ = (sa.Index(None, "part", "valid_from"),)

    part: Mapped[str] = mapped_column(default="")
    product_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("product.id"), default=None)
    route: Mapped[str] = mapped_column(default="")
    basis: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    units_milli: Mapped[int | None] = mapped_column(default=None)
    amount_micros: Mapped[int | None] = mapped_column(default=None)
    share_bp: Mapped[int | None] = mapped_column(default=None)
    currency: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[date]
    source: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)
    search: Mapped[str] = mapped_column(default="")


class AgreedMinimum(Record, Base):
    """The least a family must be paid for a unit of a product, and the premium on top, from a day on.

    `kind`: cost_of_production, assembly, support_price or fair_trade.
    """

    __tablename__ = "agreed_minimum"

    product_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("product.id"))
    kind: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    price_micros: Mapped[int] = mapped_column(default=0)
    premium_micros: Mapped[int] = mapped_column(default=0)
    currency: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[date]
    source: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)


class MarketPrice(Record, Base):
    """What a market paid for a unit of a product in a week."""

    __tablename__ = "market_price"
    __table_args__ = (sa.Index(None, "product_id", "week"),)

    product_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("product.id"))
    week: Mapped[str] = mapped_column(default="")
    market: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    price_micros: Mapped[int] = mapped_column(default=0)
    currency: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)


class Subsidy(Record, Base):
    """The one signed subsidy line of a bid and its contract: basis, rate, cap and proof. basis: unit, km, cost, transport or lump."""

    __tablename__ = "subsidy"

    bid_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("bid.id"), unique=True)
    basis: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    rate_micros: Mapped[int | None] = mapped_column(default=None)
    share_bp: Mapped[int | None] = mapped_column(default=None)
    km_milli: Mapped[int | None] = mapped_column(default=None)
    cap_minor: Mapped[int | None] = mapped_column(default=None)
    currency: Mapped[str] = mapped_column(default="")
    proof: Mapped[str] = mapped_column(default="")
    signed_on: Mapped[date | None] = mapped_column(default=None)
    archived: Mapped[bool] = mapped_column(default=False)


class PriceScenario(Record, Base):
    """One way to price a bid; the chosen one is frozen into it.

    `frozen` is the reckoned result as JSON text, `compared` the scenarios side by side on the day of the choice.
    """

    __tablename__ = "price_scenario"
    __table_args__ = (sa.Index(None, "bid_id"),)

    bid_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("bid.id"))
    title: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
    margin_bp: Mapped[int] = mapped_column(default=0)
    # The day whose recorded costs, minimums and market prices count.
    priced_on: Mapped[date | None] = mapped_column(default=None)
    chosen: Mapped[bool] = mapped_column(default=False)
    chosen_by: Mapped[str] = mapped_column(default="")
    chosen_on: Mapped[date | None] = mapped_column(default=None)
    frozen: Mapped[str] = mapped_column(default="")
    compared: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    archived: Mapped[bool] = mapped_column(default=False)


class ScenarioLine(Record, Base):
    """A line of a bid in a scenario: the quantity, the price if it is given, and the unit its build-up is reckoned in.

    `per_milli` sale units make one such unit: 100 oranges are 100000.
    """

    __tablename__ = "scenario_line"
    __table_args__ = (sa.UniqueConstraint("price_scenario_id", "bid_line_id"),)

    price_scenario_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("price_scenario.id"))
    bid_line_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("bid_line.id"))
    quantity_milli: Mapped[int] = mapped_column(default=0)
    price_micros: Mapped[int | None] = mapped_column(default=None)
    per_milli: Mapped[int] = mapped_column(default=1000)
    loss_bp: Mapped[int | None] = mapped_column(default=None)
    days_to_pay: Mapped[int | None] = mapped_column(default=None)

    # Declared so that the flush inserts the parent first; never loaded.
    price_scenario: Mapped["PriceScenario"] = relationship(lazy="raise")


class ScenarioPart(Record, Base):
    """An amount or a share of one part of a line's build-up, with the recorded cost it was taken from, or its own source.

    `archived` when it was cleared again: then the newest recorded cost counts.
    """

    __tablename__ = "scenario_part"
    __table_args__ = (sa.UniqueConstraint("scenario_line_id", "part"),)

    scenario_line_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("scenario_line.id"))
    part: Mapped[str] = mapped_column(default="")
    amount_micros: Mapped[int | None] = mapped_column(default=None)
    share_bp: Mapped[int | None] = mapped_column(default=None)
    cost_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("cost.id"), default=None)
    source: Mapped[str] = mapped_column(default="")
    source_on: Mapped[date | None] = mapped_column(default=None)
    archived: Mapped[bool] = mapped_column(default=False)

    # Declared so that the flush inserts the parent first; never loaded.
    scenario_line: Mapped["ScenarioLine"] = relationship(lazy="raise")
