"""Every read: select to frozen rows."""
