"""How a fact is taken back: voided once, with a reason; it keeps its number."""

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.store.record import Fact


class ReasonMissing(DomainError):
    """Something that must be explained was not."""

    sentence = N_("A reason is needed. Nothing was changed. Type why.")


class AlreadyVoided(DomainError):
    """A fact can be voided only once."""

    sentence = N_("This is voided already ({reason}). Nothing was changed.")


class AlreadySettled(DomainError):
    """The money of it was shared to the families, so it can't be voided by itself."""

    sentence = N_("This is part of a settlement with the families. Nothing was changed. Void the settlement first.")


def reason_given(reason: str) -> str:
    """Return the reason without blanks around it.

    Raises:
        ReasonMissing: it is blank.
    """
    if not reason.strip():
        raise ReasonMissing
    return reason.strip()


def void(fact: Fact, reason: str) -> None:
    """Void a fact.

    Raises:
        ReasonMissing, AlreadyVoided.
    """
    why = reason_given(reason)
    if fact.voided is not None:
        raise AlreadyVoided(reason=fact.voided)
    fact.voided = why
