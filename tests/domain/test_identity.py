"""Identifiers are checked while they are typed."""

import pytest

from sse_desktop.domain.identity import (
    IdentifierCheck,
    NotAnAccessKey,
    UnknownIdentifierKind,
    access_key_digit,
    access_key_is_right,
    check_identifier,
    identifier_kinds,
)


@pytest.mark.parametrize(
    ("kind", "typed", "normalised"),
    [
        ("ec-ruc", "1792146739 001", "1792146739001"),
        ("ec-ci", "171430710-3", "1714307103"),
        ("kr-brn", "220-81-62517", "2208162517"),
        ("be-vat", "BE 0403.019.261", "0403019261"),
        ("iban", "BE71 0961 2345 6769", "BE71096123456769"),
    ],
)
def test_a_right_number_loses_its_spaces_and_marks(kind: str, typed: str, normalised: str) -> None:
    assert check_identifier(kind, typed) == IdentifierCheck(ok=True, blocking=False, normalised=normalised)


@pytest.mark.parametrize("kind", ["ec-ruc", "ec-ci"])
def test_ecuador_warns_and_never_blocks(kind: str) -> None:
    assert check_identifier(kind, " 1234567890 ") == IdentifierCheck(ok=False, blocking=False, normalised="1234567890")


@pytest.mark.parametrize(
    ("kind", "typed"),
    [("kr-brn", "220-81-62518"), ("kr-brn", "123"), ("be-vat", "0403019262"), ("iban", "BE71 0961 2345 6768")],
)
def test_elsewhere_a_wrong_number_blocks_and_keeps_what_was_typed(kind: str, typed: str) -> None:
    assert check_identifier(kind, typed) == IdentifierCheck(ok=False, blocking=True, normalised=typed)


@pytest.mark.parametrize("kind", sorted(identifier_kinds()))
@pytest.mark.parametrize("typed", ["", "x", "١٢٣٤٥٦٧٨٩٠", "0" * 5000, "\x00", "12345678901234567890"])
def test_no_kind_stumbles_over_nonsense(kind: str, typed: str) -> None:
    assert not check_identifier(kind, typed).ok


def test_an_unknown_kind_is_named() -> None:
    with pytest.raises(UnknownIdentifierKind, match="ec-xyz"):
        check_identifier("ec-xyz", "1")


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
