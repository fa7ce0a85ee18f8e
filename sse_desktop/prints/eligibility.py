"""The checklist of a tender on paper: how the rules stand now, in the language of the documents."""

import uuid
from datetime import date
from zoneinfo import ZoneInfo

from sse_desktop import clock
from sse_desktop.documents.eligibility_checklist import Checklist, CheckPoint, CheckState, eligibility_checklist
from sse_desktop.domain.eligibility_lines import Line
from sse_desktop.domain.errors import N_
from sse_desktop.domain.zones import zone_name
from sse_desktop.locale import Locale
from sse_desktop.prints.issuer import issuer
from sse_desktop.queries.eligibility import Eligibility, eligibility
from sse_desktop.queries.tenders import TenderDetail, tender
from sse_desktop.workspace import Workspace


def print_checklist(workspace: Workspace, tender_id: uuid.UUID, language: str | None = None) -> bytes:
    """Return the checklist of a tender as a PDF."""
    now, locale = clock.now(), workspace.locale(language)
    asked = workspace.read(tender, tender_id, now)
    found = workspace.read(eligibility, tender_id, now, asked.bid_id)
    today = now.astimezone(ZoneInfo(workspace.cooperative.time_zone)).date()
    return eligibility_checklist(checklist(workspace, asked, found, today, locale), locale)


def checklist(workspace: Workspace, asked: TenderDetail, found: Eligibility, today: date, locale: Locale) -> Checklist:
    """Return what the checklist says, in words of the language."""
    known = workspace.profile.procedure(asked.procedure)
    rules = locale.text(
        "{country}, version {version}, as of {day}", country=found.profile_name, version=found.version, day=found.on
    )
    return Checklist(
        cooperative=issuer(workspace),
        reference=asked.reference,
        title=asked.title,
        buyer=asked.buyer_name,
        deadline=_deadline(asked, locale),
        procedure=locale.text(known.label) if known is not None else asked.procedure,
        value=_value(asked, locale),
        rules=rules,
        points=tuple(_point(line, locale) for line in found.lines),
        printed_on=today,
        decision=_decision(workspace, found, locale),
    )


def _point(line: Line, locale: Locale) -> CheckPoint:
    return CheckPoint(
        title=locale.text(line.title, **line.facts),
        state=CheckState(line.state.value),
        reason=locale.text(line.sentence, **line.facts),
        advice=locale.text(line.advice, **line.facts) if line.advice else "",
        legal_ref=line.legal_ref,
        rule_date=line.rule_date,
    )


def _deadline(asked: TenderDetail, locale: Locale) -> str:
    if asked.deadline is None:
        return locale.text("not known")
    sentence = "{moment} ({zone})" if asked.deadline_stated else N_("{moment} ({zone}, not certain)")
    return locale.text(
        sentence, moment=locale.instant(asked.deadline, asked.deadline.tzinfo), zone=zone_name(asked.deadline)
    )


def _value(asked: TenderDetail, locale: Locale) -> str:
    if asked.value is None:
        return ""
    if asked.value_with_tax is None:
        return locale.text("{value} (nobody said whether with tax)", value=asked.value)
    sentence = N_("{value} with tax") if asked.value_with_tax else N_("{value} without tax")
    return locale.text(sentence, value=asked.value)


def _decision(workspace: Workspace, found: Eligibility, locale: Locale) -> str:
    decision = found.decision
    if decision is None:
        return ""
    day = decision.decided_at.astimezone(ZoneInfo(workspace.cooperative.time_zone)).date()
    sentence = N_("{name} decided on {day} to go on: {reasons}")
    if not decision.goes_on:
        sentence = N_("{name} decided on {day} not to bid: {reasons}")
    return locale.text(sentence, name=decision.decided_by, day=day, reasons=decision.reasons)
