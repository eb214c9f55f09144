"""Plan a field-service month: routes, calendar, map and an honest verdict."""

__version__ = "0.1.0"
