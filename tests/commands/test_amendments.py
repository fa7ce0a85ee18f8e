"""What the buyer changes after the call is kept: from a newer notice, or typed from a paper; and somebody has seen it or not."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from sse_desktop.commands.amendments import (
    AmendmentData,
    AmendmentEmpty,
    AmendmentFromNotice,
    add_amendment,
    archive_amendment,
    change_amendment,
    mark_seen,
)
from sse_desktop.commands.tender_changes import ChangeKind, TenderChange
from sse_desktop.commands.tender_import import Imported, OlderNotice, TenderImport, import_tender
from sse_desktop.commands.tenders import LotData, TenderData, change_tender
from sse_desktop.commands.undo import undo_last
from sse_desktop.domain.money import Money
from sse_desktop.domain.reservations import Reservation, reservations
from sse_desktop.domain.roles import Role
from sse_desktop.exchange.notice_to_tender import tender_import
from sse_desktop.exchange.reading import read_notices
from sse_desktop.queries.tender_questions import AmendmentRow, tender_talk, unseen_amendments
from sse_desktop.queries.tenders import TenderDetail, TenderState, tender
from sse_desktop.store.database import Actor, Database
from sse_desktop.store.integrity import verify
from sse_desktop.store.tables.tenders import Tender
from tests.bidding import DEADLINE, a_tender
from tests.builders import TODAY, Office
from tests.exchange.eforms_files import a_change, a_lot, a_notice, a_period, notice_of, tag

DATA = TenderData(title="Fruit", ocid="ocds-1", reference="F-1", published_on=date(2026, 7, 1), deadline=DEADLINE)
FIRST = TenderImport(data=DATA, lots=(LotData(code="1", title="North", value=Money(100, "USD")),), notice="{}")


def take(office: Office, found: TenderImport) -> Imported:
    made: Imported = office.write(import_tender, found)
    return made


def amendments(office: Office, tender_id: Any) -> tuple[AmendmentRow, ...]:
    found: tuple[AmendmentRow, ...] = office.read(tender_talk, tender_id, office.now).amendments
    return found


def kept(office: Office, made: Imported) -> TenderDetail:
    found: TenderDetail = office.read(tender, made.tender_id, office.now)
    return found


# ---------------------------------------------------------------- typed


def test_an_amendment_is_typed_corrected_and_taken_out(database: Database) -> None:
    office = Office(database)
    made = a_tender(office)
    one = office.write(add_amendment, made, AmendmentData(summary=" New day ", published_on=TODAY))

    office.write(change_amendment, one, AmendmentData(reference="Circular 2"))
    (row,) = amendments(office, made)
    assert (row.reference, row.summary, row.seen_on) == ("Circular 2", "", TODAY)

    office.write(archive_amendment, one)
    assert amendments(office, made) == ()
    with pytest.raises(AmendmentEmpty):
        office.write(add_amendment, made, AmendmentData(summary=" "))


# ---------------------------------------------------------------- from a newer notice


def test_what_a_newer_notice_changed_is_kept_until_somebody_saw_it(database: Database) -> None:
    office = Office(database)
    made = take(office, FIRST)
    lots = (LotData(code="1", title="North", value=Money(250, "USD"), reserved="res-ws"),)
    data = replace(DATA, deadline=DEADLINE + timedelta(days=3), published_on=date(2026, 7, 9))

    again = take(office, replace(FIRST, data=data, lots=lots, change_reason="More time", original_sha="3" * 64))

    (row,) = amendments(office, made.tender_id)
    assert (row.summary, row.published_on, row.seen_on) == ("More time", date(2026, 7, 9), None)
    assert [TenderChange.from_json(each) for each in row.changes] == list(again.changes)
    assert [(each.kind, each.field, each.before, each.after) for each in again.changes if each.what] == [
        (ChangeKind.LOT_CHANGED, "reserved", "", "res-ws"),
        (ChangeKind.LOT_CHANGED, "value_minor", 100, 250),
    ]
    assert office.read(unseen_amendments) == [(made.tender_id, "Fruit", 1)]

    assert office.write(mark_seen, [row.id]) == 1
    assert office.write(mark_seen, [row.id]) == 0
    assert office.read(unseen_amendments) == []
    with pytest.raises(AmendmentFromNotice):
        office.write(change_amendment, row.id, AmendmentData(summary="x"))
    assert verify(database) == []


def test_the_same_file_again_is_no_amendment(database: Database) -> None:
    office = Office(database)
    made = take(office, replace(FIRST, change_reason="Never mind"))

    take(office, replace(FIRST, change_reason="Never mind"))

    assert amendments(office, made.tender_id) == ()


def test_an_import_that_changed_something_is_taken_back_as_one_step(database: Database) -> None:
    office = Office(database)
    made = take(office, FIRST)
    take(office, replace(FIRST, data=replace(DATA, title="Vegetables")))

    office.write(undo_last)

    assert kept(office, made).title == "Fruit"
    assert amendments(office, made.tender_id) == ()


def test_lots_remembered_by_their_codes_alone_are_still_known(database: Database) -> None:
    """Tenders taken over by the first version of the application."""
    office = Office(database)
    made = take(office, FIRST)
    with database.writing(Actor("Ana", Role.ADMINISTRATOR), "as before", office.now) as session:
        row = session.get_one(Tender, made.tender_id)
        row.imported = json.dumps(json.loads(row.imported) | {"lots": ["1"]})

    again = take(office, replace(FIRST, lots=(*FIRST.lots, LotData(code="2"))))
    assert [(change.kind, change.what) for change in again.changes] == [(ChangeKind.LOT_ADDED, "2")]
    assert [each.kind for each in take(office, replace(FIRST, lots=())).changes] == [ChangeKind.LOT_REMOVED] * 2


# ---------------------------------------------------------------- eForms


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], TenderImport]:
    """Read an eForms notice from its text, as the input of the import."""
    return lambda text: tender_import(notice_of(text, tmp_path), source="eforms")


def test_an_eforms_notice_becomes_a_tender(database: Database, read: Callable[[str], TenderImport]) -> None:
    office = Office(database)
    asked = tag("b:TendererRequirementTypeCode", "res-ws", listName="reserved-procurement")
    total = tag("a:RequestedTenderTotal", tag("b:EstimatedOverallContractAmount", "5000", currencyID="EUR"))
    terms = (tag("a:TendererQualificationRequest", tag("a:SpecificTendererRequirement", asked)),)
    text = a_notice(a_lot(terms=terms), a_lot("LOT-0002"), project=(total,))

    found = kept(office, take(office, read(text)))

    assert (found.source, found.ocid) == ("eforms", "99999999-9999-4999-8999-999999999999")
    assert (found.value, found.value_with_tax) == (Money(500_000, "EUR"), False)
    assert [lot.reserved for lot in found.lots] == ["res-ws", ""]
    assert reservations(found.lots[0].reserved) == (Reservation.SHELTERED,)
    assert found.reserved == ""  # the other lot is open to all
    assert found.notice_version == "11111111-1111-4111-8111-111111111111-01"
    assert str(found.deadline) == "2026-12-01 10:00:00+01:00"


def test_a_deadline_for_requests_keeps_the_buyers_clock(
    database: Database, read: Callable[[str], TenderImport]
) -> None:
    office = Office(database)
    lot = a_lot(deadline="", process=(a_period("ParticipationRequestReceptionPeriod"),))

    found = kept(office, take(office, read(a_notice(lot))))

    assert found.deadline is None
    assert str(found.requests_deadline) == "2026-12-01 10:00:00+01:00"


def test_a_change_notice_updates_its_tender(database: Database, read: Callable[[str], TenderImport]) -> None:
    office = Office(database)
    made = take(office, read(a_notice()))
    office.write(change_tender, made.tender_id, replace(data_of(office, made), note="Call Rosa"))
    later = a_lot(deadline=a_period("TenderSubmissionDeadlinePeriod", "2026-12-15+01:00"))
    change = a_change("11111111-1111-4111-8111-111111111111-01", words="Plus de temps")

    again = take(office, read(a_notice(later, changes=(change,), id="2" * 8, issued="2026-11-20+01:00")))

    assert (again.tender_id, again.is_new) == (made.tender_id, False)
    assert [each.field for each in again.changes] == ["published_on", "deadline_at"]
    assert (kept(office, made).note, kept(office, made).notice_version) == ("Call Rosa", "22222222-01")
    (row,) = amendments(office, made.tender_id)
    assert (row.summary, row.reference) == ("Plus de temps", "22222222-01")


def test_a_change_of_a_process_without_a_number_is_found_by_the_notice_it_changes(
    database: Database, read: Callable[[str], TenderImport]
) -> None:
    office = Office(database)
    made = take(office, read(a_notice(folder="", own="")))
    change = a_change("11111111-1111-4111-8111-111111111111-01", "cancel", "Plus besoin")

    again = take(office, read(a_notice(folder="", own="", changes=(change,), id="3" * 8, issued="2026-11-20+01:00")))

    assert again.tender_id == made.tender_id
    assert (kept(office, made).status, kept(office, made).state) == ("cancelled", TenderState.CLOSED)
    assert amendments(office, made.tender_id)[0].summary == "Plus besoin"


@pytest.mark.parametrize("older", [{"issued": "2026-11-01+01:00"}, {"version": "01"}])
def test_an_earlier_version_is_refused(
    older: dict[str, str], databases: Any, tmp_path: Path, read: Callable[[str], TenderImport]
) -> None:
    office = Office(databases.fresh("plain", tmp_path))
    take(office, read(a_notice(version="02")))

    with pytest.raises(OlderNotice):
        take(office, read(a_notice(**{"version": "02", **older})))
    office.database.close()


def test_the_number_in_the_journal_is_no_news(database: Database, read: Callable[[str], TenderImport]) -> None:
    office = Office(database)
    found = read(a_notice(own=""))
    made = take(office, replace(found, data=replace(found.data, reference="262891-2026")))

    again = take(office, replace(found, data=replace(found.data, reference="300001-2026")))

    assert again.changes == ()
    assert kept(office, made).reference == "262891-2026"


def test_the_real_change_notices_update_what_they_change(shared: Path, databases: Any, tmp_path: Path) -> None:
    office = Office(databases.fresh("plain", tmp_path))
    for first, change in (
        ("sdk-cn_24_open.xml", "sdk-change-cn_24_open_dates.xml"),
        ("sdk-cn_24_minimal.xml", "sdk-change-cn_24_void.xml"),
    ):
        made, again = (
            take(office, tender_import(read_notices(shared / "samples/eforms" / name).notices[0], source="eforms"))
            for name in (first, change)
        )
        assert (again.tender_id, again.is_new) == (made.tender_id, False)
        assert len(amendments(office, made.tender_id)) == 1
    office.database.close()


def data_of(office: Office, made: Imported) -> TenderData:
    found = kept(office, made)
    return TenderData(**{name: getattr(found, name) for name in TenderData.__dataclass_fields__})


def test_a_change_comes_back_from_its_text() -> None:
    change = TenderChange(
        kind=ChangeKind.FIELD,
        field="deadline_at",
        before=date(2026, 1, 1),
        after=datetime.fromisoformat("2026-01-01T10:00:00+01:00"),
    )

    assert TenderChange.from_json(change.as_json()) == change
