"""Spellings that are one facet, and those that are not."""

import pytest

from knowledge import Facets, facet_key
from knowledge.facets import facet_terms


@pytest.mark.parametrize(
    "name",
    [
        "IT-Projektkoordinator",
        "IT Projektkoordinator",
        "it  projektkoordinator ",
        "IT-Projektkoordinator/in",
        "IT-Projektkoordinator/-in",
        "IT-Projektkoordinator:in",
        "IT-Projektkoordinator*in",
        "IT-Projektkoordinator_in",
        "IT-Projektkoordinator(in)",
        "IT–Projektkoordinator (m/w/d)",
        "IT-Projektkoordinator (w | m | d)",
    ],
)
def test_spellings_of_one_profession(name: str) -> None:
    assert facet_key(name) == "it projektkoordinator"


@pytest.mark.parametrize(("one", "other"), [("Köln", "Koeln-Porz"), ("Koch", "Köchin"), ("Schwerin", "Schwer")])
def test_different_facets(one: str, other: str) -> None:
    assert facet_key(one) != facet_key(other)


def test_only_facets_that_are_set_narrow() -> None:
    assert facet_terms(Facets(city="Mülheim an der Ruhr")) == {"city": "mülheim an der ruhr"}
    assert facet_terms(Facets()) == {}
