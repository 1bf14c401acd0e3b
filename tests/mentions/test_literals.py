from __future__ import annotations

import re

import pytest

from viewer.mentions.folding import fold_keeping_case
from viewer.mentions.gazetteer import Gazetteer
from viewer.mentions.literals import must_hold


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (r"\bcobalt strike\b", {"cobalt strike"}),
        (
            r"\b(South|East) China (Sea|Morning)\b",
            {"south china sea", "south china morning", "east china sea", "east china morning"},
        ),
        (r"\btin cans?\b", {"tin can", "tin cans"}),
        (r"\bgold[- ]medal", {"gold-medal", "gold medal"}),
        (r"bipolar[^.]{0,40}lithium", {"bipolar"}),
        (r"\bx[^.]*lithium\b(?! carbonate)", {"lithium"}),
        (r"trumps?\b(?= (the|all))", {"trump", "trumps"}),
        (r"(?-i:George|Denzel) Washington", {"george washington", "denzel washington"}),
        (r"A|lithium", set()),
        (r"\d\w+", set()),
        (r"(unclosed", set()),
        (r"*", set()),
        ("", set()),
        (r"a{3}bcd", {"bcd"}),
    ],
)
def test_literals(pattern: str, found: set[str]) -> None:
    assert must_hold(pattern) == found


def test_nearly_all_vetoes_of_the_gazetteer_have_some(gazetteer: Gazetteer) -> None:
    vetoes = {veto for names in gazetteer.names.values() for name in names for veto in name.context.not_if}
    without = [veto for veto in vetoes if not must_hold(fold_keeping_case(veto))]
    assert len(vetoes) > 300
    assert len(without) <= 2, without


def test_what_a_veto_matches_holds_a_literal(gazetteer: Gazetteer) -> None:
    """Strings that Python's own reading of a pattern says it matches."""
    vetoes = {veto for names in gazetteer.names.values() for name in names for veto in name.context.not_if}
    checked = 0
    for veto in vetoes:
        pattern = fold_keeping_case(veto)
        literals = must_hold(pattern)
        # What is left of a pattern when its syntax is struck out, first branches only, is often a match.
        sample = re.sub(r"\(\?[!=<][^()]*(\([^()]*\)[^()]*)*\)|\\b|\?|\[\^\.\]\{0,\d+\}", "", pattern)
        sample = re.sub(r"\[(.)[^]]*\]", r"\1", sample)
        sample = re.sub(r"\((?:\?:|\?-i:)?([^()|]*)(?:\|[^()]*)?\)", r"\1", sample).replace("\\", "")
        if literals and re.search(pattern, sample, re.IGNORECASE):
            checked += 1
            assert any(literal in sample.lower() for literal in literals), (veto, sample)
    assert checked > 200
