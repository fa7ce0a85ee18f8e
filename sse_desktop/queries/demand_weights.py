"""Lines of demand in grams: each by the factor of its product in force in its week, half up to a gram."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.quantity import Conversion, NoConversion, Quantity, convert_to_kg
from sse_desktop.domain.season import Week
from sse_desktop.queries.plans import Demand
from sse_desktop.queries.products import ProductRow, conversions


class ProductWithoutWeight(DomainError):
    """A unit of a product has no weight, so demand and harvest can't be compared."""

    sentence = N_("It is not known how many kilos one {unit} of {product} weighs. Add the conversion to the product.")


class Scales:
    """Turns lines into grams by week, and remembers which units have no weight."""

    def __init__(self, session: Session, known: Mapping[uuid.UUID, ProductRow], today: date) -> None:
        self._session, self._known, self._today = session, known, today
        self._factors: dict[uuid.UUID, list[Conversion]] = {}
        self._missing: dict[tuple[uuid.UUID, str], DomainError] = {}

    @property
    def problems(self) -> list[DomainError]:
        """What could not be weighed, each unit once."""
        return list(self._missing.values())

    def weigh(self, demand: Sequence[Demand]) -> dict[uuid.UUID, dict[Week, int]]:
        """Return grams by product and week."""
        total: dict[uuid.UUID, dict[Week, int]] = {}
        for line in demand:
            for week, grams in self.weigh_line(line).items():
                if line.product_id is not None:
                    weeks = total.setdefault(line.product_id, {})
                    weeks[week] = weeks.get(week, 0) + grams
        return total

    def weigh_line(self, line: Demand) -> dict[Week, int]:
        """Return the grams of one line by week; weeks that nobody can weigh are left out."""
        found = {week: self._grams(line.product_id, part, week) for week, part in line.plan.items()}
        return {week: grams for week, grams in found.items() if grams is not None}

    def _grams(self, product_id: uuid.UUID | None, part: Quantity, week: Week) -> int | None:
        if product_id is None:
            return None
        if product_id not in self._factors:
            self._factors[product_id] = conversions(self._session, product_id)
        try:
            # A factor that begins in the middle of the week is the newest knowledge of it.
            return convert_to_kg(part, self._factors[product_id], max(week.sunday, self._today)).milli
        except NoConversion:
            failure = ProductWithoutWeight(unit=part.unit, product=self._known[product_id].name)
            self._missing[product_id, part.unit] = failure
            return None
