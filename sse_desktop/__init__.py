"""SSE Desktop: an offline application for small supplier cooperatives that sell to public buyers."""

__version__ = "0.1.0"
APPLICATION_NAME = "SSE Desktop"
