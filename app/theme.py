"""Colours, type sizes and spacing of the window, dark and light, and its stylesheet."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from zlib import crc32

from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication

from app.stem_groups import is_rest
from app.text_scale import grown, scaled

SPACE = 4
"""Every gap and margin, in px, is a multiple of this."""
RADIUS = 7
SMALL_PX, TEXT_PX, TITLE_PX, DISPLAY_PX = 11, 13, 15, 22

TOP_BAR_PX, VISIBLE_BAR_PX, OVERVIEW_PX, BOOKMARKS_PX, RULER_PX = 64, 12, 76, 24, 28
BARS_PX, SECTIONS_PX, LOW_OVERVIEW_PX = 22, 16, 64
SECTION_TINT = 0.3
LANE_PX, STATUS_PX = 104, 34
SIDE_COLUMN_PX = 248
PLAY_PX = 44

MIX = "mix"
"""The name under which the whole song stands among its stems."""
BLEND = "blend"
"""The name under which all stems that are heard stand together, each in its colour."""

_REST = "rest"
_STYLE = "fusion"

_TABULAR_FIGURES = QFont.Tag("tnum")


@dataclass(frozen=True)
class Theme:
    """The tokens of one theme: every colour as #rrggbb.

    line: parts one thing from another. outline: the edge of what is taken hold of.
    """

    name: str
    background: str
    surface: str
    raised: str
    line: str
    outline: str
    text: str
    muted_text: str
    accent: str
    on_accent: str
    error: str
    stems: tuple[tuple[str, str], ...]
    further_stems: tuple[str, ...]
    loops: tuple[tuple[str, str], ...]

    @property
    def is_dark(self) -> bool:
        """Whether text is lighter than what it stands on."""
        return QColor(self.text).lightness() > QColor(self.background).lightness()


DARK = Theme(
    name="dark",
    background="#14161a",
    surface="#1b1e24",
    raised="#242831",
    line="#333945",
    outline="#6a7280",
    text="#eceef2",
    muted_text="#a3abba",
    accent="#ffb454",
    on_accent="#1b1300",
    error="#ff8a80",
    stems=(
        ("vocals", "#f0766c"),
        ("drums", "#f2b94b"),
        ("bass", "#4fc1a6"),
        ("other", "#8f9bf5"),
        ("guitar", "#d65fbf"),
        ("piano", "#b9eef5"),
        (_REST, "#7d8591"),
        (MIX, "#a3abba"),
        (BLEND, "#a3abba"),
    ),
    further_stems=("#8fd16a", "#e58fc9", "#5fc3e8", "#d1a57a"),
    loops=(
        ("blue", "#78c0fa"),
        ("green", "#8fd16a"),
        ("violet", "#9d7bea"),
        ("rose", "#ff8fb3"),
        ("sand", "#e6d9a8"),
    ),
)

LIGHT = Theme(
    name="light",
    background="#f5f5f2",
    surface="#ffffff",
    raised="#ecece7",
    line="#cfd0ca",
    outline="#84867f",
    text="#1b1d21",
    muted_text="#565d69",
    accent="#9a5700",
    on_accent="#ffffff",
    error="#b3261e",
    stems=(
        ("vocals", "#b5382e"),
        ("drums", "#8a6100"),
        ("bass", "#0b7460"),
        ("other", "#4450b8"),
        ("guitar", "#8a2887"),
        ("piano", "#338adb"),
        (_REST, "#33373d"),
        (MIX, "#565d69"),
        (BLEND, "#565d69"),
    ),
    further_stems=("#3d7017", "#9c2d7a", "#0a6a8f", "#7a5230"),
    loops=(
        ("blue", "#1a5fb4"),
        ("green", "#245f16"),
        ("violet", "#53208f"),
        ("rose", "#b0235f"),
        ("sand", "#876b08"),
    ),
)


def stem_colour(theme: Theme, stem_name: str) -> QColor:
    """The colour of a stem, of the mix, or of everything else beside a stem; a name without one of
    its own always gets the same further colour.
    """
    wanted = _REST if is_rest(stem_name) else stem_name.lower()
    for name, colour in theme.stems:
        if name == wanted:
            return QColor(colour)
    further = crc32(stem_name.lower().encode()) % len(theme.further_stems)
    return QColor(theme.further_stems[further])


def loop_colour(theme: Theme, name: str) -> QColor:
    """The colour of a kept loop, by its name; grey for one that is not known."""
    return QColor(dict(theme.loops).get(name, theme.muted_text))


def section_colour(theme: Theme, label: str) -> QColor:
    """The colour of all sections of a letter, which they are tinted with to SECTION_TINT."""
    hues = [colour for _, colour in theme.loops]
    return QColor(hues[sum(map(ord, label)) % len(hues)])


def with_alpha(colour: QColor | str, alpha: float) -> QColor:
    """The colour, let through to the part `alpha` (0 to 1)."""
    translucent = QColor(colour)
    translucent.setAlphaF(alpha)
    return translucent


def mixed(colour: QColor | str, ground: QColor | str, part: float) -> QColor:
    """What is seen of a colour that is let through to a part (0 to 1), over an opaque ground."""
    over, under = QColor(colour), QColor(ground)
    red, green, blue = (
        part * one + (1 - part) * other
        for one, other in (
            (over.redF(), under.redF()),
            (over.greenF(), under.greenF()),
            (over.blueF(), under.blueF()),
        )
    )
    return QColor.fromRgbF(red, green, blue)


def font(size_px: int = TEXT_PX, *, bold: bool = False) -> QFont:
    """The window's font, with figures of equal width, so that running numbers do not tremble.

    size_px: at 100 % of the size of text.
    """
    return _font_of(scaled(size_px), bold=bold)


def text_width(text: str, size_px: int = TEXT_PX, *, bold: bool = False) -> float:
    """How many px a text is wide in that font. What is asked for again is remembered: views that
    fit names into their room ask for hundreds with every step of a zoom.
    """
    return _text_width(text, scaled(size_px), bold)


@lru_cache(maxsize=4096)
def _text_width(text: str, pixels: int, bold: bool) -> float:
    return QFontMetricsF(_font_of(pixels, bold=bold)).horizontalAdvance(text)


def _font_of(pixels: int, *, bold: bool) -> QFont:
    chosen = QFont()
    chosen.setFamilies(list(_families()))
    chosen.setPixelSize(pixels)
    chosen.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    chosen.setFeature(_TABULAR_FIGURES, 1)
    return chosen


@cache
def _families() -> tuple[str, ...]:
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).families()
    # Naming a family that is not installed makes Qt search for it, slowly, on every start.
    return ("Inter", *system) if QFontDatabase.hasFamily("Inter") else tuple(system)


def apply_theme(application: QApplication, theme: Theme) -> None:
    """Dress the application: style, palette, font and stylesheet.

    Painted widgets take the theme through their own `set_theme`.
    """
    sheet = stylesheet(theme)
    if application.styleSheet() not in ("", sheet):
        # Out of one and into another takes Qt five times as long as through none.
        application.setStyleSheet("")
    apply_font_and_palette(application, theme)
    if application.styleSheet() != sheet:  # every widget would be dressed anew, in what it wears
        application.setStyleSheet(sheet)


def apply_font_and_palette(application: QApplication, theme: Theme) -> None:
    """What widgets are made and measured with. Those that are made under a stylesheet are dressed
    again with every place they come to; a window is there in half the time if it comes after.
    """
    if (application.palette(), application.font()) != (palette(theme), font()):
        if application.style().name() != _STYLE:  # every widget would be dressed anew
            application.setStyle(_STYLE)
        application.setPalette(palette(theme))
        application.setFont(font())


def palette(theme: Theme) -> QPalette:
    """What the stylesheet does not reach: file dialogs, placeholders, links, selections."""
    colours = QPalette()
    role = QPalette.ColorRole
    for roles, colour in (
        ((role.Window, role.Base), theme.surface),
        ((role.AlternateBase, role.Button, role.ToolTipBase), theme.raised),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText), theme.text),
        ((role.PlaceholderText, role.BrightText), theme.muted_text),
        ((role.Highlight, role.Link, role.Accent), theme.accent),
        ((role.HighlightedText,), theme.on_accent),
    ):
        for each in roles:
            colours.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        colours.setColor(QPalette.ColorGroup.Disabled, each, QColor(theme.muted_text))
    return colours


def stylesheet(theme: Theme) -> str:
    """The one stylesheet of the window. It sets no fonts: `font` does, with tabular figures."""
    faint_accent = with_alpha(theme.accent, 0.22).name(QColor.NameFormat.HexArgb)
    tool_ground = theme.muted_text if theme.is_dark else theme.raised
    return f"""
