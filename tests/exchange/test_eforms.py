"""eForms by the standard: subtypes, languages, buyers, lots, reservations, aims, documents and changes."""

import gzip
import io
import time
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from sse_desktop.exchange.notice import NoticeCriterion, NoticeDocument, NoticeKind, NoticeValue
from sse_desktop.exchange.reading import read_notices
from tests.exchange.eforms_files import (
    a_change,
    a_lot,
    a_notice,
    a_period,
    an_organisation,
    code,
    codes,
    extended,
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


# ---------------------------------------------------------------- lots


def requirement(value: str, list_name: str | None) -> str:
    attributes = {"listName": list_name} if list_name else {}
    asked = tag("a:SpecificTendererRequirement", tag("b:TendererRequirementTypeCode", value, **attributes))
    return tag("a:TendererQualificationRequest", asked)


def test_one_element_carries_several_lists_and_only_one_is_the_reservation(tmp_path: Path) -> None:
    terms = (
        requirement("late-all", "missing-info-submission"),
        requirement("res-ws", "reserved-procurement"),
        requirement("crime-org", "exclusion-ground"),
        requirement("res-pub-ser", None),
        tag("a:ContractExecutionRequirement", code("ExecutionRequirementCode", "yes", "reserved-execution")),
    )
    notice = notice_of(
        a_notice(a_lot(terms=terms), a_lot("LOT-0002", terms=(requirement("none", "reserved-procurement"),))), tmp_path
    )

    assert [lot.reserved for lot in notice.lots] == [("res-ws", "res-pub-ser"), ()]
    assert [lot.terms.reserved_execution for lot in notice.lots] == [True, None]
    assert notice.reserved == ("res-ws", "res-pub-ser")


def aim(value: str, list_name: str) -> str:
    return tag("a:ProcurementAdditionalType", code("ProcurementTypeCode", value, list_name))


def test_aims_go_by_their_lists(tmp_path: Path) -> None:
    project = (
        aim("soc-obj", "strategic-procurement"),
        aim("opp", "social-objective"),
        aim("work-cond", "social-objective"),
        aim("clim-mitig", "environmental-impact"),
        aim("eu", "gpp-criteria"),
        aim("services", "contract-nature"),
        tag("b:SMESuitableIndicator", "true"),
    )
    (lot,) = notice_of(a_notice(a_lot(project=project)), tmp_path).lots

    assert (lot.social, lot.environmental) == (("opp", "work-cond"), ("clim-mitig", "eu"))
    assert (lot.terms.strategic, lot.terms.for_small_firms) == (("soc-obj",), True)


def test_parts_of_a_plan_stand_for_its_lots_and_groups_do_not(tmp_path: Path) -> None:
    group = a_lot("GLO-0001", scheme="LotsGroup")
    lots = (group, a_lot("LOT-0001"), a_lot("LOT-0002"))

    assert [lot.id for lot in notice_of(a_notice(*lots), tmp_path).lots] == ["LOT-0001", "LOT-0002"]
    parts = a_notice(group, a_lot("PAR-0001", scheme="Part"), subtype="4")
    assert [lot.id for lot in notice_of(parts, tmp_path).lots] == ["PAR-0001"]


def test_a_notice_without_lots_says_so(tmp_path: Path) -> None:
    notice = notice_of(a_notice(a_lot("GLO-0001", scheme="LotsGroup")), tmp_path)

    assert notice.lots == ()
    assert codes(notice) == ["no_lots", "no_deadline"]


def test_a_number_that_comes_twice_gets_a_second_one(tmp_path: Path) -> None:
    notice = notice_of(a_notice(a_lot("LOT-0001"), a_lot("LOT-0001"), a_lot("")), tmp_path)

    assert [lot.id for lot in notice.lots] == ["LOT-0001", "LOT-0001 (2)", "3"]


def test_values_are_without_tax_and_a_framework_has_its_most(tmp_path: Path) -> None:
    estimate = tag("b:EstimatedOverallContractAmount", "1234.50", currencyID="EUR")
    most = extended(tag("q:FrameworkMaximumAmount", "99000", currencyID="EUR"))
    lots = (
        a_lot(project=(tag("a:RequestedTenderTotal", most, estimate),)),
        a_lot("LOT-0002", project=(tag("a:RequestedTenderTotal", most),)),
        a_lot("LOT-0003"),
    )
    notice = notice_of(a_notice(*lots), tmp_path)

    assert [lot.value for lot in notice.lots] == [
        NoticeValue(Decimal("1234.50"), "EUR"),
        NoticeValue(Decimal(99000), "EUR"),
        None,
    ]
    assert (notice.value, notice.value_with_tax) == (None, False)
    assert notice_of(a_notice(), tmp_path).value_with_tax is None


@pytest.mark.parametrize("amount", ["", "-", "1,5", "NaN", "1e5", "1234567890123456789012345678901234567890123"])
def test_an_amount_that_is_none_is_left_out(amount: str, tmp_path: Path) -> None:
    total = tag("a:RequestedTenderTotal", tag("b:EstimatedOverallContractAmount", amount, currencyID="EUR"))
    notice = notice_of(a_notice(project=(total,)), tmp_path)

    assert notice.value == (NoticeValue(Decimal("1.5"), "EUR") if amount == "1,5" else None)
    assert bool(codes(notice)) is (amount != "")


def criterion(kind: str, weights: tuple[tuple[str, str, str], ...] = (), name: str = "") -> str:
    parameters = [
        tag(
            "p:AwardCriterionParameter",
            tag("q:ParameterCode", unit, listName=listed),
            tag("q:ParameterNumeric", number),
        )
        for listed, unit, number in weights
    ]
    return tag(
        "a:SubordinateAwardingCriterion",
        extended(*parameters) if parameters else "",
        code("AwardingCriterionTypeCode", kind, "award-criterion-type"),
        tag("b:Name", name) if name else "",
    )


def test_weights_keep_what_they_count(tmp_path: Path) -> None:
    criteria = (
        criterion("price", (("number-weight", "per-exa", "60.0"),), "Prix"),
        criterion("quality", (("number-weight", "poi-exa", "25"), ("number-threshold", "min-score", "5"))),
        criterion("cost", (("number-weight", "per-ran", "10"), ("number-weight", "per-ran", "20"))),
        criterion("quality", name="Délai"),
    )
    terms = (tag("a:AwardingTerms", tag("a:AwardingCriterion", *criteria)),)
    (lot,) = notice_of(a_notice(a_lot(terms=terms)), tmp_path).lots

    assert lot.criteria == (
        NoticeCriterion("price", "Prix", "60.0", "per-exa"),
        NoticeCriterion("quality", None, "25", "poi-exa"),
        NoticeCriterion("cost", None, "10–20", "per-ran"),
        NoticeCriterion("quality", "Délai"),
    )


def test_documents_of_all_lots_come_once_with_those_one_must_ask_for(tmp_path: Path) -> None:
    def document(kind: str, address: str) -> str:
        place = tag("a:Attachment", tag("a:ExternalReference", tag("b:URI", address)))
        return tag("a:CallForTendersDocumentReference", tag("b:ID", "4711"), tag("b:DocumentType", kind), place)

    terms = (
        document("non-restricted-document", "https://a.example/1"),
        document("restricted-document", "www.b.example"),
    )
    notice = notice_of(a_notice(a_lot(terms=terms), a_lot("LOT-0002", terms=terms)), tmp_path)

    assert notice.documents == (
        NoticeDocument(None, "https://a.example/1"),
        NoticeDocument(None, "https://www.b.example", restricted=True),
    )


def test_terms_of_a_lot(tmp_path: Path) -> None:
    terms = (
        tag(
            "a:RequiredFinancialGuarantee",
            code("GuaranteeTypeCode", "true", "tender-guarantee-required"),
            tag("b:Description", "5 %"),
        ),
        tag("a:TenderRecipientParty", tag("b:EndpointID", "https://portal.example/7")),
        tag("a:Language", tag("b:ID", "FRA")),
        tag("a:Language", tag("b:ID", "NLD")),
        tag("a:TenderValidityPeriod", tag("b:DurationMeasure", "26", unitCode="WEEK")),
    )
    project = (
        tag("b:EstimatedOverallContractQuantity", "1200.5", unitCode="KGM"),
        tag("a:MainCommodityClassification", tag("b:ItemClassificationCode", "03221000-6", listName="cpv")),
        tag("a:AdditionalCommodityClassification", tag("b:ItemClassificationCode", "15331100", listName="cpv")),
        tag("a:RealizedLocation", tag("a:Address", tag("b:CountrySubentityCode", "BE352", listName="nuts"))),
        tag(
            "a:PlannedPeriod", tag("b:StartDate", "2027-01-04+01:00"), tag("b:DurationMeasure", "12", unitCode="MONTH")
        ),
    )
    (lot,) = notice_of(a_notice(a_lot(terms=terms, project=project)), tmp_path).lots

    assert (lot.terms.guarantee_required, lot.terms.guarantee) == (True, "5 %")
    assert (lot.terms.submission_url, lot.terms.languages) == ("https://portal.example/7", ("fr", "nl"))
    assert (lot.terms.validity, lot.terms.validity_days) == ("26 WEEK", 182)
    assert (lot.terms.quantity, lot.terms.unit) == (Decimal("1200.5"), "KGM")
    assert (lot.terms.codes, lot.terms.places) == (("03221000", "15331100"), ("BE352",))
    assert (str(lot.terms.starts), lot.terms.ends, lot.terms.duration) == ("2027-01-04", None, "12 MONTH")


def test_five_hundred_lots_are_read_at_once_and_doubts_are_said_once(tmp_path: Path) -> None:
    late = a_period("TenderSubmissionDeadlinePeriod", "2026-07-01+01:00", "10:00:00+01:00")
    text = a_notice(*(a_lot(f"LOT-{number:04}", deadline=late) for number in range(1, 501)))

    began = time.process_time()
    notice = notice_of(text, tmp_path)

    assert time.process_time() - began < 2
    assert len(notice.lots) == 500
    assert codes(notice) == ["offset_of_other_season"]


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
