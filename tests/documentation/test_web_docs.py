"""The page about the web server tells what there is: addresses, commands, limits, deployment."""

from __future__ import annotations

import re

from bot.channels.http_server import bounded_http, server
from bot.channels.web.api.openapi import document
from bot.channels.web.limits.guard import Limits
from bot.channels.web.web_application import ADDRESS_RATE, VISITOR_RATE
from bot.cli.main import main
from geo.dataset.dataset import open_dataset
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "web.md").read_text("utf-8")
CHINESE = (ROOT / "docs" / "web.zh-CN.md").read_text("utf-8")
CADDY = (ROOT / "deploy" / "Caddyfile").read_text("utf-8")
UNIT = (ROOT / "deploy" / "yike-web@.service").read_text("utf-8")


def test_every_address_of_the_api_is_told() -> None:
    """The table has every path of the document, and no other."""
    told = {path.replace("ID", "{facility_id}") for path in re.findall(r"`?(/api/v1/[\w/]+)", PAGE)}
    assert told == set(document(open_dataset(), "1")["paths"])


def test_commands_and_their_options_exist() -> None:
    """Each command of both languages is one, and takes what it is given."""
    for page in (PAGE, CHINESE):
        found = re.findall(r"yike (serve|posters|publish)([^`\n]*)", page)
        assert {name for name, _ in found} == {"serve", "posters", "publish"}
        for name, rest in found:
            known = {option for one in main.commands[name].params for option in one.opts}
            assert set(re.findall(r"--[a-z][a-z-]+", rest)) <= known, rest


def test_limits_are_told_as_they_are() -> None:
    """The figures of the page are those of the code."""
    told = PAGE.partition("## What it withstands")[2].partition("##")[0]
    limits = Limits()
    assert f"A head of {bounded_http.HEAD_BYTES >> 10} kB and {bounded_http.HEAD_S:g} s" in told
    assert f"a body of {limits.body_bytes >> 10} kB and {limits.body_s:g} s" in told
    assert f"{server.IDLE_S} s of silence" in told
    assert f"{ADDRESS_RATE.per_s} requests a second" in told
    assert f"{VISITOR_RATE.per_s} of one browser" in told


def test_the_files_to_deploy_fit_each_other() -> None:
    """The proxy leads to the ports that the page starts; the unit serves the one it is given."""
    started = set(re.findall(r"yike-web@(\d+)", PAGE.partition("systemctl enable")[2]))
    assert started == set(re.findall(r"127\.0\.0\.1:(\d+)", CADDY))
    assert "--port %i" in UNIT
    assert "log" not in re.sub(r"#.*", "", CADDY)
