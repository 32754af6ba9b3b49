"""How the pages of a run lead to each other: by the names of plans, which may be paths below the folder of the index."""

from __future__ import annotations

import re
from urllib.parse import quote


def page_of(name: str) -> str:
    """The page of the plan of that name, as the index links to it: "bac-ninh/x%C3%A3%20A.html".

    Every character that a link gives a meaning is encoded, so that it can stand without quotes, too.
    """
    return f"{quote(name, errors='surrogateescape')}.html"


def index_from(name: str, index: str = "index.html") -> str:
    """The index, as the page of the plan of that name links to it."""
    return "../" * name.count("/") + index


def element_of(name: str) -> str:
    """What may stand in the id of an element for the plan of that name, and stands for no other."""
    return re.sub(rb"[^A-Za-z0-9-]", lambda found: b"_%02x" % found[0][0], name.encode(errors="surrogatepass")).decode()
