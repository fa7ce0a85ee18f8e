"""A sharing is kept whole, never over a cap of the law, never other than it was seen; a newer version follows it."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sse_desktop.commands.bid_lines import set_quantity
from sse_desktop.commands.permission import NotAllowed
from sse_desktop.commands.pledges import PledgeData, set_pledges
from sse_desktop.commands.sharing_terms import AmountNeeded, ExceptionData, SetTwice, set_exception, take_exception_away
from sse_desktop.commands.sharings import (
    KeepSharing,
    NewerSharing,
    NobodyCanBring,
    SharingChanged,
    keep_sharing,
    void_sharing,
)
from sse_desktop.commands.undo import undo_last
from sse_desktop.commands.voiding import ReasonMissing
from sse_desktop.domain.lifecycle import NotAllowedNow
from sse_desktop.domain.money import Money
from sse_desktop.domain.quantity import Quantity
from sse_desktop.domain.roles import Role
from sse_desktop.domain.season import Week
from sse_desktop.domain.sharing_rules import Measure
from sse_desktop.queries.share_caps import MemberOverCap
from sse_desktop.queries.sharing_ledger import sharing_ledger
from sse_desktop.queries.sharing_terms import sharing_exceptions, sharing_terms
from sse_desktop.queries.sharings import kept_shares, sharings
from sse_desktop.store.tables.bids import Bid
from tests.bidding import WEEKS, a_bid, a_tender, an_item, fruit, lines_of, put
from tests.builders import TODAY, Office
from tests.sharing import (
    a_sharing_ground,
    check_sums,
    dollars,
    except_for,
    families_pledge,
    kept,
    put_profile,
    reprice,
    shared,
    terms,
    values,
)


def test_what_is_kept_is_what_was_shown(plain_office: Office) -> None:
    office = plain_office
    bid, members, _ = a_sharing_ground(office, [20, 100, {WEEKS[0]: 50}])
    terms(office, bid, measure=Measure.CAPACITY, minimum=dollars(20), note="Assembly of 1 July")
    except_for(office, bid, members[1], "cap", amount=dollars(200))
    seen = shared(office, bid)
    made = kept(office, bid, seen=seen.made_from)
    check_sums(made)
    assert made.version == 1
    assert made.made_by == "Ana"
    for name in ("asked", "total", "unserved", "left_out", "made_from", "currency"):
        assert getattr(made, name) == getattr(seen, name), name
    assert made.terms == seen.terms
    assert [(row.name, row.kind, row.amount, row.reason) for row in made.exceptions] == [
        ("Family 2", "cap", dollars(200), "drought")
    ]
    for new, old in zip(made.families, seen.families, strict=True):
        for name in ("member_id", "value", "offered", "even", "carried", "limited_by", "facts"):
            assert getattr(new, name) == getattr(old, name), name
        assert sorted(map(str, new.lines)) == sorted(map(str, old.lines))


def test_what_changed_after_it_was_shown_is_not_kept(plain_office: Office) -> None:
    office = plain_office
    bid, members, product = a_sharing_ground(office, [20, 100])
    seen = shared(office, bid)
    office.write(set_pledges, [PledgeData(member_id=members[0], product_id=product, week=WEEKS[0], grams=5000)])
    with pytest.raises(SharingChanged):
        office.write(keep_sharing, KeepSharing(bid_id=bid, seen=seen.made_from))
    assert office.read(sharings, bid) == []


def test_golden_row_10_a_member_over_40000_with_one_entity_over_two_contracts_is_blocked(plain_office: Office) -> None:
    """Caps of the Brazilian programme: R$ 40,000 per member, year and executing entity."""
    office = plain_office
    put_profile(office, "br-pnae", "BRL")
    # 100 kg a week are 1000 units; at 50.00 a unit one family offers 200,000 in four weeks.
    bid, members, product = a_sharing_ground(
        office, [100, 100], units=1000, price=None, currency="BRL", published_on=date(2026, 6, 1)
    )
    reprice(office, bid, "50")
    first = shared(office, bid)
    check_sums(first)
    assert values(first) == ["25000.00", "25000.00"]
    kept(office, bid)
    put(office, Bid, bid, state="won")

    second = a_tender(office, reference="FI-02-2026", currency="BRL", published_on=date(2026, 6, 1))
    an_item(office, second, 1000, product_id=product)
    other = a_bid(office, second, price=None)
    reprice(office, other, "50")
    within = shared(office, other)
    check_sums(within)
    # 15,000 are left to each of the year's 40,000; nobody brings the rest.
    assert values(within) == ["15000.00", "15000.00"]
    assert {row.limited_by for row in within.families} == {"law_cap"}
    assert within.families[0].facts["before"] == Money(2_500_000, "BRL")
    assert within.missing == Money(2_000_000, "BRL")

    terms(office, other, follows_caps=False)
    over = shared(office, other)
    assert values(over) == ["25000.00", "25000.00"]
    assert [(row.number, row.excess) for row in over.over_caps] == [
        (1, Money(1_000_000, "BRL")),
        (2, Money(1_000_000, "BRL")),
    ]
    with pytest.raises(MemberOverCap) as refused:
        office.write(keep_sharing, KeepSharing(bid_id=other))
    assert "10000.00 BRL too much" in str(refused.value)
    assert members


def test_after_hail_the_rest_is_shared_anew_and_the_weeks_before_stay(plain_office: Office) -> None:
    office = plain_office
    bid, members, product = a_sharing_ground(office, [60, 60, 60])
    first = kept(office, bid)
    hail = [PledgeData(member_id=members[0], product_id=product, week=week, grams=10_000) for week in WEEKS[2:]]
    office.write(set_pledges, hail)
    anew = shared(office, bid, from_week=WEEKS[2])
    check_sums(anew)
    for old, new in zip(first.families, anew.families, strict=True):
        before = [line for line in old.lines if line.week < WEEKS[2]]
        assert sorted(map(str, before)) == sorted(str(line) for line in new.lines if line.week < WEEKS[2])
    assert anew.families[0].value < first.families[0].value
    with pytest.raises(ReasonMissing):
        office.write(keep_sharing, KeepSharing(bid_id=bid, from_week=WEEKS[2]))
    made = kept(office, bid, from_week=WEEKS[2], reason="Hail in El Chical")
    assert (made.version, made.from_week, made.reason) == (2, WEEKS[2], "Hail in El Chical")
    assert [row.version for row in office.read(sharings, bid)] == [2, 1]
    assert office.read(kept_shares, first.id) == first


def test_what_was_given_before_stays_to_the_gram_when_the_bid_becomes_less(plain_office: Office) -> None:
    office = plain_office
    product = fruit(office)
    families_pledge(office, product, [100, 150])
    tender = a_tender(office)
    an_item(office, tender, "100.5", unit="kg", product_id=product)
    bid = a_bid(office, tender, "1")
    first = kept(office, bid)
    [line] = lines_of(office, bid)
    office.write(set_quantity, line.id, Quantity.of(100, "kg"))  # whole kilos, where the weeks before had grams
    anew = shared(office, bid, from_week=WEEKS[2])
    assert anew.asked == anew.total == dollars(100)
    before = [line for row in anew.families for line in row.lines if line.week < WEEKS[2]]
    assert [line.quantity for line in before] == [
        line.quantity for row in first.families for line in row.lines if line.week < WEEKS[2]
    ]


def test_a_note_that_was_changed_after_the_shares_were_shown_is_not_kept_unseen(plain_office: Office) -> None:
    bid, _, _ = a_sharing_ground(plain_office, [100])
    seen = shared(plain_office, bid).made_from
    terms(plain_office, bid, note="Decided by the board")
    with pytest.raises(SharingChanged):
        plain_office.write(keep_sharing, KeepSharing(bid_id=bid, seen=seen))


def test_only_the_newest_version_is_voided_and_the_one_before_counts_again(plain_office: Office) -> None:
    office = plain_office
    bid, _, _ = a_sharing_ground(office, [100, 100])
    first = kept(office, bid)
    second = kept(office, bid, reason="again")
    put(office, Bid, bid, state="won")
    with pytest.raises(NewerSharing):
        office.write(void_sharing, first.id, "wrong")
    with pytest.raises(ReasonMissing):
        office.write(void_sharing, second.id, " ")
    office.write(void_sharing, second.id, "wrong")
    assert [row.voided for row in office.read(sharings, bid)] == ["wrong", None]
    [entry] = office.read(sharing_ledger, TODAY)[0].entries
    assert entry.version == 1


def test_nothing_is_kept_where_nobody_brings(plain_office: Office) -> None:
    bid, _, _ = a_sharing_ground(plain_office, [])
    with pytest.raises(NobodyCanBring):
        plain_office.write(keep_sharing, KeepSharing(bid_id=bid))


def test_a_lost_bid_is_not_shared(plain_office: Office) -> None:
    bid, _, _ = a_sharing_ground(plain_office, [100])
    put(plain_office, Bid, bid, state="lost")
    with pytest.raises(NotAllowedNow):
        plain_office.write(keep_sharing, KeepSharing(bid_id=bid))


def test_a_weigher_may_not_set_terms_or_keep(plain_office: Office) -> None:
    office = plain_office
    bid, _, _ = a_sharing_ground(office, [100])
    office.role = Role.WEIGHER
    with pytest.raises(NotAllowed):
        office.write(keep_sharing, KeepSharing(bid_id=bid))
    with pytest.raises(NotAllowed):
        terms(office, bid, measure="past")


def test_an_exception_has_a_reason_an_amount_and_stands_once(plain_office: Office) -> None:
    office = plain_office
    bid, [member], product = a_sharing_ground(office, [100])
    with pytest.raises(ReasonMissing):
        office.write(set_exception, bid, ExceptionData(member_id=member, kind="out", reason=" "))
    with pytest.raises(AmountNeeded):
        office.write(set_exception, bid, ExceptionData(member_id=member, kind="cap", reason="small field"))
    with pytest.raises(AmountNeeded):
        office.write(set_exception, bid, ExceptionData(member_id=member, kind="fixed", reason="small field"))
    except_for(office, bid, member, "fixed", product_id=product, quantity=Quantity.of(10, "unit"))
    with pytest.raises(SetTwice):
        except_for(office, bid, member, "fixed", product_id=product, quantity=Quantity.of(20, "unit"))
    [row] = office.read(sharing_exceptions, bid)
    assert (row.set_by, row.set_on, row.reason) == ("Ana", TODAY, "drought")
    assert values(shared(office, bid)) == ["1.50"]
    office.write(take_exception_away, row.id)
    assert office.read(sharing_exceptions, bid) == []


def test_terms_are_kept_in_their_place(plain_office: Office) -> None:
    office = plain_office
    bid, _, _ = a_sharing_ground(office, [100])
    assert office.read(sharing_terms, bid).measure == "equal"
    terms(office, bid, measure=Measure.PAST, cap=dollars(10), minimum=dollars(0))
    found = office.read(sharing_terms, bid)
    assert (found.measure, found.cap, found.minimum) == ("past", dollars(10), None)


def test_the_ledger_adds_up_what_the_sharings_left(plain_office: Office) -> None:
    office = plain_office
    bid, members, _ = a_sharing_ground(office, [100, 100])
    except_for(office, bid, members[0], "cap", amount=dollars(150))
    made = kept(office, bid)
    assert office.read(sharing_ledger, TODAY) == []  # a draft is no promise
    put(office, Bid, bid, state="submitted")
    first, second = office.read(sharing_ledger, TODAY)
    assert (first.even, first.given, first.carried) == (dollars(300), dollars(150), dollars(150))
    assert (second.given, second.carried) == (dollars(450), -dollars(150))
    assert first.entries[0].sharing_id == made.id
    assert office.read(sharing_ledger, TODAY, "family 2") == [second]


@settings(max_examples=12)
@given(
    kilos=st.lists(st.dictionaries(st.sampled_from(WEEKS), st.integers(1, 120), max_size=4), min_size=1, max_size=6),
    units=st.integers(1, 5000),
    price=st.sampled_from(["0.15", "0.0833", "1.234567", "0.08"]),
    measure=st.sampled_from(list(Measure)),
    cap=st.one_of(st.none(), st.integers(1, 400)),
)
def test_sums_agree_and_no_cap_or_pledge_is_exceeded(
    databases: object, tmp_path_factory: pytest.TempPathFactory, kilos: list[dict[Week, int]], units: int, price: str,
    measure: Measure, cap: int | None,
) -> None:  # fmt: skip
    office = Office(databases.fresh("plain", tmp_path_factory.mktemp("ground")))  # type: ignore[attr-defined]  # the fixture of conftest
    try:
        bid, members, _ = a_sharing_ground(office, kilos, units=units)
        reprice(office, bid, price)
        terms(office, bid, measure=measure, cap=None if cap is None else dollars(cap))
        found = shared(office, bid)
        check_sums(found)
        for row in found.families:
            assert cap is None or row.value <= dollars(cap)
            pledged = kilos[members.index(row.member_id)]
            for line in row.lines:
                assert line.weight.milli <= pledged[line.week] * 1000
        asked = sum(line.quantity.milli for row in found.families for line in row.lines)
        assert asked + sum(row.quantity.milli for row in found.unserved) == units * 1000
    finally:
        office.database.close()


def test_terms_an_exception_and_a_kept_sharing_are_taken_back(plain_office: Office) -> None:
    office = plain_office
    bid, [member], _ = a_sharing_ground(office, [100])
    terms(office, bid, measure=Measure.PAST, cap=dollars(10), follows_caps=False)
    office.write(undo_last)
    found = office.read(sharing_terms, bid)
    assert (found.measure, found.cap, found.follows_caps) == ("equal", None, True)
    except_for(office, bid, member, "out")
    office.write(undo_last)
    assert office.read(sharing_exceptions, bid) == []
    kept(office, bid)
    office.write(undo_last)
    assert [row.voided for row in office.read(sharings, bid)] == ["undone"]
