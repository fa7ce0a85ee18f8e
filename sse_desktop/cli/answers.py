"""What a verb says: one JSON object, or lines for people; and how a refusal is said."""

import json
import sys
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.money import Money
from sse_desktop.domain.quantity import Quantity

if TYPE_CHECKING:
    from sse_desktop.cli.choices import Choices

Json = dict[str, Any]


class Refused(Exception):
    """A verb was refused, but has something to say besides the sentence."""

    def __init__(self, failure: DomainError, data: Json) -> None:
        super().__init__()
        self.failure, self.data = failure, data


class NotText(DomainError):
    """An argument holds bytes that are no characters: typed on a terminal or in a script of another encoding."""

    sentence = N_("“{text}” holds characters that can't be read. Nothing was done. Write it in UTF-8.")


def is_text(word: str) -> bool:
    """Tell whether an argument can be stored and printed: what could not be decoded stands in it as lone surrogates."""
    return not any("\ud800" <= character <= "\udfff" for character in word)


def give(choices: "Choices", data: Mapping[str, Any], lines: Iterable[str] = ()) -> None:
    """Print the object with --json, else the lines."""
    if choices.json:
        print(json.dumps(data, ensure_ascii=False))
        return
    for line in lines:
        print(line)


def refuse(choices: "Choices", failure: DomainError, data: Mapping[str, Any] | None = None) -> None:
    """Say why nothing was done: a sentence for a person, and its code with --json."""
    sentence = choices.locale.explain(failure)
    if choices.json:
        print(json.dumps({**(data or {}), "refused": {"code": failure.code, "sentence": sentence}}, ensure_ascii=False))
    else:
        print(sentence, file=sys.stderr)


def exact(value: Quantity | Money) -> str:
    """Return an amount exactly, as text and without zeros that say nothing: 94, 27.9."""
    text = format(value.amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def money(value: Money) -> Json:
    """Return an amount of money with all decimals of its currency."""
    return {"amount": format(value.amount, "f"), "currency": value.currency}


def quantity(value: Quantity | None) -> Json | None:
    """Return a quantity with its unit."""
    return None if value is None else {"quantity": exact(value), "unit": value.unit}


def moment(value: datetime | date | None, zone: str) -> str | None:
    """Return an instant with its offset in a zone, a civil date as it is."""
    if isinstance(value, datetime):
        return value.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")
    return None if value is None else value.isoformat()
