"""The rules of the field, one file a rule."""
