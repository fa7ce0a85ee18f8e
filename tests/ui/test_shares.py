"""The desk of fair shares: shown, changed by terms and persons, kept, compared, shared anew, printed and given up."""

import uuid

import pytest
from PySide6.QtWidgets import QPushButton

from sse_desktop import clock
from sse_desktop.commands.bid_lines import set_quantity
from sse_desktop.commands.pledges import PledgeData, set_pledges
from sse_desktop.commands.sharings import KeepSharing, keep_sharing
from sse_desktop.domain.quantity import Quantity
from sse_desktop.queries.sharings import sharings
from sse_desktop.store.tables.bids import Bid
from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.house import House
from sse_desktop.ui.ledger import LedgerPage
from sse_desktop.ui.shares import SharesPage
from sse_desktop.workspace import Workspace
from tests.bidding import WEEKS, a_bid, a_tender, an_item, fruit, lines_of
from tests.sharing import a_sharing_ground, dollars, except_for, terms, values
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.hands import choose, spec, typed

Ground = tuple[uuid.UUID, list[uuid.UUID], uuid.UUID]


@pytest.fixture
def ground(workspace: Workspace) -> Ground:
    """A bid with three families that pledged."""
    return a_sharing_ground(workspace, [20, 100, 100])


def counted(workspace: Workspace, bid_id: uuid.UUID) -> None:
    """Let a bid count as handed in, past the rules of handing in."""
    with workspace.database.writing(workspace.actor, "a test", clock.now()) as session:
        session.get_one(Bid, bid_id).state = "submitted"


def shown_version(page: SharesPage) -> int | None:
    assert page.found is not None
    return page.found.version


def the_page(make_house: MakeHouse, settle: Settle) -> tuple[House, SharesPage]:
    house = make_house(spec("shares"), spec("ledger"), first="shares")
    settle()
    page = house.page
    assert isinstance(page, SharesPage)
    return house, page


def test_without_a_bid_the_place_says_what_it_is_for(make_house: MakeHouse, settle: Settle) -> None:
    _, page = the_page(make_house, settle)
    assert page.places.currentIndex() == 1


def test_every_family_is_shown_with_what_it_gets_and_why(make_house: MakeHouse, settle: Settle, ground: Ground) -> None:
    _, page = the_page(make_house, settle)
    assert page.found is not None
    assert values(page.found) == ["120.00", "240.00", "240.00"]
    assert "= the award $600.00" in page.families.sums.text()
    assert page.inspector.isVisible()
    assert page.inspector.title.text() == "1 · Family 1"
    assert ground


def test_another_measure_shares_at_once(make_house: MakeHouse, settle: Settle, ground: Ground) -> None:
    _, page = the_page(make_house, settle)
    page.bar.measure.combo.setCurrentIndex(1)
    settle()
    assert page.found is not None
    assert page.found.measure == "capacity"
    assert dollars(54) < page.found.families[0].value < dollars(55)  # 20 of 220 kg a week
    assert ground


def test_a_sharing_is_kept_and_shared_anew_after_hail(
    make_house: MakeHouse, settle: Settle, ground: Ground, workspace: Workspace
) -> None:
    house, page = the_page(make_house, settle)
    bid, members, product = ground
    choose(house, "Keep this sharing")
    settle()
    assert [row.version for row in workspace.read(sharings, bid)] == [1]
    assert shown_version(page) == 1
    workspace.write(
        set_pledges, [PledgeData(member_id=members[1], product_id=product, week=week, grams=0) for week in WEEKS[1:]]
    )
    page.bar.version.set_value(None)
    settle()
    page.bar.week.set_value(WEEKS[1])
    settle()
    anew, before = page.found, page.before
    assert anew is not None
    assert anew.version is None
    assert anew.from_week == WEEKS[1]
    assert before is not None
    assert not page.families.table.isColumnHidden(9)
    assert anew.families[1].value < before.families[1].value
    choose(house, "Keep this sharing")
    typed(house, "Hail\n")
    settle()
    assert [(row.version, row.reason) for row in workspace.read(sharings, bid)] == [(2, "Hail"), (1, "")]


def test_a_person_sets_something_for_a_family_with_a_reason(
    make_house: MakeHouse, settle: Settle, ground: Ground
) -> None:
    house, page = the_page(make_house, settle)
    choose(house, "Exception …")
    panel = page.inspector.content
    assert isinstance(panel, FormPanel)
    panel.form.fill({"member_id": ground[1][0], "kind": "out", "reason": "drought"})
    panel.save.click()
    settle()
    assert page.found is not None
    assert values(page.found) == ["300.00", "300.00"]
    assert [row.reason for row in page.found.exceptions] == ["drought"]


