"""Small OCDS files for tests."""

import json
from pathlib import Path
from typing import Any

from sse_desktop.exchange.notice import Notice
from sse_desktop.exchange.reading import FileReading, read_notices


def a_release(ocid: str = "ocds-5wno2w-MCFI-7", **tender: Any) -> dict[str, Any]:
    """A call for mangoes."""
    call = {
        "id": "MCFI-7",
        "title": "Mango",
        "status": "active",
        "tenderPeriod": {"endDate": "2026-12-01T10:00:00-05:00"},
        "items": [{"id": "1", "description": "Mango", "quantity": 100, "unit": {"name": "Kilogramo"}}],
        **tender,
    }
    return {
        "ocid": ocid,
        "id": "1",
        "date": "2026-11-01T09:00:00-05:00",
        "tag": ["tender"],
        "buyer": {"name": "GAD"},
        "tender": call,
    }


def reading_of(value: Any, folder: Path) -> FileReading:
    """What is read from a file that holds this value, or these bytes."""
    file = folder / "file"
    file.write_bytes(value if isinstance(value, bytes) else json.dumps(value).encode())
    return read_notices(file)


def notice_of(value: Any, folder: Path) -> Notice:
    """The only notice of a file."""
    reading = reading_of(value, folder)
    assert reading.refused is None, str(reading.refused)
    (notice,) = reading.notices
    return notice


def codes(notice: Notice) -> list[str]:
    """The codes of a notice's warnings."""
    return [warning.code for warning in notice.warnings]
