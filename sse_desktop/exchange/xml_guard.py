"""The guard before the XML parser: this file lets only plausible markup through, and turns it into a tree.

The parser never sees a declared encoding, a document type or an entity of its own: bytes are decoded here, so that nothing can
hide behind a notation, and whatever declares a document type is refused. No address is ever followed.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from lxml import etree

from sse_desktop.exchange.guard import Decoder
from sse_desktop.exchange.refusals import BrokenFile, EmptyFile, TooDeep, TooLarge, XmlWithEntities
from sse_desktop.exchange.repairs import Repairs

LARGEST_XML: Final = 16 * 1024 * 1024
DEEPEST_XML: Final = 200
# A notice with 500 lots has some 60,000 elements, an answered self-declaration 30,000.
MOST_ELEMENTS: Final = 400_000
MOST_ATTRIBUTES: Final = 400_000
LONGEST_TAG: Final = 1 << 20

Node = etree._Element  # noqa: SLF001 - lxml names the class of its nodes so

_HEAD = 4096
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,200}\?>")
_DECLARED = re.compile(rb"<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z][\w.:-]{0,40})[\"']")
_BEFORE_ROOT = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_ROOT = re.compile(r"<(?:[\w.-]{1,80}:)?([^\W\d][\w.-]{0,120})")
# What XML 1.0 does not allow, raw or as a numeric reference.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN_REFERENCE = re.compile(r"&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01])|[xX]0*(?:[0-8bBcC]|[eE]|1[0-9a-fA-F]));")
# The encodings that files declare; others, such as "punycode", take time out of proportion.
_ENCODINGS = re.compile(
    r"iso8859-\d+|cp\d{3,4}|koi8-[ru]|mac-\w+|euc_kr|johab|shift_jis|euc_jp|gb2312|gbk|gb18030|big5|utf-16(?:-[lb]e)?"
)
_WIDE = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))


def root_name(head: bytes) -> str | None:
    """Return the local name of the root element of a file that begins so, or None where none can be seen."""
    text = _plain_text(head)[0]
    found = _ROOT.match(text, _start(text))
    return found[1] if found else None


def looks_like_xml(head: bytes) -> bool:
    """Say whether a file begins with markup."""
    return _plain_text(head[:_HEAD])[0].lstrip().startswith("<")


def parse_xml(data: bytes, repairs: Repairs) -> Node:
    """Return the root of a tree without entities; encodings that are not what they claim are repaired with a warning.

    Raises: EmptyFile, XmlWithEntities, TooLarge, TooDeep, BrokenFile.
    """
    if len(data) > LARGEST_XML:
        raise TooLarge(limit_mb=LARGEST_XML // (1024 * 1024))
    text, guessed = _plain_text(data)
    if not text.strip():
        raise EmptyFile
    if guessed:
        repairs.warn("encoding_guessed")
    _refuse_implausible(text)
    return _tree(_without_forbidden(text, repairs))


def _plain_text(data: bytes) -> tuple[str, bool]:
    """Return the text without its mark, and whether its encoding had to be guessed."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace"), False
    for sign, name in _WIDE:
        if data.startswith(sign):
            return data.decode(name, "replace"), False
    data = data.removeprefix(codecs.BOM_UTF8)
    declared = _DECLARED.match(data.lstrip()[:_HEAD])
    name = declared[1].decode("ascii") if declared else "utf-8"
    try:
        # A wrong declaration is common, text that is UTF-8 by chance is not.
        return data.decode("utf-8"), not _is_utf8(name) and not data.isascii()
    except UnicodeDecodeError:
        pass
    return _declared_text(data, name) or _guessed_text(data)


def _declared_text(data: bytes, name: str) -> tuple[str, bool] | None:
    try:
        known = codecs.lookup(name).name
        return (data.decode(known), False) if _ENCODINGS.fullmatch(known) else None
    except (LookupError, UnicodeError):
        return None


def _guessed_text(data: bytes) -> tuple[str, bool]:
    decoder = Decoder(data[:_HEAD])
    return decoder.text(data, final=True), decoder.guessed


def _is_utf8(name: str) -> bool:
    try:
        return codecs.lookup(name).name in {"utf-8", "ascii"}
    except LookupError:
        return False


def _start(text: str) -> int:
    found = _BEFORE_ROOT.match(text)
    return found.end() if found else 0


def _refuse_implausible(text: str) -> None:
    """Refuse what takes memory or time out of proportion, by counting, before a parser sees it."""
    start = _start(text)
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
