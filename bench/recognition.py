"""How well names are found in text that no rule was made for: precision, recall and F1 by group. Then, how fast.

    python -m bench.recognition

The passages are in tests/mentions/gold: briefs in our own words whose names are marked by hand (`[[Kinshasa|COD]]`),
frozen before the rules were tuned to anything. A mention counts as right where words and entity agree exactly.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bench.recognition_speed import print_speed
from viewer.brief.blocks import BlockReader
from viewer.brief.front_matter import parse_front_matter, split_front_matter
from viewer.brief.model import GROUPS, Block, Brief, FrontMatter
from viewer.mentions.gazetteer import Gazetteer, load_gazetteer
from viewer.mentions.index import MentionIndex, index_mentions

GOLD = Path(__file__).parent.parent / "tests" / "mentions" / "gold"

_MARKED = re.compile(r"\[\[([^]|]*)\|([^]]*)\]\]")
# What stands for the markup while Markdown is parsed: no character that it or a brief uses.
_OPEN, _BETWEEN, _CLOSE = "\ue000", "\ue001", "\ue002"
_KEPT = re.compile(f"{_OPEN}([^{_BETWEEN}]*){_BETWEEN}([^{_CLOSE}]*){_CLOSE}")

#: Half-open range of code points of the brief's text, and the entity's id.
Span = tuple[int, int, str]


@dataclass(frozen=True)
class Passage:
    """A brief, and the mentions that a reader marked in it."""

    brief: Brief
    gold: frozenset[Span]


@dataclass(frozen=True, slots=True)
class Score:
    """How many mentions are right, are none, and are missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


def passages(folder: Path = GOLD) -> Iterator[Passage]:
    """The gold passages, in the order of their names."""
    for path in sorted(folder.glob("*.md")):
        yield read_passage(path.name, path.read_text("utf-8"))


def read_passage(name: str, text: str) -> Passage:
    """A passage from the text of its file."""
    matter, body, _ = split_front_matter(text)
    front, faults = parse_front_matter(matter)
    assert not faults, (name, faults)
    brief = _brief(name, front, _MARKED.sub(r"\1", body))
    marked = _brief(name, front, _MARKED.sub(rf"{_OPEN}\1{_BETWEEN}\2{_CLOSE}", body)).text
    gold, shift = set(), 0
    for match in _KEPT.finditer(marked):
        start = match.start() - shift
        gold.add((start, start + len(match[1]), match[2]))
        shift += len(match[0]) - len(match[1])
    assert _KEPT.sub(r"\1", marked) == brief.text, name
    return Passage(brief, frozenset(gold))


def _brief(name: str, front: FrontMatter, body: str) -> Brief:
    blocks: list[Block] = []
    start = 0
    for block in (block for chunk in BlockReader().read(body, "body") for block in chunk):
        blocks.append(replace(block, start=start))
        start = blocks[-1].end + 1
    return Brief(name, front.title, front, tuple(blocks))


def found_in(index: MentionIndex) -> frozenset[Span]:
    """The mentions as spans."""
    return frozenset((mention.start, mention.end, mention.entity) for mention in index.mentions)


def scores(gazetteer: Gazetteer) -> tuple[dict[str, Score], list[str]]:
    """The score of each group and of `all`, and each mistake in a line."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    mistakes = []
    for passage in passages():
        index = index_mentions(passage.brief, gazetteer)
        found = found_in(index)
        entities = {**gazetteer.entities, **index.entities}
        for spans, counter, sign in (
            (found & passage.gold, right, ""), (found - passage.gold, wrong, "+"), (passage.gold - found, missed, "-"),
        ):  # fmt: skip
            for start, end, entity in sorted(spans):
                counter[entities[entity].group] += 1
                if sign:
                    text = passage.brief.text
                    around = f"{text[max(0, start - 30) : start]}[{text[start:end]}]{text[end : end + 30]}"
                    mistakes.append(f"{sign} {passage.brief.name}: {entity}: {around.replace(chr(10), ' ')}")
    table = {group: Score(right[group], wrong[group], missed[group]) for group in GROUPS}
    table["all"] = Score(right.total(), wrong.total(), missed.total())
    return table, mistakes


def main() -> None:
    """Print the scores and all mistakes, then the speed."""
    gazetteer = load_gazetteer()
    table, mistakes = scores(gazetteer)
    print("group     precision  recall     F1   right wrong missed")
    for group, score in table.items():
        counts = f"{score.right:7} {score.wrong:5} {score.missed:6}"
        print(f"{group:8} {score.precision:10.3f} {score.recall:7.3f} {score.f1:6.3f} {counts}")
    print(*mistakes, "", sep="\n")
    print_speed(gazetteer)


if __name__ == "__main__":
    main()
