"""spaCy's PhraseMatcher, as somebody would use it who wants names found whatever their case.

Run by `bench.recognition_speed` with a Python that has spaCy, and nothing of ours. Standard input is JSON: `names`,
`text`, `rounds`. Prints JSON: `build` and `find` in seconds (medians), `found` as a number.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from importlib import import_module
from typing import Any


def main() -> None:
    task: dict[str, Any] = json.load(sys.stdin)
    blank, phrase_matcher = import_module("spacy").blank, import_module("spacy.matcher").PhraseMatcher
    language = blank("en")
    language.max_length = len(task["text"]) + 1
    start = time.perf_counter()
    matcher = phrase_matcher(language.vocab, attr="LOWER")
    matcher.add("names", list(map(language.make_doc, task["names"])))
    build = time.perf_counter() - start
    times, found = [], 0
    for _ in range(task["rounds"]):
        start = time.perf_counter()
        found = len(matcher(language.make_doc(task["text"])))
        times.append(time.perf_counter() - start)
    print(json.dumps({"build": build, "find": statistics.median(times), "found": found}))


if __name__ == "__main__":
    main()
