"""Topics of a query that several rooms speak of: what an intent is about (`Query.topic`).

A topic that one room gives and no other asks for stands where it is given.
"""

from __future__ import annotations

MOVED = "moved"
"""A place that somebody moved to, where it is not said who."""

KIN_THERE = "kin_there"
"""A place where one of her family is."""

NOT_THERE = "not_there"
"""A place where she says she is not, or not any more, and of no other."""

TOLD_OF = "told_of"
"""A place that is only told of: nobody says that she is there."""

HOSPITAL = "hospital"
"""A doctor, where a large house is meant, or one at night."""

COMPLAINT = "complaint"
"""A wish to reach somebody who takes complaints."""

CARE = "care"
"""A wish to reach somebody, of who grieves or is lonely."""

UNREACHED = "unreached"
"""Somebody who does not answer the door or the telephone."""

OVER = "over"
"""Thanks of whose alarm has ended."""

BYE = "bye"
"""Thanks with a goodbye."""

AGAIN, SIMPLY, LARGER = "again", "simply", "larger"
"""Help: the last reply once more, in plainer words, in larger letters."""

WHO = "who"
"""Help: who or what Yike is."""
