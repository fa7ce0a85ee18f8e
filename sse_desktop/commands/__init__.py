"""Every write: one function per intention, composed in one transaction."""
