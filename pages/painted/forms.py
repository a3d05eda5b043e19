"""The forms in which a page may paint a secret: as it is, reversed, and as addresses, markup and data carry it."""

from __future__ import annotations

import base64
import html
from functools import lru_cache
from urllib.parse import quote, quote_plus

from pages.painted.text import compact, squeezed

_SHORTEST = 4
_SHORTEST_SQUEEZED = 5
_ALIGNMENTS = 3


@lru_cache(maxsize=256)
def forms_of(secret: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the texts to look for: among all signs without spaces, and among letters and digits only."""
    written = {
        secret,
        quote(secret, safe=""),
        quote_plus(secret),
        html.escape(secret),
        secret.encode().hex(),
        *_base64(secret),
    }
    written |= {one[::-1] for one in (secret, secret.casefold())}
    exact = {compact(one) for one in written}
    bare = {squeezed(one) for one in written}
    shortest = min(_SHORTEST, len(compact(secret)))
    return (
        tuple(one for one in exact if len(one) >= shortest),
        tuple(one for one in bare if len(one) >= _SHORTEST_SQUEEZED),
    )


def _base64(secret: str) -> set[str]:
    """The secret within longer base64, wherever in it it begins: the part that only the secret decides."""
    data = secret.encode()
    found = set()
    for before in range(_ALIGNMENTS):
        whole = base64.b64encode(b"\0" * before + data).decode().rstrip("=")
        start = -(-before * 8 // 6)
        end = (before + len(data)) * 8 // 6
        if end - start >= _SHORTEST_SQUEEZED:
            found |= {whole[start:end], whole[start:end].replace("+", "-").replace("/", "_")}
    return found
