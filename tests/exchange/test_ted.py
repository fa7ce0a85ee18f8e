"""Notices of the former TED format: language, clocks, contradictions, reservations and what is no call."""

from pathlib import Path

import pytest

from sse_desktop.exchange.notice import Notice, NoticeKind
from sse_desktop.exchange.reading import read_notices
from tests.exchange.ted_files import RECEIPT, a_form, a_lot


def read(tmp_path: Path, text: str, zone: str = "UTC", language: str | None = None) -> Notice:
    file = tmp_path / "notice"
    file.write_text(text, encoding="utf-8")
    found = read_notices(file, zone, language)
    assert found.refused is None, found.refused
    return found.notices[0]


def refusal(tmp_path: Path, text: str) -> str | None:
    file = tmp_path / "notice"
    file.write_text(text, encoding="utf-8")
    refused = read_notices(file).refused
    return refused.code if refused else None


def codes(notice: Notice) -> list[str]:
    return [warning.code for warning in notice.warnings]


def test_a_form_gives_what_stands_in_it(tmp_path: Path) -> None:
    notice = read(tmp_path, a_form())

    assert (notice.reference, notice.title, notice.ocid) == ("2021-01", "Denrées alimentaires", "253958-2021")
    assert (notice.buyer.name, notice.buyer.register_number, notice.country) == ("Lycée", "972", "FR")
    assert (notice.languages, notice.procedure, notice.kind) == (("fr",), "open", NoticeKind.CALL)
    assert notice.value is not None
    assert (str(notice.value.amount), notice.value.currency, notice.value_with_tax) == ("920000.50", "EUR", False)
    assert notice.documents[0].url == "https://example.org/d"
    assert notice.eligibility == "Statuts."
    assert notice.lots[0].terms.codes == ("15300000",)


def test_words_set_higher_stay_in_their_word(tmp_path: Path) -> None:
    assert read(tmp_path, a_form()).lots[0].description == "Lot no 1"


def test_articles_named_in_words_are_no_lines(tmp_path: Path) -> None:
    notice = read(tmp_path, a_form())

    assert notice.items == ()
    assert "335 articles" in (notice.description or "")
    assert "lines_in_documents" in codes(notice)


@pytest.mark.parametrize(
    ("country", "nuts", "offset"),
    [
        ("FR", "FRY2", "-04:00"),
        ("FR", "FRY4", "+04:00"),
        ("RE", "", "+04:00"),
        ("FR", "FR101", "+02:00"),
        ("ES", "ES703", "+01:00"),
        ("ES", "ES300", "+02:00"),
        ("PT", "PT200", "+00:00"),
        ("PT", "PT300", "+01:00"),
        ("EL", "EL303", "+03:00"),
        ("UK", "UKC", "+01:00"),
    ],
)
def test_the_clocks_of_the_buyers_place_are_assumed(tmp_path: Path, country: str, nuts: str, offset: str) -> None:
    notice = read(tmp_path, a_form(country=country, nuts=nuts))

    assert notice.deadline is not None
    assert notice.deadline.isoformat() == f"2021-06-18T12:00:00{offset}"
    assert not notice.deadline_stated
    assert "zone_assumed" in codes(notice)


def test_of_two_deadlines_the_earlier_one_counts_and_both_are_said(tmp_path: Path) -> None:
    form = RECEIPT.replace("2021-06-18", "2022-04-26").replace("12:00", "10:00")
    notice = read(tmp_path, a_form(coded="20220429 09:00", procedure=f"<PT_OPEN/>{form}", country="DE", nuts="DE300"))

    assert notice.deadline is not None
    assert notice.deadline.isoformat() == "2022-04-26T10:00:00+02:00"
    warning = next(warning for warning in notice.warnings if warning.code == "dates_contradict")
    assert "20220429 09:00" in warning.said()
    assert "2022-04-26 10:00" in warning.said()


def test_a_day_without_hour_does_not_contradict_the_same_day_with_one(tmp_path: Path) -> None:
    notice = read(tmp_path, a_form(coded="20210618"))

    assert "dates_contradict" not in codes(notice)
    assert notice.deadline is not None
    assert notice.deadline.hour == 12


def test_the_coded_date_stands_where_the_form_has_none(tmp_path: Path) -> None:
    notice = read(tmp_path, a_form(procedure="<PT_OPEN/>"))

    assert notice.deadline is not None
    assert (notice.deadline.day, notice.deadline.hour) == (18, 12)
    assert "no_deadline" in codes(read(tmp_path, a_form(procedure="<PT_OPEN/>", coded="")))


def test_in_two_steps_the_day_is_for_requests(tmp_path: Path) -> None:
    notice = read(tmp_path, a_form(procedure=f"<PT_RESTRICTED/>{RECEIPT}"))

    assert notice.requests_deadline == notice.deadline
    assert "requests_first" in codes(notice)


def test_reservations_and_conditions_hold_for_every_lot(tmp_path: Path) -> None:
    lefti = (
        "<RESTRICTED_SHELTERED_WORKSHOP/><RESTRICTED_SHELTERED_PROGRAM/><RESERVED_ORGANISATIONS_SERVICE_MISSION/>"
        "<PERFORMANCE_CONDITIONS><P>Clause sociale : 5 %</P></PERFORMANCE_CONDITIONS>"
    )
    notice = read(tmp_path, a_form(a_lot("1") + a_lot("2"), lefti=lefti))

    assert [lot.reserved for lot in notice.lots] == [("res-ws", "res-pub-ser")] * 2
    assert [lot.terms.performance for lot in notice.lots] == ["Clause sociale : 5 %"] * 2
    assert "reserved_for_all_lots" in codes(notice)


