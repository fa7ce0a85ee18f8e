"""Control tables, daily lists and promises in the packet say what was recorded, on paper and in spreadsheets."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from uuid import UUID

import openpyxl
import pytest

from sse_desktop import clock
from sse_desktop.commands.clause_progress import (
    AcceptanceData,
    HoursData,
    PaymentData,
    record_acceptance,
    record_payment,
    set_hours,
)
from sse_desktop.commands.clauses import promise
from sse_desktop.commands.criteria import AnswerData, answer_criterion
from sse_desktop.domain.clauses import Measure, Parameter
from sse_desktop.domain.money import Money
from sse_desktop.domain.scoring import Scoring
from sse_desktop.prints.clauses import control_sheet, daily_sheet, print_control_table, print_daily_trainees
from sse_desktop.prints.packet import print_packet
from sse_desktop.prints.packet_social import written
from sse_desktop.queries.clause_reports import control_report, daily_report
from sse_desktop.queries.packets import packet_source
from sse_desktop.store.database import Actor
from sse_desktop.store.tables.bids import Bid
from sse_desktop.workspace import Workspace
from tests.bidding import QUITO
from tests.clause_builders import a_clause, a_criterion, a_trainee
from tests.documents.reading import squeezed, text_of
from tests.ui.tender_hands import a_possible_bid

LANGUAGES = ("es", "fr", "ko", "en")


@dataclass
class Work:
    """A clause of a bid that was won, with two trainees, a payment and an acceptance."""

    workspace: Workspace
    tender: UUID
    bid: UUID
    clause: UUID
    today: date

    def write_hours(self, trainee: UUID, hours: dict[int, int]) -> None:
        rows = [
            HoursData(trainee_id=trainee, on=self.today - timedelta(days=back), hours_milli=milli)
            for back, milli in hours.items()
        ]
        self.workspace.write(set_hours, self.clause, rows)


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Work]:
    workspace = Workspace.create(tmp_path / "data", "Demo cooperative", "ec")
    today = clock.now().astimezone(QUITO).date()
    tender = a_possible_bid(workspace)
    with workspace.database.reading() as session:
        bid = session.query(Bid).one().id
    clause = a_clause(
        workspace, tender, title="Clause flexible", starts_on=today - timedelta(days=200), source="CSC p. 21"
    )
    made = Work(workspace, tender, bid, clause, today)
    yield made
    workspace.close()


def win(work: Work) -> Work:
    """Win the bid and record some work."""
    actor = Actor(work.workspace.actor.name, work.workspace.actor.role)
    with work.workspace.database.writing(actor, "won", clock.now()) as session:
        session.get_one(Bid, work.bid).state = "won"
    ana = a_trainee(work.workspace, "Demo Ana", contract_number="C-1", scheme="CISP", tutor="Demo Tutor")
    leo = a_trainee(work.workspace, "Demo Leo", contract_number="C-2")
    work.write_hours(ana, {150: 8000, 1: 7500, 0: 7600})
    work.write_hours(leo, {150: 4000})
    paid = PaymentData(on=work.today, amount=Money.of("5000", "USD"), evidence="F-12", note="Demo Insertion")
    work.workspace.write(record_payment, work.clause, paid)
    accepted = AcceptanceData(period_end=work.today - timedelta(days=100), accepted_bp=250)
    work.workspace.write(record_acceptance, work.clause, accepted)
    return work


def cells(data: bytes) -> list[tuple[object, ...]]:
    sheet = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    return [tuple(row) for row in sheet.iter_rows(values_only=True)]


def test_the_control_table_adds_up_by_period_and_by_trainee(work: Work) -> None:
    win(work)
    report = work.workspace.read(control_report, work.clause, work.today)

    assert [period.hours for period in report.periods] == [Decimal(12), Decimal("15.1")]
    assert [period.hours_so_far for period in report.periods] == [Decimal(12), Decimal("27.1")]
    assert [each.hours for each in report.trainees] == [(Decimal(8), Decimal("15.1")), (Decimal(4), Decimal(0))]
    # 12 of 400 h; then 27.1 of 400 h and 5,000 of 20,000
    assert [period.claimed_bp for period in report.periods] == [300, 3178]
    assert [period.accepted_bp for period in report.periods] == [250, None]
    assert [period.paid_so_far for period in report.periods] == [Money(0, "USD"), Money.of("5000", "USD")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_control_table_is_printed_in_every_language(work: Work, language: str) -> None:
    win(work)
    shown = text_of(print_control_table(work.workspace, work.clause, language))

    locale = work.workspace.locale(language)
    wanted = ["Clause flexible", "Demo Ana", "C-1", "Demo Leo", "F-12", locale.percent(3178), locale.percent(250)]
    wanted += [locale.money(Money.of("3411.25", "USD")), locale.number(Decimal("27.1"))]
    assert [text for text in wanted if squeezed(text) not in squeezed(shown)] == []


def test_the_spreadsheet_of_the_control_table_has_the_same_sums(work: Work) -> None:
    win(work)
    header, *rows = cells(control_sheet(work.workspace, work.clause, "en"))

    assert header[:4] == ("Period until", "What", "Name", "Eligible contract")
    trainees = [row for row in rows if row[1] == "Trainee"]
    periods = [row for row in rows if row[1] == "Period"]
    assert (
        sum(Decimal(str(row[6])) for row in trainees) == sum(Decimal(str(row[6])) for row in periods) == Decimal("27.1")
    )
    assert [row[7] for row in rows if row[1] == "Payment"] == [5000]
    assert [(row[8], row[9]) for row in periods] == [(3, 2.5), (31.78, None)]
    assert control_sheet(work.workspace, work.clause, "en") == control_sheet(work.workspace, work.clause, "en")


def test_the_daily_list_names_who_was_on_site_and_leaves_room_for_who_is_there_today(work: Work) -> None:
    win(work)
    first = work.today - timedelta(days=1)
    report = work.workspace.read(daily_report, work.clause, first, work.today, work.today)

    assert [(row.on, row.trainee.name, row.hours) for row in report.rows] == [
        (first, "Demo Ana", Decimal("7.5")),
        (work.today, "Demo Ana", Decimal("7.6")),
        (work.today, "Demo Leo", None),
    ]
    shown = squeezed(text_of(print_daily_trainees(work.workspace, work.clause, first, work.today, "en")))
    wanted = ("DemoAna", "CISPC-1", "DemoTutor", "7.5", "7.6", "DemoLeo")
    assert all(text in shown for text in wanted)
    _, *rows = cells(daily_sheet(work.workspace, work.clause, first, work.today, "en"))
    assert [(row[1], row[4]) for row in rows] == [("Demo Ana", 7.5), ("Demo Ana", 7.6), ("Demo Leo", None)]
    assert isinstance(rows[0][0], datetime)


def test_days_without_trainees_say_so(work: Work) -> None:
    win(work)
    day = work.today - timedelta(days=90)
    assert "No trainee was on site" in text_of(print_daily_trainees(work.workspace, work.clause, day, day, "en"))


def test_a_clause_without_a_period_has_one_up_to_today(work: Work) -> None:
    clause = a_clause(work.workspace, work.tender)
    win(Work(work.workspace, work.tender, work.bid, clause, work.today))
    report = work.workspace.read(control_report, clause, work.today)
    assert [period.end for period in report.periods] == [work.today]


# ---------------------------------------------------------------- the packet


def test_what_is_promised_stands_in_the_packet_and_what_is_assumed_does_not(work: Work) -> None:
    without = work.workspace.read(packet_source, work.bid, work.today)
    assert without.social is None
    assert "Social commitments" not in text_of(print_packet(work.workspace, work.bid, "en"))

    work.workspace.write(promise, work.bid, work.clause, {"hours": "300", "amount": "8000"}, "with the centre")
    hours = a_criterion(work.workspace, work.tender, Scoring.RATIO_BEST, title="Training", unit="h")
    work.workspace.write(answer_criterion, work.bid, hours, AnswerData(value="1300", assumed="98765", evidence="Plan"))
    judged = a_criterion(work.workspace, work.tender, Scoring.JUDGED, title="Quality of the plan")
    work.workspace.write(answer_criterion, work.bid, judged, AnswerData(value="4"))
    for name, scoring, value in (("Reinvests", Scoring.BINARY, "1"), ("Value", Scoring.PROXY_SUM, "job: 2")):
        key = a_criterion(work.workspace, work.tender, scoring, title=name)
        work.workspace.write(answer_criterion, work.bid, key, AnswerData(value=value))
    price = a_criterion(work.workspace, work.tender, Scoring.PRICE_RATIO, title="Price")
    work.workspace.write(answer_criterion, work.bid, price, AnswerData(assumed="98765"))

    source = work.workspace.read(packet_source, work.bid, work.today)
    shown = squeezed(text_of(print_packet(work.workspace, work.bid, "en")))

    assert source.digest != without.digest
    wanted = (
        "Socialcommitments",
        "Clauseflexible",
        "300h",
        "$8,000.00",
        "withthecentre",
        "1,300h",
        "Plan",
        "yes",
        "job:2",
    )
    assert [text for text in wanted if text not in shown] == []
    assert not any(text in shown for text in ("98,765", "Qualityoftheplan"))


def test_shares_days_and_points_are_written_as_they_are_read(work: Work) -> None:
    locale = work.workspace.locale("en")
    known = {
        Parameter("a", "A", Measure.SHARE): ("0.125", "12.5\u00a0%"),
        Parameter("b", "B", Measure.NUMBER): ("1500.50", "1,500.5"),
        Parameter("c", "C", Measure.TEXT): ("as it is", "as it is"),
    }
    assert [written(each, text, "USD", locale) for each, (text, _) in known.items()] == [
        said for _, said in known.values()
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_social_part_is_made_in_every_language(work: Work, language: str) -> None:
    work.workspace.write(promise, work.bid, work.clause, {"hours": "300"})
    assert print_packet(work.workspace, work.bid, language) == print_packet(work.workspace, work.bid, language)
