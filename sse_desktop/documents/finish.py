"""The last step of every file of ours: tagged structure, metadata, colour intent, bytes that depend on the content alone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from sse_desktop.documents.canvas import Node

PRODUCER = "SSE Desktop"


def finished(pdf_bytes: bytes, nodes: Sequence[Node], *, title: str, author: str, language: str) -> bytes:
    """Add structure and metadata so that the file can be kept as PDF/A-2b and read aloud; equal input, equal bytes."""
    with pikepdf.open(BytesIO(pdf_bytes)) as pdf:
        add_structure(pdf, nodes)
        add_metadata(pdf, title=title, author=author, language=language)
        declare_archive(pdf, title=title, author=author)
        return written(pdf)


def add_metadata(pdf: pikepdf.Pdf, *, title: str, author: str, language: str) -> None:
    """Say title, author and language, and in which colour space the numbers of the colours are meant."""
    pdf.docinfo = pdf.make_indirect(Dictionary(Title=String(title), Author=String(author), Producer=String(PRODUCER)))
    root = pdf.Root
    root.Lang = String(language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    profile = pdf.make_stream(_colour_profile())
    profile.N = 3
    root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=String("sRGB"),
                Info=String("sRGB"),
                DestOutputProfile=pdf.make_indirect(profile),
            )
        ]
    )


def declare_archive(pdf: pikepdf.Pdf, *, title: str, author: str) -> None:
    """Declare a file that holds only what we drew as PDF/A-2b (ISO 19005-2)."""
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = title
        metadata["dc:creator"] = [author]
        metadata["pdf:Producer"] = PRODUCER
        metadata["pdfaid:part"] = "2"
        metadata["pdfaid:conformance"] = "B"


def written(pdf: pikepdf.Pdf) -> bytes:
    """Bytes of a file, with an id made from its content."""
    target = BytesIO()
    pdf.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate, min_version="1.7")
    return target.getvalue()


@cache
def _colour_profile() -> bytes:
    """An sRGB profile; the moment it was made (bytes 24 to 35, ICC.1:2010 section 7.2) is left out."""
    from PIL import ImageCms

    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made[24:36] = bytes((0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0))
    # The profile's id (bytes 84 to 99) would be the digest of the other date.
    made[84:100] = bytes(16)
    return bytes(made)


def add_structure(pdf: pikepdf.Pdf, nodes: Sequence[Node]) -> None:
    """Turn the remembered nodes into the structure tree and the tree that leads from a page's marks back to it."""
    pages = [page.obj for page in pdf.pages]
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    top = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    elements: list[pikepdf.Object] = []
    children: dict[int | None, list[pikepdf.Object]] = {None: []}
    marks: list[list[pikepdf.Object]] = [[] for _ in pages]
    for index, node in enumerate(nodes):
        element = pdf.make_indirect(_element(node, top if node.parent is None else elements[node.parent], pages))
        elements.append(element)
        children.setdefault(node.parent, []).append(element)
        if node.page is not None:
            marks[node.page].append(element)
        else:
            children.setdefault(index, [])
    _link(pdf, root, top, elements, children)
    _number(pdf, root, pages, marks)


def _element(node: Node, parent: pikepdf.Object, pages: Sequence[pikepdf.Object]) -> Dictionary:
    element = Dictionary(Type=Name.StructElem, S=Name(f"/{node.role}"), P=parent)
    if node.page is not None:
        element.Pg = pages[node.page]
        element.K = node.number
    if node.role == "TH":
        element.A = Dictionary(O=Name.Table, Scope=Name.Column)
    return element


def _link(
    pdf: pikepdf.Pdf,
    root: pikepdf.Object,
    top: pikepdf.Object,
    elements: Sequence[pikepdf.Object],
    children: dict[int | None, list[pikepdf.Object]],
) -> None:
    for index, kids in children.items():
        (top if index is None else elements[index]).K = Array(kids)
    root.K = top
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _number(
    pdf: pikepdf.Pdf, root: pikepdf.Object, pages: Sequence[pikepdf.Object], marks: Sequence[list[pikepdf.Object]]
) -> None:
    numbers: list[int | pikepdf.Object] = []
    for index, (page, elements) in enumerate(zip(pages, marks, strict=True)):
        page.StructParents = index
        page.Tabs = Name.S
        numbers += [index, pdf.make_indirect(Array(elements))]
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    root.ParentTreeNextKey = len(pages)
