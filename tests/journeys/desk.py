"""What a person does at the bid desk, and reads there."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from sse_desktop.domain.eligibility_lines import Line
from sse_desktop.ui.bid_eligibility import EligibilityStep
from sse_desktop.ui.paper_form import NewPaper
from sse_desktop.ui.theme import State
from tests.documents.papers import a_pdf
from tests.journeys.window import Person


class AtDesk:
    """A person at the bid desk of the tender that is open there."""

    def __init__(self, person: Person) -> None:
        self.person = person

    def step(self, number: int) -> None:
        """Go to a step by its key: Alt+1 to Alt+7."""
        self.person.house.window().activateWindow()
        self.person.key(Qt.Key(ord(str(number))), Qt.KeyboardModifier.AltModifier)

    def state(self, step: str) -> State:
        state: State = self.person.desk._steps[step].state[0]
        return state

    # May we bid?

    @property
    def rules(self) -> EligibilityStep:
        return self.person.desk.eligibility

    def line(self, rule: str) -> Line:
        """Choose the line of a rule and return it; its words are read below the table."""
        self.rules.table.choose_key(rule)
        self.person.settle()
        line = self.rules.table.current
        assert isinstance(line, Line)
        assert line.rule == rule, [each.rule for each in self.rules.table.rows]
        return line

    def reads(self, rule: str) -> str:
        """Choose the line of a rule and return what is read of it: its state as a shape, the reason, and what to do."""
        self.line(rule)
        return f"{self.rules.said.text()}\n{self.rules.advice.text()}".replace("\u00a0", " ").replace("\u202f", " ")

    def mend(self, rule: str) -> None:
        """Press Enter on the line of a rule, which goes where it is mended."""
        self.line(rule)
        self.person.key_in(self.rules.table, Qt.Key.Key_Return)

    def fill_in(self, rule: str, value: Any, source: str) -> None:
        """Fill in what only the buyer's papers tell, with the place where it stands."""
        line = self.line(rule)
        assert line.ask is not None, f"nothing is asked of {rule}"
        self.rules.fill_in()
        self.person.settle()
        self.person.fill(value=value, source=source)
        self.person.press("Fill it in", self.person.page.inspector)

    def go_on(self, reasons: str) -> None:
        self.person.press("We go on …")
        self.person.answer(reasons)

    def checklist(self) -> str:
        """Print the checklist and return what is read on it, without blanks."""
        self.person.press("Print the checklist")
        read = self.person.paper()
        self.person.house.close_sheet()
        self.person.settle()
        return read

    # Papers.

    def attach(self, kind: str, folder: Path, **facts: Any) -> None:
        """Drop a PDF for a paper that is asked for and say what it is."""
        step = self.person.desk.papers
        rows = [row.paper_kind for row in step.table.rows]
        step.table.choose(rows.index(kind))
        file = folder / f"{kind}.pdf"
        file.write_bytes(a_pdf())
        self.person.drop(file)
        assert isinstance(self.person.page.inspector.content, NewPaper)
        self.person.fill(**facts)
        self.person.press("Save the paper", self.person.page.inspector)

    # The end.

    def build_packet(self) -> bytes:
        """Build the packet and return its file."""
        self.person.begin("Build the packet")
        step = self.person.desk.packet
        self.person.wait(lambda: step.view is not None)
        assert step.view is not None
        return step.view._data
