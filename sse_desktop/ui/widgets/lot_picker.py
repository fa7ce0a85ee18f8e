"""A field for a lot: its code typed or scanned, also from the label of one of its crates."""

from sse_desktop.domain.labels import lot_of_label
from sse_desktop.ui.widgets.record_picker import RecordPicker


class LotPicker(RecordPicker):
    """Finds the lot by what a scanner types; the number of a crate behind it is left out."""

    def typed(self) -> str:
        return lot_of_label(super().typed())
