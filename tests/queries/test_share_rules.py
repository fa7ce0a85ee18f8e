"""Who may take part, and what the rules of the country allow: groups, certificates, caps of each year, contracts."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sse_desktop.commands.contracts import ContractData, open_contract_from_bid
from sse_desktop.domain.fair_shares import SharingCancelled
from sse_desktop.domain.season import Week
from sse_desktop.queries.share_caps import values_by_year
from sse_desktop.queries.share_pledges import NOT_CERTIFIED
from sse_desktop.store.tables.bids import Bid
from sse_desktop.store.tables.contracts import ContractLine
from sse_desktop.store.tables.members import Member
from tests.bidding import a_paper, put
from tests.builders import Office, a_plot
from tests.conftest import Databases
from tests.sharing import (
    a_sharing_ground,
    check_sums,
    dollars,
    put_profile,
    reprice,
    shared,
    terms,
    values,
)


@pytest.fixture
def office(databases: Databases, tmp_path: Path) -> Iterator[Office]:
    """An office on one kind of database: nothing here depends on the kind."""
    made = Office(databases.fresh("plain", tmp_path))
    yield made
    made.database.close()


def test_preferred_groups_come_first_and_the_others_share_the_rest(office: Office) -> None:
    put_profile(office, "br-pnae", "BRL")
    bid, members, _ = a_sharing_ground(
        office, [60, 60, 60], price=None, currency="BRL", published_on=date(2026, 6, 1), canton="Ibarra"
    )
    reprice(office, bid, "0.15")
    put(office, Member, members[2], canton="Ibarra")
    terms(office, bid, follows_priority=True)
    found = shared(office, bid)
    check_sums(found)
    # The family of the place brings all it can, 2,400 units; the two others share the other 1,600.
    assert values(found) == ["120.00", "120.00", "360.00"]


def test_only_the_certified_part_of_a_pledge_counts_where_the_terms_say_so(office: Office) -> None:
    bid, members, product = a_sharing_ground(office, [100, 100])
    for certified in (True, False):
        plot = a_plot(
            office, members[0], "Loma" if certified else "Vega", product_id=product, expected_yield_g=1_000_000
        )
        if certified:
            a_paper(
                office, "bpa", holder_kind="plot", plot_id=plot, valid_from=date(2026, 1, 1), valid_to=date(2027, 1, 1)
            )
    terms(office, bid, certified_only=True)
    found = shared(office, bid)
    check_sums(found)
    # Half of its land is certified: 50 kg, 500 units a week.
    assert values(found) == ["300.00"]
    assert [(row.number, row.sentence) for row in found.left_out] == [(2, NOT_CERTIFIED)]


def test_a_cap_of_the_law_holds_in_each_of_two_years(office: Office) -> None:
    put_profile(office, "br-pnae", "BRL")
    weeks = [Week(2026, 52) + count for count in range(4)]
    bid, _, _ = a_sharing_ground(
        office,
        [dict.fromkeys(weeks, 200)],
        units=4000,
        price=None,
        currency="BRL",
        published_on=date(2026, 6, 1),
        delivery_from=weeks[0].monday,
        delivery_to=weeks[-1].sunday,
    )
    reprice(office, bid, "45")
    [family] = shared(office, bid).families
    by_year = values_by_year(family)
    # Two weeks of 2026 and two of 2027, each of 1000 units, 45,000: the cap leaves 888 units to each year.
    assert {year: str(money.amount) for year, money in by_year.items()} == {2026: "39960.00", 2027: "39960.00"}
    assert family.limited_by == "law_cap"


def test_a_sharing_that_is_given_up_stops(office: Office) -> None:
    bid, _, _ = a_sharing_ground(office, [20, 30, 100, 40, 50])
    with pytest.raises(SharingCancelled):
        shared(office, bid, cancelled=lambda: True)


def test_a_contract_counts_once_the_bid_is_won(office: Office) -> None:
    bid, _, _ = a_sharing_ground(office, [100])
    put(office, Bid, bid, state="won")
    data = ContractData(reference="C-1", title="Fruit", signed_on=date(2026, 8, 20))
    contract = office.write(open_contract_from_bid, bid, data)
    with office.database.reading() as session:
        [line] = session.query(ContractLine.id).filter(ContractLine.contract_id == contract)
    put(office, ContractLine, line[0], quantity_milli=2_000_000, price_micros=160_000)
    found = shared(office, bid)
    assert found.asked == dollars(320)
    assert values(found) == ["320.00"]
