"""Whom we work with and how: kinds of partners, forms of working together with the paper each needs, how people met."""

from collections.abc import Mapping
from enum import StrEnum

from sse_desktop.domain.errors import N_


class PartnerKind(StrEnum):
    """What an organisation is to us."""

    SOCIAL_ENTERPRISE = "social_enterprise"
    TRADITIONAL_BUSINESS = "traditional_business"
    COOPERATIVE = "cooperative"
    FACILITATOR = "facilitator"
    HELPDESK = "helpdesk"
    PLATFORM = "platform"
    LOCAL_GOVERNMENT = "local_government"

    @property
    def label(self) -> str:
        """The kind's English name, to be translated where it is shown."""
        return _KINDS[self]


_KINDS = {
    PartnerKind.SOCIAL_ENTERPRISE: N_("Social enterprise"),
    PartnerKind.TRADITIONAL_BUSINESS: N_("Traditional business"),
    PartnerKind.COOPERATIVE: N_("Cooperative"),
    PartnerKind.FACILITATOR: N_("Facilitator"),
    PartnerKind.HELPDESK: N_("Helpdesk"),
    PartnerKind.PLATFORM: N_("Sector platform"),
    PartnerKind.LOCAL_GOVERNMENT: N_("Local government"),
}
#: Who answers questions about clauses and procedures.
ADVISERS = frozenset({PartnerKind.FACILITATOR, PartnerKind.HELPDESK, PartnerKind.PLATFORM})
#: Who makes agreements with contributions.
ALLIES = frozenset({PartnerKind.LOCAL_GOVERNMENT, PartnerKind.PLATFORM})


class PartnershipForm(StrEnum):
    """How two organisations work together for a buyer."""

    SUBCONTRACT = "subcontract"
    CO_CONTRACTOR = "co_contractor"
    CAPACITY = "capacity_of_third_party"
    LOTS = "lots"
    SUPPLY = "supply"

    @property
    def label(self) -> str:
        """The form's English name, to be translated where it is shown."""
        return _FORMS[self]

    @property
    def proof(self) -> str:
        """Which paper must exist, as a sentence; empty where none has to."""
        return _PROOFS[self]


_FORMS: Mapping[PartnershipForm, str] = {
    PartnershipForm.SUBCONTRACT: N_("Subcontract"),
    PartnershipForm.CO_CONTRACTOR: N_("Bidding together"),
    PartnershipForm.CAPACITY: N_("Relying on another's capacity"),
    PartnershipForm.LOTS: N_("Each a lot of its own"),
    PartnershipForm.SUPPLY: N_("Supply"),
}
_PROOFS: Mapping[PartnershipForm, str] = {
    PartnershipForm.SUBCONTRACT: N_("A letter in which the subcontractor commits itself to its part must be there."),
    PartnershipForm.CO_CONTRACTOR: N_(
        "An agreement to bid together, with the mandate of the one that leads, must be there."
    ),
    PartnershipForm.CAPACITY: N_("A letter in which the other puts its means at our disposal must be there."),
    PartnershipForm.LOTS: "",
    PartnershipForm.SUPPLY: N_("A supply agreement with quantities and days must be there."),
}


class MeetingOrigin(StrEnum):
    """How people came together."""

    MEETING = "meeting"
    PLATFORM = "platform"
    HELPDESK = "helpdesk"

    @property
    def label(self) -> str:
        """The origin's English name, to be translated where it is shown."""
        return _ORIGINS[self]


_ORIGINS = {
    MeetingOrigin.MEETING: N_("Meeting of social enterprises and businesses"),
    MeetingOrigin.PLATFORM: N_("Sector platform"),
    MeetingOrigin.HELPDESK: N_("Helpdesk"),
}
