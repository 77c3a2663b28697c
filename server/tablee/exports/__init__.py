"""Documents: a report in, the bytes of a file out."""
