"""The one boundary that import-linter cannot see, as it is inside another's package: pages/ draws without widgets."""

import ast
from pathlib import Path

import pytest

import viewer

PAGES = sorted((Path(viewer.__file__).parent / "pages").glob("*.py"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_pages_import_no_widgets(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.module != "PySide6.QtWidgets"
        elif isinstance(node, ast.Import):
            assert "PySide6.QtWidgets" not in {name.name for name in node.names}
