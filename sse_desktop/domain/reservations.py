"""For whom a tender or a lot is reserved: this file knows the codes of the formats and what each means."""

from enum import StrEnum

from sse_desktop.domain.errors import N_
from sse_desktop.domain.folding import fold


class Reservation(StrEnum):
    """Who alone may take part. The values are the codes of eForms; the social economy has a code of ours."""

    SHELTERED = "res-ws"
    MISSION = "res-pub-ser"
    SOCIAL_ECONOMY = "social-economy"

    @property
    def label(self) -> str:
        """The reservation's English name, to be translated where it is shown."""
        return _LABELS[self]


_LABELS = {
    Reservation.SHELTERED: N_("Sheltered workshops and integration enterprises"),
    Reservation.MISSION: N_("Organisations with a public service mission"),
    Reservation.SOCIAL_ECONOMY: N_("Enterprises of the social economy only"),
}
# What the formats write: eForms (BT-71), TED (LOT_RESERVED…), OCDS (otherRequirements.reservedParticipation).
_SPELLINGS = {
    "res-ws": Reservation.SHELTERED,
    "shelteredworkshop": Reservation.SHELTERED,
    "res-pub-ser": Reservation.MISSION,
    "publicservicemissionorganization": Reservation.MISSION,
    "social-economy": Reservation.SOCIAL_ECONOMY,
}


def reservations(codes: str) -> tuple[Reservation, ...]:
    """Return the reservations that codes separated by commas name, each once, in their order; unknown ones are left out."""
    named = (_SPELLINGS.get(fold(code).strip()) for code in codes.split(","))
    return tuple(dict.fromkeys(each for each in named if each is not None))


def unknown_reservations(codes: str) -> tuple[str, ...]:
    """Return the codes that mean something this file does not know; `none` means that nothing is reserved."""
    written = (code.strip() for code in codes.split(","))
    return tuple(code for code in written if code and fold(code) != "none" and fold(code) not in _SPELLINGS)
