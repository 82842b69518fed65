"""The page about Telegram and the files to deploy name what there is, and all of it."""

from __future__ import annotations

import re

from bot.channels.telegram.command_menus import RESIDENTS, STAFF
from bot.settings import KNOWN
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "telegram.md").read_text("utf-8")
WEB = (ROOT / "docs" / "web.md").read_text("utf-8")
CHINESE = (ROOT / "docs" / "telegram.zh-CN.md").read_text("utf-8")
UNIT = "".join(path.read_text("utf-8") for path in sorted((ROOT / "deploy").glob("*.service")))
DOCKER = (ROOT / "deploy" / "Dockerfile").read_text("utf-8")


def test_every_setting_is_told() -> None:
    """The tables have every setting that is read, and no other."""
    told = re.findall(r"^\| `(YIKE_\w+)` \|", PAGE + WEB, re.MULTILINE)
    assert sorted(told) == sorted(known.name for known in KNOWN)


def test_every_command_is_told() -> None:
    """Each command of the menus stands in the tables; those of staff in Chinese as well."""
    told = re.findall(r"^\| `/(\w+)", PAGE.partition("## All settings")[2], re.MULTILINE)
    assert sorted(told) == sorted(RESIDENTS + STAFF)
    assert set(re.findall(r"`/(\w+)", CHINESE)) >= set(STAFF)


def test_what_is_deployed_uses_settings_that_exist() -> None:
    """The unit and the image set only what Yike reads."""
    known = {known.name for known in KNOWN} | {"YIKE_WORK"}
    assert set(re.findall(r"YIKE_\w+", UNIT + DOCKER)) <= known


def test_what_is_copied_into_the_image_exists() -> None:
    """Every file and folder that the image is built from is there and not ignored."""
    ignored = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    copied = [
        name
        for line in re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKER, re.MULTILINE)
        for name in line.split()
    ]
    assert len(copied) == 9
    for name in copied:
        assert (ROOT / name).exists(), name
        assert f"!{name}" in ignored, name
