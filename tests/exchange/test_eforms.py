"""eForms by the standard: what is asked for, languages, buyers, changes and files."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from sse_desktop.exchange.notice import NoticeKind
from sse_desktop.exchange.reading import read_notices
from tests.exchange.eforms_files import (
    a_change,
    a_lot,
    a_notice,
    an_organisation,
    codes,
    notice_of,
    reading_of,
    tag,
)
from tests.exchange.ocds_files import a_release


def test_a_plain_call_is_read_whatever_its_prefixes(tmp_path: Path) -> None:
    notice = notice_of(a_notice(), tmp_path)

    assert (notice.reference, notice.title) == ("GES-2026-7", "Légumes pour les écoles")
    assert (notice.buyer.name, notice.buyer.register_number, notice.country) == (
        "Commune de Gesves",
        "0207.380.070",
        "BE",
    )
    assert (notice.ocid, notice.version) == ("99999999-9999-4999-8999-999999999999", "01")
    assert str(notice.deadline) == "2026-12-01 10:00:00+01:00"
    assert (notice.deadline_stated, notice.kind, notice.languages) == (True, NoticeKind.CALL, ("fr",))
    assert codes(notice) == []


# ---------------------------------------------------------------- what it asks for


@pytest.mark.parametrize(
    ("root", "subtype", "type_", "kind"),
    [
        ("ContractNotice", "16", ("cn-standard", "competition"), NoticeKind.CALL),
        ("ContractNotice", "10", ("pin-cfc-standard", "competition"), NoticeKind.INTEREST),
        ("PriorInformationNotice", "12", ("pin-cfc-social", "competition"), NoticeKind.INTEREST),
        ("ContractNotice", "15", ("qu-sy", "competition"), NoticeKind.INTEREST),
        ("ContractNotice", "CEI", ("cei", "competition"), NoticeKind.INTEREST),
        ("PriorInformationNotice", "7", ("pin-rtl", "planning"), NoticeKind.PLAN),
        ("PriorInformationNotice", "E1", ("pmc", "consultation"), NoticeKind.PLAN),
        ("ContractNotice", "E3", ("cn-standard", "competition"), NoticeKind.CALL),
        ("ContractNotice", "N16", ("cn-standard", "competition"), NoticeKind.CALL),
        ("ContractNotice", "99", ("cn-social", "competition"), NoticeKind.CALL),
        ("PriorInformationNotice", "", ("pin-cfc-social", "competition"), NoticeKind.INTEREST),
        ("ContractNotice", "", (), NoticeKind.CALL),
        ("PriorInformationNotice", "", (), NoticeKind.CALL),
    ],
)
def test_the_subtype_counts_before_the_type_and_the_root(
    root: str, subtype: str, type_: tuple[str, ...], kind: NoticeKind, tmp_path: Path
) -> None:
    notice = notice_of(a_notice(root=root, subtype=subtype, type=type_), tmp_path)

    assert notice.kind is kind
    assert ("subtype_unknown" in codes(notice)) is (subtype in {"", "99"})
    assert ("only_announced" in codes(notice)) is (kind is NoticeKind.PLAN)


@pytest.mark.parametrize(
    ("root", "subtype", "refused"),
    [
        ("ContractAwardNotice", "29", "award_only"),
        ("ContractAwardNotice", "25", "award_only"),
        ("ContractNotice", "38", "award_only"),
        ("ContractAwardNotice", "", "award_only"),
        ("ContractAwardNotice", "E4", "award_only"),
        ("BusinessRegistrationInformationNotice", "X01", "not_for_bidders"),
        ("BusinessRegistrationInformationNotice", "", "not_for_bidders"),
    ],
)
def test_what_nobody_can_offer_for_is_refused(root: str, subtype: str, refused: str, tmp_path: Path) -> None:
    reading = reading_of(a_notice(root=root, subtype=subtype, type=()), tmp_path)

    assert reading.refused is not None
    assert (reading.refused.code, reading.kind) == (refused, "eforms")


def test_a_notice_that_names_nothing_is_no_call(tmp_path: Path) -> None:
    reading = reading_of(a_notice(a_lot(title=""), title=""), tmp_path)

    assert reading.refused is not None
    assert reading.refused.code == "no_call_for_tenders"


@pytest.mark.parametrize(
    ("title", "is_test"),
    [
        ("TEST – ne pas répondre", True),
        ("[TEST] Légumes", True),
        ("Légumes (TEST)", True),
        ("PCR TEST KITS", False),
        ("Testing of water", False),
    ],
)
def test_a_test_in_production_is_named(title: str, *, is_test: bool, tmp_path: Path) -> None:
    assert ("looks_like_a_test" in codes(notice_of(a_notice(title=title), tmp_path))) is is_test


# ---------------------------------------------------------------- languages and letters


def test_a_text_is_taken_in_the_cooperatives_language(tmp_path: Path) -> None:
    both = (tag("b:Name", "Gemüse", languageID="DEU"), tag("b:Name", "Groenten", languageID="NLD"))
    notice = a_notice(title="", project=both, head=(tag("a:AdditionalNoticeLanguage", tag("b:ID", "NLD")),))

    assert notice_of(notice, tmp_path, language="nl").title == "Groenten"
    assert notice_of(notice, tmp_path, language="nl").languages == ("nl", "fr")
    assert notice_of(notice, tmp_path, language="de").title == "Gemüse"
    assert notice_of(notice, tmp_path, language="de").languages == ("fr", "nl")


def test_letters_that_were_doubled_are_repaired_and_shown(tmp_path: Path) -> None:
    notice = notice_of(a_notice(title="ForhÃ¥ndskunngjÃ¸ring"), tmp_path)

    assert notice.title == "Forhåndskunngjøring"
    (warning,) = [each for each in notice.warnings if each.code == "letters_repaired"]
    assert warning.facts["original"] == "ForhÃ¥ndskunngjÃ¸ring"


@pytest.mark.parametrize("title", ["SÃO PAULO", "Ångström Ärger", "Ã", "Légumes – Ã¥ και"])
def test_letters_that_only_look_doubled_stay(title: str, tmp_path: Path) -> None:
    assert notice_of(a_notice(title=title), tmp_path).title == title


# ---------------------------------------------------------------- who buys


def test_several_buyers_are_kept_with_the_leader_first(tmp_path: Path) -> None:
    organisations = (
        an_organisation("ORG-0001", "Ohey", leads="false"),
        an_organisation("ORG-0002", "Gesves", leads="true"),
        an_organisation("ORG-0003", "Tribunal"),
    )
    notice = notice_of(a_notice(organisations=organisations, buyers=("ORG-0001", "ORG-0002")), tmp_path)

    assert notice.buyer.name == "Gesves"
    assert [buyer.name for buyer in notice.more_buyers] == ["Ohey"]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("0247499953_5898", "0247499953"),
        ("n/a", None),
        ("not available", None),
        ("EU-PO", None),
        ("BE 0475.480.736", "BE 0475.480.736"),
    ],
)
def test_only_a_number_is_a_register_number(written: str, number: str | None, tmp_path: Path) -> None:
    notice = notice_of(a_notice(organisations=(an_organisation(company=written),)), tmp_path)

    assert notice.buyer.register_number == number


def test_a_missing_buyer_is_said(tmp_path: Path) -> None:
    assert "no_buyer" in codes(notice_of(a_notice(organisations=(), buyers=()), tmp_path))


# ---------------------------------------------------------------- changes


def test_a_change_names_what_it_changes_and_why(tmp_path: Path) -> None:
    notice = notice_of(a_notice(changes=(a_change("abc-01", words="Nouvelle date"),), version="02"), tmp_path)

    assert (notice.replaces, notice.change_reason, notice.is_cancelled) == ("abc-01", "Nouvelle date", False)
    assert codes(notice) == ["changes_a_notice"]


@pytest.mark.parametrize(
    ("reason", "warning", "status"), [("cancel", "cancelled", "cancelled"), ("susp-review", "suspended", None)]
)
def test_a_call_that_was_called_off_says_so(reason: str, warning: str, status: str | None, tmp_path: Path) -> None:
    notice = notice_of(a_notice(changes=(a_change("abc-01", reason),)), tmp_path)

    assert (notice.status, notice.is_cancelled) == (status, reason == "cancel")
    assert codes(notice) == [warning]


# ---------------------------------------------------------------- files


def test_a_zip_may_hold_a_mix_and_other_papers(tmp_path: Path) -> None:
    import json

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.xml", a_notice())
        archive.writestr("b.json", json.dumps({"releases": [a_release()]}))
        archive.writestr("c.pdf", b"%PDF-1.7")
        archive.writestr("d.xml", a_notice(root="ContractAwardNotice", subtype="29"))
    reading = reading_of(packed.getvalue(), tmp_path)

    assert reading.refused is None
    assert [notice.title for notice in reading.notices] == ["Légumes pour les écoles", "Mango"]
    assert dict(reading.left_out) == {"pdf_document": 1, "award_only": 1}


def test_a_packed_notice_in_utf_16_is_read(tmp_path: Path) -> None:
    text = a_notice().replace('encoding="UTF-8"', 'encoding="UTF-16"')

    assert notice_of(gzip.compress(text.encode("utf-16")), tmp_path).title == "Légumes pour les écoles"


def test_the_file_name_says_nothing(tmp_path: Path) -> None:
    file = tmp_path / "notice.pdf"
    file.write_text(a_notice(), encoding="utf-8")

    assert read_notices(file).kind == "eforms"