QWidget {{ color: {theme.text}; }}
QMainWindow, QDialog, #StartPage, #SongPage, #SingingWindow {{ background: {theme.background}; }}
#TransportBar {{ background: {theme.surface}; border-bottom: 1px solid {theme.line}; }}
#StatusLine {{ background: {theme.surface}; border-top: 1px solid {theme.line}; }}
#ModelsContent, #KeysContent, #ExportContent, #ProgressContent, #ComparisonContent {{
    background: {theme.background};
}}
#KeysTop {{ background: {theme.surface}; border-bottom: 1px solid {theme.line}; }}
#ModelRow, #KeySection {{
    background: {theme.surface}; border: 1px solid {theme.line}; border-radius: {RADIUS}px;
}}
#TakeHeader {{ background: {theme.surface}; border-bottom: 1px solid {theme.line}; }}
#SideCell {{
    background: {theme.surface};
    border-right: 1px solid {theme.line}; border-bottom: 1px solid {theme.line};
}}
#LaneArea, #LaneArea > QWidget > QWidget {{ background: {theme.background}; border: none; }}
QLabel {{ background: transparent; }}
QLabel[tone="muted"] {{ color: {theme.muted_text}; }}
QLabel[tone="warning"] {{ color: {theme.accent}; }}
QLabel[tone="error"] {{ color: {theme.error}; }}

