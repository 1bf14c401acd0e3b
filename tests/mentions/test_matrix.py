from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.brief.model import Block, Brief, Cell, Run
from viewer.mentions.gazetteer import Gazetteer
from viewer.mentions.index import index_mentions
from viewer.mentions.matrix import Matrix, make_matrix
from viewer.mentions.sentences import sentences


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Smith left.|He went home.",
        "The U.S. Treasury agreed.|It paid.",
        "They flew to the U.S. It rained.|x".replace("|x", ""),
        "No. 7 is shut.|No. 8 is not.",
        "It rose 3.5 per cent.|Then it fell.",
        "Dr. J. R. Smith vs. Gen. Jones.|The end.",
        "“Not now.” He left.|Really?|Yes!|“Why?”|He said e.g. this, i.e. that.",
        "Acme Inc. said so.|Acme Ltd. objected, cf. p. 3.",
        "Wait... then go.|Go.",
        "Wait…|Go.",
        "First (see Fig. 3).|Second.",
        "这是一。|这是二。",
        "A list: one; two.|Three",
        "",
        "no full stop",
    ],
)
def test_sentences(text: str) -> None:
    expected = [
        part for part in text.replace("“Not now.” He", "“Not now.”|He").replace("U.S. It", "U.S.|It").split("|") if part
    ]
    joined = " ".join(expected) if "。" not in text else "".join(expected)
    assert [joined[start:end] for start, end in sentences(joined)] == expected


@given(st.text(st.sampled_from('aA.!?… \n"”)1。UMr')))
def test_sentences_hold_all_words_in_order(text: str) -> None:
    spans = list(sentences(text))
    assert [bound for span in spans for bound in span] == sorted(bound for span in spans for bound in span)
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)


@pytest.fixture
def matrix_of(gazetteer: Gazetteer, brief_of: Callable[..., Brief]) -> Callable[..., tuple[Matrix, str]]:
    def matrix_of(*paragraphs: object, unit: str = "sentence") -> tuple[Matrix, str]:
        brief = brief_of(*paragraphs)
        return make_matrix(brief, index_mentions(brief, gazetteer), unit), brief.text  # type: ignore[arg-type]

    return matrix_of


def test_counts_and_passages(matrix_of: Callable[..., tuple[Matrix, str]]) -> None:
    matrix, text = matrix_of("Rwanda sold tin. Rwanda sold tin and gold, tin. Uganda left.", "In Goma: gold. Zambia.")
    assert [entity.id for entity in matrix.actors] == ["RWA"]
    assert [entity.id for entity in matrix.minerals] == ["tin", "gold"]
    assert (matrix.count("RWA", "tin"), matrix.count("RWA", "gold"), matrix.count("UGA", "tin"), matrix.most) == (
        2,
        1,
        0,
        2,
    )
    assert [text[start:end] for start, end in matrix.passages("RWA", "tin")] == [
        "Rwanda sold tin.",
        "Rwanda sold tin and gold, tin.",
    ]


def test_paragraphs(matrix_of: Callable[..., tuple[Matrix, str]]) -> None:
    matrix, text = matrix_of("Rwanda left. Tin rose.", "Tin.", unit="paragraph")
    assert [text[start:end] for start, end in matrix.passages("RWA", "tin")] == ["Rwanda left. Tin rose."]


def test_a_row_of_a_table_is_a_passage(gazetteer: Gazetteer) -> None:
    blocks = []
    start = 0
    for number, words in enumerate(("Cobalt", "Rwanda", "Tin", "Uganda")):
        cell = Cell(0, number // 2, number % 2, 2, 2)
        blocks.append(Block("cell", (Run(words),), words, start, cell=cell))
        start += len(words) + 1
    from viewer.brief.model import FrontMatter

    brief = Brief("b", "B", FrontMatter(), tuple(blocks))
    matrix = make_matrix(brief, index_mentions(brief, gazetteer))
    assert {pair: brief.text[slice(*spans[0])] for pair, spans in matrix.cells.items()} == {
        ("RWA", "cobalt"): "Cobalt\nRwanda",
        ("UGA", "tin"): "Tin\nUganda",
    }


def test_nothing(matrix_of: Callable[..., tuple[Matrix, str]]) -> None:
    matrix, _ = matrix_of("Rwanda.", Block("code", (Run("Rwanda tin"),), "Rwanda tin"))
    assert (matrix.actors, matrix.minerals, matrix.cells, matrix.most) == ((), (), {}, 0)
