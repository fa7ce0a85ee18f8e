"""Numbers that authorities and banks give: this file checks identifiers while they are typed, never over the network."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.jurisdiction_terms import IdentifierRule

# No identifier is longer, and python-stdnum stumbles over thousands of digits.
_LONGEST = 64

_BRN_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)


class NotToBeKept(DomainError):
    """The law forbids to keep a number of this kind."""

    sentence = N_(
        "This looks like a number that the law forbids to keep ({number}). Nothing was saved. Leave the field empty, or type another number."
    )


class NotAnAccessKey(DomainError):
    """A tax document's access key has the wrong length or holds something else than digits."""

    sentence = N_("An access key has {digits} digits. Copy it again from the document.")


@dataclass(frozen=True, slots=True)
class IdentifierCheck:
    """What a check found: `ok`; `blocking` when it must not be kept; the number without spaces and marks."""

    ok: bool
    blocking: bool
    normalised: str


def check_by_rule(rule: IdentifierRule, value: str) -> IdentifierCheck:
    """Check a number by a rule of a profile: its module of python-stdnum, then the extra check that the rule names.

    A number for which the rule knows no check is right as it stands. One that may not be kept at all is never right.
    """
    strict = rule.severity == "block"
    normalised: str | None = value.strip()
    if rule.stdnum:
        normalised = _valid(import_module(f"stdnum.{rule.stdnum}"), value)
    elif rule.extra_check:
        normalised = re.sub(r"[\s./-]", "", value)
    if normalised is None or not EXTRA_CHECKS.get(rule.extra_check, _is_anything)(normalised):
        return IdentifierCheck(ok=False, blocking=strict, normalised=value.strip())
    return IdentifierCheck(ok=rule.store != "no", blocking=rule.store == "no", normalised=normalised)


def is_checked(rule: IdentifierRule) -> bool:
    """Say whether a rule knows any check."""
    return bool(rule.stdnum or rule.extra_check)


def is_not_to_be_kept(rule: IdentifierRule, value: str) -> bool:
    """Say whether a number is one that the law forbids to keep: the rule says so, and its checks fit or it looks like one."""
    if rule.store != "no" or not value.strip():
        return False
    digits = re.sub(r"[\s./-]", "", value)
    looks_alike = bool(rule.mask) and re.fullmatch(rule.mask.replace("#", "[0-9]"), digits) is not None
    return looks_alike or (bool(rule.stdnum) and _valid(import_module(f"stdnum.{rule.stdnum}"), value) is not None)


def as_written(rules: Iterable[IdentifierRule], number: str) -> str:
    """Return the number of an organisation as its country writes it, 116-82-00276: by the mask of the first rule it fits.

    A number that fits none, and one without a mask, stays as it is.
    """
    for rule in rules:
        if rule.holder == "org" and rule.mask and rule.store != "no" and check_by_rule(rule, number).ok:
            signs = re.sub(r"[\s./-]", "", check_by_rule(rule, number).normalised)
            if len(signs) == rule.mask.count("#"):
                left = iter(signs)
                return "".join(next(left) if sign == "#" else sign for sign in rule.mask)
    return number


def access_key_digit(first48: str) -> int:
    """Return the check digit of an SRI access key from its first 48 digits.

    Modulo 11 with weights 2 to 7 from the right; 11 gives 0 and 10 gives 1 (SRI, technical sheet 2.31).

    Raises: NotAnAccessKey.
    """
    if not re.fullmatch(r"[0-9]{48}", first48):
        raise NotAnAccessKey(digits=48)
    total = sum(int(digit) * (2 + place % 6) for place, digit in enumerate(reversed(first48)))
    return {11: 0, 10: 1}.get(11 - total % 11, 11 - total % 11)


def access_key_is_right(key: str) -> bool:
    """Say whether a whole access key of 49 digits ends in its check digit.

    Raises: NotAnAccessKey.
    """
    if not re.fullmatch(r"[0-9]{49}", key):
        raise NotAnAccessKey(digits=49)
    return access_key_digit(key[:48]) == int(key[48])


def _valid(rule: Any, value: str) -> str | None:
    from stdnum.exceptions import ValidationError

    if len(value) > _LONGEST:
        return None
    try:
        return str(rule.validate(value))
    except ValidationError:
        return None


def _brn_digit_is_right(number: str) -> bool:
    # python-stdnum 2.2 checks a Korean business number's form only; the tenth digit is checked here.
    digits = [int(digit) for digit in number]
    total = sum(digit * weight for digit, weight in zip(digits[:9], _BRN_WEIGHTS, strict=True)) + digits[8] * 5 // 10
    return (total + digits[9]) % 10 == 0


def _is_anything(_number: str) -> bool:
    return True


def _is_corporate_number(number: str) -> bool:
    """Korean corporate registration number: 13 digits, weights 1 and 2 in turn, the last is (10 - sum mod 10) mod 10."""
    if not re.fullmatch(r"[0-9]{13}", number):
        return False
    total = sum(int(digit) * (1 + place % 2) for place, digit in enumerate(number[:12]))
    return (total + int(number[12])) % 10 == 0


def _is_belgian_unit(number: str) -> bool:
    """Belgian establishment unit: 10 digits from 2 to 8 on, the last two are 97 minus the first eight modulo 97."""
    return re.fullmatch(r"[2-8][0-9]{9}", number) is not None and int(number[8:]) == 97 - int(number[:8]) % 97


def _is_business_number(number: str) -> bool:
    return re.fullmatch(r"[0-9]{10}", number) is not None and _brn_digit_is_right(number)


# Checks that python-stdnum does not have; profiles name them.
EXTRA_CHECKS: Final[Mapping[str, Callable[[str], bool]]] = {
    "kr_brn_mod10": _is_business_number,
    "kr_corp_mod10": _is_corporate_number,
    "be_unit_mod97": _is_belgian_unit,
}
