"""The form with what is promised under social clauses and answered to criteria."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.platypus import Flowable

from sse_desktop.documents.blocks import Labelled, facts
from sse_desktop.documents.cooperative import Cooperative
from sse_desktop.documents.page_style import Form
from sse_desktop.documents.paragraphs import Text, paragraph
from sse_desktop.documents.signature import closed, signatures
from sse_desktop.documents.tables import Column, table
from sse_desktop.locale import Locale


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What is promised under a clause; labels and values are ready to be printed."""

    title: str
    legal_ref: str
    promised: tuple[tuple[str, str], ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is answered to a criterion, and what proves it."""

    criterion: str
    answer: str
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SocialCommitments:
    """All that the bid commits to, in the order of the tender."""

    cooperative: Cooperative
    reference: str
    commitments: tuple[Commitment, ...]
    answers: tuple[Answer, ...]


def social_commitments(data: SocialCommitments, code: str, locale: Locale) -> Form:
    """The form, signed by the representative."""
    heading = locale.text("Social commitments")
    sheet = data.cooperative.sheet(heading, data.reference, foliated=True)
    story: list[Flowable] = [paragraph(f"{code}  {heading}".strip(), Text.TITLE)]
    for each in data.commitments:
        title = f"{each.title} ({each.legal_ref})" if each.legal_ref else each.title
        promised = [Labelled(label=label, value=value) for label, value in each.promised]
        noted = [Labelled(label=locale.text("Note"), value=each.note)] if each.note else []
        story += [paragraph(title, Text.HEADING), *facts([*promised, *noted], label_share=0.34)]
    if data.answers:
        columns = (
            Column(title=locale.text("Criterion"), share=3),
            Column(title=locale.text("Our answer"), share=3),
            Column(title=locale.text("Evidence"), share=3),
        )
        rows = [(each.criterion, each.answer, each.evidence or "–") for each in data.answers]
        story += [
            paragraph(locale.text("Answers to the criteria"), Text.HEADING),
            table(columns, rows, room=sheet.text_width, locale=locale),
        ]
    story.append(paragraph(locale.text("We commit ourselves to what is stated here if the contract is awarded to us.")))
    return Form(sheet, closed(story, signatures([data.cooperative.representative], locale)))
