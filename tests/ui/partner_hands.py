"""Hands on the registers of partners: going to a page, its form, its first row."""

from sse_desktop.ui.form import FormPanel
from sse_desktop.ui.house import House
from sse_desktop.ui.page import Page
from sse_desktop.ui.pages import PAGES
from sse_desktop.ui.records_page import RecordsPage
from sse_desktop.ui.widgets.field import Field
from tests.ui.conftest import Settle
from tests.ui.tender_hands import pressed

SHOWN = tuple(spec for spec in PAGES if spec.place in {"members", "tenders", "reports"})


def page_of(house: House, settle: Settle, key: str = "") -> Page:
    """Go to a page and wait until it has read."""
    if key:
        house.go(key)
    settle()
    settle()
    assert house.page is not None
    return house.page


def fields(page: Page) -> dict[str, Field]:
    panel = page.inspector.content
    assert isinstance(panel, FormPanel)
    return panel.form.fields


def fill(page: Page, **values: object) -> None:
    panel = page.inspector.content
    assert isinstance(panel, FormPanel)
    panel.form.fill(values)


def saved(page: Page, settle: Settle, words: str) -> None:
    pressed(page.inspector, words)
    settle()
    settle()


def first_row(page: Page, settle: Settle) -> Page:
    assert isinstance(page, RecordsPage)
    page.table.choose(0)
    settle()
    return page


def errors(page: Page) -> str:
    return "\n".join(field.message.text() for field in fields(page).values())
