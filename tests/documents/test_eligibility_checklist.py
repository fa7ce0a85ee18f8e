"""The checklist for the assembly: every rule with its state, reason and law, and room for the decision or the decision itself."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sse_desktop.documents.eligibility_checklist import Checklist, CheckPoint, CheckState, eligibility_checklist
from sse_desktop.locale import LANGUAGES, Locale
from tests.documents.papers import a_cooperative
from tests.documents.reading import is_sound, pages_of, text_of, unembedded_fonts

POINTS = (
    CheckPoint(
        title="Limit of the procedure",
        state=CheckState.BLOCKED,
        reason="The amount without tax is 11,000.",
        advice="Ask the buyer.",
        legal_ref="LOSNCP Art. 50",
        rule_date=date(2025, 10, 7),
    ),
    CheckPoint(title="Place", state=CheckState.TO_DO, reason="The canton is not known."),
    CheckPoint(title="Who may bid", state=CheckState.READY, reason="Anyone may take part."),
)
PAGE = Checklist(
    cooperative=a_cooperative(),
    reference="FI-07",
    title="Fruit for schools <b>",
    buyer="Demo buyer",
    deadline="10/08/2026 16:00 (America/Guayaquil)",
    procedure="Very small purchase",
    value="11,000 without tax",
    rules="Ecuador, version 2026.1, as of 01/07/2026",
    points=POINTS,
    printed_on=date(2026, 7, 14),
)


def test_each_rule_stands_with_state_reason_what_to_do_law_and_day() -> None:
    text = text_of(eligibility_checklist(PAGE, Locale("en")))
    for said in (
        *("FI-07", "Fruit for schools <b>", "10/08/2026 16:00 (America/Guayaquil)", "version 2026.1"),
        *("■ blocked: 1", "▲ to do: 1", "● ready: 1", "■ blocked", "▲ to do", "● ready"),
        *("The amount without tax is 11,000. → Ask the buyer.", "LOSNCP Art. 50, 07/10/2025", "Anyone may take part."),
    ):
        assert said in text, said


def test_the_assembly_has_room_for_its_decision_until_there_is_one() -> None:
    text = text_of(eligibility_checklist(PAGE, Locale("en")))
    assert "□ We go on" in text
    assert "In favour / against" in text
    decided = text_of(eligibility_checklist(replace(PAGE, decision="Ana decided to go on: near"), Locale("en")))
    assert "Ana decided to go on: near" in decided
    assert "□ We go on" not in decided


@pytest.mark.parametrize("language", LANGUAGES)
def test_many_rules_fit_on_two_sound_pages_in_every_language(language: str, tmp_path: Path) -> None:
    many = replace(PAGE, points=POINTS * 9)
    pdf = eligibility_checklist(many, Locale(language))
    assert len(pages_of(pdf)) == 2
    assert is_sound(pdf, tmp_path)
    assert not unembedded_fonts(pdf)
    assert eligibility_checklist(many, Locale(language)) == pdf
