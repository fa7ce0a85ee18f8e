"""Elements to add to a request: this file writes them with the prefixes that the request uses itself."""

from __future__ import annotations

import html
from collections.abc import Mapping

from sse_desktop.exchange.xml_guard import Node


class Markup:
    """Writes elements named by alias, such as `cac:Party`; `spaces` says which namespace each alias stands for.

    A namespace that the root of the request does not declare is declared on each outermost element.
    """

    def __init__(self, root: Node, spaces: Mapping[str, str]) -> None:
        known = {uri: prefix for prefix, uri in root.nsmap.items()}
        self._prefixes: dict[str, str] = {}
        self._declared = ""
        for alias, uri in spaces.items():
            if uri in known:
                self._prefixes[alias] = f"{known[uri]}:" if known[uri] else ""
                continue
            own = alias if alias not in root.nsmap else f"{alias}-answer"
            self._prefixes[alias] = f"{own}:"
            self._declared += f' xmlns:{own}="{html.escape(uri)}"'

    def leaf(self, name: str, text: str, **attributes: str) -> str:
        """Return an element with text, nothing where the text is empty."""
        return self._element(name, html.escape(text, quote=False), attributes) if text else ""

    def tree(self, name: str, *parts: str) -> str:
        """Return an element with others in it, nothing where all of them are empty."""
        inside = "".join(parts)
        return self._element(name, inside, {}) if inside else ""

    def outermost(self, name: str, *parts: str) -> str:
        """Return an element that goes directly into the request, on a line of its own."""
        inside = "".join(parts)
        return "\n  " + self._element(name, inside, {}, self._declared) if inside else ""

    def _element(self, name: str, inside: str, attributes: Mapping[str, str], declared: str = "") -> str:
        alias, _, local = name.partition(":")
        tag = f"{self._prefixes[alias]}{local}"
        said = "".join(f' {key}="{html.escape(value)}"' for key, value in attributes.items() if value)
        return f"<{tag}{declared}{said}>{inside}</{tag}>"
