"""Answers of a self-declaration as text: this file is how each kind of value is written, checked and taken apart.

| kind | text |
| --- | --- |
| indicator | true, false |
| date | 2026-11-24 |
| period | 2026-01-01/2026-12-31, either day may be missing; or words |
| amount | 1250.50 EUR |
| quantity, percentage | 12.5 |
| code, identifier, address | as it is; several identifiers on several lines |
| evidence | up to three lines: number or name, address, issuer |
| text | as it is |
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.espd import NO, YES


class Family(StrEnum):
    """How a value is written; several data types share one."""

    INDICATOR = "indicator"
    DATE = "date"
    PERIOD = "period"
    AMOUNT = "amount"
    QUANTITY = "quantity"
    WHOLE = "whole"
    PERCENT = "percent"
    CODE = "code"
    COUNTRY = "country"
    IDENTIFIER = "identifier"
    EVIDENCE = "evidence"
    ADDRESS = "address"
    TEXT = "text"


# The data types of versions 1.0.2 to 4.1.0; one that is not here is asked for as text.
FAMILIES = {
    "INDICATOR": Family.INDICATOR,
    "DATE": Family.DATE,
    "PERIOD": Family.PERIOD,
    "AMOUNT": Family.AMOUNT,
    "MINIMUM_AMOUNT": Family.AMOUNT,
    "MAXIMUM_AMOUNT": Family.AMOUNT,
    "QUANTITY": Family.QUANTITY,
    "MINIMUM_QUANTITY": Family.QUANTITY,
    "MAXIMUM_QUANTITY": Family.QUANTITY,
    "MINIMUM_VALUE_NUMERIC": Family.QUANTITY,
    "MAXIMUM_VALUE_NUMERIC": Family.QUANTITY,
    "QUANTITY_INTEGER": Family.WHOLE,
    "MINIMUM_QUANTITY_INTEGER": Family.WHOLE,
    "QUANTITY_YEAR": Family.WHOLE,
    "MINIMUM_QUANTITY_YEAR": Family.WHOLE,
    "PERCENTAGE": Family.PERCENT,
    "CODE": Family.CODE,
    "CODE_BOOLEAN": Family.CODE,
    "CODE_COUNTRY": Family.COUNTRY,
    "ECONOMIC_OPERATOR_ROLE_CODE": Family.CODE,
    "IDENTIFIER": Family.IDENTIFIER,
    "LOT_IDENTIFIER": Family.IDENTIFIER,
    "ECONOMIC_OPERATOR_IDENTIFIER": Family.IDENTIFIER,
    "QUAL_IDENTIFIER": Family.IDENTIFIER,
    "EVIDENCE_IDENTIFIER": Family.EVIDENCE,
    "EVIDENCE_URL": Family.EVIDENCE,
    "URL": Family.ADDRESS,
    "DESCRIPTION": Family.TEXT,
}

_PERIOD = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})?/([0-9]{4}-[0-9]{2}-[0-9]{2})?")
_AMOUNT = re.compile(r"(-?[0-9]{1,15}(?:\.[0-9]{1,6})?) ([A-Z]{3})")
_LONGEST = 8_000
_LARGEST = Decimal(10) ** 15
# What no XML can hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class EspdValueWrong(DomainError):
    """An answer that the question's data type does not allow."""

    sentence = N_("This answer does not fit the question.")


class NotADay(EspdValueWrong):
    """No date."""

    sentence = N_("“{value}” is no date. Type a day, such as 2026-11-24.")


class NotAnAmount(EspdValueWrong):
    """No amount of money."""

    sentence = N_("“{value}” is no amount. Type a number and the currency, such as 1250.50 EUR.")


class NotAQuantity(EspdValueWrong):
    """No number."""

    sentence = N_("“{value}” is no number. Type a number without unit.")


class NotAWholeNumber(EspdValueWrong):
    """A number with decimals where a count is asked for."""

    sentence = N_("“{value}” is no whole number. Type a number without decimals.")


