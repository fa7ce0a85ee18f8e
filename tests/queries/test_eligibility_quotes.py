"""Small purchases in Seoul: how many quotes are needed, and when one purchase may have been split."""

import uuid
from datetime import date
from typing import Any

from sse_desktop.domain.eligibility_lines import LineState
from sse_desktop.domain.money import Money
from sse_desktop.store.database import Database
from sse_desktop.store.tables.bids import Bid
from tests.bidding import a_bid, an_item, put
from tests.eligible import Cooperative, a_call, asked, filled, line, said

SMALL: dict[str, Any] = {"value": Money(15_000_000, "KRW"), "value_with_tax": False}
PURCHASES: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("LOST", "lost", {}),
    ("OLD", "won", {"published_on": date(2025, 12, 31)}),
    ("OTHER", "won", {"buyer_name": "Another"}),
    ("TWO", "won", {"procedure": "sui_2q_small"}),
    ("SAME", "submitted", {}),
)


def an_offer(office: Cooperative, **data: Any) -> uuid.UUID:
    """Store a tender with a line, and start our bid."""
    made = a_call(office, **data)
    an_item(office, made)
    return a_bid(office, made, None)


def test_the_number_of_quotes_is_told(database: Database) -> None:
    office = Cooperative(database, profile="kr-seoul")
    assert said(line(office, a_call(office, "sui_1q_any"), "quotes")).startswith("One quote is enough")
    assert said(line(office, a_call(office, "sui_2q_small", reference="2"), "quotes")).startswith("The buyer needs 2")
    assert "quotes" not in {each.rule for each in asked(office, a_call(office, "nego", reference="N")).lines}


def test_another_bid_of_the_year_under_the_same_limit_may_be_a_split_purchase(database: Database) -> None:
    """A purchase that is split to get under a limit is an audit finding; a lost bid, another year or buyer is none."""
    office = Cooperative(database, profile="kr-seoul")
    made = a_call(office, "sui_1q_any", **SMALL)
    assert "split" not in {each.rule for each in asked(office, made).lines}
    for reference, state, more in PURCHASES:
        data: dict[str, Any] = {"procedure": "sui_1q_any", "reference": reference} | SMALL | more
        put(office, Bid, an_offer(office, **data), state=state)

    found = line(office, made, "split")
    assert (found.state, found.facts["tenders"]) == (LineState.TO_DO, ("SAME",))
    filled(office, made, "procedure.sui_1q_any.apart", "yes")
    assert line(office, made, "split").state is LineState.READY


def test_a_procedure_without_a_limit_can_not_be_split(database: Database) -> None:
    office = Cooperative(database, profile="kr-seoul")
    made = a_call(office, "nego", **SMALL)
    put(office, Bid, an_offer(office, procedure="nego", reference="SAME", **SMALL), state="won")
    assert "split" not in {each.rule for each in asked(office, made).lines}
