"""Quality on passages that were marked by hand and frozen before the rules were tuned (see gold/README.txt)."""

from __future__ import annotations

import hashlib
import re

import pytest

from bench.recognition import GOLD, found_in, passages, read_passage, scores
from viewer.mentions.gazetteer import Gazetteer
from viewer.mentions.index import index_mentions

#: Words that must never be mentions where the passages have not marked them.
TRAPS = ("lead", "tin", "us", "prince", "cobalt strike", "golden")


def test_the_passages_are_as_they_were_frozen() -> None:
    frozen = dict(line.split()[::-1] for line in (GOLD / "frozen.sha256").read_text().splitlines())
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in GOLD.glob("*.md")}
    assert found == frozen
    assert len(found) >= 10


def test_the_passages_are_long_enough() -> None:
    for passage in passages():
        assert 120 <= len(passage.brief.text.split()) <= 250, passage.brief.name


def test_most_is_right(gazetteer: Gazetteer) -> None:
    table, mistakes = scores(gazetteer)
    assert table["all"].f1 >= 0.97, mistakes


@pytest.mark.parametrize("trap", TRAPS)
def test_no_false_match_of_a_trap(trap: str, gazetteer: Gazetteer) -> None:
    seen = 0
    for passage in passages():
        text = passage.brief.text
        seen += len(re.findall(rf"(?i)\b{trap}\b", text))
        for start, end, entity in found_in(index_mentions(passage.brief, gazetteer)) - passage.gold:
            assert trap not in text[start:end].lower(), (passage.brief.name, entity, text[start - 20 : end + 20])
    assert seen


def test_reading_a_passage() -> None:
    passage = read_passage("x.md", "---\ntitle: T\n---\n| [[Co|cobalt]] | b |\n|---|---|\n| *[[a b|x]]* | [[c|y]] |\n")
    text = passage.brief.text
    assert sorted((text[start:end], entity) for start, end, entity in passage.gold) == [
        ("Co", "cobalt"), ("a b", "x"), ("c", "y"),
    ]  # fmt: skip
