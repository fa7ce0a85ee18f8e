"""Alembic migrations, shipped as data files."""
