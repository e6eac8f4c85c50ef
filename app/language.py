"""Which language the window speaks: the system's, as far as it is here, or a chosen one."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QSettings, QTranslator

from app.translation import write_numbers_as
from resources import TRANSLATIONS

LANGUAGES = {"en": "English", "de": "Deutsch"}
"""Those there are, by their codes, each called as it calls itself."""
SYSTEM = "system"
_KEY = "language"


def stored_language(settings: QSettings) -> str:
    """What was chosen: a code, or SYSTEM."""
    chosen = str(settings.value(_KEY, SYSTEM))
    return chosen if chosen in LANGUAGES else SYSTEM


def store_language(settings: QSettings, chosen: str) -> None:
    """Speak this language from the next start on."""
    settings.setValue(_KEY, chosen)


def spoken(chosen: str, system: QLocale) -> QLocale:
    """The language that is spoken, with the customs of the system's country where it is spoken
    there too; English if there is no word of the system's.
    """
    wanted = system.uiLanguages() if chosen == SYSTEM else [chosen]
    codes = (each.replace("_", "-").split("-")[0] for each in wanted)
    code = next((each for each in codes if each in LANGUAGES), "en")
    return system if system.name().split("_")[0] == code else QLocale(code)


def speak(application: QCoreApplication, locale: QLocale) -> tuple[QTranslator, ...]:
    """Let everything that is made from now on speak this language and write its numbers.

    Returns what translates; it belongs to the application.
    """
    QLocale.setDefault(locale)
    write_numbers_as(locale)
    code = locale.name().split("_")[0]
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    translators = []
    for name, folder in ((f"qtbase_{code}", qt_folder), (f"woodshed_{code}", str(TRANSLATIONS))):
        translator = QTranslator(application)
        # Qt's own English needs no file.
        if translator.load(name, folder):
            application.installTranslator(translator)
            translators.append(translator)
    return tuple(translators)
