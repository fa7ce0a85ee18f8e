"""The plot that holds a paper: asked for in the form as soon as a plot is the holder; its certificate counts in the forecast."""

import uuid
from collections.abc import Sequence
from functools import partial
from typing import Any

from sse_desktop.domain.errors import N_
from sse_desktop.queries.plot_certificates import PLOT, PlotOwner, plot_owners
from sse_desktop.ui.context import Context
from sse_desktop.ui.form import Form
from sse_desktop.ui.widgets.record_picker import Choice, RecordPicker

HINT = N_("Type the plot or its family. What is harvested there counts as certified.")


def plot_field(context: Context) -> RecordPicker:
    """Return the field for the plot."""
    return RecordPicker(context, "plot_id", N_("Plot"), required=False, hint=HINT, placeholder=N_("Plot or family"))


def begin_plot(context: Context, form: Form[Any], plot_id: uuid.UUID | None = None, name: str = "") -> None:
    """Show the field while a plot is the holder, offer all plots, and take the holder's name from the chosen one."""
    field, holder = form.fields["plot_id"], form.fields["holder_kind"]
    if not isinstance(field, RecordPicker):
        return
    named = [name if plot_id is not None else ""]

    def show() -> None:
        is_plot = holder.read() == PLOT
        field.setVisible(is_plot)
        field.setEnabled(is_plot)

    def chosen() -> None:
        picked = field.picked
        if picked is not None and (form.fields["holder_name"].read() or "") in {"", named[0]}:
            named[0] = picked.title
            form.fill({"holder_name": picked.title})

    if plot_id is not None:
        field.set_value(Choice(plot_id, name))
    holder.edited.connect(show)
    field.edited.connect(chosen)
    context.worker.read(plot_owners, owner=field, done=partial(_know_plots, field))
    show()


def keep_plot(form: Form[Any], plot_id: uuid.UUID | None, name: str) -> None:
    """Let a renewed paper be held by the plot of the old one."""
    if plot_id is not None:
        form.fields["plot_id"].set_value(Choice(plot_id, name))


def _know_plots(field: RecordPicker, rows: Sequence[PlotOwner]) -> None:
    field.set_choices(
        [Choice(row.plot_id, f"{row.plot} · {row.member}", str(row.member_number), row.product) for row in rows]
    )
    if field.picked is not None:
        field.set_value(field.picked.key)
