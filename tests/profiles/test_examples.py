"""Every profile that the application carries keeps its own examples; adding a country needs no test code."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from sse_desktop.domain.identity import check_by_rule, is_not_to_be_kept
from sse_desktop.domain.jurisdiction import DATED
from sse_desktop.domain.jurisdiction_asked import asked_places
from sse_desktop.domain.jurisdiction_json import as_json, from_json
from sse_desktop.locale import LANGUAGES
from sse_desktop.store.profiles import load_profile, profile_ids, profile_names
from tests.profiles.examples import examples, formulas, part

PROFILES = profile_ids()


def of_all(table: str) -> pytest.MarkDecorator:
    cases = [(profile, example) for profile in PROFILES for example in examples(profile, table)]
    names = [f"{profile}-{example.get('rule', example.get('code'))}" for profile, example in cases]
    return pytest.mark.parametrize(("profile_id", "example"), cases, ids=names)


@of_all("formula")
def test_a_formula_gives_what_its_example_says(profile_id: str, example: dict[str, Any]) -> None:
    formula = part(load_profile(profile_id), example["rule"])

    given = {name: Decimal(value) for name, value in example["given"].items()}

    assert formula.evaluate(given) == Decimal(example["expect"])


@of_all("on")
def test_a_rule_is_what_it_was_on_the_day(profile_id: str, example: dict[str, Any]) -> None:
    found = part(load_profile(profile_id).on(example["day"]), example["rule"])

    assert ("" if found is None else str(found)) == example["expect"]


@of_all("number")
def test_a_number_is_checked_as_its_example_says(profile_id: str, example: dict[str, Any]) -> None:
    rules = load_profile(profile_id).identifier_rules
    rule = next(rule for rule in rules if rule.code == example["code"])

    check = check_by_rule(rule, example["typed"])

    assert check.ok is example["ok"]
    assert check.ok or check.blocking is example["blocks"]
    assert is_not_to_be_kept(rule, example["typed"]) is not example.get("kept", True)


@pytest.mark.parametrize("profile_id", PROFILES)
def test_every_formula_has_two_examples(profile_id: str) -> None:
    told = [example["rule"] for example in examples(profile_id, "formula")]

    assert {rule: told.count(rule) for rule in formulas(load_profile(profile_id)) if told.count(rule) < 2} == {}


@pytest.mark.parametrize("profile_id", PROFILES)
def test_every_number_that_is_checked_has_a_right_and_a_wrong_example(profile_id: str) -> None:
    profile = load_profile(profile_id)
    told = {(example["code"], example["ok"]) for example in examples(profile_id, "number")}

    checked = {rule.code for rule in profile.identifier_rules if rule.stdnum or rule.extra_check}
    refused = {rule.code for rule in profile.identifier_rules if rule.store == "no"}

    assert {(code, False) for code in checked} | {(code, True) for code in checked - refused} <= told


@pytest.mark.parametrize("profile_id", PROFILES)
def test_every_rule_says_where_it_comes_from(profile_id: str) -> None:
    profile = load_profile(profile_id)

    for rule in (*(rule for name in DATED for rule in getattr(profile, name)), *profile.deadlines.rules):
        assert rule.origin.src
        assert rule.origin.checked is not None


@pytest.mark.parametrize("profile_id", PROFILES)
def test_a_frozen_profile_reads_back_as_it_was(profile_id: str) -> None:
    profile = load_profile(profile_id).on(date(2026, 11, 24))

    assert from_json(as_json(profile)) == profile
    assert as_json(from_json(as_json(profile))) == as_json(profile)


@pytest.mark.parametrize("profile_id", PROFILES)
def test_the_keys_of_asked_values_are_unique_and_named(profile_id: str) -> None:
    places = asked_places(load_profile(profile_id))

    assert len({place.key for place in places}) == len(places)
    assert all(place.rule and place.field for place in places)


@pytest.mark.parametrize("profile_id", PROFILES)
def test_the_names_that_notices_use_find_the_procedure(profile_id: str) -> None:
    profile = load_profile(profile_id)

    for procedure in profile.procedures:
        found = profile.procedure(procedure.local_name)
        assert found is not None
        assert found.id == procedure.id


@pytest.mark.parametrize("profile_id", PROFILES)
def test_a_profile_speaks_a_language_that_documents_are_printed_in(profile_id: str) -> None:
    profile = load_profile(profile_id)

    assert profile.language == profile.languages[0]
    assert profile.language in LANGUAGES or profile.money.words


def test_the_list_to_choose_from_says_what_the_profiles_are_called() -> None:
    assert profile_names() == {profile_id: load_profile(profile_id).name for profile_id in PROFILES}
