"""A letter with our questions on a tender: one text, for the paper and for the mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from reportlab.platypus import Flowable

from sse_desktop.documents.cooperative import Cooperative
from sse_desktop.documents.page_style import build
from sse_desktop.documents.paragraphs import Text, paragraph
from sse_desktop.documents.signature import closed, signatures
from sse_desktop.locale import Locale


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionLetter:
    """Whom we ask, on what, and what; `until` is the deadline for questions, on the buyer's clock."""

    cooperative: Cooperative
    buyer: str
    title: str
    reference: str
    questions: tuple[str, ...]
    place: str = ""
    on: date | None = None
    until: datetime | None = None


def question_letter(letter: QuestionLetter, locale: Locale) -> bytes:
    """The letter on paper, signed by the representative."""
    heading = locale.text("Questions on a tender")
    sheet = letter.cooperative.sheet(heading, letter.reference, title=heading)
    where, *text = _paragraphs(letter, locale)
    story: list[Flowable] = [paragraph(heading, Text.TITLE)]
    if where:
        story.append(paragraph(where))
    if letter.buyer:
        story.append(paragraph(letter.buyer, Text.STRONG))
    story += [paragraph(words) for words in text]
    return build(
        sheet, closed(story, signatures([letter.cooperative.representative], locale, with_place=False)), locale
    )


def letter_text(letter: QuestionLetter, locale: Locale) -> str:
    """Return the same letter as text to paste into a mail or a portal."""
    where, *text = _paragraphs(letter, locale)
    signer = letter.cooperative.representative
    foot = "\n".join(filter(None, (signer.name, signer.post, letter.cooperative.name, letter.cooperative.identifier)))
    return "\n\n".join(filter(None, (where, letter.buyer, *text, foot))) + "\n"


def _paragraphs(letter: QuestionLetter, locale: Locale) -> list[str]:
    """Return place and day, then the text; each question is numbered, with its own line breaks."""
    where = ", ".join(filter(None, (letter.place, locale.date(letter.on, "long") if letter.on else "")))
    subject = " · ".join(filter(None, (letter.reference, letter.title)))
    asked = [f"{number}. {question}" for number, question in enumerate(letter.questions, 1)]
    until = (
        [locale.text("Questions are taken until {moment}.", moment=locale.instant(letter.until, letter.until.tzinfo))]
        if letter.until is not None
        else []
    )
    return [
        where,
        locale.text("Subject: {subject}", subject=subject),
        locale.text("Dear Sir or Madam,"),
        locale.text("we are preparing an offer in the process named above and ask you to clarify the following:"),
        *asked,
        *until,
        locale.text("Please send the answer to us and publish it for all who take part. Thank you for your work."),
        locale.text("Yours sincerely,"),
    ]
