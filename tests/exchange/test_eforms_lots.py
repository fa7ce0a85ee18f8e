"""Lots of eForms by the standard: reservations, aims, values, weights, documents and terms."""

import time
from decimal import Decimal
from pathlib import Path

import pytest

from sse_desktop.exchange.notice import NoticeCriterion, NoticeDocument, NoticeValue
from tests.exchange.eforms_files import a_lot, a_notice, a_period, code, codes, extended, notice_of, tag


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
    assert notice.reserved == ()  # the other lot is open to all


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


def test_how_many_lots_one_may_offer_for(tmp_path: Path) -> None:
    head = (
        tag(
            "a:TenderingTerms",
            tag(
                "a:LotDistribution",
                tag("b:MaximumLotsAwardedNumeric", "1"),
                tag("b:MaximumLotsSubmittedNumeric", "2"),
            ),
        ),
        tag("a:TenderingProcess", code("PartPresentationCode", "all", "tenderlot-presentation")),
    )
    notice = notice_of(a_notice(head=head), tmp_path)

    assert (notice.lots_offered_most, notice.lots_awarded_most, notice.all_lots_required) == (2, 1, True)


def test_five_hundred_lots_are_read_at_once_and_doubts_are_said_once(tmp_path: Path) -> None:
    late = a_period("TenderSubmissionDeadlinePeriod", "2026-07-01+01:00", "10:00:00+01:00")
    text = a_notice(*(a_lot(f"LOT-{number:04}", deadline=late) for number in range(1, 501)))

    began = time.process_time()
    notice = notice_of(text, tmp_path)

    assert time.process_time() - began < 2
    assert len(notice.lots) == 500
    assert codes(notice) == ["offset_of_other_season"]
