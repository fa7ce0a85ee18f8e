"""A self-declaration on paper: what the buyer asks, what the cooperative answered, who declares it, large enough to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reportlab.platypus import Flowable

from sse_desktop.documents.blocks import Labelled, facts, space
from sse_desktop.documents.cooperative import Cooperative
from sse_desktop.documents.page_style import build
from sse_desktop.documents.paragraphs import Text, paragraph
from sse_desktop.documents.signature import closed, signatures
from sse_desktop.domain.errors import N_
from sse_desktop.domain.espd import YES, Answers, Ask, Criterion, Declaration, Line, Operator, Part, Role, Size
from sse_desktop.domain.espd_values import Evidence, Family, amount, family, period
from sse_desktop.locale import Locale

_SIZE = 11.5
_LABEL_SHARE = 0.58
_LONG = 2_000
PARTS = {
    Part.EXCLUSION: N_("Grounds for exclusion"),
    Part.SELECTION: N_("Selection criteria"),
    Part.OTHER: N_("About the cooperative"),
}
SIZES = {
    Size.MICRO: N_("Micro: fewer than 10 people"),
    Size.SMALL: N_("Small: fewer than 50 people"),
    Size.MEDIUM: N_("Medium: fewer than 250 people"),
    Size.LARGE: N_("Large: 250 people or more"),
}
ROLES = {
    Role.SOLE: N_("Offers alone"),
    Role.LEAD: N_("Leads a group that offers together"),
    Role.MEMBER: N_("Member of a group that offers together"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EspdResponse:
    """A declaration as it is answered, and by whom."""

    cooperative: Cooperative
    operator: Operator
    asked: Declaration
    answers: Answers
    title: str = ""


def espd_response(response: EspdResponse, locale: Locale) -> bytes:
    """The declaration with every answer; criteria without any are named at the end."""
    asked = response.asked
    sheet = response.cooperative.sheet(locale.text("Self-declaration (ESPD)"), asked.reference)
    story: list[Flowable] = [
        paragraph(locale.text("Self-declaration (ESPD)"), Text.TITLE),
        *facts(_procedure(response, locale), size=_SIZE, label_share=0.3),
        paragraph(locale.text("Who declares"), Text.HEADING),
        *facts(_operator(response.operator, locale), size=_SIZE, label_share=0.3),
    ]
    given = asked.given(response.answers)
    for part in Part:
        answered = [each for each in asked.criteria if each.part is part and _is_answered(each, given)]
        if answered:
            story += [space(10), paragraph(locale.text(PARTS[part]), Text.TITLE)]
        for criterion in answered:
            story += _criterion(criterion, given, locale)
    story += _left_open(asked, given, locale)
    return build(sheet, closed(story, signatures([response.cooperative.representative], locale)), locale)


def answer_words(locale: Locale, kind: str, value: str) -> str:
    """Return an answer in words: yes or no, dates, amounts and numbers as this language writes them."""
    write = _WORDS.get(family(kind))
    return write(locale, value) if write is not None else value


def _yes_or_no(locale: Locale, value: str) -> str:
    return locale.text("Yes") if value == YES else locale.text("No")


def _day(locale: Locale, value: str) -> str:
    return locale.date(date.fromisoformat(value))


def _amount(locale: Locale, value: str) -> str:
    number, currency = amount(value)
    return f"{locale.number(Decimal(number))} {currency}"


def _number(locale: Locale, value: str) -> str:
    return locale.number(Decimal(value))


def _percent(locale: Locale, value: str) -> str:
    return locale.text("{number} %", number=Decimal(value))


def _proof(_locale: Locale, value: str) -> str:
    found = Evidence.of(value)
    return "\n".join(filter(None, (found.reference, found.issuer, found.address)))


def _period(locale: Locale, value: str) -> str:
    days = period(value)
    if days is None:
        return value
    first, last = (locale.date(date.fromisoformat(day)) if day else "" for day in days)
    if first and last:
        return locale.text("from {first} to {last}", first=first, last=last)
    return locale.text("from {first}", first=first) if first else locale.text("until {last}", last=last)


_WORDS: dict[Family, Callable[[Locale, str], str]] = {
    Family.INDICATOR: _yes_or_no,
    Family.DATE: _day,
    Family.PERIOD: _period,
    Family.AMOUNT: _amount,
    Family.QUANTITY: _number,
    Family.WHOLE: _number,
    Family.PERCENT: _percent,
    Family.EVIDENCE: _proof,
}


def _procedure(response: EspdResponse, locale: Locale) -> list[Labelled]:
    asked = response.asked
    said = (
        (locale.text("Tender"), response.title or asked.title),
        (locale.text("Reference"), asked.reference),
        (locale.text("Buyer"), asked.buyer),
        (locale.text("Number of the notice"), asked.notice_number),
        (locale.text("Lots"), ", ".join(code for code, _title in asked.lots if code not in WHOLE)),
        (locale.text("Version of the form"), asked.version),
    )
    return [Labelled(label=label, value=value) for label, value in said if value]


# What stands for "no lots" in requests.
WHOLE = frozenset(("0", "LOT-0000"))


def _operator(operator: Operator, locale: Locale) -> list[Labelled]:
    place = ", ".join(filter(None, (operator.street, operator.city, operator.region, operator.country)))
    said = (
        (locale.text("Name"), operator.name),
        (locale.text("Tax number"), operator.tax_id),
        (locale.text("Address"), place),
        (locale.text("Telephone"), operator.phone),
        (locale.text("E-mail"), operator.email),
        (locale.text("Represented by"), " · ".join(filter(None, (operator.representative, operator.post)))),
        (locale.text("Size"), locale.text(SIZES[operator.size]) if operator.size else ""),
        (locale.text("Part in the procedure"), locale.text(ROLES[operator.role])),
    )
    return [Labelled(label=label, value=value) for label, value in said if value]


def _is_answered(criterion: Criterion, given: Answers) -> bool:
    return any(question.key in given for question in criterion.questions())


def _criterion(criterion: Criterion, given: Answers, locale: Locale) -> Iterator[Flowable]:
    yield paragraph(criterion.name or criterion.code, Text.HEADING)
    if criterion.description and criterion.description != criterion.name:
        described = paragraph(criterion.description, Text.NOTE)
        # A criterion stays with its first answer; only one that fills half a page may part from it.
        described.keepWithNext = len(criterion.description) < _LONG
        yield described
    for line in criterion.lines(given):
        yield from _line(line, given, locale)
    yield space(4)


def _line(line: Line, given: Answers, locale: Locale) -> Sequence[Flowable]:
    found, value = line.property, given.get(line.property.key, "")
    if not line.asked or (line.optional and not value):
        return ()
    match found.ask:
        case Ask.CAPTION:
            return [paragraph(found.words)] if found.words else ()
        case Ask.REQUIREMENT if found.expected:
            asked = locale.text("{what} (asked for)", what=found.words)
            return facts([Labelled(label=asked, value=found.expected)], size=_SIZE - 1, label_share=_LABEL_SHARE)
        case Ask.QUESTION:
            words = answer_words(locale, found.kind, value) if value else locale.text("not answered")
            item = Labelled(label=found.words or locale.text("Your answer"), value=words, strong=bool(value))
            return facts([item], size=_SIZE, label_share=_LABEL_SHARE)
    return ()


def _left_open(asked: Declaration, given: Answers, locale: Locale) -> Iterator[Flowable]:
    open_ones = [criterion for criterion in asked.criteria if not _is_answered(criterion, given)]
    if open_ones:
        yield paragraph(locale.text("Not answered"), Text.HEADING)
        for criterion in open_ones:
            yield paragraph(f"· {criterion.name or criterion.code}")
    yield paragraph(
        locale.text("The cooperative declares that what is said here is true and that it can prove it when asked.")
    )
