"""Every page from the members to the settings, with and without data: all controls have names, all labels are plain text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from sse_desktop.locale import LANGUAGES, Locale
from sse_desktop.ui.context import Context
from sse_desktop.ui.house import House
from sse_desktop.ui.register import Register
from sse_desktop.workspace import Workspace
from tests.builders import a_container, a_member, a_plot, a_product, a_weigh_in
from tests.ui.conftest import MakeHouse, Settle
from tests.ui.hands import in_this_day, spec
from tests.ui.test_access import nameless

PLACES = ("today", "members", "weigh_in", "tickets", "pledges", "lots", "trace")
SETTINGS = ("cooperative", "products", "containers", "users", "backups", "computer", "about")
NASTY = "<b>Núñez</b> & hijos"


@pytest.fixture
def house(make_house: MakeHouse, settle: Settle, context: Context) -> House:
    in_this_day(context)
    built = make_house(*(spec(key) for key in (*PLACES, *SETTINGS)), first="about")
    settle()
    return built


@pytest.fixture
def season(workspace: Workspace) -> Workspace:
    """A little of everything, with a name that looks like markup."""
    member = a_member(workspace, NASTY, number=1, community="<i>La Loma</i>")
    product = a_product(workspace, "MAN", "Mandarina <small>", shelf_days=5)
    a_plot(workspace, member, "<u>Alta</u>", product_id=product)
    a_weigh_in(
        workspace, member, product, 50_000, containers=2, container_kind_id=a_container(workspace, "Gaveta & caja")
    )
    return workspace


def open_page(house: House, key: str, settle: Settle) -> None:
    house.go(key)
    settle()
    page = house.page
    if isinstance(page, Register) and page.model.rowCount():
        page.table.choose(0)
        settle()


@pytest.mark.parametrize("key", [*PLACES, *SETTINGS])
def test_every_control_of_a_page_has_a_name_and_every_label_is_plain(
    key: str, house: House, settle: Settle, season: Workspace
) -> None:
    open_page(house, key, settle)

    assert season.folder.exists()
    assert nameless(house) == []
    assert {text.textFormat() for text in house.findChildren(QLabel)} == {Qt.TextFormat.PlainText}


@pytest.mark.parametrize("key", [*PLACES, *SETTINGS])
def test_an_empty_page_opens_and_says_what_it_is_for(key: str, house: House, settle: Settle) -> None:
    open_page(house, key, settle)

    assert house.here == key
    assert any(text.isVisible() and text.text() for text in house.findChildren(QLabel))
    assert not house.message.isVisible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_speaks_every_language(
    language: str, make_house: MakeHouse, settle: Settle, context: Context, season: Workspace
) -> None:
    in_this_day(context)
    context.locale = Locale(language, "EC", season.cooperative.time_zone)
    house = make_house(*(spec(key) for key in (*PLACES, *SETTINGS)), first="about")
    for key in (*PLACES, *SETTINGS):
        open_page(house, key, settle)
        house.grab()

        assert house.here == key
        assert not house.message.isVisible(), house.message.sentence.text()
