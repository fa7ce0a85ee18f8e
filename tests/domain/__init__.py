"""Rules of the field: examples from the law and the cooperative, and properties that hold for all numbers."""
