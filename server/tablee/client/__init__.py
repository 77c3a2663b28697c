"""A client of a running server: what the command line and the simulated participants speak with.

It knows the wire (`protocol`) and the rules (`workshop`), like a browser; it never touches a
journal, a room or a page of the server, and never gives itself a right that a browser lacks.
"""
