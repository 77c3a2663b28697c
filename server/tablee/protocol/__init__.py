"""The wire: messages, their encoding, and the reasons for closing."""
