"""The history of the tables, one file per change; never edit one that was released."""
