"""How figures look: colours, type and margins, in a light and a dark form, for both directions.

Every colour of a mark passes 3:1 against its paper, every text 4.5:1 (a test computes them). The
categorical colours are those of Okabe and Ito that pass, without black: the ink is kept for our
aggregates. Meaning never rests on colour alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

FONT = (
    "'Source Sans', 'Source Sans 3', 'Source Sans Pro', 'Noto Sans Arabic', 'Noto Naskh Arabic', "
    "'Segoe UI', 'Geeza Pro', Tahoma, sans-serif"
)
# Sizes in pixels, read from the back of a meeting room at 1280x720.
TITLE, SUBTITLE, BODY, SMALL = 19, 14, 13, 12


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of one theme, as `#rrggbb`, and the typeface."""

    name: str
    ink: str
    paper: str
    muted: str
    grid: str
    accent: str
    reference: str
    old: str
    no_data: str
    disputed: str
    sequential: tuple[str, ...]
    categorical: tuple[str, ...]
    font: str = FONT

    def colour(self, role: str) -> str:
        """The `#rrggbb` of a role of a plot: `ink`, `series-3`, `ramp-2`; `AttributeError` else."""
        kind, _, place = role.partition("-")
        if kind == "series":
            return self.categorical[int(place) % len(self.categorical)]
        return self.sequential[int(place)] if kind == "ramp" else str(getattr(self, role))


LIGHT = Look(
    name="light",
    ink="#1b2420",
    paper="#ffffff",
    muted="#59645f",
    grid="#e2e6e4",
    accent="#0b5c45",
    reference="#6a746f",
    old="#dde3f0",
    no_data="#f4f6f5",
    disputed="#c3c9c6",
    sequential=("#d8ece2", "#a9d4c0", "#70b598", "#2b7a5e", "#0b4a37"),
    categorical=(
        "#0b5c45",
        "#0072b2",
        "#b84a00",
        "#a6497a",
        "#3f2b96",
        "#8a1c1c",
        "#5b0f4d",
        "#7a5c00",
        "#00707a",
        "#c2185b",
        "#4a6b12",
        "#6d4c41",
    ),
)
DARK = Look(
    name="dark",
    ink="#eef2f0",
    paper="#10161a",
    muted="#a3aeaa",
    grid="#2b3436",
    accent="#5cc4a0",
    reference="#93a09b",
    old="#3b4660",
    no_data="#1a2225",
    disputed="#4b5557",
    sequential=("#12392d", "#1c5a47", "#2f7a60", "#76c7a6", "#b9ead5"),
    categorical=(
        "#5cc4a0",
        "#56b4e9",
        "#e69f00",
        "#f0e442",
        "#e57373",
        "#80deea",
        "#ffd0a8",
        "#b39ddb",
        "#aed581",
        "#f48fb1",
        "#bcaaa4",
        "#b5651d",
    ),
)
LOOKS: Mapping[str, Look] = {"light": LIGHT, "dark": DARK}


@dataclass(frozen=True, slots=True)
class Frame:
    """The words around a figure, in the order in which they are read."""

    title: str
    subtitle: str
    source_line: str


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2.2: from 1 (the same) to 21 (black on white)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def legible(colour: str, look: Look) -> str:
    """Ink or paper, whichever is read more easily on a colour, all as `#rrggbb`."""
    return max((look.ink, look.paper), key=lambda text: contrast(text, colour))


def _luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb` by WCAG 2.2."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
