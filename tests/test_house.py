"""The house's rule, read from every import: imports go down only."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

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


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def imported_packages(path: Path) -> set[str]:
    """The first name of everything a file imports, also inside functions and by importlib."""
    found: set[str] = set()
    for node in ast.walk(parsed(path)):
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


def imports_upwards(path: Path) -> set[str]:
    """What a file of ours imports and may not."""
    room = path.relative_to(ROOT).parts[0]
    imported = imported_packages(path)
    only_elsewhere = {
        package
        for package, only_file in ONLY_IN.items()
        if str(path.relative_to(ROOT)) != only_file
    }
    return imported & (FORBIDDEN[room] | only_elsewhere | {"tests"})


# One test for all files: a test for each would take longer than what they look at.
def test_imports_go_down_only() -> None:
    wrong = {str(path): imports_upwards(path) for path in modules(*ROOMS)}
    assert len(wrong) > 300
    assert {path: packages for path, packages in wrong.items() if packages} == {}


def test_the_rule_would_notice(tmp_path: Path) -> None:
    sly = tmp_path / "sly.py"
    sly.write_text('def f():\n    import torch.nn\n    importlib.import_module("PySide6.QtCore")\n')
    assert imported_packages(sly) == {"torch", "PySide6"}


def test_every_module_says_what_lives_there() -> None:
    files = modules(*ROOMS)
    assert [path for path in files if path.name in VAGUE_NAMES] == []
    first_lines = {path: (ast.get_docstring(parsed(path)) or "").split("\n")[0] for path in files}
    assert [str(path) for path, line in first_lines.items() if len(line) <= 15] == []
