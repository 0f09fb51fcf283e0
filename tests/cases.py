"""Which of many cases run at each change, and which at night: none is lost.

A test over two lists (members by languages, kinds of chart by languages) has as many cases as their
product. At each change every item of the first list runs once, and those named `always` with every
item of the second; the other cases bear the mark `nightly` and run by `make nightly`.
"""

import pytest


def crossed(names, first, second, *, always=(), now=None):
    """Parametrize over two lists: each of `first` once, with the items of `second` in turn.

    Those of `first` that are `always` taken run with all of `second`; with `now`, no others run.
    """
    second = list(second)
    params = []
    for i, one in enumerate(first):
        for j, other in enumerate(second):
            turn = j == i % len(second) and (now is None or one in now)
            marks = () if turn or one in always else (pytest.mark.nightly,)
            params.append(pytest.param(one, other, marks=marks, id=f"{one}-{other}"))
    return pytest.mark.parametrize(names, params)


def some(name, values, *, now):
    """Parametrize over a list of which only the first `now` run at each change."""
    return pytest.mark.parametrize(
        name,
        [
            pytest.param(value, marks=() if i < now else (pytest.mark.nightly,), id=str(value))
            for i, value in enumerate(values)
        ],
    )


def parts(name, n):
    """Parametrize over the numbers below n, the part `values[number::n]` of a list; the first runs
    at each change, the others at night."""
    return some(name, range(n), now=1)


def one_in(n, names, cases, *, first=0, ids=str):
    """Parametrize over a list of which one in n runs at each change, beginning with the `first`.

    Tests over the same list begin at different places, so that each change meets more of it.
    `ids` names a case of the list.
    """
    return pytest.mark.parametrize(
        names,
        [
            pytest.param(
                *(case if isinstance(case, tuple) else (case,)),
                marks=() if i % n == first else (pytest.mark.nightly,),
                id=ids(case),
            )
            for i, case in enumerate(cases)
        ],
    )
