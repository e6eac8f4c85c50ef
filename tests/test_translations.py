"""The words of the window and their translations belong together, to the last one."""

from __future__ import annotations

import ast
import shutil
import string
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from resources import TRANSLATIONS
from resources.translations.update import pack, read_words

APP = Path(__file__).parents[1] / "app"
GERMAN = TRANSLATIONS / "woodshed_de.ts"
LISTS = tuple(sorted(TRANSLATIONS.glob("*.ts")))
# Where a word is the argument: tr(text), translate(context, text).
PLACES = {"tr": 0, "translate": 1}

Message = tuple[str, list[str]]


def messages(ts: Path) -> Iterator[Message]:
    """Each text of a list, and its translation: one, or one for each number."""
    for message in ElementTree.parse(ts).getroot().iter("message"):
        translation = message.find("translation")
        assert translation is not None
        assert translation.get("type") is None, f"unfinished: {message.findtext('source')}"
        forms = [form.text or "" for form in translation.iter("numerusform")]
        yield message.findtext("source") or "", forms or [translation.text or ""]


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def spoken_words(code: str) -> Iterator[tuple[int, str | None]]:
    """Every text that is given to a translation, with its line; None for what is no literal."""
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
        if name in PLACES and len(node.args) > PLACES[name]:
            text = node.args[PLACES[name]]
            yield node.lineno, text.value if isinstance(text, ast.Constant) else None


@pytest.mark.parametrize("ts", LISTS, ids=lambda ts: ts.stem)
def test_the_lists_are_those_of_the_code(ts: Path, tmp_path: Path) -> None:
    anew = Path(shutil.copy(ts, tmp_path))
    read_words(anew)
    assert anew.read_text("utf-8") == ts.read_text("utf-8"), "make translations"


@pytest.mark.parametrize("ts", LISTS, ids=lambda ts: ts.stem)
def test_what_the_window_reads_is_packed_from_the_lists(ts: Path, tmp_path: Path) -> None:
    packed = tmp_path / "packed.qm"
    pack(ts, packed)
    assert packed.read_bytes() == ts.with_suffix(".qm").read_bytes(), "make translations"


@pytest.mark.parametrize("ts", LISTS, ids=lambda ts: ts.stem)
def test_every_word_has_its_translation_with_the_same_fields(ts: Path) -> None:
    for text, forms in messages(ts):
        for form in forms:
            assert form.strip() or not text.strip(), f"no word for {text!r}"
            assert fields(form) == fields(text), text
            for sign in ("%n", "\t", "\n", ";;"):
                assert form.count(sign) == text.count(sign), f"{sign!r} in {text!r}"
            # What is glued to a number keeps its space; what goes on after "…" keeps that.
            assert form[:1].isspace() == text[:1].isspace(), text
            assert form[-1:].isspace() == text[-1:].isspace(), text
            assert form.replace("&&", "").count("&") == text.replace("&&", "").count("&"), text


def test_the_translation_is_of_everything() -> None:
    known = {text for text, _ in messages(GERMAN)}
    for path in sorted(APP.rglob("*.py")):
        for line, text in spoken_words(path.read_text("utf-8")):
            if path.name == "translation.py":
                continue  # it passes on what others say
            place = f"{path.relative_to(APP)}:{line}"
            assert text is not None, f"{place}: what is translated has to be a literal"
            assert text in known, f"{place}: {text!r} is not seen (in an f-string?)"


@pytest.mark.parametrize(
    "name", ["error_messages.py", "separation_messages.py", "reading/lyrics_messages.py"]
)
def test_no_sentence_about_an_error_is_left_in_english(name: str) -> None:
    tree = ast.parse((APP / name).read_text("utf-8"))
    translated = {
        id(part)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "translate"
        for part in ast.walk(call)
    }
    docstrings = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if _has_doc(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            is_word = len(node.value.split()) > 1 and node.value not in docstrings
            assert not is_word or id(node) in translated, node.value


def _has_doc(node: ast.AST) -> bool:
    return isinstance(node, ast.Module | ast.FunctionDef)


def test_what_is_translated_is_found_also_inside_of_others() -> None:
    code = 'f"{self.tr(\'Songs\')} (*)"\ntranslate("Stems", "drums")\nself.tr(word)'
    assert {text for _, text in spoken_words(code)} == {"Songs", "drums", None}


def test_new_words_are_noticed(tmp_path: Path) -> None:
    ts = Path(shutil.copy(GERMAN, tmp_path))
    ts.write_text(ts.read_text("utf-8").replace("<source>drums</source>", "<source>x</source>"))
    read_words(ts)
    with pytest.raises(AssertionError, match="unfinished: drums"):
        list(messages(ts))


def test_menus_have_no_access_key_twice() -> None:
    """In the menu bar, where Alt and a letter open them."""
    titles = ("&Song", "&Edit", "&Play", "&Loop", "&Bars", "&Mixer", "&View")
    german = dict(messages(GERMAN))
    letters = [german[title][0].partition("&")[2][0].lower() for title in titles]
    assert len(set(letters)) == len(letters)
