"""The rules answer for every profile and procedure, in whole sentences, and never call ready what nobody knows."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sse_desktop.domain.eligibility import eligibility
from sse_desktop.domain.eligibility_limits import budget, estimate
from sse_desktop.domain.eligibility_lines import (
    Answers,
    Line,
    LineState,
    OurFacts,
    PaperFact,
    RequiredPaper,
    Staff,
    TenderFacts,
    percent,
)
from sse_desktop.domain.money import Money
from sse_desktop.domain.reservations import Reservation, reservations, unknown_reservations
from sse_desktop.domain.validity import PaperState
from sse_desktop.locale import Locale
from sse_desktop.store.profiles import load_profile, profile_ids

DAY = date(2026, 7, 1)
EVERY = [(profile, procedure.id) for profile in profile_ids() for procedure in load_profile(profile).on(DAY).procedures]
KRW = TenderFacts(today=DAY, on=DAY, procedure="x", currency="KRW")


def known(profile: str, procedure: str) -> tuple[TenderFacts, OurFacts]:
    """Return a tender and a cooperative of which everything is known."""
    rules = load_profile(profile).on(DAY)
    tender = TenderFacts(
        today=DAY, on=DAY, procedure=procedure, currency=rules.currency, published_on=DAY, deadline_on=date(2026, 9, 1),
        deadline_is_sure=True, value=Money.of(25_000, rules.currency), with_tax=False, reserved="res-ws,res-pub-ser,social-economy,odd",
        reserved_lots=[("2", "res-ws")], province="P", canton="C", channel=rules.channels[0].code if rules.channels else "",
        clauses=frozenset(clause.kind for clause in rules.clauses), partners=frozenset({"co_contractor", "subcontract"}),
    )  # fmt: skip
    ours = OurFacts(
        kinds=tuple(kind.id for kind in rules.supplier_kinds), province="P", canton="C", staff=Staff(counted_on=DAY, heads=20, target_heads=6, fte_milli=20_000, target_fte_milli=5_900),
        sold=Money.of(0, rules.currency), alike=("A-1", "A-2"), grades={kind.id: kind.warn_values[0] for kind in rules.papers if kind.warn_values},
        papers={paper.id: PaperFact(kind=paper.id, title=paper.label, state=PaperState.VALID, has_file=True, day=DAY, share=Decimal("0.5")) for paper in rules.papers},
        required=[RequiredPaper(kind="other", title="Paper", is_good=True, mandatory=True, sentence="“{paper}” is valid on {day}.", facts={}, day=DAY)],
    )  # fmt: skip
    return tender, ours


def lines_of(profile: str, tender: TenderFacts, ours: OurFacts, answers: dict[str, str]) -> list[Line]:
    whole = load_profile(profile)
    return eligibility(whole.on(DAY), tender, ours, Answers(answers), whole.procedure(tender.procedure))


def answered(lines: list[Line], choice: int) -> dict[str, str]:
    """Return an answer to everything that is asked: the first or the last choice, or a small share."""
    asked = [line.ask for line in lines if line.ask is not None]
    return {ask.key: ask.choices[choice][0] if ask.choices else "0.5" for ask in asked}


@pytest.mark.parametrize(("profile", "procedure"), EVERY)
def test_every_answer_is_a_whole_sentence_in_every_language(profile: str, procedure: str) -> None:
    tender, ours = known(profile, procedure)
    nothing = TenderFacts(today=DAY, on=DAY, procedure=procedure, currency=tender.currency)
    found = [
        *lines_of(profile, tender, ours, {}),
        *lines_of(profile, nothing, OurFacts(), {}),
        *lines_of(profile, tender, ours, answered(lines_of(profile, tender, ours, {}), 0)),
        *lines_of(profile, tender, OurFacts(), answered(lines_of(profile, tender, ours, {}), -1)),
        *lines_of(
            profile, replace(tender, value=Money.of(10**9, tender.currency), with_tax=True, tax_bp=1000), ours, {}
        ),
    ]
    for language in ("en", "es", "fr", "ko"):
        say = Locale(language).text
        for line in found:
            for sentence in filter(None, (line.title, line.sentence, line.advice)):
                words = say(sentence, **line.facts)
                assert "{" not in words, (line.rule, words)
                assert "None" not in words, (line.rule, words)


@pytest.mark.parametrize(("profile", "procedure"), EVERY)
def test_no_rule_stands_twice_and_each_can_be_named(profile: str, procedure: str) -> None:
    tender, ours = known(profile, procedure)
    twice = replace(ours, required=[*ours.required, *ours.required])
    rules = [line.rule for line in lines_of(profile, tender, twice, {})]
    assert len(rules) == len(set(rules))


@pytest.mark.parametrize(("profile", "procedure"), EVERY)
def test_what_nobody_knows_is_never_blocked_for_good_nor_ready(profile: str, procedure: str) -> None:
    """A tender of which only the procedure is known: whatever hangs on a fact of it or of ours is to do."""
    rules = load_profile(profile).on(DAY)
    nothing = TenderFacts(today=DAY, on=DAY, procedure=procedure, currency=rules.currency)
    states = {line.rule: line.state for line in lines_of(profile, nothing, OurFacts(), {})}
    for rule in ("limit", "yearly", "locality", "local_since", "deadline", "notice_days", "channel", "papers"):
        known_procedure = rules.procedure(procedure)
        assert known_procedure is not None
        if rule == "limit" and known_procedure.max is None and known_procedure.min is None:
            continue  # no limit to be above
        assert states.get(rule, LineState.TO_DO) is LineState.TO_DO, rule


# ---------------------------------------------------------------- amounts


def test_the_estimate_is_the_budget_without_its_tax_rounded_once() -> None:
    tender = replace(KRW, value=Money(90_000_000, "KRW"), with_tax=True, tax_bp=1000)
    assert estimate(tender) == Money(81_818_182, "KRW")
    assert budget(tender) == Money(90_000_000, "KRW")


def test_without_knowing_the_tax_there_is_no_estimate() -> None:
    assert estimate(replace(KRW, value=Money(1, "KRW"))) is None
    assert estimate(replace(KRW, value=Money(1, "KRW"), with_tax=True)) is None
    assert estimate(KRW) is None
    assert budget(replace(KRW, value=Money(1, "KRW"), with_tax=False)) is None


@given(value=st.integers(0, 10**12), rate=st.integers(0, 5000))
def test_tax_taken_off_and_put_on_again_differs_by_less_than_one(value: int, rate: int) -> None:
    gross = budget(replace(KRW, value=Money(value, "KRW"), with_tax=False, tax_bp=rate))
    assert gross is not None
    back = estimate(replace(KRW, value=gross, with_tax=True, tax_bp=rate))
    assert back is not None
    assert abs(back.minor - value) <= 1


def test_a_share_is_never_shown_larger_than_it_is() -> None:
    assert percent(Decimal("0.29999")) == Decimal("29.99")
    assert percent(Decimal(6) / 20) == Decimal("30.00")
    assert percent(None) == 0


@pytest.mark.parametrize(
    ("codes", "found", "unknown"),
    [
        ("res-ws", (Reservation.SHELTERED,), ()),
        ("shelteredWorkshop, res-ws", (Reservation.SHELTERED,), ()),
        ("publicServiceMissionOrganization", (Reservation.MISSION,), ()),
        ("none", (), ()),
        ("", (), ()),
        ("res-ws,odd", (Reservation.SHELTERED,), ("odd",)),
    ],
)
def test_reservations_are_known_by_the_codes_of_every_format(
    codes: str, found: tuple[Reservation, ...], unknown: tuple[str, ...]
) -> None:
    assert reservations(codes) == found
    assert unknown_reservations(codes) == unknown
