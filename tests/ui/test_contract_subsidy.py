"""The subsidy that was signed for a bid is read on the page of its contract, with the paper that promises it."""

from datetime import date

from sse_desktop import clock
from sse_desktop.commands.contracts import ContractData, open_contract_from_bid
from sse_desktop.queries.contracts import contracts
from sse_desktop.store.tables.bids import Bid
from sse_desktop.ui.contracts import ContractsPage
from sse_desktop.workspace import Workspace
from tests.pricing import a_subsidy, oranges
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.hands import spec
from tests.ui.tender_hands import seen_words


def test_a_contract_shows_the_subsidy_of_its_bid(make_house: MakeHouse, settle: Settle, workspace: Workspace) -> None:
    bid_id = oranges(workspace)
    a_subsidy(workspace, bid_id)
    with workspace.database.writing(workspace.actor, "a test", clock.now()) as session:
        session.get_one(Bid, bid_id).state = "won"
    data = ContractData(reference="C-1", title="Oranges", signed_on=date(2026, 7, 1))
    workspace.write(open_contract_from_bid, bid_id, data)
    assert workspace.read(contracts)

    house = make_house(spec("contracts"))
    settle()
    page = house.page
    assert isinstance(page, ContractsPage)
    page.table.choose(0)
    settle()
    words = seen_words(page.inspector)
    assert "for each unit" in words
    assert "Agreement 12" in words
