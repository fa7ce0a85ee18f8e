"""What the tests of partners and prospects begin with: each builder stores one record and returns its id."""

import uuid
from typing import Any

from sse_desktop.commands.agreements import AgreementData, ContributionData, add_agreement, record_contribution
from sse_desktop.commands.help_questions import HelpQuestionData, add_help_question
from sse_desktop.commands.meetings import MeetingData, add_meeting
from sse_desktop.commands.partners import PartnerData, add_partner
from sse_desktop.commands.partnerships import PartnershipData, add_partnership
from sse_desktop.commands.prospects import ProspectData, add_prospect
from sse_desktop.domain.partners import PartnerKind, PartnershipForm
from tests.builders import TODAY, Writes


def a_partner(office: Writes, name: str = "Atelier du Nord", **more: Any) -> uuid.UUID:
    """Store a social enterprise."""
    made: uuid.UUID = office.write(
        add_partner, PartnerData(**{"name": name, "kind": PartnerKind.SOCIAL_ENTERPRISE, **more})
    )
    return made


def a_partnership(office: Writes, partner: uuid.UUID, **more: Any) -> uuid.UUID:
    """Store a subcontract; `more` names its tender or contract."""
    data = PartnershipData(**{"partner_id": partner, "form": PartnershipForm.SUBCONTRACT, **more})
    made: uuid.UUID = office.write(add_partnership, data)
    return made


def a_meeting(office: Writes, *partners: uuid.UUID, **more: Any) -> uuid.UUID:
    """Store a meeting of today."""
    data = MeetingData(**{"title": "Meeting of firms", "held_on": TODAY, "partners": partners, **more})
    made: uuid.UUID = office.write(add_meeting, data)
    return made


def a_help_question(office: Writes, partner: uuid.UUID, question: str = "May we?", **more: Any) -> uuid.UUID:
    """Store a question asked today."""
    data = HelpQuestionData(**{"partner_id": partner, "question": question, "asked_on": TODAY, **more})
    made: uuid.UUID = office.write(add_help_question, data)
    return made


def a_prospect(office: Writes, title: str = "Green spaces", **more: Any) -> uuid.UUID:
    """Store a prospect."""
    made: uuid.UUID = office.write(add_prospect, ProspectData(**{"title": title, **more}))
    return made


def an_agreement(office: Writes, partner: uuid.UUID, title: str = "Alliance", **more: Any) -> uuid.UUID:
    """Store an agreement."""
    made: uuid.UUID = office.write(add_agreement, AgreementData(**{"partner_id": partner, "title": title, **more}))
    return made


def a_contribution(office: Writes, agreement: uuid.UUID, **more: Any) -> uuid.UUID:
    """Record a contribution of theirs today; `more` says what it is worth."""
    data = ContributionData(**{"given_on": TODAY, "by_us": False, "what": "Transport", **more})
    made: uuid.UUID = office.write(record_contribution, agreement, data)
    return made
