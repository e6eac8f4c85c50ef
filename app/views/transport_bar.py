"""The bar at the top: the song's name, transport, position, tempo and pitch."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app import theme as tokens
from app.text_scale import fix_height, fix_icon, fix_size, grown, keep_text_height, text_scale
from app.theme import SPACE, Theme
from app.views.accessible import Role
from app.views.bar_tools import BarTools, Room
from app.views.elided_label import ElidedLabel
from app.views.icons import icon
from app.views.keyboard_order import chain
from app.views.output_button import OutputButton
from app.views.pitch_field import PitchField
from app.views.position_readout import PositionReadout
from app.views.trainer_cell import TrainerCell
from app.views.value_field import ValueField

_BUTTON_PX, _ICON_PX, _SMALL_ICON_PX = 36, 20, 10
_USUAL_TITLE_PX, _NARROWEST_TITLE_PX = 150, 96
_SHORT_KEYS = 3


class TransportBar(QFrame):
    """What is used most, in the biggest type.

    Signals, all from a person's hand: `play_clicked()`, `to_start_clicked()`,
    `loop_toggled(enabled)`, `tempo_changed(percent)`, `pitch_changed(semitones)` with the cents in
    the fraction, `tuning_changed(hz)`, `formants_toggled(kept)`, `position_edited(time_s)`,
    `songs_clicked()`, `export_clicked()`, `theme_toggled()`, `keys_clicked()` for the list of keys,
    `grid_clicked()` for beats and bars; those of the sound output are in `output`.
    """

    play_clicked = Signal()
    to_start_clicked = Signal()
    loop_toggled = Signal(bool)
    tempo_changed = Signal(float)
    pitch_changed = Signal(float)
    tuning_changed = Signal(float)
    formants_toggled = Signal(bool)
    position_edited = Signal(float)
    songs_clicked = Signal()
    export_clicked = Signal()
    theme_toggled = Signal()
    keys_clicked = Signal()
    grid_clicked = Signal()
    accessible_role = Role.Grouping

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._playing = False
        self.setObjectName("TransportBar")
        self.setAccessibleName(self.tr("Transport"))
        # It gives way before the window has to be wider.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._rows = 1
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # takes the keyboard from its fields
        self.title = ElidedLabel(tokens.font(tokens.TITLE_PX, bold=True))
        self.subtitle = ElidedLabel(tokens.font(tokens.TEXT_PX))
        self.subtitle.setProperty("tone", "muted")
        self.to_start = self._icon_button(self.tr("Back to the start"))
        self.play = self._icon_button("")
        fix_size(self.play, tokens.PLAY_PX, tokens.PLAY_PX)
        self.play.setObjectName("PlayButton")
        self.loop = QPushButton(self.tr("Loop"))
        self.loop.setProperty("shape", "toggle")
        self.loop.setCheckable(True)
        self.record = self._icon_button("")
        self.record.setProperty("shape", "icon-toggle")
        self.record.setCheckable(True)
        self.position = PositionReadout(theme)
        self.tempo = ValueField(self.tr("Tempo"), theme, 25, 200, 100, unit=" %")
        self.trainer = TrainerCell(theme)
        self.grid = QPushButton()
        self.pitch = PitchField(theme)
        self.songs = QPushButton(self.tr("Songs"))
        self.export = QPushButton(self.tr("Export"))
        self.theme_button = self._icon_button("")
        self.keys = self._icon_button(self.tr("Keys and pedals"))
        self.keys.setText("?")
        self.tools = BarTools(theme)
        self.output = OutputButton(_BUTTON_PX)
        self._dress_buttons()
        self._lay_out()
        self._connect()
        self.set_theme(theme)
        self.set_song_open(False)
        self.set_grid("", "")

    def _icon_button(self, says: str) -> QPushButton:
        button = QPushButton()
        button.setProperty("shape", "icon")
        button.setFixedWidth(_BUTTON_PX)
        fix_height(button, _BUTTON_PX)
        fix_icon(button, _ICON_PX)
        _name(button, says)
        return button

    def _dress_buttons(self) -> None:
        _name(self.loop, self.tr("Loop on or off"))
        _name(self.record, self.tr("Record takes while the song plays"))
        _name(self.songs, self.tr("Songs, to open another one or to go back"))
        _name(self.export, self.tr("Export stems, or what is heard, as files"))
        self.grid.setProperty("shape", "quiet")
        self.grid.setFont(tokens.font(tokens.SMALL_PX))
        fix_icon(self.grid, _SMALL_ICON_PX)
        self.grid.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow behind the text
        for button in (
            self.grid,
            self.to_start,
            self.play,
            self.loop,
            self.record,
            self.songs,
            self.export,
            self.theme_button,
            self.keys,
        ):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAutoDefault(True)  # the return key presses it, Space plays
        for button in (self.loop, self.songs, self.export):
            fix_height(button, _BUTTON_PX)
            button.setFont(tokens.font())
        self.keys.setFont(tokens.font(tokens.TITLE_PX, bold=True))

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addStretch()
        names.addWidget(self.title)
        names.addWidget(self.subtitle)
        names.addStretch()
        # Both stand on one line.
        keep_text_height(self.grid, self.pitch.cents.sizeHint().height() / text_scale())
        tempo = QVBoxLayout()
        tempo.setSpacing(1)
        tempo.addStretch()
        tempo.addWidget(self.tempo, 0, Qt.AlignmentFlag.AlignHCenter)
        tempo.addWidget(self.grid, 0, Qt.AlignmentFlag.AlignHCenter)
        tempo.addStretch()
        names.setContentsMargins(0, 0, 3 * SPACE, 0)
        self._title_cell = QWidget()
        self._title_cell.setLayout(names)
        self._numbers = QWidget()
        numbers = QHBoxLayout(self._numbers)
        numbers.setContentsMargins(0, 0, 0, 0)
        numbers.setSpacing(5 * SPACE)
        speed = QHBoxLayout()
        speed.setSpacing(2 * SPACE)
        speed.addLayout(tempo)
        speed.addWidget(self.trainer)
        numbers.addLayout(speed)
        numbers.addWidget(self.pitch)
        self._row, self._second_row = QHBoxLayout(), QHBoxLayout()
        for row in (self._row, self._second_row):
            row.setContentsMargins(5 + 3 * SPACE, 0, 4 * SPACE, 0)
            row.setSpacing(2 * SPACE)
        self._both_rows = QVBoxLayout(self)
        self._both_rows.setContentsMargins(0, 0, 0, 0)
        self._both_rows.setSpacing(0)
        # Before anything is in them: PySide keeps what stands for the place of a widget in a layout
        # that is added, and takes what comes to lie there for it when the widget has moved.
        self._both_rows.addLayout(self._row, 1)
        self._both_rows.addLayout(self._second_row)
        row = self._row
        row.addWidget(self._title_cell)
        row.addSpacing(SPACE)
        for button in (self.to_start, self.play, self.loop):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.position)
        row.addStretch(1)
        row.addWidget(self._numbers)
        row.addStretch(3)
        row.addWidget(self.tools)
        self.tools.add(self.record)
        self.tools.add(self.songs, "song")
        self.tools.add(self.export, "export")
        for right in (self.output, self.theme_button, self.keys):
            self.tools.add(right)
        self._chain_keyboard()
        self._give_way()

    def _chain_keyboard(self) -> None:
        """Let the tab key go along the first row, and then along the second."""
        numbers = (self.tempo, self.trainer, self.pitch)
        tools = (self.record, self.songs, self.export, self.output, self.theme_button, self.keys)
        ends = (*tools, self.tools.more)
        chain([self.position, *((*numbers, *ends) if self._rows == 1 else (*ends, *numbers))])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the room there is now."""
        super().resizeEvent(event)
        self._give_way()

    def event(self, event: QEvent) -> bool:
        """Use the room anew when something in it has become wider or narrower."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._give_way()
        return done

    def _give_way(self) -> None:
        """Let the name have a little less, then the buttons at the end, then take a second row."""
        # The transport begins where the lanes begin, as long as the song's name has its column.
        column_px = grown(tokens.SIDE_COLUMN_PX) - 5 - 4 * SPACE
        for rows, room in ((rows, room) for rows in (1, 2) for room in Room):
            title_px = column_px - max(0, self._needed_px(rows, room, column_px) - self.width())
            # Words on buttons are given up before the song's name is cut short.
            if title_px >= (_USUAL_TITLE_PX if room is Room.TEXTS else _NARROWEST_TITLE_PX):
                break
        self._title_cell.setFixedWidth(max(_NARROWEST_TITLE_PX, title_px))
        fix_height(self, tokens.TOP_BAR_PX * rows)
        if room != self.tools.room:
            self.tools.set_room(room)
        if rows != self._rows:
            self._rows = rows
            self._both_rows.setStretch(1, rows - 1)
            if rows == 2:
                self._second_row.addWidget(self._numbers, 1, Qt.AlignmentFlag.AlignHCenter)
            else:
                before_tools = self._row.indexOf(self.tools) - 1
                self._row.insertWidget(before_tools, self._numbers)
            self._chain_keyboard()

    def _needed_px(self, rows: int, room: Room, title_px: int) -> int:
        """How wide the first row is with all that is in it."""
        widgets = [self.to_start, self.play, self.loop, self.position]
        if rows == 1:
            widgets.append(self._numbers)
        widths = [_width_px(widget) for widget in widgets]
        margins = self._row.contentsMargins()
        gaps_px = (len(widths) + 2) * self._row.spacing() + SPACE
        return (
            margins.left()
            + title_px
            + sum(widths)
            + self.tools.width_px(room)
            + gaps_px
            + margins.right()
        )

    def _connect(self) -> None:
        self.play.clicked.connect(self.play_clicked)
        self.to_start.clicked.connect(self.to_start_clicked)
        self.loop.clicked.connect(self.loop_toggled)
        self.tempo.value_changed.connect(self.tempo_changed)
        self.pitch.pitch_changed.connect(self.pitch_changed)
        self.pitch.tuning_changed.connect(self.tuning_changed)
        self.pitch.formants_toggled.connect(self.formants_toggled)
        self.position.edited.connect(self.position_edited)
        self.songs.clicked.connect(self.songs_clicked)
        self.export.clicked.connect(self.export_clicked)
        self.theme_button.clicked.connect(self.theme_toggled)
        self.keys.clicked.connect(self.keys_clicked)
        self.grid.clicked.connect(self.grid_clicked)

    # What is shown. None of these announces anything.

    def set_song_open(self, is_open: bool) -> None:
        """Enable what needs a song."""
        controls = (self.to_start, self.play, self.loop, self.position, self.tempo, self.pitch)
        for widget in (*controls, self.grid, self.trainer, self.record, self.export):
            widget.setEnabled(is_open)

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Show the song's name, and a line about it."""
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))

    def set_playing(self, playing: bool) -> None:
        """Show whether the song plays."""
        if playing != self._playing:
            self._playing = playing
            self._show_play()

    def set_position(self, time_s: float) -> None:
        """Show the position, in seconds of the song."""
        self.position.set_position(time_s)

    def set_duration(self, duration_s: float) -> None:
        """Show the song's length, in seconds."""
        self.position.set_duration(duration_s)

    def set_loop_enabled(self, enabled: bool) -> None:
        """Show whether the loop is on."""
        with QSignalBlocker(self.loop):
            self.loop.setChecked(enabled)

    def set_record(self, armed: bool) -> None:
        """Show whether takes are recorded."""
        with QSignalBlocker(self.record):
            self.record.setChecked(armed)
        self._show_record()

    def _show_record(self) -> None:
        lit = self.record.isChecked()
        self.record.setIcon(icon("record", self._theme, on_accent=lit))

    def set_loop_keys(self, keys: str) -> None:
        """Show the keys of the loop's button, as this system writes them, where they are short."""
        text = self.tr("Loop")
        self.loop.setText(f"{text}  {keys}" if 0 < len(keys) <= _SHORT_KEYS else text)
        says = self.tr("Loop on or off")
        self.loop.setToolTip(f"{says} ({keys})" if keys else says)

    def set_tempo(self, percent: float) -> None:
        """Show the tempo, 25 to 200 percent."""
        self.tempo.set_value(percent)

    def set_grid(self, text: str, says: str) -> None:
        """Show tempo and metre of the song, like 112 · 4/4; nothing while they are not known."""
        self.grid.setText(text or self.tr("tempo"))
        self.grid.setToolTip(says)
        name = self.tr("Beats, bars and tuning")
        self.grid.setAccessibleName(f"{name}: {text}" if text else name)
        self.grid.setAccessibleDescription(says)

    def set_pitch(self, semitones: float) -> None:
        """Show the pitch, the cents in its fraction."""
        self.pitch.set_pitch(semitones)

    def set_tuning(self, hz: float) -> None:
        """Show what the song's A sounds as, in Hz."""
        self.pitch.set_tuning(hz)

    def set_formants_kept(self, kept: bool) -> None:
        """Show whether voices keep their character at another pitch."""
        self.pitch.set_formants_kept(kept)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of this theme."""
        self._theme = theme
        for widget in (
            self.position,
            self.tempo,
            self.trainer,
            self.pitch,
            self.tools,
            self.output,
        ):
            widget.set_theme(theme)
        self._show_icons()

    def _show_icons(self) -> None:
        theme = self._theme
        self._show_play()
        self.grid.setIcon(icon("chevron_down", theme, size_px=_SMALL_ICON_PX))
        self.to_start.setIcon(icon("to_start", theme))
        self._show_record()
        self.theme_button.setIcon(icon("sun" if theme.is_dark else "moon", theme))
        _name(
            self.theme_button,
            self.tr("Change to light") if theme.is_dark else self.tr("Change to dark"),
        )

    def _show_play(self) -> None:
        name = "pause" if self._playing else "play"
        self.play.setIcon(icon(name, self._theme, on_accent=True))
        _name(self.play, self.tr("Pause") if self._playing else self.tr("Play"))


def _width_px(widget: QWidget) -> int:
    """How wide it is, shown or not."""
    fixed = widget.minimumWidth() == widget.maximumWidth()
    return widget.minimumWidth() if fixed else widget.sizeHint().width()


def _name(button: QPushButton, says: str) -> None:
    button.setAccessibleName(says)
    button.setToolTip(says)
