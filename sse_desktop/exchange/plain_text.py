"""Text from strangers made plain: this file takes only words out of markup, blanks and broken letters."""

import html
import re

LOST_LETTER = "\ufffd"

_NAMES = (
    "a|abbr|b|big|blockquote|body|br|center|code|div|em|font|h[1-6]|head|hr|html|i|img|li|link|meta|ol|p|pre|s|script|small|span|"
    "strong|style|sub|sup|table|tbody|td|th|thead|title|tr|u|ul"
)
_HIDDEN = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"<(?:br|hr|/p|/div|/li|/tr|/h[1-6])\b[^<>]*>", re.IGNORECASE)
# Only names that HTML knows: "peso <5 kg" and "<財物類>" are words.
_TAG = re.compile(rf"</?(?:{_NAMES})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,31}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANKS = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r" ?\n[ \n]*")


def without_markup(text: str) -> str:
    """Return the words of a text that may hold HTML; a text without markup comes back unchanged."""
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", _HIDDEN.sub("", text)))
    return html.unescape(text) if _ENTITY.search(text) else text


def paragraphs(text: str) -> str:
    """Return the text with single blanks, kept line breaks, and without letters that can't be seen or written."""
    if text.isprintable() and "  " not in text:
        # One line of letters and single blanks, as most texts are: nothing to repair.
        return text.strip()
    text = _SURROGATE.sub(LOST_LETTER, text.replace("\r\n", "\n").replace("\r", "\n"))
    return _BREAKS.sub(_at_most_two, _BLANKS.sub(" ", _UNSEEN.sub("", text))).strip()


def _at_most_two(breaks: re.Match[str]) -> str:
    return "\n\n" if breaks[0].count("\n") > 1 else "\n"


def one_line(text: str) -> str:
    """Return the text as one line with single blanks."""
    return " ".join(paragraphs(text).split())


def shortened(text: str, limit: int) -> str:
    """Return the text, cut at a word and marked with an ellipsis when it is longer than `limit` characters."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    return (head.rsplit(" ", 1)[0] if " " in head[limit // 2 :] else head) + "…"
