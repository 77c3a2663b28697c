"""Tablée: a live board for workshops held around a table."""

__version__ = "0.1.0"
