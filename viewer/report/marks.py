"""The colours of highlights and of code in a theme, as `palette` has the others."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from viewer.resource_files import resource


@dataclass(frozen=True)
class Marks:
    """`#RRGGBB` by name. Highlights are laid on the paper at `opacity`, 0 to 1."""

    highlights: Mapping[str, str]
    opacity: float
    code: Mapping[str, str]

    def token(self, token: str) -> str:
        """The key in `code` of a Pygments token class: its own or that of its first letter, "" for ink."""
        return next((name for name in (token, token[:1]) if name in self.code), "")


@cache
def load_marks(name: str) -> Marks:
    """Those of the theme `light` or `dark`."""
    data = tomllib.loads(resource("themes", f"{name}.toml").read_text("utf-8"))
    return Marks(data["highlights"], float(data["highlight_opacity"]), data["code"])
