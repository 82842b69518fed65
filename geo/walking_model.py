"""The walking model: speeds, waits, circuity and the units of times, each with its source."""

from __future__ import annotations

import math
from numbers import Real

from geo.errors import MinutesError
from geo.facility import Pace

SPEED_M_S = {Pace.STANDARD: 1.0, Pace.ELDER: 0.8, Pace.SLOW: 0.6}
"""Metres a second. 1.0: GB 50180-2018 and TD/T 1062-2021, 15 minutes are 800 to 1000 m.
0.8: people of 65 and over, 0.9 men and 0.8 women (England), 0.80 to 0.71 by age (Bath).
0.6: frail, with a stick or in a wheelchair, 0.64 rounded down."""

TAKES_STAIRS = {Pace.STANDARD: True, Pace.ELDER: True, Pace.SLOW: False}
"""Wheelchairs, prams and sticks are kept off stairs."""

WAIT_S = 20.0
"""Seconds at a signalised crossing or junction: a comfortable wait is 18.7 s (Beijing)."""

CIRCUITY = 1.32
"""Circuity: metres walked for each metre of a straight line off the streets. 1.324 over 25 Chinese
cities (doi 10.1080/19475683.2021.1966503)."""

MAX_SNAP_M = 400.0
"""The snapping distance: straight metres from a point to an edge, beyond which it is outside
the area."""

SLOPE_RATE, EASIEST_SLOPE = 3.5, -0.05
"""Tobler's hiking function (NCGIA report 93-1, 1993): 6 exp(-3.5 |slope + 0.05|) km/h, quickest
where the ground falls by 5 %. Only its ratio to level ground is used, at every pace."""

LEAST_FACTOR = math.exp(SLOPE_RATE * EASIEST_SLOPE)
"""What a metre downhill takes of a level one, at least."""

STEEPEST_SLOPE = 0.35
"""Steeper is an error of the heights: the steepest street there is rises by 35 % (Dunedin)."""

FLIGHT_SLOPE = 0.5
"""How a flight of stairs rises out of doors: 6 inches in 12 (27 degrees)."""

FLIGHT_UP, FLIGHT_DOWN = 265 / 113, 265 / 152
"""What a metre of such a flight, as the map has it, takes of a level one: feet a minute on the
level, up and down (Fruin, Pedestrian Planning and Design, 1971, p. 39 and table 3-B, all ages)."""

CIRCLES_MIN = (5, 10, 15)
"""Minutes of the three living circles of GB 50180-2018."""

CIRCLE_MIN = CIRCLES_MIN[-1]
"""Minutes of the largest circle: how long somebody walks who does not say."""

TICKS_PER_S = 10_000
"""Times are whole ticks of 0.1 ms, so that sums are exact."""

UNITS_PER_M = 10_000
"""Lengths beside those times are whole units of 0.1 mm."""

MOST_MINUTES = 1440
"""A day: longer walks are not looked for, and their labels would not fit."""

UNREACHABLE = (1 << 62) - 1
"""The label of what has not been reached. A label is a time and a length in one int64,
`ticks << 32 | units`: adding labels adds both, and the smaller label is the quicker walk."""


def ticks(minutes: float) -> int:
    """Turn minutes into whole ticks.

    Raises:
        MinutesError: they are no number from 0 to `MOST_MINUTES`.
    """
    if not isinstance(minutes, Real) or not 0 <= minutes <= MOST_MINUTES:
        raise MinutesError(
            f"{minutes} minutes are no time to walk: give a number from 0 to {MOST_MINUTES}"
        )
    return round(float(minutes) * 60 * TICKS_PER_S)


def minutes_of(label: int) -> float:
    """Give the minutes in a label."""
    return (label >> 32) / (60 * TICKS_PER_S)


def metres_of(label: int) -> float:
    """Give the metres in a label."""
    return (label & 0xFFFFFFFF) / UNITS_PER_M
