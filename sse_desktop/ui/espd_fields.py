"""Fields for the answers of a self-declaration: one kind of field for each kind of value, each giving its exact text."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.espd import NO, YES, Property
from sse_desktop.domain.espd_facts import Proof
from sse_desktop.domain.espd_values import Family, NotAnAmount, amount, checked, family, period
from sse_desktop.ui.context import Context
from sse_desktop.ui.widgets.choice_fields import ChoiceField, LongTextField
from sse_desktop.ui.widgets.date_field import DateField
from sse_desktop.ui.widgets.field import Field, LineField, TextField
from sse_desktop.ui.widgets.number_fields import DecimalField

_BETWEEN = (" – ", " - ")
_MEANT_AS_DAY = re.compile(r"[\d./ -]+")


@dataclass(frozen=True)
class AnswerField:
    """A field for one question: `to_text` and `from_text` lead from what the field holds to the answer's text and back."""

    question: Property
    field: Field
    to_text: Callable[[Any], str] = str
    from_text: Callable[[str], Any] = str
    proofs: ChoiceField | None = None

    def answer(self) -> str:
        """Return the text of the answer, empty where nothing is typed. Raises a DomainError with the sentence to show."""
        value = self.field.read()
        return checked(self.question.kind, self.to_text(value)) if value is not None else ""

    def show_answer(self, text: str) -> None:
        """Show an answer; an empty one empties the field."""
        self.field.set_value(self.from_text(text) if text else None)

    def check(self) -> bool:
        """Show what is wrong beside the field, and tell whether it is right."""
        try:
            self.answer()
        except DomainError as failure:
            self.field.show_error(self.field.context.locale.explain(failure))
            return False
        return True


def answer_field(context: Context, question: Property, proofs: Sequence[Proof], currency: str) -> AnswerField:
    """Return the field for a question; the words above it are the buyer's."""
    made = _MAKERS[family(question.kind)](context, question, proofs, currency)
    words = question.words or context.text(N_("Your answer"))
    made.field.title.setText(words)
    made.field.title.setWordWrap(True)
    made.field.title.show()
    made.field.editor.setAccessibleName(words)
    return made


class AmountField(LineField):
    """An amount with its currency behind the number; without one it is in the currency given."""

    def __init__(self, context: Context, name: str, currency: str) -> None:
        super().__init__(context, name, "", required=False, hint=N_("A number and the currency, such as 1250 EUR"))
        self._currency = currency

    def read(self) -> str | None:
        words = self.typed().rsplit(None, 1)
        if not words:
            return None
        has_currency = len(words) == 2 and words[1].isalpha()
        currency = words[1].upper() if has_currency else self._currency
        number = self.context.locale.parse_decimal(words[0] if has_currency else self.typed())
        if not currency:
            raise NotAnAmount(value=self.typed())
        return f"{number:f} {currency}"

    def set_value(self, value: str | None) -> None:
        number, currency = amount(value or "")
        self.line.setText(f"{self.context.locale.number(Decimal(number))} {currency}" if number else "")
        self.show_note("")


class PeriodField(LineField):
    """First and last day with a dash between them, or a length in words."""

    def __init__(self, context: Context, name: str) -> None:
        days = tuple(context.locale.date(date(2025, month, day)) for month, day in ((1, 1), (12, 31)))
        super().__init__(context, name, "", required=False)
        self._hint = context.text(
            N_("First and last day, such as {first} – {last}, or in words"), first=days[0], last=days[1]
        )
        self.show_note("")

    def read(self) -> str | None:
        typed = self.typed()
        parts = next((typed.split(sign) for sign in _BETWEEN if sign in typed), [typed])
        if len(parts) != 2:
            return typed or None
        try:
            first, last = (self._day(part) for part in parts)
        except DomainError:
            if all(_MEANT_AS_DAY.fullmatch(part) for part in parts):
                raise
            return typed
        return f"{first}/{last}"

    def _day(self, words: str) -> str:
        today = self.context.today()
        return self.context.locale.parse_date(words.strip(), today).isoformat() if words.strip() else ""

    def set_value(self, value: str | None) -> None:
        days = period(value or "")
        if days is None:
            self.line.setText(value or "")
        else:
            first, last = (self.context.locale.date(date.fromisoformat(day)) if day else "" for day in days)
            self.line.setText(f"{first} – {last}")
        self.show_note("")


def _yes_or_no(context: Context, question: Property, _proofs: Sequence[Proof], _currency: str) -> AnswerField:
    words = ((YES, context.text(N_("Yes"))), (NO, context.text(N_("No"))))
    return AnswerField(question, ChoiceField(context, question.key, "", words, required=False))


def _day(context: Context, question: Property, _proofs: Sequence[Proof], _currency: str) -> AnswerField:
    return AnswerField(question, DateField(context, question.key, "", required=False), _iso, date.fromisoformat)


def _iso(day: date) -> str:
    return day.isoformat()


def _period(context: Context, question: Property, _proofs: Sequence[Proof], _currency: str) -> AnswerField:
    return AnswerField(question, PeriodField(context, question.key))


def _amount(context: Context, question: Property, _proofs: Sequence[Proof], currency: str) -> AnswerField:
    return AnswerField(question, AmountField(context, question.key, question.currency or currency))


def _number(context: Context, question: Property, _proofs: Sequence[Proof], _currency: str) -> AnswerField:
    unit = "%" if family(question.kind) is Family.PERCENT else question.unit
    return AnswerField(question, DecimalField(context, question.key, "", unit=unit, required=False), _plain, Decimal)


def _plain(number: Decimal) -> str:
    return format(number, "f")


def _word(context: Context, question: Property, _proofs: Sequence[Proof], _currency: str) -> AnswerField:
    hint = (
        N_("The letters of the country, as the buyer writes its own, such as BEL")
        if family(question.kind) is Family.COUNTRY
        else ""
    )
    return AnswerField(question, TextField(context, question.key, "", required=False, hint=hint))


def _lines(context: Context, question: Property, _proofs: Sequence[Proof], _currency: str) -> AnswerField:
    hint = N_("Several: a line each") if family(question.kind) is Family.IDENTIFIER else ""
    return AnswerField(question, LongTextField(context, question.key, "", lines=2, hint=hint))


def _proof(context: Context, question: Property, proofs: Sequence[Proof], _currency: str) -> AnswerField:
    hint = N_("A line each: name or number, web address, who issued it")
    field = LongTextField(context, question.key, "", lines=3, hint=hint)
    if not proofs:
        return AnswerField(question, field)
    named = [(proof.value, proof.value.replace("\n", " · ")) for proof in proofs]
    ours = ChoiceField(context, f"{question.key} paper", N_("Take one of our papers"), named, required=False)
    ours.edited.connect(lambda: field.set_value(ours.read()))
    return AnswerField(question, field, proofs=ours)


_MAKERS: dict[Family, Callable[[Context, Property, Sequence[Proof], str], AnswerField]] = {
    Family.INDICATOR: _yes_or_no,
    Family.DATE: _day,
    Family.PERIOD: _period,
    Family.AMOUNT: _amount,
    Family.QUANTITY: _number,
    Family.WHOLE: _number,
    Family.PERCENT: _number,
    Family.CODE: _word,
    Family.COUNTRY: _word,
    Family.ADDRESS: _word,
    Family.IDENTIFIER: _lines,
    Family.EVIDENCE: _proof,
    Family.TEXT: _lines,
}
