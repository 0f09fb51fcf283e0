"""What NEET is made of (methods M7): the unemployed and the inactive, as bounds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Split:
    """Bounds in percent of all young people: the unemployed at most, the inactive at least."""

    unemployed_at_most: float
    inactive_at_least: float


def unemployed_share(unemployment: float, employment: float) -> float:
    """The unemployed as a share of all young people, in percent: UR x EPR / (1 - UR).

    `unemployment`: unemployment rate, percent of the labour force; `employment`: employment to
    population ratio, percent. Both of the ages 15-24 and of one edition. Raises `ValueError` where
    nobody of the labour force is in work.
    Source: identity. U / P = (U / L) x (L / P), and L / P = EPR / (1 - UR), since E = L x (1 - UR).
    """
    if not 0 <= unemployment < 100:
        raise ValueError(f"an unemployment rate of {unemployment} leaves no share to be computed")
    rate = unemployment / 100
    return rate * employment / (1 - rate)


def split(neet: float, unemployment: float, employment: float) -> Split:
    """NEET into the unemployed and the inactive, as bounds (M7).

    Some of the unemployed are in education, so no more than they all are in NEET, and the rest of
    NEET at least is inactive. All three in percent, of one edition and year; parts of two editions
    are refused, because the difference of two models would be read as inactivity.
    Source: ILO, SDG indicator 8.6.1 metadata: NEET = youth - in employment - not employed but in
    education or training.
    """
    share = unemployed_share(unemployment, employment)
    return Split(min(share, neet), max(neet - share, 0.0))
