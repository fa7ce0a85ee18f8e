"""Labels of a lot and of its crates on paper."""

import uuid
from dataclasses import dataclass

from sse_desktop.documents.lot_labels import LotLabel, LotLabels, lot_labels
from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.domain.labels import LabelPaper
from sse_desktop.domain.quantity import Quantity
from sse_desktop.queries.labels import CratePacking, LotForLabels, lot_for_labels
from sse_desktop.workspace import Workspace

MOST = 2000


class NotSoManyLabels(DomainError):
    """A number of labels that nobody wants to print."""

    sentence = N_("Enter a number of labels from 1 to {most}. Nothing was printed.")


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelWish:
    """What is to be printed: `crates` numbered labels, or `copies` of the lot's own when that is 0.

    `container_kind_id` names the packaging that tells what one crate holds; `first` is the first free label of a sheet.
    """

    lot_id: uuid.UUID
    crates: int = 0
    copies: int = 1
    container_kind_id: uuid.UUID | None = None
    paper: LabelPaper = LabelPaper.THREE_BY_EIGHT
    first: int = 1


def print_labels(workspace: Workspace, wish: LabelWish, language: str | None = None) -> bytes:
    """Return the labels as PDF.

    Raises:
        NotSoManyLabels, NoSuchPlace.
    """
    if not 1 <= (wish.crates or wish.copies) <= MOST:
        raise NotSoManyLabels(most=MOST)
    lot = workspace.read(lot_for_labels, wish.lot_id)
    packing = next((one for one in lot.packings if one.container_kind_id == wish.container_kind_id), None)
    if wish.crates:
        made = [_crate(lot, packing, number, wish.crates) for number in range(1, wish.crates + 1)]
    else:
        made = [_label(lot, lot.weight, lot.units)] * wish.copies
    labels = LotLabels(cooperative=workspace.cooperative.legal_name, labels=made, paper=wish.paper, first=wish.first)
    return lot_labels(labels, workspace.locale(language))


def _label(lot: LotForLabels, weight: Quantity | None, units: Quantity | None) -> LotLabel:
    return LotLabel(
        code=lot.code,
        product=lot.product,
        grade=lot.quality,
        received_on=lot.opened_on,
        best_before=lot.best_before,
        weight=weight,
        units=units,
    )


def _crate(lot: LotForLabels, packing: CratePacking | None, number: int, count: int) -> LotLabel:
    return LotLabel(
        code=lot.code,
        product=lot.product,
        grade=lot.quality,
        received_on=lot.opened_on,
        best_before=lot.best_before,
        weight=packing.weight if packing is not None else None,
        units=packing.units if packing is not None else None,
        number=number,
        count=count,
    )
