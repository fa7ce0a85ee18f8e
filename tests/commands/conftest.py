"""What the tests of commands share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import Office
from tests.conftest import Databases


@pytest.fixture
def plain_office(databases: Databases, tmp_path: Path) -> Iterator[Office]:
    """An office on one kind of database, for rules that don't depend on the kind."""
    office = Office(databases.fresh("plain", tmp_path))
    yield office
    office.database.close()
