"""How the application is dressed in a theme: style, palette, font and stylesheet."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from app.text_scale import grown
from app.theme import PLAY_PX, RADIUS, SPACE, Theme, font, with_alpha

_STYLE = "fusion"


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
