"""Every threshold of the methods, once. Text about them is generated from here."""

from typing import Final

# M1: the share of a group's weight that must be observed (World Bank, WDI statistical methods).
MIN_COVERAGE: Final = 2 / 3
# M1: the share of a group's members that must be observed, else it is of the large ones only.
MIN_MEMBERS: Final = 1 / 2
# M1: a member with more than this share of a group's weight may not be missing.
LARGE_MEMBER: Final = 0.10
# M2: a modelled value is supported where a national one of the year lies within so many points.
SUPPORTED_WITHIN: Final = 1.0
# M3: a reader may sort by value from so many comparable members on, inside so many years.
MIN_SORTABLE: Final = 20
SORT_WINDOW_YEARS: Final = 3
# M3: values this close are one band: an illustration, not a sampling error.
BAND_POINTS: Final = 1.0
# M11: a value older than this is greyed and out of map classes.
OLD_AFTER_YEARS: Final = 5
# M8: members are put in order by participation where so much of the member-event cells is known.
KNOWN_CELLS: Final = 2 / 3
# M9: a member this near to a median, as a share of the range plotted, is near the line.
NEAR_THE_LINE: Final = 0.05
# M2: national and modelled values that differ by more points than this are both printed.
BOTH_PRINTED: Final = 3.0
# M4: national values this close are one survey's, published twice with different rounding.
SAME_WITHIN: Final = 0.05
# M4: a change is shown over so many years or more, both ends counted.
MIN_CHANGE_YEARS: Final = 3
# M4: a change is read from a value at least so many years before the last, where there is one.
CHANGE_OVER_YEARS: Final = 5
