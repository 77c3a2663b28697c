"""An address as a code that a phone reads from across a table."""

import segno


def qr_of(address: str) -> str:
    """An SVG element; the pages take its path only."""
    return segno.make(address, error="m").svg_inline(
        border=2, omitsize=True, dark="#1e2a26", light="#ffffff"
    )
