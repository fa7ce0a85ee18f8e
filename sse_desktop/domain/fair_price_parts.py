"""The parts of a price by their names, and what an amount of money can be for: the words of the build-up."""

from enum import StrEnum
from typing import Final

from sse_desktop.domain.errors import N_


class PricePart(StrEnum):
    """A part of the build-up, in the order in which it is shown. The value is what is stored."""

    FARM_GATE = "farm_gate"
    COLLECTION = "collection"
    CLEANING = "cleaning"
    LOSS = "loss"
    PACKAGING = "packaging"
    TRANSPORT = "transport"
    DISTRIBUTION = "distribution"
    CERTIFICATION = "certification"
    FINANCE = "finance"
    FINES = "fines"
    ADMINISTRATION = "administration"
    SOCIAL_FUND = "social_fund"
    SUBSIDY = "subsidy"

    @property
    def label(self) -> str:
        """Its English name, to be translated where it is shown."""
        return _LABELS[self]

    @property
    def is_share(self) -> bool:
        """Whether a person gives it as a share: of what was collected, of the cost, or of a year's interest."""
        return self in {PricePart.LOSS, PricePart.FINANCE, PricePart.ADMINISTRATION}


_LABELS: Final = {
    PricePart.FARM_GATE: N_("Farm gate"),
    PricePart.COLLECTION: N_("Collection"),
    PricePart.CLEANING: N_("Cleaning"),
    PricePart.LOSS: N_("Loss in sorting"),
    PricePart.PACKAGING: N_("Packaging"),
    PricePart.TRANSPORT: N_("Transport"),
    PricePart.DISTRIBUTION: N_("Distribution"),
    PricePart.CERTIFICATION: N_("Certification"),
    PricePart.FINANCE: N_("Waiting for the money"),
    PricePart.FINES: N_("Expected fines"),
    PricePart.ADMINISTRATION: N_("Administration"),
    PricePart.SOCIAL_FUND: N_("Social fund"),
    PricePart.SUBSIDY: N_("Subsidy"),
}

# What must be known before a price can be: everything but the subsidy, which is none unless one was signed.
ASKED: Final[tuple[PricePart, ...]] = tuple(part for part in PricePart if part is not PricePart.SUBSIDY)


class CostBasis(StrEnum):
    """What a recorded amount is for. The value is what is stored."""

    UNIT = "unit"
    TRIP = "trip"
    BID = "bid"
    SHARE = "share"

    @property
    def label(self) -> str:
        """Its English name, to be translated where it is shown."""
        return _BASES[self]


_BASES: Final = {
    CostBasis.UNIT: N_("for each unit"),
    CostBasis.TRIP: N_("for a trip"),
    CostBasis.BID: N_("for the whole bid"),
    CostBasis.SHARE: N_("as a share"),
}


class SubsidyBasis(StrEnum):
    """What a subsidy is reckoned on. The value is what is stored."""

    UNIT = "unit"
    KM = "km"
    COST = "cost"
    TRANSPORT = "transport"
    LUMP = "lump"

    @property
    def label(self) -> str:
        """Its English name, to be translated where it is shown."""
        return _SUBSIDIES[self]

    @property
    def is_share(self) -> bool:
        """Whether its rate is a share and not an amount of money."""
        return self in {SubsidyBasis.COST, SubsidyBasis.TRANSPORT}


_SUBSIDIES: Final = {
    SubsidyBasis.UNIT: N_("for each unit"),
    SubsidyBasis.KM: N_("for each kilometre"),
    SubsidyBasis.COST: N_("a share of the whole cost"),
    SubsidyBasis.TRANSPORT: N_("a share of transport and distribution"),
    SubsidyBasis.LUMP: N_("one sum"),
}


class MinimumKind(StrEnum):
    """Why a family must not be paid less. The value is what is stored."""

    COST_OF_PRODUCTION = "cost_of_production"
    ASSEMBLY = "assembly"
    SUPPORT_PRICE = "support_price"
    FAIR_TRADE = "fair_trade"

    @property
    def label(self) -> str:
        """Its English name, to be translated where it is shown."""
        return _MINIMUMS[self]


_MINIMUMS: Final = {
    MinimumKind.COST_OF_PRODUCTION: N_("cost of production"),
    MinimumKind.ASSEMBLY: N_("agreed by the assembly"),
    MinimumKind.SUPPORT_PRICE: N_("support price of the state"),
    MinimumKind.FAIR_TRADE: N_("fair trade minimum"),
}
