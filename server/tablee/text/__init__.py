"""The words shown to people, one catalogue per language, read by server and pages."""
