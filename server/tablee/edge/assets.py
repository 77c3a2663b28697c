"""Which built files a page needs, read from the manifest that the client's build leaves."""

from pathlib import Path
from typing import Final

import msgspec


class _Chunk(msgspec.Struct, rename="camel"):
    file: str
    css: list[str] = []
    imports: list[str] = []


class Page(msgspec.Struct, frozen=True):
    """Addresses below `/static/`: the module to run, what it imports, its styles."""

    script: str
    preloads: tuple[str, ...]
    styles: tuple[str, ...]


_manifest: Final = msgspec.json.Decoder(dict[str, _Chunk])


class Assets:
    """The manifest of one build."""

    def __init__(self, client: Path) -> None:
        self._chunks = _manifest.decode((client / ".vite" / "manifest.json").read_bytes())

    def page(self, entry: str) -> Page:
        """The files of `src/entries/<entry>.ts`. Raises `KeyError` when there is none."""
        name = f"src/entries/{entry}.ts"
        seen: dict[str, None] = {}
        self._gather(name, seen)
        styles = dict.fromkeys(style for each in seen for style in self._chunks[each].css)
        return Page(
            script=_address(self._chunks[name].file),
            preloads=tuple(_address(self._chunks[each].file) for each in seen if each != name),
            styles=tuple(map(_address, styles)),
        )

    def _gather(self, name: str, seen: dict[str, None]) -> None:
        if name not in seen:
            seen[name] = None
            for other in self._chunks[name].imports:
                self._gather(other, seen)


def _address(file: str) -> str:
    return f"/static/{file}"
