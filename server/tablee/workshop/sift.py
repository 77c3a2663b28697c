"""Which effects of the pooling are looked for (SPEC Q7)."""

import msgspec

from .vocabulary import Directness, NoteKind


class Sift(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is looked for: all that is asked for holds of each effect.

    None, False, no words and no board ask for nothing. `text` is words, each to be found; `boards`
    are territories, one of which says it; `register` is one of the template, or empty for what is
    in none.
    """

    text: str = ""
    kind: NoteKind | None = None
    directness: Directness | None = None
    discussed: bool = False
    boards: tuple[str, ...] = ()
    register: str | None = None
