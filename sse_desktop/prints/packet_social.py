"""The social part of a packet: exact texts written in the language of the documents."""

from fractions import Fraction

from sse_desktop.documents.cooperative import Cooperative
from sse_desktop.documents.social_commitments import Answer, Commitment, SocialCommitments
from sse_desktop.domain.clauses import Measure, Parameter, money_of
from sse_desktop.domain.criteria import numbered
from sse_desktop.domain.errors import N_
from sse_desktop.domain.rounding import exact_decimal
from sse_desktop.domain.scoring import Scoring
from sse_desktop.locale import Locale
from sse_desktop.queries.packet_social import PacketAnswer
from sse_desktop.queries.packets import PacketSource


def social_part(source: PacketSource, head: Cooperative, locale: Locale) -> SocialCommitments | None:
    """Return the form with what the bid commits to, or None when it is nothing."""
    if source.social is None:
        return None
    currency = source.total.currency
    commitments = tuple(
        Commitment(
            title=each.title,
            legal_ref=each.legal_ref,
            promised=tuple(
                (locale.text(parameter.title), written(parameter, text, currency, locale))
                for parameter, text in each.promised
            ),
            note=each.note,
        )
        for each in source.social.promises
    )
    answers = tuple(
        Answer(criterion=each.title, answer=_answer(each, locale), evidence=each.evidence)
        for each in source.social.answers
    )
    return SocialCommitments(cooperative=head, reference=source.reference, commitments=commitments, answers=answers)


def written(parameter: Parameter, text: str, currency: str, locale: Locale) -> str:
    """Return the exact text of a parameter as it is printed."""
    match parameter.measure:
        case Measure.SHARE:
            return f"{locale.number(exact_decimal(text) * 100)}\u00a0%"
        case Measure.HOURS:
            return f"{locale.number(exact_decimal(text))}\u00a0h"
        case Measure.NUMBER:
            return locale.number(exact_decimal(text))
        case Measure.MONEY:
            return locale.money(money_of(Fraction(exact_decimal(text)), currency))
        case _:
            return text


def _answer(row: PacketAnswer, locale: Locale) -> str:
    if not row.value:
        return "–"
    if row.scoring is Scoring.BINARY:
        return locale.text(N_("yes") if exact_decimal(row.value) > 0 else N_("no"))
    if row.scoring is Scoring.PROXY_SUM:
        return "\n".join(f"{name}: {locale.number(number)}" for name, number in numbered(row.value).items())
    return f"{locale.number(exact_decimal(row.value))} {row.unit}".strip()
