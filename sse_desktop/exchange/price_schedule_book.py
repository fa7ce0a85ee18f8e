"""The parts of a workbook: this file finds the XML of a sheet in the zip, and packs the zip again with a few parts changed."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from sse_desktop.domain.errors import N_, DomainError
from sse_desktop.exchange.refusals import BrokenFile

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_RELATED: Final = re.compile(r"\{http://[^}]*/relationships\}id")
_SIGNATURES: Final = "_xmlsignatures/"
_MOST_PARTS: Final = 2_000
_LARGEST_PART: Final = 80 * 1024 * 1024
# The elements that the standard puts before calcPr (ISO/IEC 29500-1, 18.2.27).
_BEFORE_CALC: Final = frozenset(
    [
        "fileVersion",
        "fileSharing",
        "workbookPr",
        "AlternateContent",
        "revisionPtr",
        "absPath",
        "workbookProtection",
        "bookViews",
        "sheets",
        "functionGroups",
        "externalReferences",
        "definedNames",
    ]
)


class NotAWorkbook(DomainError):
    """Only XLSX can be filled without touching anything else."""

    sentence = N_("Only an XLSX file can be filled in place. Open this file, save it as XLSX, and choose that.")


class WorkbookSigned(DomainError):
    """A change would break the signature."""

    sentence = N_(
        "This file holds an electronic signature, which any change would break. Ask the buyer for an unsigned copy."
    )


class SheetMissing(DomainError):
    """The workbook has no such sheet."""

    sentence = N_("This file has no sheet “{sheet}”. Choose the file again.")


def check_workbook(archive: zipfile.ZipFile) -> None:
    """Refuse what is no workbook, and one whose signature a change would break.

    Raises: BrokenFile, NotAWorkbook, WorkbookSigned.
    """
    names = archive.namelist()
    if len(names) > _MOST_PARTS or len(set(names)) != len(names):
        raise BrokenFile
    if (
        not any(name.startswith("xl/") and not name.endswith(".bin") for name in names)
        or "[Content_Types].xml" not in names
    ):
        raise NotAWorkbook
    if any(name.startswith(_SIGNATURES) for name in names):
        raise WorkbookSigned


def part_of(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return one part, up to a limit.

    Raises: BrokenFile.
    """
    with archive.open(name) as member:
        found = member.read(_LARGEST_PART + 1)
    if len(found) > _LARGEST_PART:
        raise BrokenFile
    return found


def parsed(data: bytes) -> Element:
    """Return the tree of a part without entities; a part with a document type is refused.

    Raises: BrokenFile.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_blank_text=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise BrokenFile from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise BrokenFile
    return root


def serialised(root: Element) -> bytes:
    """Return the bytes of a tree as a part."""
    from lxml import etree

    found: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    return found


def workbook_name(archive: zipfile.ZipFile) -> str:
    """Return the name of the main part.

    Raises: NotAWorkbook.
    """
    for target, kind in _relations(archive, ""):
        if kind.endswith("/officeDocument"):
            return target
    raise NotAWorkbook


def sheet_path(archive: zipfile.ZipFile, part: str, workbook: bytes, sheet: str) -> str:
    """Return the name of the part of a sheet.

    Raises: SheetMissing.
    """
    targets = dict(_targets(archive, part))
    for each in parsed(workbook).iter("{*}sheet"):
        if each.get("name") == sheet:
            number = next((value for name, value in each.attrib.items() if _RELATED.fullmatch(str(name))), "")
            if str(number) in targets:
                return targets[str(number)]
    raise SheetMissing(sheet=sheet)


def _targets(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str]]:
    for each in _relation_parts(archive, part):
        yield each.get("Id", ""), _resolved(part, each.get("Target", ""))


def _relations(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str]]:
    for each in _relation_parts(archive, part):
        yield _resolved(part, each.get("Target", "")), each.get("Type", "")


def _relation_parts(archive: zipfile.ZipFile, part: str) -> list[Element]:
    folder, name = posixpath.split(part)
    return list(parsed(part_of(archive, posixpath.join(folder, "_rels", f"{name}.rels"))).iter("{*}Relationship"))


def _resolved(part: str, target: str) -> str:
    return (
        target.lstrip("/")
        if target.startswith("/")
        else posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
    )


def to_be_calculated(workbook: bytes) -> bytes:
    """Ask programs to calculate all formulas when they open the file: the totals kept in it are of the empty prices."""
    root = parsed(workbook)
    space = namespace_of(root)
    found = root.find(f"{space}calcPr")
    if found is None:
        found = root.makeelement(f"{space}calcPr", {})
        after = [child for child in root if str(child.tag).rpartition("}")[2] in _BEFORE_CALC]
        root.insert(root.index(after[-1]) + 1 if after else len(root), found)
    found.set("fullCalcOnLoad", "1")
    return serialised(root)


def repacked(archive: zipfile.ZipFile, changed: Mapping[str, bytes]) -> bytes:
    """Return the zip with some parts changed and all others as they were, in the same order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.comment = archive.comment
        for info in archive.infolist():
            data = changed[info.filename] if info.filename in changed else part_of(archive, info.filename)
            made.writestr(info, data, compress_type=info.compress_type)
    return out.getvalue()


def namespace_of(root: Element) -> str:
    """Return the namespace of the root's name in braces: there are two, of the common and of the strict standard."""
    return str(root.tag).rpartition("}")[0] + "}"
