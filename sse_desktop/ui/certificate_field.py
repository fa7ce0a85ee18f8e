"""Whether a buyer asks for certified plots, and for which certificate: one choice."""

from typing import Any, Final

from sse_desktop.domain.errors import N_
from sse_desktop.ui.context import Context
from sse_desktop.ui.widgets.choice_fields import ChoiceField

PLOT: Final = "plot"
ANY: Final = N_("any certificate of the plot")


class CertificateField(ChoiceField):
    """None where no certificate is asked for, empty for any certificate of a plot, else the kind of paper."""

    def __init__(self, context: Context, name: str = "certificate") -> None:
        known = [("", context.text(ANY)), *plot_papers(context)]
        self._known: list[tuple[str, str]] = []
        super().__init__(context, name, N_("From certified plots only"), known, required=False)
        self._known = known

    def set_value(self, value: Any) -> None:
        if value is not None and self._known and value not in [known for known, _ in self._known]:
            # Another profile's kind, which still holds.
            self._known.append((value, value))
            self.set_choices(self._known)
        super().set_value(value)


def plot_papers(context: Context) -> list[tuple[str, str]]:
    """Return the kinds of paper that a plot can hold by the rules of the country, each once."""
    papers = context.workspace.profile.papers if context.workspace is not None else ()
    return list({kind.id: (kind.id, context.text(kind.label)) for kind in papers if kind.holder == PLOT}.values())


def certificate_words(context: Context, certificate: str | None) -> str:
    """Return in words what the plots must have; nothing when they need no certificate."""
    if certificate is None:
        return ""
    return context.text(ANY) if not certificate else dict(plot_papers(context)).get(certificate, certificate)


def as_columns(certificate: str | None, tick: str = "certified_plots_only") -> dict[str, Any]:
    """Return the two fields in which it is kept; `tick` is the name of the first."""
    return {tick: certificate is not None, "certificate_kind": certificate or ""}


def from_columns(*, certified: bool, kind: str) -> str | None:
    """Return what the field shows of the two fields in which it is kept."""
    return kind if certified else None
