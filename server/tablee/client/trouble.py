"""What stops the command line: one sentence for the person, never a traceback.

    Trouble
    └── Unreachable     nobody answers, for now: worth trying again

A trouble names its sentence in `words.py`; it holds no link, because a link is a secret.
"""


class Trouble(Exception):
    """The command cannot go on; `key` and `params` make the sentence (see `words.say`)."""

    def __init__(self, key: str, **params: str | int) -> None:
        super().__init__(key, params)
        self.key = key
        self.params = params


class Unreachable(Trouble):
    """The server does not answer, or says that it cannot now."""
