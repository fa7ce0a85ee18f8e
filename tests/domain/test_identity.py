"""Identifiers are checked while they are typed."""

from typing import Any

import pytest

from sse_desktop.domain.identity import (
    EXTRA_CHECKS,
    IdentifierCheck,
    NotAnAccessKey,
    access_key_digit,
    access_key_is_right,
    as_written,
    check_by_rule,
    is_not_to_be_kept,
)
from sse_desktop.domain.jurisdiction import IdentifierRule


def rule(stdnum: str, severity: str = "block", **more: Any) -> IdentifierRule:
    return IdentifierRule(code="X", label="Number", holder="org", stdnum=stdnum, severity=severity, **more)


KOREAN = rule("kr.brn", extra_check="kr_brn_mod10")
RULES = (
    *(
        rule(name)
        for name in ("ec.ruc", "ec.ci", "be.vat", "be.nn", "be.ogm_vcs", "br.cnpj", "br.cpf", "iban", "kr.rrn")
    ),
    KOREAN,
    *(rule("", extra_check=name) for name in EXTRA_CHECKS),
)


@pytest.mark.parametrize(
    ("of", "typed", "normalised"),
    [
        (rule("ec.ruc"), "1792146739 001", "1792146739001"),
        (rule("ec.ci"), "171430710-3", "1714307103"),
        (KOREAN, "220-81-62517", "2208162517"),
        (rule("be.vat"), "BE 0403.019.261", "0403019261"),
        (rule("iban"), "BE71 0961 2345 6769", "BE71096123456769"),
        (rule("", extra_check="be_unit_mod97"), "2.000.000.042", "2000000042"),
        (rule(""), " as it stands ", "as it stands"),
    ],
)
def test_a_right_number_loses_its_spaces_and_marks(of: IdentifierRule, typed: str, normalised: str) -> None:
    assert check_by_rule(of, typed) == IdentifierCheck(ok=True, blocking=False, normalised=normalised)


@pytest.mark.parametrize("name", ["ec.ruc", "ec.ci"])
def test_a_rule_that_warns_never_blocks(name: str) -> None:
    check = check_by_rule(rule(name, "warn"), " 1234567890 ")

    assert check == IdentifierCheck(ok=False, blocking=False, normalised="1234567890")


@pytest.mark.parametrize(
    ("of", "typed"),
    [
        (KOREAN, "220-81-62518"),
        (KOREAN, "123-45-67890"),  # right for python-stdnum, which looks at the form alone
        (KOREAN, "123"),
        (rule("be.vat"), "0403019262"),
        (rule("iban"), "BE71 0961 2345 6768"),
    ],
)
def test_a_wrong_number_blocks_and_keeps_what_was_typed(of: IdentifierRule, typed: str) -> None:
    assert check_by_rule(of, typed) == IdentifierCheck(ok=False, blocking=True, normalised=typed)


@pytest.mark.parametrize("of", RULES, ids=lambda of: of.stdnum or of.extra_check)
@pytest.mark.parametrize("typed", ["", "x", "١٢٣٤٥٦٧٨٩٠", "0" * 5000, "\x00", "12345678901234567890"])
def test_no_rule_stumbles_over_nonsense(of: IdentifierRule, typed: str) -> None:
    assert not check_by_rule(of, typed).ok


@pytest.mark.parametrize(
    ("typed", "is_one"), [("971013-9019902", True), ("9012311234567", True), ("220-81-62517", False), ("", False)]
)
def test_a_number_that_may_not_be_kept_is_known_by_its_check_or_its_look(typed: str, is_one: bool) -> None:
    resident = rule("kr.rrn", store="no", mask="#############")

    assert is_not_to_be_kept(resident, typed) is is_one
    assert not check_by_rule(resident, typed).ok


@pytest.mark.parametrize(
    ("first48", "digit"),
    [
        ("211020110117921467390011002001000000001123456781", 3),
        ("011220240112345678900011001001000000001123456781", 8),
    ],
)
def test_access_keys_of_the_tax_service(first48: str, digit: int) -> None:
    assert access_key_digit(first48) == digit
    assert access_key_is_right(f"{first48}{digit}")
    assert not access_key_is_right(f"{first48}{(digit + 1) % 10}")


def test_remainders_of_nought_and_one_have_their_own_digits() -> None:
    assert access_key_digit("0" * 48) == 0
    assert access_key_digit("0" * 43 + "10000") == 5
    assert access_key_digit("0" * 47 + "6") == 1


@pytest.mark.parametrize("key", ["", "1" * 47, "1" * 49, "x" * 48, "１" * 48])
def test_an_access_key_is_48_digits_and_one(key: str) -> None:
    with pytest.raises(NotAnAccessKey):
        access_key_digit(key)
    with pytest.raises(NotAnAccessKey):
        access_key_is_right(key[:48])


def test_a_number_is_written_as_its_country_writes_it() -> None:
    masked = (rule("kr.brn", extra_check="kr_brn_mod10", mask="###-##-#####"), rule("be.vat", mask="####.###.###"))

    written = [as_written(masked, number) for number in ("1168200276", "BE0403019261", "1234567890", "123", "")]

    assert written == ["116-82-00276", "0403.019.261", "1234567890", "123", ""]
