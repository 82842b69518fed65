"""`import geo` is all that users of the engine need: lazy, sorted, typed."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

import geo
from tests.conftest import ROOT
from tests.support.networks import at, streets

if TYPE_CHECKING:
    from pathlib import Path


def test_every_name_is_what_its_module_defines() -> None:
    """All names resolve, in order; type checkers see the same ones."""
    assert geo.__all__ == sorted(geo.__all__) == dir(geo)
    tree = ast.parse((ROOT / "geo" / "__init__.py").read_text(encoding="utf-8"))
    typed = [
        (node.module, alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("geo.")
        for alias in node.names
    ]
    assert sorted(name for _, name in typed) == geo.__all__
    for module, name in typed:
        assert getattr(geo, name) is vars(sys.modules[str(module)])[name]
    assert (ROOT / "geo" / "py.typed").exists()


def test_an_unknown_name_is_an_attribute_error() -> None:
    """What is not there is said in Python's own way."""
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        getattr(geo, "nothing")  # noqa: B009 - mypy would find the plain form


RUN = """
import sys, geo
print(sorted(name for name in sys.modules if name.startswith(("geo.", "numpy", "numba"))))
from geo.routing import dijkstra
from tests.support.cities import synthetic_city
for nodes in (400, 25_000):
    network = geo.WalkNetwork.from_streets(synthetic_city(nodes))
    middle = geo.LonLat(*network.metres.to_lonlat([(0, 0)])[0].tolist())
    walker = geo.Walker(network)
    assert all(len(walker.reach(middle, 10).node) > 50 for _ in range(40))
    print("numba" in sys.modules, hasattr(dijkstra.bounded_dijkstra, "py_func"))
"""


def test_only_what_is_large_is_compiled_and_nobody_asks_for_it() -> None:
    """`import geo` loads nothing; a small town stays plain, a large one that is used does not."""
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", RUN],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.stdout.splitlines() == ["[]", "False False", "True True"]


class Named:
    """A path of somebody else's making."""

    def __init__(self, path: Path) -> None:
        """Keep the path."""
        self.path = path

    def __fspath__(self) -> str:
        """Give the path as `os.PathLike` asks for."""
        return str(self.path)


def test_paths_may_be_strings_or_any_path_like(tmp_path: Path) -> None:
    """Networks, extracts and datasets are opened by a string, a `Path` or any `os.PathLike`."""
    shape = streets([(0, 0), (300, 0)], [(0, 1)])
    for path in (tmp_path / "one", str(tmp_path / "two"), Named(tmp_path / "three")):
        geo.WalkNetwork.from_streets(shape).save(path)
        network = geo.WalkNetwork.open(path)
        np.testing.assert_array_equal(network.ends, [[0, 1]])
        assert network.snap(at(100, 30)).leg_m == pytest.approx(30, abs=0.01)
        with pytest.raises(geo.ExtractError, match="unknown kind of file"):
            geo.WalkNetwork.from_osm(path)
        with pytest.raises(geo.DatasetError, match="is no folder"):
            geo.open_dataset(path)
