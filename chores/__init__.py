"""The parts of dev.py, one chore a file."""
