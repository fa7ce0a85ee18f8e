"""From the scale to what is accepted: this file is the arithmetic of a weigh-in."""

from dataclasses import dataclass

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.quantity import KILO, Quantity


class BelowZero(DomainError):
    """A weight or a count of a weigh-in is negative."""

    sentence = N_("Weights and containers can't be below zero. Correct the weigh-in.")


class TareExceedsGross(DomainError):
    """The empty containers weigh more than the full ones."""

    sentence = N_(
        "The containers weigh {tare} and the whole only {gross}. Check the gross weight and the number of containers."
    )


class NothingWeighed(DomainError):
    """Nothing is left when the containers are taken off."""

    sentence = N_("Without the containers nothing is left to weigh in. Check the gross weight.")


class DamageExceedsNet(DomainError):
    """More is damaged than there is."""

    sentence = N_("{damaged} are damaged but the net weight is only {net}. Correct the damaged weight.")


@dataclass(frozen=True, slots=True)
class Net:
    """The weights that follow from a weigh-in, in grams."""

    tare_g: int
    net_g: int
    accepted_g: int


def net_weight(gross_g: int, containers: int, tare_each_g: int, damaged_g: int = 0) -> Net:
    """Return net = gross − containers × tare and accepted = net − damaged, all in grams.

    All may turn out damaged, then nothing is accepted; a net weight of zero is refused.

    Raises: BelowZero, TareExceedsGross, NothingWeighed, DamageExceedsNet.
    """
    if min(gross_g, containers, tare_each_g, damaged_g) < 0:
        raise BelowZero
    tare_g = containers * tare_each_g
    net_g = gross_g - tare_g
    if net_g < 0:
        raise TareExceedsGross(tare=Quantity(tare_g, KILO), gross=Quantity(gross_g, KILO))
    if not net_g:
        raise NothingWeighed
    if damaged_g > net_g:
        raise DamageExceedsNet(damaged=Quantity(damaged_g, KILO), net=Quantity(net_g, KILO))
    return Net(tare_g, net_g, net_g - damaged_g)
