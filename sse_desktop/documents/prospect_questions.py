"""One page of questions to take to a helpdesk or buyer before a tender is published: what is known is filled in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable

from sse_desktop.documents.blocks import Labelled, facts
from sse_desktop.documents.cooperative import Cooperative
from sse_desktop.documents.fonts import REGULAR
from sse_desktop.documents.page_style import build
from sse_desktop.documents.paragraphs import Text, paragraph, wrapped
from sse_desktop.domain.errors import N_
from sse_desktop.locale import Locale

MOST_LINES = 3  # of what is known of one thing, so that all of it stays on one page
_LABELS, _SIZE = 0.46, 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ProspectQuestions:
    """What is known of a need; what is empty is asked."""

    cooperative: Cooperative
    supplier_kind: str
    title: str
    buyer: str = ""
    heard_on: date | None = None
    expected_on: date | None = None
    channel: str = ""
    volumes: str = ""
    seasons: str = ""
    could_be_reserved: str = ""
    could_supply: str = ""
    note: str = ""


_ASKED = (
    ("volumes", N_("How much is needed, of what?")),
    ("seasons", N_("In which seasons or weeks, and where to?")),
    ("could_be_reserved", N_("Which lots or which share could be reserved for social enterprises?")),
    ("could_supply", N_("Who could supply it, alone or together?")),
    ("", N_("Is it cut into lots that a small organisation can carry?")),
    ("", N_("Which clause would fit: reserved, flexible or training, and with which evidence?")),
    ("channel", N_("Where will it be published, and by which procedure?")),
    ("expected_on", N_("When is the notice expected, and how long are bids taken?")),
    ("", N_("Which papers and which proof of our kind of organisation will be asked for?")),
    ("", N_("Whom do we talk to at the buyer, and until when may we suggest something?")),
)


def prospect_questions(asked: ProspectQuestions, locale: Locale) -> bytes:
    """The page, with lines to write on where nothing is known yet."""
    heading = locale.text("Questions before a tender")
    sheet = asked.cooperative.sheet(heading, asked.title[:80], title=heading)
    room = sheet.text_width * (1 - _LABELS)
    story: list[Flowable] = [
        paragraph(heading, Text.TITLE),
        paragraph(_short(asked.title, sheet.text_width), Text.STRONG),
        *facts(_known(asked, room, locale), size=9.5, label_share=0.3),
        paragraph(locale.text("What we ask"), Text.HEADING),
    ]
    for number, (name, question) in enumerate(_ASKED, 1):
        story += facts(
            [Labelled(label=f"{number}. {locale.text(question)}", value=_answer(asked, name, room, locale))],
            size=_SIZE, label_share=_LABELS,
        )  # fmt: skip
    story += [
        paragraph(locale.text("Answers and next step"), Text.HEADING),
        *facts([Labelled(label=locale.text(label), value="") for label in _TO_WRITE], size=11, label_share=0.3),
    ]
    return build(sheet, story, locale)


_TO_WRITE = (N_("Talked to"), N_("On"), N_("Answer"), N_("Next step"), N_("Until when"))


def _known(asked: ProspectQuestions, room: float, locale: Locale) -> list[Labelled]:
    shown = (
        (locale.text("We are"), " · ".join(filter(None, (asked.cooperative.name, asked.supplier_kind)))),
        (locale.text("Buyer"), asked.buyer),
        (locale.text("Heard on"), locale.date(asked.heard_on, "long") if asked.heard_on else ""),
        (locale.text("Note"), asked.note),
    )
    return [Labelled(label=label, value=_short(value, room)) for label, value in shown if value]


def _answer(asked: ProspectQuestions, name: str, room: float, locale: Locale) -> str:
    value = getattr(asked, name) if name else ""
    return locale.date(value, "long") if isinstance(value, date) else _short(value or "", room)


def _short(text: str, room: float) -> str:
    """Return text in one paragraph, cut where it would push the rest off the page."""
    lines = wrapped(" ".join(text.split()), REGULAR, _SIZE, room)
    if len(lines) <= MOST_LINES:
        return " ".join(lines)
    *full, last = lines[:MOST_LINES]
    return " ".join([*full, f"{last[:-1].rstrip()}…"])
