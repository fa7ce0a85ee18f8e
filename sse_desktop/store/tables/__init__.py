"""Every table, one file per feature: columns and relationships only, no rules."""

from sse_desktop.store.tables import (
    bids,
    buyers,
    contracts,
    cooperative,
    deliveries,
    harvests,
    members,
    papers,
    products,
    settlements,
    stock,
    tenders,
)

__all__ = [
    "bids",
    "buyers",
    "contracts",
    "cooperative",
    "deliveries",
    "harvests",
    "members",
    "papers",
    "products",
    "settlements",
    "stock",
    "tenders",
]
