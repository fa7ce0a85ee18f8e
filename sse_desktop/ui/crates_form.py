"""What is asked when crates are lent, brought back, lost or counted."""

from collections.abc import Sequence
from typing import Any

from sse_desktop.commands.crates import CrateData, NoCrates, NotReturnable, OneHolder, move_crates
from sse_desktop.commands.voiding import ReasonMissing
from sse_desktop.domain.crates import CrateMove
from sse_desktop.domain.errors import N_
from sse_desktop.queries.crates import CrateBalance, CrateHolder
from sse_desktop.queries.products import ContainerRow
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form, FormPanel
from sse_desktop.ui.widgets.choice_fields import ChoiceField
from sse_desktop.ui.widgets.field import TextField
from sse_desktop.ui.widgets.number_fields import IntegerField
from sse_desktop.ui.widgets.record_picker import Choice, RecordPicker

QUESTIONS = {
    CrateMove.LENT: N_("How many are lent"),
    CrateMove.RETURNED: N_("How many came back"),
    CrateMove.LOST: N_("How many are lost or broken"),
    CrateMove.COUNTED: N_("How many are really there"),
}
MUST_SAY_WHY = frozenset({CrateMove.COUNTED, CrateMove.LOST})


def crate_panel(
    context: Context,
    move: CrateMove,
    holders: Sequence[CrateHolder],
    kinds: Sequence[ContainerRow],
    row: CrateBalance | None = None,
) -> FormPanel:
    """Return the form of one kind of movement; with a balance its holder and kind are chosen already."""
    text = context.text
    by_id = {holder.id: holder for holder in holders}
    words = {"member": text(N_("member")), "school": text(N_("school"))}
    holder = RecordPicker(context, "holder", N_("Member or school"))
    holder.set_choices([
        Choice(one.id, one.name, one.code, " · ".join(part for part in (words[one.who], one.place) if part))
        for one in holders
    ])  # fmt: skip

    def data(*, holder: Any, kind: Any, containers: int, reason: str | None) -> CrateData:
        is_member = by_id[holder].who == "member"
        return CrateData(
            move=move,
            container_kind_id=kind,
            containers=containers,
            member_id=holder if is_member else None,
            delivery_point_id=None if is_member else holder,
            reason=reason or "",
        )

    form = Form(context, data, [
        holder,
        ChoiceField(context, "kind", N_("Container"), [(kind.id, kind.name) for kind in kinds]),
        IntegerField(context, "containers", QUESTIONS[move]),
        TextField(context, "reason", N_("Reason"), required=move in MUST_SAY_WHY),
    ], beside={OneHolder: "holder", NoCrates: "containers", ReasonMissing: "reason", NotReturnable: "kind"})  # fmt: skip
    if row is not None:
        form.fill({"holder": row.holder_id, "kind": row.kind_id})
        form.fields["containers"].show_note(text(N_("By the books: {count}"), count=row.balance))
    return FormPanel(context, form, move_crates, save=N_("Save the movement"))
