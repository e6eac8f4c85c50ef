"""The window in German: its words, its numbers, and how the language is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QObject, QSettings
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.error_messages import sentence
from app.language import LANGUAGES, SYSTEM, speak, spoken, store_language, stored_language
from app.main_window import MainWindow
from app.model_words import cost_words, description_words, title_words
from app.translation import write_numbers_as
from app.views.gain_slider import gain_text
from app.views.size_text import size_words
from app.views.stem_text import stem_name, stem_title
from app.views.time_text import loop_length, minutes_to_milliseconds, typed_time_s
from player.errors import FileEmptyError
from separation.models import MODELS, model_info
from tests.test_translations import GERMAN, messages


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    """Everything speaks German until the end of the test."""
    before = QLocale()
    translators = speak(qapp, spoken("de", QLocale.c()))
    yield
    for translator in translators:
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(before)
    write_numbers_as(None)


def shown_texts(parent: QObject) -> Iterator[str]:
    """Everything that can be read or heard of a window, as far as it is made."""
    for each in (parent, *parent.findChildren(QObject)):
        if isinstance(each, QWidget):
            yield from (each.toolTip(), each.accessibleName(), each.accessibleDescription())
            yield each.windowTitle()
        if isinstance(each, QAction):
            yield each.text()
        if isinstance(each, QMenu):
            yield each.title()
        text = getattr(each, "text", None)
        if isinstance(each, QWidget) and callable(text):
            yield str(text())


def english_only() -> set[str]:
    """Texts that would be others in German."""
    # A sentence with fields is not recognised any more once they are filled.
    return {text for text, (german, *_) in messages(GERMAN) if text != german and "{" not in text}


def test_a_window_in_german_has_no_english_left(
    german: None, window: MainWindow, qtbot: QtBot, stem_folder: Path
) -> None:
    session = window.session
    with qtbot.waitSignals([session.song_begun, session.records.has_read], timeout=10_000):
        session.open(stem_folder)
    session.transport.set_loop(0, 44_100)
    session.bookmarks.keep_loop()
    window.models.open_page()
    session.desk.set_muted("vocals", True)
    # Those that are made when they are first opened.
    page, hands = window.song_page, window.reading_hands
    popups = [window.grid_hand.popup, window.trainer_hand.popup, hands.notes.popup]
    popups += [page.click_strip.popup, page.spectrogram.popup]
    texts = set(shown_texts(window)).union(*map(shown_texts, popups))
    assert {"Gesang", "Schlagzeug", "Bass", "Rest"} <= texts
    assert "Stumm: Schlagzeug" in texts
    assert "&Rückgängig: Gesang stumm" in texts
    assert "„Schleife 1“ &umbenennen" in texts
    assert window.transport_bar.subtitle.text() == "4 Spuren"
    assert not texts & english_only()


def test_qt_speaks_german_too(german: None, qtbot: QtBot) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "Abbrechen"


def test_numbers_have_a_comma_in_german(german: None) -> None:
    assert gain_text(-12.5) == "−12,5 dB"
    assert gain_text(3.0) == "+3,0 dB"
    assert size_words(3.2e9) == "3,2 GB"
    assert loop_length(62.5) == "1 min 2,5 s"
    assert cost_words(0.61) == "0,61 s je Sekunde"
    shown = minutes_to_milliseconds(77.482)
    assert shown == "1:17,482"
    assert typed_time_s(shown) == pytest.approx(77.482), "what is shown can be typed"


def test_a_typed_number_may_have_a_comma_or_a_point(german: None, window: MainWindow) -> None:
    tempo = window.transport_bar.tempo
    for typed in ("62,5", "62.5"):
        tempo.set_value(100)
        tempo.edit()
        tempo.editor.setText(typed)
        tempo.editor.take()
        assert tempo.value() == 63


def test_sentences_are_german_with_german_quotes(german: None) -> None:
    error = FileEmptyError(Path("lied.mp3"))
    assert sentence(error).startswith("„lied.mp3“ ist leer.")


def test_stems_that_are_known_are_translated_and_no_others(german: None) -> None:
    assert stem_name("vocals") == "Gesang"
    assert stem_title("drums") == "Schlagzeug"
    assert stem_name("Saxophon links") == "Saxophon links"


def test_without_a_translation_it_is_english() -> None:
    error = FileEmptyError(Path("song.mp3"))
    assert sentence(error) == "“song.mp3” is empty. Copy or download it again."
    assert (stem_name("vocals"), gain_text(-12.5), size_words(3.2e9)) == (
        "vocals",
        "−12.5 dB",
        "3.2 GB",
    )


def test_one_is_one_in_english_too(qapp: QApplication, qtbot: QtBot) -> None:
    translators = speak(qapp, spoken("en", QLocale.c()))
    try:
        assert QApplication.translate("MainWindow", "%n stems", "", 1) == "1 stem"
        assert QApplication.translate("MainWindow", "%n stems", "", 4) == "4 stems"
    finally:
        for translator in translators:
            qapp.removeTranslator(translator)
        QLocale.setDefault(QLocale.c())
        write_numbers_as(None)


@pytest.mark.parametrize(
    ("chosen", "system", "speaks"),
    [
        (SYSTEM, "de_CH", "de_CH"),
        (SYSTEM, "en_GB", "en_GB"),
        (SYSTEM, "fr_FR", "en_US"),
        ("de", "fr_FR", "de_DE"),
        ("de", "de_AT", "de_AT"),
        ("en", "de_DE", "en_US"),
    ],
)
def test_which_language_is_spoken(chosen: str, system: str, speaks: str) -> None:
    assert spoken(chosen, QLocale(system)).name() == speaks


def test_the_language_is_chosen_in_the_menu_and_kept(window: MainWindow, tmp_path: Path) -> None:
    menu = next(each for each in window.findChildren(QMenu) if each.title() == "&Language")
    actions = {action.data(): action for action in menu.actions()}
    assert actions["system"].isChecked()
    actions["de"].trigger()
    assert actions["de"].isChecked()
    assert not actions["system"].isChecked()
    said = window.status_line.message
    assert said.text() == "Woodshed speaks German from its next start."
    actions["en"].trigger()
    assert said.text() == "Woodshed speaks English from its next start."
    actions["system"].trigger()
    assert said.text() == "Woodshed speaks the language of the system from its next start."
    actions["de"].trigger()
    kept = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    assert stored_language(kept) == "de"


def test_a_language_that_is_not_here_is_the_systems(tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "other.ini"), QSettings.Format.IniFormat)
    store_language(settings, "tlh")
    assert stored_language(settings) == SYSTEM
    assert set(LANGUAGES) == {"en", "de"}


def test_every_model_is_described_and_called_as_it_calls_itself() -> None:
    own = "Imported from a file of your own."
    for model in MODELS.values():
        assert description_words(model) != own
        assert title_words(model) == model.title
    both = model_info("htdemucs+hdemucs_mmi")
    assert title_words(both) == both.title


def test_labels_are_wide_enough_in_german(
    german: None, multitrack: MainWindow, qtbot: QtBot
) -> None:
    multitrack.resize(1024, 640)
    QApplication.processEvents()
    header = multitrack.song_page.stems_header
    needed = header.groups.fontMetrics().horizontalAdvance(header.groups.text())
    assert needed + header.groups.iconSize().width() <= header.groups.width()
    # The bar may take more than one round of layout to find what gives way.
    qtbot.waitUntil(lambda: not cut_off(multitrack.transport_bar))


def test_the_export_window_is_wide_enough_in_german(
    german: None, multitrack: MainWindow, qtbot: QtBot
) -> None:
    multitrack.exports.open_window()
    opened = multitrack.exports.window
    assert opened is not None
    texts = set(shown_texts(opened))
    assert {"Was zu hören ist", "Wie aufgenommen", "Exportieren", "Schließen"} <= texts
    assert not texts & english_only()
    qtbot.waitUntil(lambda: not cut_off(opened))


def cut_off(parent: QWidget) -> list[str]:
    """The labels of one line and the buttons that are narrower than their text."""
    return [
        each.text()
        for kind in (QLabel, QPushButton)
        for each in parent.findChildren(kind)
        if each.isVisible()
        and not (isinstance(each, QLabel) and each.wordWrap())
        and each.fontMetrics().horizontalAdvance(each.text()) > each.width()
    ]
