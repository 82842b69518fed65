"""The `yike` command; each part is loaded only when it is asked for."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import data
from geo.errors import YikeError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from bot.conversation.dialogue import Dialogue
    from geo.dataset.dataset import Dataset

PACES = click.Choice(["standard", "elder", "slow"])

dataset_option = click.option(
    "--data",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=data.FOLDER,
    help="The dataset folder; Tangqiao when none is given.",
)
pace_option = click.option(
    "--pace", type=PACES, help="standard 1.0 m/s, elder 0.8 (the default), slow 0.6 without stairs."
)
language_option = click.option("--language", type=click.Choice(["zh", "en"]), default="zh")
homes_option = click.option(
    "--homes",
    type=click.Path(path_type=Path, dir_okay=False),
    help="An extract whose residential buildings stand in for people.",
)
planned_option = click.option("--with-planned", is_flag=True, help="Count what is planned as open.")
now_option = click.option("--now", metavar="ISO", help="The moment to answer for; now by default.")


class OneLine(click.Group):
    """A group of commands whose errors are one line and exit status 2."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; tell an error of ours in one line."""
        try:
            return super().invoke(ctx)
        except YikeError as error:
            click.echo(f"yike: {error}", err=True)
            ctx.exit(2)


@click.group(cls=OneLine, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="yike", message="yike %(version)s")
def main() -> None:
    """Yike (一刻): what is a quarter of an hour away on foot.

    Try: yike ask "附近有助餐点吗" --place 塘桥站
    """


@main.command()
@click.argument("text")
@click.option("--at", metavar="LON,LAT", help="Where you are, degrees, WGS-84.")
@click.option("--place", metavar="NAME", help="Where you are, by name.")
@click.option("--minutes", type=click.IntRange(1, 60), help="How long to walk; 15 by default.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@now_option
@pace_option
@dataset_option
def ask(  # noqa: PLR0913, PLR0917 - one parameter an option
    text: str,
    at: str | None,
    place: str | None,
    minutes: int | None,
    now: str | None,
    pace: str | None,
    folder: Path,
    *,
    as_json: bool,
) -> None:
    """Answer one question.

    yike ask "附近有助餐点吗" --at 121.5172,31.2071
    """
    from bot.cli.ask import ask_once  # noqa: PLC0415 - only this command needs it

    dataset = _open(folder)
    moment = _moment(now, dataset)
    reply = ask_once(dataset, text, moment, at=at, place=place, minutes=minutes, pace=pace)
    if as_json:
        from bot.channels.json_contract import as_json as contract  # noqa: PLC0415

        click.echo(json.dumps(contract(reply, dataset), ensure_ascii=False))
    else:
        click.echo(reply.text)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, in and out.")
@dataset_option
def chat(folder: Path, *, as_json: bool) -> None:
    """Talk, a line at a time; #1 presses the first button. End with Ctrl-D."""
    from bot.channels.console import Console  # noqa: PLC0415

    dataset = _open(folder)
    console = Console(_conversation(dataset), lambda: datetime.now(dataset.zone))
    if as_json:
        for line in console.json(sys.stdin):
            click.echo(line)
        return
    if sys.stdin.isatty():
        click.echo("您好，想找什么？（Ctrl-D 结束）")
    for line in console.plain(sys.stdin):
        click.echo(line)


@main.command()
@click.option("--at", metavar="LON,LAT", help="The middle, degrees, WGS-84.")
@click.option("--place", metavar="NAME", help="The middle, by name.")
@click.option("--minutes", type=click.IntRange(1, 60), default=15, show_default=True)
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh")
@now_option
@pace_option
@dataset_option
def circle(  # noqa: PLR0913, PLR0917 - one parameter an option
    at: str | None,
    place: str | None,
    minutes: int,
    out: Path,
    language: str,
    now: str | None,
    pace: str | None,
    folder: Path,
) -> None:
    """Draw the service circle of a place into FILE.html, .png or .geojson."""
    from bot.channels.circle_scene import whole_scene  # noqa: PLC0415
    from bot.cli.ask import located  # noqa: PLC0415 - only this command needs it
    from bot.cli.circle_file import write_scene  # noqa: PLC0415
    from bot.conversation.search import FacilitySearch  # noqa: PLC0415
    from geo.facility import Pace  # noqa: PLC0415

    dataset = _open(folder)
    origin, moment = located(dataset, at, place), _moment(now, dataset)
    walked = Pace(pace) if pace else dataset.default_pace
    with _busy("drawing"):
        scene = whole_scene(FacilitySearch(dataset), origin, minutes, walked, language, moment)
        write_scene(scene, out)
    click.echo(f"wrote {out}")


@main.command()
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False))
@click.option("--now", metavar="ISO", help="Count only what is open then; at any time by default.")
@click.option("--add", "added", multiple=True, metavar="CATEGORY@LON,LAT", help="Add a site.")
@click.option("--without", multiple=True, metavar="ID", help="Take a facility away.")
@click.option("--scheduler", metavar="ADDRESS", help="Work on the cluster of a Dask scheduler.")
@planned_option
@homes_option
@language_option
@pace_option
@dataset_option
def audit(
    folder: Path,
    now: str | None,
    added: tuple[str, ...],
    without: tuple[str, ...],
    *,
    with_planned: bool,
    **order: Any,  # noqa: ANN401 - handed on as it is
) -> None:
    """Audit who can walk where in 15 minutes: pages, tables and maps in a folder.

    What is added, taken away or planned stands beside what is so today.
    """
    from bot.cli.audit import AuditOrder, change_of, run_audit  # noqa: PLC0415

    dataset = _open(folder)
    change = change_of(dataset, with_planned=with_planned, added=added, without=without)
    moment = _moment(now, dataset) if now else None
    for line in run_audit(dataset, AuditOrder(moment=moment, change=change, **order)):
        click.echo(line)


