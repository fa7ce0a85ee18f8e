"""The guard before the XML parser: this file lets only plausible markup through, and turns it into a tree.

The parser never sees a declared encoding, a document type or an entity of its own: bytes are decoded here, so that nothing can
hide behind a notation, and whatever declares a document type is refused. No address is ever followed.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from sse_desktop.exchange.refusals import BrokenFile, EmptyFile, TooDeep, TooLarge, XmlWithEntities
from sse_desktop.exchange.repairs import Repairs
from sse_desktop.exchange.xml_letters import plain_text, start_of_root

LARGEST_XML: Final = 16 * 1024 * 1024
DEEPEST_XML: Final = 200
# A notice with 500 lots has some 60,000 elements, an answered self-declaration 30,000.
MOST_ELEMENTS: Final = 400_000
MOST_ATTRIBUTES: Final = 400_000
LONGEST_TAG: Final = 1 << 20

Node = etree._Element  # noqa: SLF001 - lxml names the class of its nodes so

_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,200}\?>")
# What XML 1.0 does not allow, raw or as a numeric reference.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN_REFERENCE = re.compile(r"&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01])|[xX]0*(?:[0-8bBcC]|[eE]|1[0-9a-fA-F]));")


def parse_xml(data: bytes, repairs: Repairs) -> Node:
    """Return the root of a tree without entities; encodings that are not what they claim are repaired with a warning.

    Raises: EmptyFile, XmlWithEntities, TooLarge, TooDeep, BrokenFile.
    """
    if len(data) > LARGEST_XML:
        raise TooLarge(limit_mb=LARGEST_XML // (1024 * 1024))
    text, guessed = plain_text(data)
    if not text.strip():
        raise EmptyFile
    if guessed:
        repairs.warn("encoding_guessed")
    _refuse_implausible(text)
    return _tree(_without_forbidden(text, repairs))


def _refuse_implausible(text: str) -> None:
    """Refuse what takes memory or time out of proportion, by counting, before a parser sees it."""
    start = start_of_root(text)
    if text.startswith("<!", start) and not text.startswith("<!--", start):
        raise XmlWithEntities
    if text.count("<") > 2 * MOST_ELEMENTS or text.count('="') + text.count("='") > MOST_ATTRIBUTES:
        raise TooLarge(limit_mb=LARGEST_XML // (1024 * 1024))


def _without_forbidden(text: str, repairs: Repairs) -> str:
    text = _DECLARATION.sub("", text, count=1)
    clean = _FORBIDDEN.sub("", text)
    if "&#" in clean:
        clean = _FORBIDDEN_REFERENCE.sub("", clean)
    if len(clean) != len(text):
        repairs.warn("letters_removed")
    return clean


def _tree(text: str) -> Node:
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as failure:
        raise _refusal(failure) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise XmlWithEntities
    if root.xpath("/*" * (DEEPEST_XML + 1)):
        raise TooDeep
    return root


def _refusal(failure: etree.XMLSyntaxError) -> BrokenFile | TooDeep | TooLarge | XmlWithEntities:
    said = str(failure).lower()
    if "depth" in said:
        return TooDeep()
    if "entity" in said and "not defined" in said:
        return XmlWithEntities()
    if "huge" in said or "too long" in said or "limit" in said:
        return TooLarge(limit_mb=LARGEST_XML // (1024 * 1024))
    return BrokenFile()
