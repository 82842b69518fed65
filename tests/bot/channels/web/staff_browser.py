"""What tests of staff's pages share: a login link, the button that confirms, what holds then."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.storage.store import Store
from geo.change_log.log_file import ChangeLog
from geo.dataset.dataset import open_dataset

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from geo.facility import Facility
    from tests.support.web_site import Site

    Post = Callable[..., httpx.Response]

CANTEEN = "canteen-beiyuan"


def link(site: Site, role: str = "committee") -> str:
    """The secret of a fresh login link."""
    with Store.open(site.state / "store.sqlite3") as store:
        return store.logins.link(role, site.clock())


def confirm(post: Post, shown: httpx.Response, about: str = CANTEEN) -> httpx.Response:
    """Press the first button of a page."""
    press = re.findall(r'value="(staff:(?:apply|keep):\w+)"', shown.text)[0]
    return post("/staff", press=press, about=about)


def known(site: Site, facility_id: str = CANTEEN) -> Facility:
    """A facility as every other command sees it now."""
    return open_dataset(log=ChangeLog(site.state / "changes.sqlite3")).facility(facility_id)
