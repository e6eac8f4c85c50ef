"""The menu of the mixer: which strips there are, the musician's own part, and their keys."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from app.mixer_choices import MixerChoices
from app.mixing_desk import MixingDesk
from app.next_choice import add_next_choice
from app.shortcuts import Shortcuts
from app.stem_groups import StemGroups, is_rest
from app.stem_keys import stem_keys
from app.views.bookmark_text import for_menu
from app.views.stem_text import groups_title, stem_name, stem_title


class MixerMenu(QObject):
    """Fills the menu and keeps it true.

    A stem's letter mutes, with Shift it solos, with Ctrl too one strip alone; I is for my
    instrument.
    """

    def __init__(
        self, menu: QMenu, desk: MixingDesk, choices: MixerChoices, shortcuts: Shortcuts
    ) -> None:
        super().__init__(menu)
        self._shortcuts = shortcuts
        self._menu = menu
        self._desk = desk
        self._choices = choices
        self._stems: tuple[str, ...] | None = None
        self._is_seen = True
        self._of_strips: list[QAction] = []
        self._alone: dict[str | None, QAction] = {}
        self._instruments: dict[str | None, QAction] = {}
        self._groups_menu = menu.addMenu(self.tr("S&tems"))
        self._instrument_menu = menu.addMenu(self.tr("&My instrument"))
        self._out = shortcuts.add(menu, "mixer.out", "", choices.toggle_out, "I")
        self._only = shortcuts.add(menu, "mixer.only", "", choices.toggle_only, "Shift+I")
        for action in (self._out, self._only):
            action.setCheckable(True)
        choices.changed.connect(self._show)
        self._strips: tuple[str, ...] | None = None
        self.set_groups(StemGroups())

    def set_groups(self, groups: StemGroups) -> None:
        """Offer what can be done with these strips."""
        with self._shortcuts.together():
            if groups.stems != self._stems:
                self._stems = groups.stems
                self._offer_groups(groups)
                self._offer_instruments(groups.stems)
            self._alone[groups.alone].setChecked(True)
            self._fill_strips(groups)
        self._show()

    def set_seen(self, is_seen: bool) -> None:
        """Offer nothing, by keys neither, while the song is not what is seen."""
        self._is_seen = is_seen
        self._show()

    def _offer_groups(self, groups: StemGroups) -> None:
        self._groups_menu.clear()
        together = QActionGroup(self._groups_menu)
        self._alone = {}
        for stem in (None, *groups.choices):
            choose = partial(self._choices.choose_alone, stem)
            action = self._groups_menu.addAction(for_menu(groups_title(stem)))
            action.triggered.connect(lambda _, choose=choose: choose())
            action.setCheckable(True)
            together.addAction(action)
            self._alone[stem] = action
        add_next_choice(
            self._shortcuts,
            self._groups_menu,
            together,
            "mixer.next_stems",
            self.tr("Ano&ther choice of stems"),
            "Ctrl+T",
        ).setEnabled(bool(groups.choices))
        self._groups_menu.menuAction().setEnabled(bool(groups.choices))

    def _offer_instruments(self, stems: tuple[str, ...]) -> None:
        self._instrument_menu.clear()
        together = QActionGroup(self._instrument_menu)
        self._instruments = {}
        for stem in (*stems, None):
            text = self.tr("None") if stem is None else for_menu(stem_title(stem))
            choose = partial(self._choices.choose_instrument, stem)
            action = self._instrument_menu.addAction(text)
            action.triggered.connect(lambda _, choose=choose: choose())
            action.setCheckable(True)
            together.addAction(action)
            self._instruments[stem] = action
        add_next_choice(
            self._shortcuts,
            self._instrument_menu,
            together,
            "mixer.next_instrument",
            self.tr("Another &instrument"),
            "Ctrl+I",
        ).setEnabled(bool(stems))

    def _fill_strips(self, groups: StemGroups) -> None:
        if groups.strips == self._strips:
            return
        self._strips = groups.strips
        for action in self._of_strips:
            self._shortcuts.remove(self._menu, action)
        desk, self._of_strips = self._desk, []
        letters = stem_keys(groups.strips)
        for kind, text, keys, do in (
            ("mute", self.tr("Mute {stem}"), "{letter}", desk.toggle_muted),
            ("solo", self.tr("Solo {stem}"), "Shift+{letter}", desk.toggle_soloed),
            (
                "solo_alone",
                self.tr("Solo {stem} alone"),
                "Ctrl+Shift+{letter}",
                desk.toggle_soloed_alone,
            ),
        ):
            self._of_strips.append(self._menu.addSeparator())
            self._of_strips += [
                self._shortcuts.add(
                    self._menu,
                    f"mixer.{kind}.{'rest' if is_rest(strip) else strip}",
                    text.format(stem=for_menu(stem_name(strip))),
                    partial(do, strip),
                    keys.format(letter=letters[strip]) if strip in letters else None,
                )
                for strip in groups.strips
            ]

    def _show(self) -> None:
        """Say what is the musician's own, and what has become of it."""
        self._menu.menuAction().setEnabled(self._is_seen and bool(self._stems))
        choices, stem = self._choices, self._choices.instrument
        for action, text, alone, is_so in (
            (
                self._out,
                self.tr("&Everything except {stem}"),
                self.tr("&Everything except my instrument"),
                choices.is_out,
            ),
            (
                self._only,
                self.tr("&Only {stem}"),
                self.tr("&Only my instrument"),
                choices.is_only,
            ),
        ):
            action.setText(alone if stem is None else text.format(stem=for_menu(stem_name(stem))))
            action.setChecked(is_so)
            # Also without it in the song: then its key says so.
            action.setEnabled(bool(self._stems))
        for name, action in self._instruments.items():
            action.setChecked(name == stem)
