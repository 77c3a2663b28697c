"""Rooms that are open: one task and one bounded inbox per room."""
