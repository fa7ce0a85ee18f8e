"""SSE Desktop: an offline application for small supplier cooperatives that sell to public buyers."""

from typing import Final

__version__: Final = "0.1.0"
APPLICATION_NAME: Final = "SSE Desktop"
