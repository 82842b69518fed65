"""Texts of an audit, and how amounts of demand are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maps.drawing.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.coverage.demand import DemandBasis
    from geo.facility import BilingualText

AUDIT_TABLE = "audit/audit_texts.toml"


def audit_texts(language: str, wording: Mapping[str, BilingualText] | None = None) -> Texts:
    """Give the texts of an audit; `wording` is how the dataset speaks of its town."""
    return Texts(language, AUDIT_TABLE, wording=wording)


def say_amount(texts: Texts, amount: float, basis: DemandBasis) -> str:
    """Write an amount of demand with its unit."""
    return texts.say(f"unit_{basis.value}", count=f"{amount:,.0f}")


def say_demand(texts: Texts, total: float, basis: DemandBasis) -> str:
    """Say what the demand rests on, and how much of it there is."""
    return texts.say(f"basis_{basis.value}", total=say_amount(texts, total, basis))
