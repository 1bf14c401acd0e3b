"""Colour coding of code blocks: Pygments tokens become runs, so that reader and exports all colour alike."""

from __future__ import annotations

from viewer.brief.model import Run

# Pygments' autohotkey, autoit, fan, gherkin, maple and systemd lexers take over two seconds on 5 kB; these are the
# ones that were tried on hostile input and stay linear. A language is never guessed.
LANGUAGES = frozenset((
    "bash", "c", "cpp", "css", "csv", "diff", "go", "html", "ini", "java", "javascript", "js", "json", "markdown", "md",
    "powershell",
    "py", "python", "r", "rust", "sh", "sql", "toml", "typescript", "ts", "xml", "yaml", "yml",
))  # fmt: skip
#: Longer code shows uncoloured: nobody reads it for its colours, and its runs would be counted in tens of thousands.
SIZE_LIMIT = 50_000  # code points


def code_runs(code: str, language: str) -> tuple[Run, ...]:
    """The runs of `code`, coloured where its language is known. Their texts add up to `code`."""
    plain = (Run(code),) if code else ()
    if language not in LANGUAGES or len(code) > SIZE_LIMIT:
        return plain
    # Importing Pygments takes 20 ms, which most briefs need not pay.
    from pygments.lexers import get_lexer_by_name
    from pygments.token import STANDARD_TYPES
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return plain
    runs: list[Run] = []
    for token, text in lexer.get_tokens(code):
        while token not in STANDARD_TYPES and token.parent:
            token = token.parent
        name = STANDARD_TYPES.get(token, "")
        name = "" if name == "w" else name
        if runs and runs[-1].token == name:
            runs[-1] = Run(runs[-1].text + text, token=name)
        elif text:
            runs.append(Run(text, token=name))
    return tuple(runs) if "".join(run.text for run in runs) == code else plain
