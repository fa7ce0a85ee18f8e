"""The letter of presentation and commitment that opens an offer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable

from sse_desktop.documents.cooperative import Cooperative
from sse_desktop.documents.page_style import Form
from sse_desktop.documents.paragraphs import Text, paragraph
from sse_desktop.documents.signature import closed, signatures
from sse_desktop.documents.sums import must_be_in_words
from sse_desktop.domain.errors import N_
from sse_desktop.domain.money import Money
from sse_desktop.domain.words import WordsStyle
from sse_desktop.locale import Locale


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentLetter:
    """Who commits to what. `declarations` replaces our wording by that of an official form, in its order."""

    cooperative: Cooperative
    reference: str
    title: str
    buyer: str
    total: Money
    place: str = ""
    on: date | None = None
    valid_days: int | None = None
    declarations: tuple[str, ...] = ()
    total_in_words: str = ""
    with_tax: bool = False
    says_tax: bool = True


def commitment_letter(letter: CommitmentLetter, code: str, locale: Locale) -> Form:
    """The letter with its numbered declarations, signed by the representative.

    Raises: WordsDisagree.
    """
    heading = locale.text("Letter of presentation and commitment")
    sheet = letter.cooperative.sheet(heading, letter.reference, foliated=True)
    where = ", ".join(filter(None, (letter.place, locale.date(letter.on, "long") if letter.on else "")))
    story: list[Flowable] = [paragraph(f"{code}  {heading}".strip(), Text.TITLE)]
    if where:
        story.append(paragraph(where))
    story += [
        paragraph(letter.buyer, Text.STRONG),
        paragraph(_opening(letter, locale)),
        *(
            paragraph(f"{number}. {declaration}")
            for number, declaration in enumerate(letter.declarations or _declarations(letter, locale), 1)
        ),
    ]
    return Form(sheet, closed(story, signatures([letter.cooperative.representative], locale)))


def _opening(letter: CommitmentLetter, locale: Locale) -> str:
    words = letter.total_in_words or locale.in_words(letter.total, WordsStyle.FORM)
    must_be_in_words(letter.total, words, locale)
    without = N_(
        "The undersigned, {name}, representing {cooperative} ({identifier}), presents its offer in the process "
        "{reference}, “{title}”, for {total} ({words}), without tax, and declares:"
    )
    with_tax = N_(
        "The undersigned, {name}, representing {cooperative} ({identifier}), presents its offer in the process "
        "{reference}, “{title}”, for {total} ({words}), with tax, and declares:"
    )
    no_tax = N_(
        "The undersigned, {name}, representing {cooperative} ({identifier}), presents its offer in the process "
        "{reference}, “{title}”, for {total} ({words}), and declares:"
    )
    stated = with_tax if letter.with_tax else without
    return locale.text(
        stated if letter.says_tax else no_tax,
        name=letter.cooperative.representative.name,
        cooperative=letter.cooperative.name,
        identifier=letter.cooperative.identifier,
        reference=letter.reference,
        title=letter.title,
        total=letter.total,
        words=words,
    )


def _declarations(letter: CommitmentLetter, locale: Locale) -> list[str]:
    """Our own wording, in the order in which such letters go: who we are, what we know, what we promise, what we allow."""
    validity = (
        locale.text("The offer stands for {days} days from the day it is handed in.", days=letter.valid_days)
        if letter.valid_days
        else locale.text("The offer stands for the time that the conditions of the process ask for.")
    )
    return [
        locale.text(
            "{cooperative} may contract with public bodies: it is registered and enabled as a supplier, and no ground for "
            "exclusion applies to it, to its representative or to its members.",
            cooperative=letter.cooperative.name,
        ),
        locale.text(
            "It prepared this offer on its own. It did not agree on prices, quantities or conditions with other suppliers, "
            "and neither gave nor promised anything to anybody who takes part in the decision."
        ),
        locale.text(
            "It studied the conditions of the process, the specifications and the clarifications, accepts them in full, "
            "and will not ask for changes later because it did not know them."
        ),
        locale.text(
            "The products are grown by its members, who are named in the list of members. What it offers week by week can "
            "be delivered; the quantities come from the pledges of the families and from the produce in its stores."
        ),
        locale.text(
            "The prices include everything needed to deliver: harvest, sorting, packing, transport, unloading and "
            "replacement of what is rejected with reason."
        ),
        validity,
        locale.text(
            "If it is awarded the contract it will sign it in time, hand in the papers that are asked for, deliver by the "
            "plan in this offer and replace rejected products within the term of the conditions."
        ),
        locale.text(
            "It accepts that the buyer may end the process without an award, as the rules allow, and will not claim "
            "damages for that."
        ),
        locale.text(
            "All that this offer says is true and can be proved by the papers in it. The buyer may check it, ask others "
            "about it and publish what the rules ask it to publish."
        ),
        locale.text("The means with which it works, and those it will be paid with, have a lawful origin and use."),
        locale.text("Whoever signs has the power to commit the organisation, as the appointment in this packet shows."),
    ]
