"""WHAT IS REMEMBERED: the only door to storage.

A room is a numbered series of entries. The live layer appends what was decided *before* anybody
sees it, and reads the series again to open a room. Reading order for a newcomer: `base.py` (the
contract), `store.py` (the same contract in SQL), `writer.py` (group commit), `embedded.py` (the
SQLite on one machine).

Nothing here knows a rule of the workshop: bodies are bytes that the rules' codec made.
"""
