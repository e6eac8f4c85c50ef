"""Ties the page of models to what is chosen, what comes and goes, and the session."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from app.error_messages import sentence
from app.model_choice import ModelChoice, store_choice, stored_choice
from app.model_transfers import ModelTransfers, was_cancelled
from app.model_words import automatic_words, title_words
from app.models_report import ModelsKnown, report, titled
from app.practice_session import PracticeSession
from app.speed_measurements import SpeedMeasurements
from app.status_news import StatusNews
from app.stems_in_progress import Activity
from app.theme import Theme
from app.views.in_front import show_in_front
from separation.automatic import AUTOMATIC
from separation.errors import (
    DeviceMissingError,
    SeparationError,
    UnknownModelError,
    UnlikeModelsError,
    WeightsError,
    WeightsNotHereError,
    WeightsUnknownError,
)
from separation.models import ModelInfo, known_models, model_info, model_parts
from separation.models_here import is_here, published_files
from separation.recipe import Quality
from separation.speed_records import SpeedRecords, read_speeds

if TYPE_CHECKING:
    from app.views.models_page import ModelsPage
    from app.views.status_line import MessageKind


class ModelDesk(QObject):
    """Holds the choice and keeps it in the settings; tells the session what songs are separated
    with. The page is made when it is first opened.
    """

    def __init__(
        self,
        session: PracticeSession,
        news: StatusNews,
        settings: QSettings,
        theme: Theme,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._news = news
        self._settings = settings
        self._theme = theme
        self._window = window
        self._page: ModelsPage | None = None
        self._speeds = read_speeds()
        self._faults: dict[str, str] = {}
        self._picked: tuple[str, ...] = ()
        self._is_closed = False
        self.choice = stored_choice(settings)
        self.transfers = ModelTransfers(self)
        self.measurements = SpeedMeasurements(lambda: session.is_idle, self)
        self._connect()
        self._measure_what_is_here()
        self._tell_session()

    def _connect(self) -> None:
        session, transfers = self._session, self.transfers
        transfers.progressed.connect(self._on_progressed)
        transfers.arrived.connect(self._on_arrived)
        transfers.removed.connect(self._on_removed)
        transfers.failed.connect(self._on_transfer_failed)
        self.measurements.measured.connect(self._on_measured)
        self.measurements.failed.connect(self._on_not_measurable)
        session.opening.connect(lambda _: self.measurements.look())
        session.song_begun.connect(lambda *_: self._show())
        session.separation_failed.connect(self._on_separation_failed)
        session.separation_ended.connect(self._on_separation_ended)

    # The choice.

    def use(self, name: str) -> None:
        """Separate with this model from the next song on: a name, several joined, or AUTOMATIC."""
        self._choose(replace(self.choice, model=name))
        self._want_measured(name)

    def _choose(self, choice: ModelChoice) -> None:
        self.choice = choice
        store_choice(self._settings, choice)
        self._measure_what_is_here()
        self._tell_session()
        self._show()

    def _tell_session(self) -> None:
        self._forget_what_is_gone()
        info = self.choice.info(self._speeds, self._faults)
        self._session.set_recipe(self.choice.recipe_of(info), self.choice.device)

    def _forget_what_is_gone(self) -> None:
        """Go on with what is here, and say so, where a choice cannot be kept."""
        choice = self.choice
        if choice.model != AUTOMATIC and not _is_here(choice.model):
            self._say_later(
                self.tr("Not on this computer any more: {title}. Automatic chooses now.").format(
                    title=titled(choice.model)
                )
            )
            choice = replace(choice, model=AUTOMATIC)
        if self._speeds.devices and choice.device not in ("auto", *self._speeds.devices):
            self._say_later(
                self.tr("What was chosen to compute on is not there any more: automatic again.")
            )
            choice = replace(choice, device="auto")
        if choice != self.choice:
            self.choice = choice
            store_choice(self._settings, choice)

    def _set_aside(self, name: str, error: WeightsError) -> None:
        """Do without a model that turned out to be unusable, and without what needs it."""
        unusable = _unusable_parts(name, error)
        if not isinstance(error, WeightsNotHereError):
            self._faults |= dict.fromkeys(unusable, sentence(error))
        self._say_later(sentence(error))
        is_chosen = bool(unusable & set(self.choice.model.split("+")))
        self._choose(replace(self.choice, model=AUTOMATIC) if is_chosen else self.choice)

    def _on_separation_failed(self, error: SeparationError) -> None:
        """Go on with another model, or elsewhere, where the one that was chosen does not serve."""
        failed = self._session.song_recipe.model
        if isinstance(error, WeightsError) and not failed.is_embedded:
            self._set_aside(failed.name, error)
        elif isinstance(error, DeviceMissingError):
            self._say_later(sentence(error))
            self._choose(replace(self.choice, device="auto"))
        else:
            return
        QTimer.singleShot(0, self, self._separate_anew)

    def _say_later(self, text: str) -> None:
        # A song that is opened with the window takes away what was said before.
        QTimer.singleShot(0, self, lambda: self._say(text, "warning"))

    # What comes and goes.

    def _on_progressed(self) -> None:
        fractions = self.transfers.fractions
        activity = None
        if fractions:
            name = next(iter(fractions))
            text = self.tr("Downloading {title}").format(title=titled(name))
            activity = Activity(text, fractions[name])
        self._news.set_download(activity)
        self._show()

    def _on_arrived(self, model: ModelInfo) -> None:
        self._faults.pop(model.name, None)
        if is_here(model):
            self._say(self.tr("{title} is here.").format(title=title_words(model)), "info")
            self._want_measured(model.name)
        else:
            text = self.tr("A part of {title} is here; the rest is still to come.")
            self._say(text.format(title=title_words(model)), "info")
        self._tell_session()
        self._show()

    def _on_removed(self, model: ModelInfo) -> None:
        self._say(self.tr("{title} is removed.").format(title=title_words(model)), "info")
        self._faults.pop(model.name, None)
        self._picked = tuple(name for name in self._picked if name != model.name)
        self._tell_session()
        self._show()

    def _on_transfer_failed(self, name: str, error: Exception) -> None:
        text = sentence(error)
        if isinstance(error, WeightsUnknownError):
            # It has to be loaded to see what it is, and that is nothing for where music plays.
            command = "woodshed models import FILE --architecture HTDemucs"
            text += " " + self.tr("In a terminal: {command}").format(command=command)
        if not was_cancelled(error):
            self._say(text, "error")
        self._show()

    # Measuring.

    def _measure_what_is_here(self) -> None:
        """What automatic may choose from has to be measured; the built-in model needs not be."""
        for model in known_models().values():
            if model.published_sdr is not None and is_here(model):
                self._want_measured(model.name)

    def _want_measured(self, name: str) -> None:
        if name == AUTOMATIC or name in self._faults:
            return
        recipe = replace(self.choice, one_stem=None).recipe_of(model_info(name))
        if not self._speeds.are_measured(recipe, self.choice.device):
            self.measurements.want(name, self.choice.device)

    def _on_measured(self, speeds: SpeedRecords) -> None:
        self._forget_what_is_gone()
        before = self.choice.info(self._speeds, self._faults)
        self._speeds = speeds
        self._tell_session()
        if self.choice.info(speeds, self._faults).name != before.name:
            taken = automatic_words(self.choice.automatic(speeds, self._faults))
            self._say(self.tr("From the next song on: {taken}").format(taken=taken), "info")
        self._show()

    def _on_not_measurable(self, name: str, error: Exception) -> None:
        if isinstance(error, WeightsError):
            self._set_aside(name, error)
        self._show()

    def _on_separation_ended(self) -> None:
        # It has timed itself.
        self._on_measured(read_speeds())

    # The page.

    def open_page(self) -> None:
        """Show the page, in front."""
        if self._page is None:
            self._page = self._new_page()
            for model in known_models().values():
                if is_here(model):
                    self._want_measured(model.name)
            self.measurements.want_devices()
        self._session.cache.look()
        self._show()
        show_in_front(self._page)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self._theme = theme
        if self._page is not None:
            self._page.set_theme(theme)

    @property
    def page(self) -> ModelsPage | None:
        """The page, once it was opened."""
        return self._page

    def _new_page(self) -> ModelsPage:
        from app.views.models_page import ModelsPage

        page = ModelsPage(self._theme, self._window)
        cache = self._session.cache
        cache.reported.connect(page.storage.set_report)
        page.storage.limit_chosen.connect(cache.set_limit)
        page.storage.forget_confirmed.connect(cache.forget_songs)
        page.use_clicked.connect(self.use)
        page.download_clicked.connect(lambda name: self.transfers.download(model_info(name)))
        page.cancel_clicked.connect(self.transfers.cancel)
        page.remove_clicked.connect(lambda name: self.transfers.remove(model_info(name)))
        page.import_clicked.connect(self._choose_file)
        page.together_picked.connect(self._on_together_picked)
        page.quality_chosen.connect(
            lambda value: self._choose(replace(self.choice, quality=Quality(value)))
        )
        page.stem_chosen.connect(
            lambda stem: self._choose(replace(self.choice, one_stem=stem or None))
        )
        page.device_chosen.connect(lambda device: self._choose(replace(self.choice, device=device)))
        page.separate_clicked.connect(self._separate_anew)
        return page

    def _on_together_picked(self, names: tuple[str, ...]) -> None:
        self._picked = names
        self._show()

    def _separate_anew(self) -> None:
        if not self._is_closed:
            self._session.separate_anew()
            self._show()

    def _choose_file(self) -> None:
        assert self._page is not None
        dialog = QFileDialog(
            self._page, self.tr("Import a model"), "", self.tr("Checkpoints (*.th);;All files (*)")
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.transfers.take_in(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _say(self, text: str, kind: MessageKind) -> None:
        if self._page is not None:
            self._page.say(text, kind)
        self._news.say(text, kind)

    def _show(self) -> None:
        if self._page is None:
            return
        if self.choice.model != AUTOMATIC and not _is_here(self.choice.model):
            self._tell_session()  # another program has removed it
        song = self._session.song
        self._page.set_report(
            report(
                ModelsKnown(
                    choice=self.choice,
                    speeds=self._speeds,
                    fractions=self.transfers.fractions,
                    waiting=self.measurements.waiting,
                    faults=self._faults,
                    picked=self._picked,
                    song_recipe=self._session.song_recipe
                    if song is not None and not song.is_multitrack
                    else None,
                )
            )
        )

    def close(self) -> None:
        """End what is running; less than a second."""
        self._is_closed = True
        if self._page is not None:
            self._page.close()
        self.measurements.close()
        self.transfers.close()


def _is_here(name: str) -> bool:
    try:
        model_info(name)
        return all(is_here(part) for part in model_parts(name))
    except (UnknownModelError, UnlikeModelsError):
        return False


def _unusable_parts(name: str, error: WeightsError) -> set[str]:
    """Of the models whose names are joined in `name`, those that the error is about."""
    known, parts = known_models(), set(name.split("+"))
    owners = {
        part
        for part in parts & set(known)
        if error.path.name in [file.name for file in published_files(known[part])]
    }
    gone = parts - set(known)
    return owners or gone or parts
