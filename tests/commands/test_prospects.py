"""A prospect becomes a tender with what is known, or is dropped with a reason."""

from datetime import timedelta

import pytest

from sse_desktop.commands.agreements import AgreementData, change_agreement
from sse_desktop.commands.buyers import BuyerData, add_buyer
from sse_desktop.commands.cooperative import NameMissing
from sse_desktop.commands.meetings import MeetingData, change_meeting
from sse_desktop.commands.prospects import (
    IsTenderAlready,
    ProspectData,
    archive_prospect,
    change_prospect,
    drop_prospect,
    make_tender_of_prospect,
    take_up_prospect,
)
from sse_desktop.commands.undo import CannotUndo, undo_last
from sse_desktop.commands.voiding import ReasonMissing
from sse_desktop.queries.agreements import agreements
from sse_desktop.queries.meetings import meetings
from sse_desktop.queries.prospects import ProspectState, prospect, prospect_of_tender, prospects
from sse_desktop.queries.tenders import tender
from sse_desktop.store.database import Database
from sse_desktop.store.integrity import verify
from sse_desktop.store.tables.tenders import Tender
from tests.builders import NOW, TODAY, Office
from tests.partnering import a_meeting, a_partner, a_prospect, an_agreement


def test_a_prospect_becomes_a_tender_with_what_is_known(database: Database) -> None:
    office = Office(database)
    buyer = office.write(add_buyer, BuyerData(name="City", tax_id="BE0207"))
    made = a_prospect(
        office, buyer_id=buyer, volumes="12 t a year", seasons="March to October", could_supply="Atelier du Nord",
        channel="platform", note="Heard at the fair", meeting_id=a_meeting(office),
    )  # fmt: skip

    tender_id = office.write(make_tender_of_prospect, made)

    found = office.read(tender, tender_id, NOW)
    assert (found.title, found.buyer_id, found.buyer_name, found.buyer_tax_id) == (
        "Green spaces",
        buyer,
        "City",
        "BE0207",
    )
    assert found.description == "12 t a year\nMarch to October\nAtelier du Nord"
    assert found.note == "Heard at the fair"
    assert office.read(lambda session: session.get_one(Tender, tender_id).channel) == "platform"
    row = office.read(prospect, made)
    assert (row.state, row.tender_id, row.meeting) == (ProspectState.TENDER, tender_id, "Meeting of firms")
    assert office.read(prospect_of_tender, tender_id) == (made, "Green spaces")
    with pytest.raises(IsTenderAlready):
        office.write(make_tender_of_prospect, made)
    with pytest.raises(IsTenderAlready):
        office.write(drop_prospect, made, "no")
    assert verify(database) == []


def test_a_prospect_of_a_buyer_known_by_name_alone_keeps_the_name(plain_office: Office) -> None:
    made = a_prospect(plain_office, buyer_name="Some school")

    tender_id = plain_office.write(make_tender_of_prospect, made)

    found = plain_office.read(tender, tender_id, NOW)
    assert (found.buyer_name, found.buyer_id) == ("Some school", None)
    assert plain_office.read(prospect_of_tender, plain_office.write(make_tender_of_prospect, a_prospect(plain_office)))


def test_a_dropped_prospect_keeps_its_reason_until_it_is_taken_up_again(database: Database) -> None:
    office = Office(database)
    made = a_prospect(office)
    with pytest.raises(ReasonMissing):
        office.write(drop_prospect, made, " ")
    office.write(drop_prospect, made, "The buyer has no money")

    [row] = office.read(prospects, state="dropped")
    assert (row.state, row.dropped_reason) == (ProspectState.DROPPED, "The buyer has no money")
    office.write(take_up_prospect, made)
    assert [row.state for row in office.read(prospects)] == [ProspectState.OPEN]


def test_open_prospects_come_first_and_the_soonest_on_top(database: Database) -> None:
    office = Office(database)
    late = a_prospect(office, "Late", expected_on=TODAY + timedelta(days=60))
    soon = a_prospect(office, "Soon", expected_on=TODAY + timedelta(days=6), volumes="Écoles")
    dropped = a_prospect(office, "Dropped", expected_on=TODAY)
    office.write(drop_prospect, dropped, "no")

    assert [row.id for row in office.read(prospects)] == [soon, late, dropped]
    assert [row.id for row in office.read(prospects, search="ecoles")] == [soon]
    office.write(archive_prospect, late)
    assert [row.id for row in office.read(prospects, state="archived")] == [late]
    assert office.read(prospect, late).archived


def test_a_prospect_is_changed_and_needs_a_title(plain_office: Office) -> None:
    made = a_prospect(plain_office)
    with pytest.raises(NameMissing):
        plain_office.write(change_prospect, made, ProspectData(title=""))

    plain_office.write(change_prospect, made, ProspectData(title="Cleaning"))

    assert [row.title for row in plain_office.read(prospects, search="cleaning")] == ["Cleaning"]


def test_the_tender_and_the_link_to_its_prospect_are_taken_back_together_or_not_at_all(database: Database) -> None:
    office = Office(database)
    made = a_prospect(office)
    tender_id = office.write(make_tender_of_prospect, made)

    with pytest.raises(CannotUndo):
        office.write(undo_last)
    assert office.read(prospect, made).tender_id == tender_id
    office.write(drop_prospect, a_prospect(office, "Other"), "no")
    office.write(undo_last)
    assert [row.dropped_reason for row in office.read(prospects, search="other")] == [""]


def test_saving_what_is_there_already_changes_nothing(plain_office: Office) -> None:
    prospect_id = a_prospect(plain_office, "Cleaning")
    agreement_id = an_agreement(plain_office, a_partner(plain_office))
    meeting_id = a_meeting(plain_office, title="Fair", held_on=TODAY)
    before = [
        row.stamps
        for row in (
            plain_office.read(prospect, prospect_id),
            *plain_office.read(agreements),
            *plain_office.read(meetings),
        )
    ]

    plain_office.write(change_prospect, prospect_id, ProspectData(title="Cleaning"))
    [pact] = plain_office.read(agreements)
    plain_office.write(change_agreement, agreement_id, AgreementData(partner_id=pact.partner_id, title=pact.title))
    plain_office.write(change_meeting, meeting_id, MeetingData(title="Fair", held_on=TODAY))

    after = [
        row.stamps
        for row in (
            plain_office.read(prospect, prospect_id),
            *plain_office.read(agreements),
            *plain_office.read(meetings),
        )
    ]
    assert after == before
