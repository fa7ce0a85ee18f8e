"""The letters of XML: this file decodes bytes whatever they claim to be, and finds where the root begins, without any parser."""

from __future__ import annotations

import codecs
import re

from sse_desktop.exchange.guard import Decoder

_HEAD = 4096
_DECLARED = re.compile(rb"<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z][\w.:-]{0,40})[\"']")
_BEFORE_ROOT = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
# The encodings that files declare; others, such as "punycode", take time out of proportion.
_ENCODINGS = re.compile(
    r"iso8859-\d+|cp\d{3,4}|koi8-[ru]|mac-\w+|euc_kr|johab|shift_jis|euc_jp|gb2312|gbk|gb18030|big5|utf-16(?:-[lb]e)?"
)
_WIDE = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))


def looks_like_xml(head: bytes) -> bool:
    """Say whether a file begins with markup."""
    return plain_text(head[:_HEAD])[0].lstrip().startswith("<")


def plain_text(data: bytes) -> tuple[str, bool]:
    """Return the text of an XML file without its mark, and whether its encoding had to be guessed."""
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


def start_of_root(text: str) -> int:
    """Return where the root begins, after comments, instructions and blanks."""
    found = _BEFORE_ROOT.match(text)
    return found.end() if found else 0
