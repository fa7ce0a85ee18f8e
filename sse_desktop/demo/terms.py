"""Next to last scene: what the papers of the open tender say, what the buyer answered and changed, and what we answer."""

import uuid
from dataclasses import dataclass, field, replace
from datetime import timedelta

from sse_desktop.commands.amendments import AmendmentData, add_amendment
from sse_desktop.commands.asked_values import AskedInput, fill_asked_value
from sse_desktop.commands.clauses import ClauseData, add_clause, promise
from sse_desktop.commands.criteria import AnswerData, CriterionData, add_criterion, answer_criterion
from sse_desktop.commands.staff_counts import StaffCountData, record_staff_count
from sse_desktop.commands.tender_questions import TenderQuestionData, add_tender_question
from sse_desktop.commands.tenders import TenderData, change_tender
from sse_desktop.demo.stage import Stage
from sse_desktop.domain.clauses import ClauseKind
from sse_desktop.domain.rounding import unscaled
from sse_desktop.domain.scoring import Scoring
from sse_desktop.queries.members import member

PAPERS = "Pliego (demo)"
MODEL = "Modelo de contrato (demo)"
WOMEN = "f"

# What the buyer's papers set: key of the rule, value, where it stands.
FILLED = (
    ("clause.preference.margin", "0.05", f"{PAPERS}, sección 4.6"),
    ("clause.award_points.association", "40", f"{PAPERS}, formulario 4.5"),
    ("clause.award_points.equality", "20", f"{PAPERS}, formulario 4.5"),
    ("clause.award_points.quality", "10", f"{PAPERS}, formulario 4.5"),
    ("procedure.feria_inclusiva.local_since", "yes", f"{PAPERS}, sección 3.2"),
)
# What holds for every contract of this buyer.
FILLED_FOR_BUYER = ("penalty.late.cap", "0.05", f"{MODEL}, cláusula 9")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A criterion of inclusion with our answer; an empty answer is counted from the members."""

    code: str
    title: str
    scoring: Scoring
    points: int
    unit: str
    answer: str
    evidence: str
    parameters: dict[str, str] = field(default_factory=dict)


CRITERIA = (
    Asked(
        code="association",
        title="Asociatividad (demo)",
        scoring=Scoring.BANDS,
        points=40_000,
        unit="socios",
        answer="40",
        evidence="Nómina de socios (demo)",
        parameters={"bands": "10: 20\n30: 30\n50: 40"},
    ),
    Asked(
        code="equality",
        title="Mujeres entre los socios (demo)",
        scoring=Scoring.BANDS,
        points=20_000,
        unit="%",
        answer="",
        evidence="Declaración de socios (demo)",
        parameters={"bands": "30: 10\n50: 15\n65: 20"},
    ),
    Asked(
        code="quality",
        title="Certificado de buenas prácticas (demo)",
        scoring=Scoring.BINARY,
        points=10_000,
        unit="sí/no",
        answer="1",
        evidence="Buenas prácticas agropecuarias (demo)",
    ),
)


def read_the_papers(stage: Stage, tender_id: uuid.UUID, bid_id: uuid.UUID, notice: TenderData) -> None:
    """Note on the open tender what its papers say beside the notice, and answer it."""
    moment = stage.at(stage.today - timedelta(days=2), 9)
    ours = stage.data["cooperative"]
    known = replace(
        notice, province=ours["province"], canton=ours["canton"], channel="portal", value_with_tax=False, value_tax_bp=0
    )
    stage.write(moment, change_tender, tender_id, known)
    for key, value, source in FILLED:
        found = AskedInput(key=key, value=value, source=source, tender_id=tender_id)
        stage.write(moment + timedelta(minutes=10), fill_asked_value, found)
    key, value, source = FILLED_FOR_BUYER
    held = AskedInput(key=key, value=value, source=source, buyer_id=stage.buyer)
    stage.write(moment + timedelta(minutes=12), fill_asked_value, held)
    _count_staff(stage)
    _answer_clause(stage, tender_id, bid_id)
    _answer_criteria(stage, tender_id, bid_id)
    _hear_the_buyer(stage, tender_id)


def _answer_clause(stage: Stage, tender_id: uuid.UUID, bid_id: uuid.UUID) -> None:
    moment = stage.at(stage.today - timedelta(days=2), 10)
    clause = ClauseData(
        kind=ClauseKind.PREFERENCE,
        title="Preferencia a la economía popular y solidaria (demo)",
        wording="De las medidas de preferencia cuenta solo la mejor.",
        legal_ref="LOSNCP Art. 35",
        source=f"{PAPERS}, sección 4.6",
        parameters={"margin": "0.05"},
    )
    clause_id = stage.write(moment, add_clause, tender_id, clause)
    ours = {"reason": "Asociación de la economía popular y solidaria, con 40 familias socias"}
    stage.write(moment + timedelta(minutes=5), promise, bid_id, clause_id, ours)


def _answer_criteria(stage: Stage, tender_id: uuid.UUID, bid_id: uuid.UUID) -> None:
    moment = stage.at(stage.today - timedelta(days=2), 11)
    for at, asked in enumerate(CRITERIA):
        criterion = CriterionData(
            title=asked.title,
            scoring=asked.scoring,
            code=asked.code,
            points_milli=asked.points,
            unit=asked.unit,
            source=f"{PAPERS}, formulario 4.5",
            parameters=asked.parameters,
        )
        answer = AnswerData(value=asked.answer or _women(stage), evidence=asked.evidence)
        criterion_id = stage.write(moment + timedelta(minutes=4 * at), add_criterion, tender_id, criterion)
        stage.write(moment + timedelta(minutes=4 * at + 2), answer_criterion, bid_id, criterion_id, answer)


def _women(stage: Stage) -> str:
    """Return how many of a hundred members are women, to a tenth."""
    everybody = [stage.workspace.read(member, member_id) for member_id in stage.members]
    women = sum(row.sex == WOMEN for row in everybody)
    return format(unscaled(women * 1000 // len(everybody), 1).normalize(), "f")


def _count_staff(stage: Stage) -> None:
    """Count those who work at the collection centre, twice this season."""
    for weeks_ago, heads, of_group, fte, fte_of_group in ((12, 6, 4, 4_500, 3_000), (1, 7, 5, 5_250, 3_750)):
        day = stage.monday(weeks_ago)
        count = StaffCountData(
            counted_on=day,
            heads=heads,
            target_heads=of_group,
            fte_milli=fte,
            target_fte_milli=fte_of_group,
            target_group="Mujeres y jóvenes rurales (demo)",
            note="Personal del centro de acopio",
        )
        stage.write(stage.at(day, 15), record_staff_count, count)


def _hear_the_buyer(stage: Stage, tender_id: uuid.UUID) -> None:
    asked_on, answered_on = stage.today - timedelta(days=2), stage.today - timedelta(days=1)
    crates = TenderQuestionData(
        question="¿Se retiran las gavetas vacías el mismo día?",
        asked_on=asked_on,
        sent_by="Portal (demo)",
        answer="Sí, cada escuela devuelve las gavetas al recibir.",
        answered_on=answered_on,
    )
    hours = TenderQuestionData(
        question="¿Se puede entregar por la tarde?",
        by_us=False,
        asked_on=asked_on,
        answer="No. Las escuelas reciben de 07:00 a 12:00.",
        answered_on=answered_on,
    )
    for question in (crates, hours):
        stage.write(stage.at(answered_on, 16), add_tender_question, tender_id, question)
    change = AmendmentData(
        reference="Alcance 1 (demo)",
        summary="Las gavetas vacías se devuelven al recibir la fruta. Nada más cambia.",
        published_on=answered_on,
    )
    stage.write(stage.at(stage.today, 8), add_amendment, tender_id, change)
