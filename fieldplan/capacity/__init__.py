"""Capacity: load, what cannot be done, what it would take, and the verdict."""
