"""What reads strangers' files, on inputs near to real ones: a minute of it; `./fuzz HOURS` goes on."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.mutating import inputs
from tests.fuzz.targets import CORPUS, TARGETS, check

EXAMPLES = 250
FILES = [(target, path) for target in TARGETS for path in sorted((CORPUS / target).iterdir())]

#: PDFium's, libxml's and the picture decoders' own, on files that are damaged.
pytestmark = [pytest.mark.filterwarnings("ignore::Warning"), pytest.mark.no_qt_log]


@pytest.mark.parametrize(("target", "path"), FILES, ids=[f"{target}-{path.name}" for target, path in FILES])
def test_the_corpus_is_read(target: str, path: object) -> None:
    check(target, path.read_bytes())  # type: ignore[attr-defined]


@pytest.mark.parametrize("target", TARGETS)
def test_nothing_near_it_does_harm(target: str) -> None:
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(data=inputs(target))
    def near(data: bytes) -> None:
        check(target, data)

    @settings(max_examples=EXAMPLES // 5, deadline=None)
    @given(data=st.binary(max_size=2_000))
    def any(data: bytes) -> None:
        check(target, data)

    near()
    any()
