"""The throw-away server runs, as an ordinary user, and leaves nothing behind."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from chores import postgres


def test_it_runs_as_an_ordinary_user_and_is_gone_afterwards() -> None:
    if postgres.programs() is None:
        pytest.skip("there is no PostgreSQL server here")

    with postgres.throw_away() as address:
        assert address is not None
        place = Path(parse_qs(urlsplit(address).query)["host"][0])
        with psycopg.connect(address.replace("+psycopg", "")) as connection:
            listening = connection.execute("SHOW listen_addresses").fetchone()
        owner = (place / "data").stat().st_uid

    assert listening == ("",)
    assert owner != 0
    assert not place.exists()
