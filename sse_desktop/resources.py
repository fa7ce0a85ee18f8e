"""Where the files beside the code are: this file finds resources/ from source, from a wheel and from a frozen build."""

import sys
from functools import cache
from pathlib import Path


@cache
def resources() -> Path:
    """Return the folder with profiles, catalogues, icons, fonts and the demo.

    From source it lies beside the package; the wheel installs it as `sse_desktop_resources`; a frozen build unpacks it.
    """
    beside = Path(__file__).resolve().parent.parent
    frozen = Path(getattr(sys, "_MEIPASS", beside))
    places = (frozen / "resources", beside / "resources", beside / "sse_desktop_resources")
    return next((place for place in places if place.is_dir()), beside / "resources")


def resource(*parts: str) -> Path:
    """Return the path of one file or folder below resources/, there or not."""
    return resources().joinpath(*parts)