@main.command()
@click.argument("category")
@click.option("--sites", "count", required=True, type=click.IntRange(1, 100), metavar="K")
@click.option("--minutes", type=click.IntRange(1, 60), default=15, show_default=True)
@click.option(
    "--objective",
    type=click.Choice(["covering", "median"]),
    default="covering",
    help="Most demand within the circle (default), or least walking for all.",
)
@click.option(
    "--candidates",
    default="junctions",
    metavar="junctions|buildings|FILE",
    help="What to choose from; a FILE is GeoJSON with points.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the curve of gains (.svg), or the sites (.geojson, .json).",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@planned_option
@homes_option
@language_option
@pace_option
@dataset_option
def site(folder: Path, *, with_planned: bool, **order: Any) -> None:  # noqa: ANN401 - handed on
    """Find the K best places to add a CATEGORY; exact, with the proof and the greedy choice."""
    from bot.cli.audit import SiteOrder, change_of, run_siting  # noqa: PLC0415

    dataset = _open(folder)
    change = change_of(dataset, with_planned=with_planned)
    for line in run_siting(dataset, SiteOrder(change=change, **order)):
        click.echo(line)


@main.command()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default="out")
@dataset_option
def demo(folder: Path, out: Path) -> None:
    """Show three answers and a page; then talk, if this is a terminal."""
    from bot.cli.demo import show  # noqa: PLC0415

    show(_open(folder), out)
    if sys.stdin.isatty():
        click.get_current_context().invoke(chat, folder=folder, as_json=False)


@main.command()
@click.option("--check", "only_check", is_flag=True, help="Tell what is missing, and stop.")
@click.option("--webhook", metavar="URL", help="Where Telegram posts updates; it is polled if not.")
@click.option("--base-url", metavar="URL", help="The root of another Bot API server.")
@dataset_option
def telegram(folder: Path, webhook: str | None, base_url: str | None, *, only_check: bool) -> None:
    """Run the Telegram bot; YIKE_TELEGRAM_TOKEN holds its token, here or in .env."""
    from bot.channels.telegram.service import check, run  # noqa: PLC0415 - it takes a second to import
    from bot.settings import environment, read_settings  # noqa: PLC0415

    given = {"YIKE_WEBHOOK_URL": webhook or "", "YIKE_TELEGRAM_BASE_URL": base_url or ""}
    values = environment(Path.cwd()) | {name: url for name, url in given.items() if url}
    if not only_check:
        run(read_settings(values), _open(folder))
        return
    told = list(check(values))
    for is_right, line in told:
        click.echo(f"{'ok' if is_right else '!!'}  {line}")
    sys.exit(0 if all(is_right for is_right, _ in told) else 2)


@main.group("data", cls=OneLine)
def data_group() -> None:
    """Look after a dataset."""


@data_group.command("check")
@dataset_option
def data_check(folder: Path) -> None:
    """List every fault of a dataset: file, feature, field and what to do."""
    from geo.dataset.dataset import check  # noqa: PLC0415

    faults = check(folder)
    for fault in faults:
        click.echo(str(fault))
    if faults:
        click.echo(f"{len(faults)} to correct in {folder}", err=True)
        sys.exit(2)
    click.echo(f"{folder}: no fault found")


@data_group.command("prepare")
@dataset_option
def data_prepare(folder: Path) -> None:
    """Work out the walking tables beforehand, so that the first answer is quick."""
    from bot.cli.ask import prepare  # noqa: PLC0415

    prepare(_open(folder))


@main.group("network", cls=OneLine)
def network_group() -> None:
    """Read streets from OpenStreetMap."""


@network_group.command("import")
@click.argument("extract", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--data",
    "folder",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="The dataset to walk in; without one, NAME.network is written here.",
)
def network_import(extract: Path, folder: Path | None) -> None:
    """Read the streets of an extract (.osm, .osm.gz, .osm.pbf)."""
    from bot.cli.network import import_extract  # noqa: PLC0415 - only this command needs it

    click.echo(f"wrote {import_extract(extract, folder)}")


@network_group.command("info")
@click.argument("network", type=click.Path(path_type=Path, dir_okay=False))
def network_info(network: Path) -> None:
    """Tell what a saved network holds."""
    from bot.cli.network import tell  # noqa: PLC0415 - only this command needs it

    click.echo(tell(network))


def _open(folder: Path) -> Dataset:
    from geo.dataset.dataset import open_dataset  # noqa: PLC0415

    return open_dataset(folder)


def _moment(text: str | None, dataset: Dataset) -> datetime:
    from bot.channels.console import moment  # noqa: PLC0415

    now = datetime.now(dataset.zone)
    try:
        return moment(text, now) if text else now
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--now") from error


def _busy(what: str) -> AbstractContextManager[object]:
    """Show on a terminal that something is going on."""
    from rich.console import Console  # noqa: PLC0415

    return Console(stderr=True).status(what)


def _conversation(dataset: Dataset) -> Dialogue:
    from bot.conversation.dialogue import Dialogue  # noqa: PLC0415
    from bot.storage.memory import in_memory  # noqa: PLC0415

    return Dialogue.open(dataset, *in_memory())


if __name__ == "__main__":
    main()
