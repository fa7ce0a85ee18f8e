"""Sums are checked where they are printed: a paper whose parts do not add up is not made."""

from __future__ import annotations

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.money import Money, minor_digits
from sse_desktop.locale import Locale


class SumsDisagree(DomainError):
    """Two amounts on one paper should be the same and are not."""

    sentence = N_(
        "The paper was not made: {what} is {stated}, but its parts add up to {found}. "
        "Nothing was changed; check the entries it is made from."
    )


class WordsDisagree(DomainError):
    """The amount in words is not the amount in figures."""

    sentence = N_("The paper was not made: the total is {total}, but in words it says “{words}”. Correct the words.")


def must_agree(what: str, stated: Money, found: Money) -> None:
    """Refuse a stated sum that is not what its parts add up to.

    Raises: SumsDisagree.
    """
    if stated != found:
        raise SumsDisagree(what=what, stated=stated, found=found)


def must_be_in_words(total: Money, words: str, locale: Locale) -> None:
    """Refuse words that say another amount than the figures.

    Raises: WordsDisagree.
    """
    if not locale.words_agree(words, total):
        raise WordsDisagree(total=total, words=words)


def amount(money: Money, locale: Locale) -> str:
    """Figures of an amount with the decimals of its currency, for columns whose header names the currency."""
    return locale.number(money.amount, minor_digits(money.currency))
