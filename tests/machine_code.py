"""`python -m tests.machine_code`: compile what tests run, once for all their processes.

`yike data prepare` compiles what an answer needs; audits, siting and isochrones follow here.
"""

from __future__ import annotations

from geo import LonLat, NearestTable, Pace, Town, isochrone, open_dataset
from geo.coverage.audit import AuditOptions, audit
from geo.siting.proposal import propose
from geo.siting.siting_request import SitingRequest

STATION = LonLat(121.5172, 31.2071)


def main() -> None:
    """Ask each of them once; their machine code is kept beside the sources."""
    dataset = open_dataset()
    town = Town.open(dataset, Pace.SLOW)
    walker, known = town.walker, (town.sites, town.entries)
    isochrone(walker, STATION, [5, 15])
    NearestTable.of(walker, *known, 3, 15)
    walker.nearest(walker.start(STATION), *known, 3, 15)
    audit(dataset, AuditOptions(Pace.ELDER))
    propose(dataset, SitingRequest("canteen", 2, Pace.ELDER))


if __name__ == "__main__":
    main()
