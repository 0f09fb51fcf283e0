"""What kind of value may be compared, and when two of them are both printed (methods M2)."""

from __future__ import annotations

from observatory.measures.thresholds import BOTH_PRINTED


def comparable(kind: str) -> tuple[str, ...]:
    """The estimate types in which members may be compared on a series of a kind.

    `kind` is `reported` or `modelled`. Projections are never among them: they are no observation.
    """
    return ("reported",) if kind == "reported" else ("modelled", "imputed")


def both_printed(national: float, modelled: float) -> bool:
    """Whether a national and a modelled value of a year differ so much that both are printed.

    Both in the unit of their indicator; more than 3 points apart. Neither is called the right one.
    """
    return abs(national - modelled) > BOTH_PRINTED
