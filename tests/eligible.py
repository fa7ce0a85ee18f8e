"""What the tests of "may we bid?" begin with: a cooperative of a country, a tender there, values filled in, and one line found."""

import uuid
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sse_desktop.commands.asked_values import AskedInput, fill_asked_value
from sse_desktop.commands.cooperative import CooperativeData, change_cooperative, found_cooperative
from sse_desktop.domain.eligibility_lines import Line
from sse_desktop.queries.cooperative import cooperative
from sse_desktop.queries.eligibility import Eligibility, eligibility
from sse_desktop.queries.tenders import tender
from sse_desktop.store.profiles import load_profile
from tests.bidding import Records, a_tender
from tests.builders import Office

SOURCE = "Notice, page 3"


@dataclass
class Cooperative(Office):
    """A cooperative of any country."""

    profile: str = "ec"

    def __post_init__(self) -> None:
        rules = load_profile(self.profile)
        self.write(found_cooperative, "Demo", rules, "test", "Ana")
        self.database.time_zone = rules.time_zone


def we_are(office: Records, **data: Any) -> None:
    """Correct the data of the cooperative."""
    row = office.read(cooperative)
    names = CooperativeData.__dataclass_fields__
    office.write(change_cooperative, replace(CooperativeData(**{name: getattr(row, name) for name in names}), **data))


def a_call(office: Records, procedure: str = "feria_inclusiva", **more: Any) -> uuid.UUID:
    """Store a tender of a procedure that was published in the summer of 2026."""
    return a_tender(office, **{"procedure": procedure, "published_on": date(2026, 7, 1), **more})


def filled(office: Records, tender_id: uuid.UUID, key: str, value: str) -> None:
    """Fill in what the buyer's papers say."""
    office.write(fill_asked_value, AskedInput(tender_id=tender_id, key=key, value=value, source=SOURCE))


def asked(office: Office, tender_id: uuid.UUID) -> Eligibility:
    """Return how the rules stand, with the papers of the bid if there is one."""
    bid_id = office.read(tender, tender_id, office.now).bid_id
    found: Eligibility = office.read(eligibility, tender_id, office.now, bid_id)
    return found


def line(office: Office, tender_id: uuid.UUID, rule: str) -> Line:
    """Return the line of one rule."""
    found = [each for each in asked(office, tender_id).lines if each.rule == rule]
    assert len(found) == 1, [each.rule for each in asked(office, tender_id).lines]
    return found[0]


def said(found: Line) -> str:
    """Return the sentence of a line in English."""
    return found.sentence.format_map(found.facts)
