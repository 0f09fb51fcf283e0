"""What kind of value may be compared, and when two of them are both printed (methods M2)."""

from __future__ import annotations

import pandas as pd

from observatory.methods.thresholds import BOTH_PRINTED

# Values that somebody observed: a nation's own, and those of an international survey or body. Both
# are compared; *national* is said of the first alone.
OBSERVED = ("reported", "compiled")


def comparable(kind: str) -> tuple[str, ...]:
    """The estimate types in which members may be compared on a series of a kind.

    `kind` is `reported`, `compiled` or `modelled`. Projections are never among them: they are no
    observation.
    Source: ILO, modelled estimates, methodological description: imputed values are not meant for
    comparisons or rankings of countries.
    """
    return OBSERVED if kind in OBSERVED else ("modelled", "imputed")


def differ(national: float, modelled: float) -> bool:
    """Whether a national and a modelled value of a year differ so much that both are printed.

    Both in the unit of their indicator; more than 3 points apart. Neither is called the right one.
    Source: this Observatory's own threshold.
    """
    return abs(national - modelled) > BOTH_PRINTED


def enters(rows: pd.DataFrame) -> pd.Series:
    """Whether each value may enter a comparison of members, an order, a cut or a median (M2).

    `rows`: value, estimate, supported. National and compiled values do, and modelled ones that a
    national value of the same year supports; projections, unsupported and missing values do not.
    Same index.
    Source: ILO, modelled estimates: `obs_status` R (a real observation) where it is given;
    elsewhere a national value of the country and year within 1 point, our own rule.
    """
    backed = rows["supported"].astype("boolean").fillna(value=False)
    modelled = rows["estimate"].isin(("modelled", "imputed"))
    fine = rows["estimate"].isin(OBSERVED) | (modelled & backed.astype("bool"))
    return fine & rows["value"].notna()


def with_twin(rows: pd.DataFrame, modelled: pd.DataFrame) -> pd.DataFrame:
    """The rows with `modelled`: the modelled value of the same area and year, or NaN.

    Both: iso3, year, value, estimate, of one indicator and sex; a projection is nobody's twin.
    """
    fine = modelled.loc[modelled["estimate"] != "projected"]
    at = fine.drop_duplicates(["iso3", "year"]).set_index(["iso3", "year"])["value"]
    places = pd.MultiIndex.from_frame(rows[["iso3", "year"]])
    return rows.assign(modelled=pd.Series(at.reindex(places).to_numpy(), index=rows.index))


def apart(rows: pd.DataFrame) -> pd.Series:
    """Whether each national value lies so far from the model that both are printed (M2).

    `rows`: value, estimate, modelled (NaN where there is none). Same index.
    """
    far = [differ(*pair) for pair in zip(rows["value"], rows["modelled"], strict=True)]
    return pd.Series(far, index=rows.index, dtype="bool") & (rows["estimate"] == "reported")