def test_a_number_that_two_lots_bear_is_told_apart(tmp_path: Path) -> None:
    assert [lot.id for lot in read(tmp_path, a_form(a_lot("1") + a_lot("1"))).lots] == ["1", "1 (2)"]


def test_award_criteria_keep_their_weights_as_written(tmp_path: Path) -> None:
    judged = (
        "<AC><AC_QUALITY><AC_CRITERION>Note</AC_CRITERION><AC_WEIGHTING>40 %</AC_WEIGHTING></AC_QUALITY>"
        "<AC_PRICE><AC_WEIGHTING>60</AC_WEIGHTING></AC_PRICE></AC>"
    )
    lot = read(tmp_path, a_form(a_lot(more=judged))).lots[0]

    assert [(each.type, each.name, each.weight) for each in lot.criteria] == [
        ("quality", "Note", "40 %"),
        ("price", None, "60"),
    ]


def test_the_original_language_is_read_and_the_cooperatives_where_there_are_two(tmp_path: Path) -> None:
    dutch = '<F02_2014 CATEGORY="ORIGINAL" FORM="F02" LG="NL"><OBJECT_CONTRACT><TITLE><P>Groenten</P></TITLE></OBJECT_CONTRACT></F02_2014>'
    translated = dutch.replace("ORIGINAL", "TRANSLATION").replace("NL", "EN").replace("Groenten", "Vegetables")

    assert read(tmp_path, a_form(more=translated), language="en").title == "Denrées alimentaires"
    assert read(tmp_path, a_form(more=dutch), language="nl").title == "Groenten"
    assert read(tmp_path, a_form(more=dutch)).languages == ("fr", "nl")


@pytest.mark.parametrize(
    ("number", "kind", "outcome"),
    [
        ("F01", "PRI_ONLY", NoticeKind.PLAN),
        ("F01", "PRI_CALL_COMPETITION", NoticeKind.INTEREST),
        ("F05", "", NoticeKind.CALL),
        ("F21", "CONTRACT", NoticeKind.CALL),
        ("F08", "", NoticeKind.PLAN),
    ],
)
def test_what_a_form_asks_for(tmp_path: Path, number: str, kind: str, outcome: NoticeKind) -> None:
    assert read(tmp_path, a_form(number=number, kind=kind)).kind is outcome


@pytest.mark.parametrize(
    ("number", "kind", "code"),
    [
        ("F03", "", "award_only"),
        ("F06", "", "award_only"),
        ("F21", "AWARD_CONTRACT", "award_only"),
        ("F14", "", "no_call_for_tenders"),
    ],
)
def test_what_is_no_call_is_refused_with_the_reason(tmp_path: Path, number: str, kind: str, code: str) -> None:
    assert refusal(tmp_path, a_form(number=number, kind=kind)) == code


def test_an_older_form_is_read_from_what_all_have_in_common(tmp_path: Path) -> None:
    text = (
        '<TED_EXPORT xmlns="ted/R2.0.8/publication" DOC_ID="1-2014"><CODED_DATA_SECTION><NOTICE_DATA><NO_DOC_OJS>2014/S 1-1</NO_DOC_OJS>'
        '<ISO_COUNTRY VALUE="BE"/></NOTICE_DATA><CODIF_DATA><DT_DATE_FOR_SUBMISSION>20140630 11:00</DT_DATE_FOR_SUBMISSION>'
        '<TD_DOCUMENT_TYPE CODE="3"/></CODIF_DATA></CODED_DATA_SECTION><TRANSLATION_SECTION><ML_TITLES><ML_TI_DOC LG="FR"><TI_TEXT>'
        '<P>Repas</P></TI_TEXT></ML_TI_DOC></ML_TITLES><ML_AA_NAMES><AA_NAME LG="FR">CPAS</AA_NAME></ML_AA_NAMES></TRANSLATION_SECTION>'
        '<FORM_SECTION><CONTRACT FORM="2" LG="FR" CATEGORY="ORIGINAL"><FD_CONTRACT><F02_ANNEX_B><LOT_NUMBER>1</LOT_NUMBER>'
        "<LOT_TITLE>Soupes</LOT_TITLE></F02_ANNEX_B></FD_CONTRACT></CONTRACT></FORM_SECTION></TED_EXPORT>"
    )
    notice = read(tmp_path, text)

    assert (notice.reference, notice.title, notice.buyer.name) == ("2014/S 1-1", "Repas", "CPAS")
    assert notice.deadline is not None
    assert notice.deadline.isoformat() == "2014-06-30T11:00:00+02:00"
    assert [(lot.id, lot.title) for lot in notice.lots] == [("1", "Soupes")]


@pytest.mark.parametrize(
    "text", ["<TED_EXPORT/>", "<TED_EXPORT><FORM_SECTION><F02 FORM='F02'/></FORM_SECTION></TED_EXPORT>"]
)
def test_a_file_that_names_nothing_is_refused(tmp_path: Path, text: str) -> None:
    assert refusal(tmp_path, text) == "no_call_for_tenders"
