"""Values and rules of the field, pure Python: this package knows no file, no window and no clock."""
