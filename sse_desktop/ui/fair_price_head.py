"""What is worked at, beside the steps of a desk, so that its surfaces keep their room."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sse_desktop.ui.widgets.field import Field
from sse_desktop.ui.widgets.steps import StepBar

STEPS_SHARE, CHOICES_SHARE = 4, 7


def beside_steps(steps: StepBar, fields: Sequence[tuple[Field, int]]) -> QWidget:
    """Put fields, each with its share of the width, right of the steps and return the widget that holds them."""
    choices = QWidget()
    row = QHBoxLayout(choices)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    for field, stretch in fields:
        row.addWidget(field, stretch)
    ground = steps.parentWidget()
    column = ground.layout() if ground is not None else None
    if isinstance(column, QVBoxLayout):
        column.removeWidget(steps)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(steps, STEPS_SHARE)
        head.addWidget(choices, CHOICES_SHARE)
        column.insertLayout(0, head)
    return choices