class NotYesOrNo(EspdValueWrong):
    """Neither yes nor no."""

    sentence = N_("“{value}” is neither yes nor no.")


class NotOneWord(EspdValueWrong):
    """Blanks in a code or an address."""

    sentence = N_("“{value}” must be one word without blanks.")


class PeriodReversed(EspdValueWrong):
    """A period that ends before it begins."""

    sentence = N_("This period ends before it begins. Exchange the two days.")


class TooLong(EspdValueWrong):
    """More than any question is meant for."""

    sentence = N_("This answer has more than {limit} letters. Shorten it.")


def family(kind: str) -> Family:
    """Return how values of a data type are written; a type of a later version counts as text."""
    return FAMILIES.get(kind, Family.TEXT)


def checked(kind: str, value: str) -> str:
    """Return an answer as it is kept: blanks around and letters that no file can hold are left out; empty stays empty.

    Raises:
        EspdValueWrong: its data type does not allow it.
    """
    value = _FORBIDDEN.sub("", value.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(value) > _LONGEST:
        raise TooLong(limit=_LONGEST)
    return _CHECKS[family(kind)](value) if value else ""


def period(value: str) -> tuple[str, str] | None:
    """Return first and last day of a period, each may be empty; None where it is told in words."""
    found = _PERIOD.fullmatch(value)
    return (found[1] or "", found[2] or "") if found else None


def amount(value: str) -> tuple[str, str]:
    """Return number and currency of an amount."""
    number, _, currency = value.partition(" ")
    return number, currency


@dataclass(frozen=True, slots=True)
class Evidence:
    """A proof: its number or name, where it is found, who issued it."""

    reference: str
    address: str = ""
    issuer: str = ""

    @classmethod
    def of(cls, value: str) -> Evidence:
        """Return the proof of a text with up to three lines."""
        return cls(*[*value.split("\n"), "", ""][:3])

    @property
    def value(self) -> str:
        """The text of the proof."""
        return f"{self.reference}\n{self.address}\n{self.issuer}".rstrip("\n")


def _indicator(value: str) -> str:
    if value not in {YES, NO}:
        raise NotYesOrNo(value=value)
    return value


def _day(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise NotADay(value=value) from None


def _period(value: str) -> str:
    days = period(value)
    if days is None or value == "/":
        return "" if value == "/" else _text(value)
    first, last = (_day(each) if each else "" for each in days)
    if first and last and last < first:
        raise PeriodReversed
    return f"{first}/{last}"


def _amount(value: str) -> str:
    if not _AMOUNT.fullmatch(value):
        raise NotAnAmount(value=value)
    return value


def _number(value: str) -> Decimal:
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise NotAQuantity(value=value) from None
    if not number.is_finite() or abs(number) >= _LARGEST or "_" in value:
        raise NotAQuantity(value=value)
    return number


def _quantity(value: str) -> str:
    return format(_number(value), "f")


def _whole(value: str) -> str:
    number = _number(value)
    if number != number.to_integral_value():
        raise NotAWholeNumber(value=value)
    return str(int(number))


def _word(value: str) -> str:
    if len(value.split()) != 1:
        raise NotOneWord(value=value)
    return value


def _lines(value: str) -> str:
    return "\n".join(line.strip() for line in value.split("\n") if line.strip())


def _evidence(value: str) -> str:
    proof = Evidence.of("\n".join(line.strip() for line in value.split("\n")))
    if len(proof.address.split()) > 1:
        raise NotOneWord(value=proof.address)
    return proof.value


def _text(value: str) -> str:
    return value


_CHECKS = {
    Family.INDICATOR: _indicator,
    Family.DATE: _day,
    Family.PERIOD: _period,
    Family.AMOUNT: _amount,
    Family.QUANTITY: _quantity,
    Family.WHOLE: _whole,
    Family.PERCENT: _quantity,
    Family.CODE: _text,
    Family.COUNTRY: _word,
    Family.IDENTIFIER: _lines,
    Family.EVIDENCE: _evidence,
    Family.ADDRESS: _word,
    Family.TEXT: _text,
}
