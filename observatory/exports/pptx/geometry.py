"""Places on a slide and inside a chart, in EMU, points and shares."""

from __future__ import annotations

from dataclasses import dataclass

# EMU of a point of type.
EMU = 12_700
# A face with Latin and Arabic letters that every Windows and Mac machine has.
FACE = "Arial"


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide, in EMU."""

    left: int
    top: int
    width: int
    height: int

    def below(self, high: int) -> Box:
        """What is left of the place under so much of it."""
        return Box(self.left, self.top + high, self.width, self.height - high)

    def narrower(self, share: float, *, rtl: bool) -> Box:
        """The place without a share of its width, on the side where reading begins."""
        less = int(self.width * share)
        left = self.left if rtl else self.left + less
        return Box(left, self.top, self.width - less, self.height)


@dataclass(frozen=True, slots=True)
class ChartRoom:
    """The place of a plot inside its chart: what stands around it, as shares of the chart.

    `before` is the side where reading begins.
    """

    box: Box
    before: float
    after: float
    top: float
    under: float
    rtl: bool

    @property
    def shares(self) -> tuple[float, float, float, float]:
        """Left, top, width and height as shares of the chart."""
        left = self.after if self.rtl else self.before
        return left, self.top, 1 - self.before - self.after, 1 - self.top - self.under

    @property
    def wide(self) -> float:
        """The plot's width in points."""
        return self.shares[2] * self.box.width / EMU

    @property
    def high(self) -> float:
        """The plot's height in points."""
        return self.shares[3] * self.box.height / EMU

    @property
    def left_pt(self) -> float:
        """What stands left of the plot, in points."""
        return self.shares[0] * self.box.width / EMU

    @property
    def top_pt(self) -> float:
        """What stands above the plot, in points."""
        return self.top * self.box.height / EMU
