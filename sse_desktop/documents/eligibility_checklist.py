"""May we bid? One or two pages for the assembly: every rule with a box, the reason, what to do, the law, and room for the decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reportlab.platypus import Flowable

from sse_desktop.documents.blocks import Labelled, band, boxes, facts, space
from sse_desktop.documents.cooperative import Cooperative
from sse_desktop.documents.page_style import Sheet, build
from sse_desktop.documents.paragraphs import Text, paragraph
from sse_desktop.documents.signature import closed, signatures
from sse_desktop.documents.tables import Column, Rows, table
from sse_desktop.locale import Locale


class CheckState(StrEnum):
    """How a point stands; the shape tells it without colour."""

    READY = "ready"
    TO_DO = "to_do"
    BLOCKED = "blocked"

    @property
    def shape(self) -> str:
        """The shape that goes with the word."""
        return {"ready": "●", "to_do": "▲", "blocked": "■"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPoint:
    """A rule and its answer, in the document's language. `legal_ref` and `rule_date` say where it stands and since when."""

    title: str
    state: CheckState
    reason: str
    advice: str = ""
    legal_ref: str = ""
    rule_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """What the checklist says. `deadline` names its zone; `rules` names profile, version and day; `decision` what was decided."""

    cooperative: Cooperative
    reference: str
    title: str
    buyer: str
    deadline: str
    procedure: str
    value: str
    rules: str
    points: tuple[CheckPoint, ...]
    printed_on: date
    decision: str = ""


def eligibility_checklist(page: Checklist, locale: Locale) -> bytes:
    """The checklist of one tender: how many points stand how, each point, and the place for the assembly's decision."""
    sheet = page.cooperative.sheet(locale.text("May we bid?"), page.reference)
    story: list[Flowable] = [
        paragraph(locale.text("May we bid?"), Text.TITLE),
        paragraph(page.title, Text.HEADING),
        *facts(_facts(page, locale), size=10, label_share=0.2),
        band(_counts(page, locale)),
        _points(page.points, sheet, locale),
    ]
    return build(sheet, closed(story, *_decision(page, locale)), locale)


def _facts(page: Checklist, locale: Locale) -> list[Labelled]:
    shown = (
        (locale.text("Buyer"), page.buyer),
        (locale.text("Reference"), page.reference),
        (locale.text("Procedure"), page.procedure),
        (locale.text("Value"), page.value),
        (locale.text("Deadline"), page.deadline),
        (locale.text("Rules"), page.rules),
    )
    return [Labelled(label=label, value=value, strong=value is page.deadline) for label, value in shown if value]


def _counts(page: Checklist, locale: Locale) -> list[str]:
    count = {state: sum(point.state is state for point in page.points) for state in CheckState}
    said = locale.text(
        "■ blocked: {blocked}    ▲ to do: {to_do}    ● ready: {ready}",
        blocked=count[CheckState.BLOCKED], to_do=count[CheckState.TO_DO], ready=count[CheckState.READY],
    )  # fmt: skip
    return [said, locale.text("As of {day}. What is not known is to do, never ready.", day=page.printed_on)]


def _points(points: Sequence[CheckPoint], sheet: Sheet, locale: Locale) -> Rows:
    words = {
        CheckState.READY: locale.text("ready"),
        CheckState.TO_DO: locale.text("to do"),
        CheckState.BLOCKED: locale.text("blocked"),
    }
    columns = (
        Column(title="□"),
        Column(title=locale.text("State"), least=52),
        Column(title=locale.text("Rule"), share=2),
        Column(title=locale.text("Reason and what to do"), share=5),
        Column(title=locale.text("Law, in force since"), share=2),
    )
    rows = [
        (
            "□",
            f"{point.state.shape} {words[point.state]}",
            point.title,
            " ".join(filter(None, (point.reason, f"→ {point.advice}" if point.advice else ""))),
            ", ".join(filter(None, (point.legal_ref, locale.date(point.rule_date) if point.rule_date else ""))),
        )
        for point in points
    ]
    return table(columns, rows, room=sheet.text_width, locale=locale, size=8)


def _decision(page: Checklist, locale: Locale) -> list[Flowable]:
    """The place where the assembly writes what it decided, or what is recorded already."""
    heading = paragraph(locale.text("Decision"), Text.HEADING)
    if page.decision:
        return [heading, paragraph(page.decision), space(6), signatures([page.cooperative.representative], locale)]
    asked = [
        (locale.text("□ We go on    □ We don't bid"), ""),
        (locale.text("Decided on"), ""),
        (locale.text("In favour / against"), ""),
    ]
    return [
        heading,
        boxes(asked),
        boxes([(locale.text("Reasons"), "")], high=52),
        signatures([page.cooperative.representative], locale),
    ]
