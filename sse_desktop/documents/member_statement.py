"""What one family receives and why, from kilo to money, in large type to be read aloud."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable, PageBreak

from sse_desktop.documents.blocks import Step, band, space, steps
from sse_desktop.documents.cooperative import Cooperative
from sse_desktop.documents.imposition import joined
from sse_desktop.documents.page_style import Sheet, build
from sse_desktop.documents.paragraphs import Text, paragraph
from sse_desktop.documents.signature import Signer, closed, signatures
from sse_desktop.documents.statement_table import StatementLine, delivered_lines, kilos_of, worth_of
from sse_desktop.documents.sums import must_agree
from sse_desktop.domain.money import Money, sum_money
from sse_desktop.domain.words import WordsStyle
from sse_desktop.locale import Locale

__all__ = [
    "MemberStatement",
    "SettlementTotals",
    "StatementDeduction",
    "StatementLine",
    "member_statement",
    "member_statements",
]

_LINES_BESIDE_THE_ACCOUNT = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementDeduction:
    """A deduction with its formula in plain words, such as "1 % of $ 858.82, agreed in the assembly"."""

    title: str
    formula: str
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementTotals:
    """The settlement that a statement belongs to: what the buyer paid, what was kept, what all families got."""

    received: Money
    retained: tuple[tuple[str, Money], ...]
    shared: Money
    paid_to_all: Money
    due_to_all: Money
    families: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberStatement:
    """One family in one settlement.

    `kept` is this family's part of what the cooperative keeps. `due` is the value of the lines less that, and what was
    owed already before; `paid` the share of it that is paid now, `net` what is left after the deductions, `carried`
    what stays owed.
    """

    cooperative: Cooperative
    number: str
    member_name: str
    member_number: int
    member_id_number: str
    from_on: date
    to_on: date
    buyer: str
    lines: tuple[StatementLine, ...]
    due: Money
    paid: Money
    deductions: tuple[StatementDeduction, ...]
    net: Money
    carried: Money
    settlement: SettlementTotals
    kept: tuple[StatementDeduction, ...] = ()
    treasurer: str = ""


def member_statement(statement: MemberStatement, locale: Locale) -> bytes:
    """The sheet of one family.

    Raises: SumsDisagree when due, paid, deductions, net, carried or the settlement's totals do not add up.
    """
    _check(statement, locale)
    is_long = len(statement.lines) > _LINES_BESIDE_THE_ACCOUNT
    period = locale.text("{first} to {last}", first=statement.from_on, last=statement.to_on)
    sheet = statement.cooperative.sheet(
        locale.text("Settlement {number}", number=statement.number),
        locale.text(
            "Family {number} of {families}", number=statement.member_number, families=statement.settlement.families
        ),
        title=locale.text("Statement of {member}", member=statement.member_name),
    )
    story: list[Flowable] = [
        paragraph(locale.text("What {member} receives", member=statement.member_name), Text.TITLE),
        paragraph(f"{period} · {statement.buyer}", Text.TEXT),
        *([] if is_long else _deliveries(statement, sheet, locale)),
        *steps(_account(statement, locale), size=14 if is_long else 13),
        space(6),
        paragraph(_in_words(statement.net, locale), Text.LARGE),
        band(_agreement(statement.settlement, locale)),
    ]
    signers = [
        Signer(role=locale.text("Family"), name=statement.member_name, id_number=statement.member_id_number),
        Signer(role=locale.text("Treasurer"), name=statement.treasurer),
    ]
    account = closed(story, signatures(signers, locale, size=10.5, room=36))
    return build(sheet, [*account, *(_on_a_second_page(statement, sheet, locale) if is_long else [])], locale)


def member_statements(
    statements: Sequence[MemberStatement], locale: Locale, begun: Callable[[int], object] = int
) -> bytes:
    """The sheets of several families in one file, each as it would be alone; `begun` is told the place of each.

    Raises: SumsDisagree.
    """
    first = statements[0]
    made = []
    for place, one in enumerate(statements):
        begun(place)
        made.append((f"{one.member_number} · {one.member_name}", member_statement(one, locale)))
    title = locale.text("Statements of settlement {number}", number=first.number)
    return joined(made, title=title, author=first.cooperative.name, locale=locale)


def _check(one: MemberStatement, locale: Locale) -> None:
    currency = one.due.currency
    deducted = sum_money((deduction.amount for deduction in one.deductions), currency)
    must_agree(locale.text("Paid out"), one.net, one.paid - deducted)
    must_agree(locale.text("Carried over"), one.carried, one.due - one.paid)
    totals = one.settlement
    retained = sum_money((kept for _title, kept in totals.retained), currency)
    must_agree(locale.text("Paid by the buyer"), totals.received, totals.shared + retained)
    must_agree(locale.text("Paid to all families"), totals.paid_to_all, totals.shared)


def _deliveries(one: MemberStatement, sheet: Sheet, locale: Locale) -> list[Flowable]:
    return [delivered_lines(one.lines, sheet.text_width, one.due.currency, locale)] if one.lines else []


def _on_a_second_page(one: MemberStatement, sheet: Sheet, locale: Locale) -> list[Flowable]:
    """The deliveries apart, so that the account and its signatures stay on one page."""
    return [
        PageBreak(),
        paragraph(locale.text("Deliveries of {member}", member=one.member_name), Text.TITLE),
        *_deliveries(one, sheet, locale),
    ]


def _account(one: MemberStatement, locale: Locale) -> list[Step]:
    account = []
    if one.lines:
        account.append(
            Step(
                label=locale.text("Your kilos were worth"),
                figure=locale.money(worth_of(one.lines, one.due.currency)),
                note=locale.text(
                    "{kilos} accepted by the buyer, at the price of each delivery", kilos=kilos_of(one.lines)
                ),
            )
        )
    account += [Step(label=kept.title, figure=f"− {locale.money(kept.amount)}", note=kept.formula) for kept in one.kept]
    before = (
        one.due
        - worth_of(one.lines, one.due.currency)
        + sum_money((kept.amount for kept in one.kept), one.due.currency)
    )
    if before.minor:
        account.append(
            Step(
                label=locale.text("Still owed to you from before"),
                figure=locale.money(before),
                note=locale.text("from earlier deliveries that the buyer had not paid in full"),
            )
        )
    account.append(
        Step(label=locale.text("Paid now"), figure=locale.money(one.paid), note=_share_in_words(one, locale))
    )
    account += [
        Step(label=deduction.title, figure=f"− {locale.money(deduction.amount)}", note=deduction.formula)
        for deduction in one.deductions
    ]
    account.append(Step(label=locale.text("You receive today"), figure=locale.money(one.net), result=True))
    return [*account, *_still_owed(one, locale)]


def _share_in_words(one: MemberStatement, locale: Locale) -> str:
    totals = one.settlement
    if totals.shared == totals.due_to_all:
        return locale.text("the buyer paid all that was due")
    return locale.text(
        "your part: {due} of {all_due} due to all families, and {shared} are shared now",
        due=one.due,
        all_due=totals.due_to_all,
        shared=totals.shared,
    )


def _still_owed(one: MemberStatement, locale: Locale) -> list[Step]:
    if not one.carried.minor:
        return []
    note = locale.text(
        "{due} due − {paid} paid now; it comes with the buyer's next payment", due=one.due, paid=one.paid
    )
    return [Step(label=locale.text("Carried over to the next settlement"), figure=locale.money(one.carried), note=note)]


def _in_words(money: Money, locale: Locale) -> str:
    return locale.text("In words: {words}", words=locale.in_words(money, WordsStyle.TEXT))


def _agreement(totals: SettlementTotals, locale: Locale) -> list[str]:
    """What the sums of the settlement agree with, to the last minor unit."""
    said = [
        locale.text(
            "All {n} families together {paid} = shared from the buyer's payment {shared}.",
            n=totals.families,
            paid=totals.paid_to_all,
            shared=totals.shared,
        )
    ]
    if totals.retained:
        kept = " − ".join(f"{title} {locale.money(money)}" for title, money in totals.retained)
        said.append(
            locale.text(
                "Paid by the buyer {received} − {kept} = {shared}.",
                received=totals.received,
                kept=kept,
                shared=totals.shared,
            )
        )
    else:
        said.append(locale.text("Paid by the buyer {received}; nothing was kept back.", received=totals.received))
    return said
