"""Last scene: who the demo cooperative works with, a need it heard of, and what it asks the buyer of its open tender."""

import uuid
from datetime import timedelta

from sse_desktop.commands.agreements import AgreementData, ContributionData, add_agreement, record_contribution
from sse_desktop.commands.help_questions import HelpQuestionData, add_help_question
from sse_desktop.commands.meetings import MeetingData, add_meeting
from sse_desktop.commands.milestones import MilestoneData, add_milestone
from sse_desktop.commands.partners import PartnerData, add_partner
from sse_desktop.commands.partnerships import PartnershipData, add_partnership
from sse_desktop.commands.prospects import ProspectData, add_prospect
from sse_desktop.commands.purchase_targets import PurchaseTargetData, add_purchase_target
from sse_desktop.commands.tender_questions import TenderQuestionData, add_tender_question
from sse_desktop.demo.stage import Stage
from sse_desktop.domain.money import Money, UnitPrice
from sse_desktop.domain.partners import MeetingOrigin, PartnerKind, PartnershipForm
from sse_desktop.domain.quantity import Quantity


def meet_partners(stage: Stage, tender_id: uuid.UUID) -> None:
    """Enter partners, a meeting and what came of it, an agreement, a target, and questions on the open tender."""
    currency = stage.workspace.cooperative.currency
    workshop = _partner(
        stage, PartnerKind.SOCIAL_ENTERPRISE, "Taller Solidario (demo)", "Lavado y clasificación de fruta"
    )
    carrier = _partner(stage, PartnerKind.TRADITIONAL_BUSINESS, "Transportes de la Sierra (demo)", "Transporte en frío")
    desk = _partner(stage, PartnerKind.HELPDESK, "Ventanilla de compras inclusivas (demo)", "")
    canton = _partner(stage, PartnerKind.LOCAL_GOVERNMENT, "Gobierno del cantón (demo)", "")
    _come_together(stage, tender_id, workshop, carrier)
    _ask(stage, tender_id, desk)
    _agree(stage, canton, currency)
    goal = PurchaseTargetData(
        buyer_id=stage.buyer,
        year=stage.today.year,
        goal=Money.of(120_000, currency),
        all_purchases=Money.of(640_000, currency),
        reached=Money.of(74_250, currency),
        reached_on=stage.monday(2),
        source="Informe de compras inclusivas del instituto (demo)",
    )
    stage.write(stage.at(stage.today), add_purchase_target, goal)


def _partner(stage: Stage, kind: PartnerKind, name: str, offers: str) -> uuid.UUID:
    data = PartnerData(kind=kind, name=name, offers=offers)
    return stage.write(stage.at(stage.monday(6)), add_partner, data)


def _come_together(stage: Stage, tender_id: uuid.UUID, workshop: uuid.UUID, carrier: uuid.UUID) -> None:
    held_on = stage.monday(3)
    talk = MeetingData(
        title="Rueda de negocios (demo)",
        held_on=held_on,
        origin=MeetingOrigin.MEETING,
        partners=(workshop, carrier),
        outcome="El transporte en frío puede compartirse entre semana.",
        next_step="Enviar la lista de precios",
        next_on=stage.today + timedelta(days=3),
    )
    meeting = stage.write(stage.at(held_on, 17), add_meeting, talk)
    part = PartnershipData(
        partner_id=carrier,
        form=PartnershipForm.SUBCONTRACT,
        tender_id=tender_id,
        what="Transporte en frío",
        share_bp=1200,
        meeting_id=meeting,
    )
    stage.write(stage.at(stage.today, 10), add_partnership, part)
    need = ProspectData(
        title="Desayunos escolares de la provincia (demo)",
        buyer_name="Gobierno de la provincia (demo)",
        heard_on=held_on,
        expected_on=stage.today + timedelta(days=40),
        meeting_id=meeting,
        volumes="Unas 40 toneladas de fruta al año",
        seasons="De septiembre a junio, los lunes",
        could_be_reserved="Dos de cinco lotes",
        could_supply="Nuestras familias y el Taller Solidario",
    )
    stage.write(stage.at(held_on, 18), add_prospect, need)


def _ask(stage: Stage, tender_id: uuid.UUID, desk: uuid.UUID) -> None:
    help_needed = HelpQuestionData(
        partner_id=desk,
        question="¿Puede una asociación subcontratar el transporte?",
        asked_on=stage.monday(2),
        answer="Sí, con una carta de compromiso de quien lo hace.",
        answered_on=stage.monday(1),
    )
    stage.write(stage.at(stage.monday(1), 11), add_help_question, help_needed)
    size = TenderQuestionData(question="¿Qué calibre de naranja se acepta?")
    stage.write(stage.at(stage.today, 11), add_tender_question, tender_id, size)
    day = stage.today + timedelta(days=5)
    visit = MilestoneData(title="Visita a las escuelas", due_on=day, at=stage.at(day, 9))
    stage.write(stage.at(stage.today, 11), add_milestone, tender_id, visit)


def _agree(stage: Stage, canton: uuid.UUID, currency: str) -> None:
    pact = AgreementData(
        partner_id=canton,
        title="Alianza por la alimentación escolar (demo)",
        starts_on=stage.monday(20),
        ends_on=stage.monday(-30),
        what="El cantón presta su camión; la asociación forma a jóvenes en el lavado de gavetas.",
    )
    agreement = stage.write(stage.at(stage.monday(10)), add_agreement, pact)
    truck = ContributionData(
        given_on=stage.monday(8),
        by_us=False,
        what="Camión con chofer",
        quantity=Quantity.of("36.5", "h"),
        one=UnitPrice.of("12.75", currency),
        valued_by="Tarifa del cantón",
    )
    course = ContributionData(given_on=stage.monday(5), by_us=True, what="Formación", amount=Money.of(340, currency))
    grant = ContributionData(
        given_on=stage.monday(6),
        by_us=False,
        what="Aporte para gavetas",
        amount=Money.of(500, currency),
        valued_by="Convenio, cláusula 4",
    )
    for given in (truck, grant, course):
        stage.write(stage.at(stage.monday(4)), record_contribution, agreement, given)
