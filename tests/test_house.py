"""The house's rule, read from every import: imports go down only."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("app", "player", "separation", "resources")
FORBIDDEN = {
    "player": {"PySide6", "torch", "separation", "app"},
    "separation": {"PySide6", "player", "app"},
    "resources": {"PySide6", "torch", "player", "separation", "app"},
    "app": {"torch"},
}
# What only one file may know, because everything else goes through it.
ONLY_IN = {"sounddevice": "player/portaudio.py", "rtmidi": "app/midi_backend.py"}
VAGUE_NAMES = {"utils.py", "util.py", "helpers.py", "helper.py", "common.py", "misc.py"}


def modules(*rooms: str) -> list[Path]:
    return [path for room in rooms for path in sorted((ROOT / room).rglob("*.py"))]


def imported_packages(path: Path) -> set[str]:
    """The first name of everything a file imports, also inside functions and by importlib."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"), str(path))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            found.add(str(node.module).split(".")[0])
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            argument = node.args[0]
            if isinstance(argument, ast.Constant):
                found.add(str(argument.value).split(".")[0])
    return found


@pytest.mark.parametrize("path", modules(*ROOMS), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_down_only(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]
    imported = imported_packages(path)
    assert not imported & FORBIDDEN[room]
    assert "tests" not in imported
    for package, only_file in ONLY_IN.items():
        assert package not in imported or str(path.relative_to(ROOT)) == only_file


def test_the_rule_would_notice(tmp_path: Path) -> None:
    sly = tmp_path / "sly.py"
    sly.write_text('def f():\n    import torch.nn\n    importlib.import_module("PySide6.QtCore")\n')
    assert imported_packages(sly) == {"torch", "PySide6"}


@pytest.mark.parametrize("path", modules(*ROOMS), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_what_lives_there(path: Path) -> None:
    assert path.name not in VAGUE_NAMES
    tree = ast.parse(path.read_text("utf-8"))
    docstring = ast.get_docstring(tree)
    assert docstring, f"{path} has no docstring"
    assert len(docstring.splitlines()[0]) > 15
