"""Measurements, each beside its floor: the time that the same work takes with nothing of ours around it."""
