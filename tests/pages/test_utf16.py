from hypothesis import given
from hypothesis import strategies as st

from viewer.pages.utf16 import Utf16Map

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(TEXTS, st.data())
def test_offsets_agree_with_the_codec(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    units = len(text[:offset].encode("utf-16-le")) // 2
    assert Utf16Map(text).to_qt(offset) == units
    assert Utf16Map(text).to_text(units) == offset


def test_the_middle_of_a_pair_is_its_character() -> None:
    assert Utf16Map("a😀b").to_text(2) == 1