QPushButton, QToolButton {{
    background: {theme.raised}; border: 1px solid {theme.line}; border-radius: {RADIUS}px;
    padding: 0 {3 * SPACE}px; color: {theme.text};
}}
QPushButton:hover, QToolButton:hover {{ border-color: {theme.muted_text}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {theme.line}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {theme.accent}; }}
QPushButton:disabled, QToolButton:disabled {{
    color: {theme.muted_text}; background: {theme.surface};
}}
QToolButton::menu-indicator {{ image: none; }}
QPushButton[shape="icon"], QPushButton[shape="icon-toggle"], QToolButton[shape="icon"] {{
    padding: 0;
}}
QPushButton[shape="quiet"], QToolButton[shape="quiet"], QToolButton[shape="title"] {{
    padding: 0; background: transparent; border-color: transparent;
}}
QPushButton[shape="quiet"]:hover, QToolButton[shape="quiet"]:hover,
QToolButton[shape="title"]:hover {{
    background: {theme.raised};
}}
QPushButton[shape="quiet"]:checked {{ background: {theme.accent}; }}
QPushButton[shape="quiet"]:focus, QToolButton[shape="quiet"]:focus {{
    border: 2px solid {theme.accent};
}}
QPushButton[shape="small-toggle"] {{ padding: 0; }}
QPushButton#StemsButton {{ text-align: left; }}
QPushButton[shape="toggle"]:checked, QPushButton[shape="icon-toggle"]:checked,
QPushButton[shape="small-toggle"]:checked, QPushButton[shape="primary"] {{
    background: {theme.accent}; color: {theme.on_accent}; border-color: {theme.accent};
}}
QPushButton[shape="toggle"]:checked:focus, QPushButton[shape="icon-toggle"]:checked:focus,
QPushButton[shape="small-toggle"]:checked:focus, QPushButton[shape="primary"]:focus,
QPushButton#PlayButton:focus {{ border: 2px solid {theme.text}; }}
QPushButton[shape="primary"]:disabled {{
    color: {theme.muted_text}; background: {theme.surface}; border-color: {theme.line};
}}
QPushButton[shape="icon-toggle"]:checked:disabled {{
    background: {theme.line}; border-color: {theme.line};
}}
QPushButton#PlayButton {{
    background: {theme.accent}; border: 1px solid {theme.accent}; padding: 0;
    border-radius: {grown(PLAY_PX) // 2}px;
}}
QPushButton#PlayButton:disabled {{ background: {theme.raised}; border-color: {theme.line}; }}
QPushButton#MuteButton, QPushButton#SoloButton {{ padding: 0; }}
#PicturePopup, #ClickPopup, #TrainerPopup, #GridPopup, #NotesPopup {{
    background: {theme.raised}; border: 1px solid {theme.line};
}}
QPushButton#ColoursButton {{
    text-align: left; padding: 0 {3 * SPACE}px 0 {13 * SPACE}px; background: transparent;
}}
QPushButton#ColoursButton:checked {{ border: 2px solid {theme.accent}; }}
QPushButton#ColoursButton:focus {{ border: 2px solid {theme.text}; }}
QPushButton#MuteButton:checked {{
    background: {theme.text}; color: {theme.background}; border-color: {theme.text};
}}
QPushButton#SoloButton:checked {{
    background: {theme.accent}; color: {theme.on_accent}; border-color: {theme.accent};
}}
QPushButton#MuteButton:checked:focus {{ border: 2px solid {theme.accent}; }}
QPushButton#SoloButton:checked:focus {{ border: 2px solid {theme.text}; }}
/* Qt's own dialogs fix no heights as we do; the arrows on their tool buttons are always black. */
QDialog QPushButton {{ padding: {SPACE + 2}px {3 * SPACE}px; }}
#ModelsPage QPushButton, #KeysPage QPushButton, #ExportWindow QPushButton,
#ProgressPage QPushButton, #ComparisonPage QPushButton {{
    padding: 0 {3 * SPACE}px;
}}
QDialog QToolButton {{ padding: {SPACE}px; background: {tool_ground}; }}
QDialog QToolButton:hover {{ border-color: {theme.text}; }}
QDialog QToolButton:checked {{ border-color: {theme.accent}; }}
QDialog QToolButton:disabled {{ background: {theme.surface}; }}
QDialog QToolButton:focus {{ border: 1px solid {theme.accent}; }}
QDialog QLineEdit {{ padding: {SPACE}px; border-color: {theme.line}; }}
QDialog QLineEdit:focus {{ border-color: {theme.accent}; }}