def test_what_can_not_be_shared_is_said_with_the_way_to_the_bid(
    make_house: MakeHouse, settle: Settle, workspace: Workspace
) -> None:
    tender = a_tender(workspace)
    an_item(workspace, tender, 100, product_id=fruit(workspace))
    a_bid(workspace, tender, price=None)
    _, page = the_page(make_house, settle)
    assert page.surfaces.currentIndex() == 1
    assert "no price" in page.trouble.text()


def test_terms_that_let_nothing_be_shared_are_changed_where_it_is_said(
    make_house: MakeHouse, settle: Settle, ground: Ground, workspace: Workspace
) -> None:
    terms(workspace, ground[0], minimum=dollars(250))
    house, page = the_page(make_house, settle)
    assert "Lower the minimum" in page.trouble.text()
    choose(house, "Terms …")
    settle()
    panel = page.inspector.content
    assert isinstance(panel, FormPanel)
    panel.form.fill({"minimum": dollars(100)})
    panel.save.click()
    settle()
    assert page.found is not None
    assert page.found.terms.minimum == dollars(100)


def test_what_a_person_set_is_taken_away_where_it_lets_nothing_be_shared(
    make_house: MakeHouse, settle: Settle, ground: Ground, workspace: Workspace
) -> None:
    bid, members, product = ground
    except_for(workspace, bid, members[0], "fixed", product_id=product, quantity=Quantity.of(3000, "unit"))
    house, page = the_page(make_house, settle)
    assert page.surfaces.currentIndex() == 1
    choose(house, "Set by a person")
    settle()
    [back] = [each for each in page.inspector.findChildren(QPushButton) if each.text() == "Let the rule hold"]
    back.click()
    settle()
    assert page.found is not None
    assert values(page.found) == ["120.00", "240.00", "240.00"]


def test_a_version_that_was_kept_is_shown_though_the_bid_can_not_be_shared_now(
    make_house: MakeHouse, settle: Settle, ground: Ground, workspace: Workspace
) -> None:
    made = workspace.write(keep_sharing, KeepSharing(bid_id=ground[0]))
    [line] = lines_of(workspace, ground[0])
    workspace.write(set_quantity, line.id, Quantity.of(0, "unit"))
    _, page = the_page(make_house, settle)
    assert page.surfaces.currentIndex() == 1
    page.show_record(made)
    settle()
    assert page.surfaces.currentIndex() == 0
    assert shown_version(page) == 1


def test_the_sheet_and_the_pages_are_shown(
    make_house: MakeHouse, settle: Settle, ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    house, page = the_page(make_house, settle)
    shown: list[tuple[str, bytes]] = []
    monkeypatch.setattr(house, "show_pdf", lambda title, data, _name: shown.append((title, data)))
    monkeypatch.setattr(page.context.shell, "show_pdf", lambda title, data, _name: shown.append((title, data)))
    page.print_page()
    settle()
    page.print_families()
    settle()
    assert len(shown) == 2
    assert all(data.startswith(b"%PDF") for _, data in shown)
    assert ground


def test_the_reckoning_can_be_given_up(make_house: MakeHouse, settle: Settle, ground: Ground) -> None:
    _, page = the_page(make_house, settle)
    before = page.found
    page.reckon()
    page.give_up()
    settle()
    assert page.found is before
    assert not page.working.isVisible()
    assert ground


def test_the_ledger_opens_down_to_the_sharing(
    make_house: MakeHouse, settle: Settle, ground: Ground, workspace: Workspace
) -> None:
    workspace.write(keep_sharing, KeepSharing(bid_id=ground[0]))
    house, page = the_page(make_house, settle)
    house.go("ledger")
    settle()
    ledger = house.page
    assert isinstance(ledger, LedgerPage)
    assert ledger.model.rowCount() == 0  # the bid is a draft: nothing counts yet
    counted(workspace, ground[0])
    settle()
    assert ledger.model.rowCount() == 3
    ledger.table.choose(1)
    settle()
    assert ledger.inspector.title.text() == "2 · Family 2"
    row = ledger.model.row_at(1)
    assert row is not None
    ledger.opened(row)
    settle()
    assert page.found is not None
    assert page.found.version == 1
