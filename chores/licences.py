"""The licences of what is shipped: allowed ones only, and all of them named in NOTICE."""

import re
import sys
import sysconfig
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT: Final = Path(__file__).resolve().parent.parent
NOTICE: Final = ROOT / "NOTICE"
# Licences under which a library may be part of an Apache-2.0 application. The LGPL ones may because a library lies in the
# build as a file of its own, which its user can replace.
ALLOWED: Final = frozenset(
    {
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "ISC",
        "LGPL-2.1-or-later",
        "LGPL-3.0-only",
        "MIT",
        "MIT-0",
        "MIT-CMU",
        "MPL-2.0",
        "OFL-1.1",
        "PSF-2.0",
        "Zlib",
    }
)
# What a distribution's own licence file says, where its metadata say nothing or not in these words. Read 2026-11-24.
READ_BY_US: Final = {
    "defusedxml": "PSF-2.0",
    "markdown-it-py": "MIT",
    "mdurl": "MIT",
    "num2words": "LGPL-2.1-or-later",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "python-stdnum": "LGPL-2.1-or-later",
    "reportlab": "BSD-3-Clause",
    "rl-accel": "BSD-3-Clause",
    "segno": "BSD-3-Clause",
    "shellingham": "ISC",
    "sqlcipher3": "Zlib",
}
# Their wheels hold no licence text; resources/licences does.
TEXTS_OF_OURS: Final = {"pyside6-essentials": "LGPL-3.0.txt", "shiboken6": "LGPL-3.0.txt"}
LICENCE_FILE: Final = re.compile(r"(?i)(^|/)(licen[cs]e|copying|notice)[^/]*$|\.dist-info/licen[cs]es/")
HEAD: Final = """\
SSE Desktop
Copyright 2026 the SSE Desktop contributors

Licensed under the Apache License, Version 2.0; the text is in LICENSE.

It is shipped together with the works below, each under its own licence. A build holds the licence texts in the folder
licences; in a source installation they lie beside each library. This list is made by `python3 dev.py notice`.

Pretendard fonts (Regular, Bold), resources/fonts: OFL-1.1
    Copyright (c) 2021, Kil Hyung-jin, with Reserved Font Name Pretendard; the text is in resources/fonts/OFL.txt
Python: PSF-2.0
    Copyright (c) 2001 Python Software Foundation; part of a build
Qt (in PySide6-Essentials): LGPL-3.0-only
    Copyright (c) The Qt Company Ltd. and other contributors; the text is in resources/licences
"""


@dataclass(frozen=True, slots=True)
class Shipped:
    """A distribution that the application needs to run."""

    name: str
    version: str
    licence: str
    licence_files: tuple[Path, ...]

    @property
    def line(self) -> str:
        """Return its line in NOTICE."""
        return f"{self.name} {self.version}: {self.licence}"


def shipped() -> list[Shipped]:
    """Return every distribution that pyproject.toml needs, directly or through another, as installed here."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    waiting = [(Requirement(text), frozenset({""})) for text in project["dependencies"]]
    found: dict[str, Shipped] = {}
    while waiting:
        requirement, extras = waiting.pop()
        name = canonicalize_name(requirement.name)
        if requirement.marker and not any(requirement.marker.evaluate({"extra": extra}) for extra in extras):
            continue
        distribution = metadata.distribution(requirement.name)
        wanted = frozenset(requirement.extras) | {""}
        if name not in found or requirement.extras:
            waiting += [(Requirement(text), wanted) for text in distribution.requires or []]
        found[name] = _described(name, distribution)
    return sorted(found.values(), key=lambda one: one.name)


def _described(name: str, distribution: metadata.Distribution) -> Shipped:
    about = distribution.metadata
    stated = next((about[key] for key in ("License-Expression", "License") if key in about), "")
    texts = [
        Path(str(distribution.locate_file(file))) for file in distribution.files or [] if LICENCE_FILE.search(str(file))
    ]
    return Shipped(name, distribution.version, READ_BY_US.get(name, stated), tuple(sorted(texts)))


def is_allowed(licence: str) -> bool:
    """Return whether a licence expression allows our use: all of its parts, or one of those it offers."""
    expression = licence.replace("(", " ( ").replace(")", " ) ").split()
    terms = ["or" if w == "OR" else "and" if w == "AND" else w if w in "()" else str(w in ALLOWED) for w in expression]
    return bool(terms) and _truth(terms)


def _truth(terms: list[str]) -> bool:
    """Return the value of a list of True, False, and, or, ( and ), in which `and` binds closer."""
    while "(" in terms:
        start = max(i for i, term in enumerate(terms) if term == "(")
        end = terms.index(")", start)
        terms = [*terms[:start], str(_truth(terms[start + 1 : end])), *terms[end + 1 :]]
    choices = " ".join(terms).split(" or ")
    return any(all(term == "True" for term in choice.split(" and ")) for choice in choices)


def notice() -> str:
    """Return what NOTICE has to say."""
    return HEAD + "\n" + "\n".join(one.line for one in shipped()) + "\n"


def faults() -> Iterator[str]:
    """Yield a sentence for each licence that is not allowed and each distribution that NOTICE does not name as it is."""
    stated = NOTICE.read_text("utf-8") if NOTICE.exists() else ""
    if not stated.startswith(HEAD):
        yield "NOTICE does not begin as it should"
    listed = set(stated.removeprefix(HEAD).split("\n")) - {""}
    here = shipped()
    for one in here:
        if not is_allowed(one.licence):
            yield f"{one.name}: its licence is not among the allowed ones: {one.licence!r}"
        if one.line not in listed:
            yield f"NOTICE does not say: {one.line}"
    # Other systems need a few distributions more or less than the one the list was made on.
    if sys.platform == "linux":
        for line in sorted(listed - {one.line for one in here}):
            yield f"NOTICE names what is not shipped: {line}"


def texts() -> list[tuple[str, str]]:
    """Return every licence text of what is shipped, as a file and its folder in a build: (file, "licences/lxml")."""
    python = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    found = [(file, f"licences/{one.name}") for one in shipped() for file in one.licence_files]
    found += [(file, "licences/qt") for file in sorted((ROOT / "resources" / "licences").glob("*.txt"))]
    found += [(python, "licences/python")] if python.is_file() else []
    found += [(ROOT / "resources" / "fonts" / "OFL.txt", "licences/pretendard"), (ROOT / "LICENSE", "."), (NOTICE, ".")]
    return [(str(file), folder) for file, folder in found]


def main() -> int:
    """Run `check` or `write`."""
    if sys.argv[1:] == ["write"]:
        NOTICE.write_text(notice(), "utf-8")
        return 0
    found = list(faults())
    print(
        "\n".join([*found, "Run `python3 dev.py notice` once the licences are right."])
        if found
        else "The licences are in order."
    )
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