#DropZone {{
    background: {theme.surface}; border: 2px dashed {theme.outline}; border-radius: 12px;
}}
#SongList, #LyricsCanvas {{ background: transparent; border: none; outline: none; }}
#NoteList {{
    background: {theme.surface}; border: 1px solid {theme.line}; border-radius: {RADIUS}px;
    padding: {SPACE}px;
}}
#NoteList:focus {{ border: 2px solid {theme.accent}; padding: {SPACE - 1}px; }}
#NoteList::item:selected {{ background: {faint_accent}; color: {theme.text}; }}
#SongRowButtons {{ background: {theme.raised}; border: none; }}
#SongRowButtons QPushButton {{ background: {theme.surface}; }}
#SongNote {{ background: {theme.surface}; border-radius: {RADIUS}px; }}
#DropZone[dragged_over="true"] {{ border-color: {theme.accent}; background: {theme.raised}; }}

QLineEdit {{
    background: {theme.background}; border: 1px solid {theme.accent}; border-radius: 4px;
    padding: 0 2px; selection-background-color: {theme.accent};
    selection-color: {theme.on_accent}; placeholder-text-color: {theme.muted_text};
}}
QLineEdit[wrong="true"] {{ border: 2px solid {theme.error}; }}
#SongSearch, #KeySearch {{
    background: {theme.surface}; border-color: {theme.line}; border-radius: {RADIUS}px;
    padding: 0 {2 * SPACE}px;
}}
#SongSearch:focus, #KeySearch:focus {{ border: 2px solid {theme.accent}; }}
QProgressBar {{ background: {theme.line}; border: none; border-radius: 3px; }}
QProgressBar::chunk {{ background: {theme.accent}; border-radius: 3px; }}
QSplitter::handle {{ background: {theme.background}; }}
QSplitter::handle:hover {{ background: {theme.accent}; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar::handle:vertical {{
    background: {theme.muted_text}; border-radius: 3px; margin: 2px; min-height: 24px;
}}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
QMenuBar {{ background: {theme.surface}; }}
QMenuBar::item {{ background: transparent; padding: {SPACE}px {2 * SPACE}px; }}
QMenuBar::item:disabled {{ color: {theme.muted_text}; }}
QMenuBar::item:selected, QMenu::item:selected {{ background: {faint_accent}; }}
QMenu {{
    background: {theme.raised}; border: 1px solid {theme.line}; padding: {SPACE}px 0;
}}
QMenu::item {{ padding: {SPACE + 2}px {6 * SPACE}px; }}
QMenu::item:disabled {{ color: {theme.muted_text}; }}
QMenu::separator {{ height: 1px; background: {theme.line}; margin: {SPACE}px 0; }}
QToolTip {{
    background: {theme.raised}; color: {theme.text}; border: 1px solid {theme.line};
    padding: {SPACE}px;
}}
"""
