"""Makes ``tests/`` importable, so that tests can say ``from support.sample_record import …``."""
