<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ChordLane</name>
    <message numerus="yes">
        <source>%n chords; arrow keys go from one to the next</source>
        <translation>
            <numerusform>%n chord</numerusform>
            <numerusform>%n chords; arrow keys go from one to the next</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GridHand</name>
    <message numerus="yes">
        <source>%n taps</source>
        <translation>
            <numerusform>%n tap</numerusform>
            <numerusform>%n taps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n taps: {bpm} beats per minute</source>
        <translation>
            <numerusform>%n tap: {bpm} beats per minute</numerusform>
            <numerusform>%n taps: {bpm} beats per minute</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LyricsPage</name>
    <message numerus="yes">
        <source>{timed} of %n lines have a time</source>
        <translation>
            <numerusform>{timed} of %n line has a time</numerusform>
            <numerusform>{timed} of %n lines have a time</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lines, word by word</source>
        <translation>
            <numerusform>%n line, word by word</numerusform>
            <numerusform>%n lines, word by word</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lines</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message numerus="yes">
        <source>%n stems</source>
        <translation>
            <numerusform>%n stem</numerusform>
            <numerusform>%n stems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NoteHand</name>
    <message numerus="yes">
        <source>%n hits found: they stand at the foot</source>
        <translation>
            <numerusform>%n hit found: it stands at the foot</numerusform>
            <numerusform>%n hits found: they stand at the foot</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n notes, set by you</source>
        <translation>
            <numerusform>%n note, set by you</numerusform>
            <numerusform>%n notes, set by you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n notes found</source>
        <translation>
            <numerusform>%n note found</numerusform>
            <numerusform>%n notes found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them uncertain</source>
        <translation>
            <numerusform>%n of them uncertain</numerusform>
            <numerusform>%n of them uncertain</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NotesImport</name>
    <message numerus="yes">
        <source>%n notes of “{part}” are the notes of a stem now: {stem}.</source>
        <translation>
            <numerusform>%n note of “{part}” is the note of a stem now: {stem}.</numerusform>
            <numerusform>%n notes of “{part}” are the notes of a stem now: {stem}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PracticeSession</name>
    <message numerus="yes">
        <source>%n damaged samples in this file were replaced by silence.</source>
        <translation>
            <numerusform>%n damaged sample in this file was replaced by silence.</numerusform>
            <numerusform>%n damaged samples in this file were replaced by silence.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ScoreHand</name>
    <message numerus="yes">
        <source>The score has %n bars</source>
        <translation>
            <numerusform>The score has %n bar</numerusform>
            <numerusform>The score has %n bars</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SongRowButtons</name>
    <message numerus="yes">
        <source>Remove “{title}” and its %n takes? The file itself stays.</source>
        <translation>
            <numerusform>Remove “{title}” and its %n take? The file itself stays.</numerusform>
            <numerusform>Remove “{title}” and its %n takes? The file itself stays.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SongShelf</name>
    <message numerus="yes">
        <source>Its %n takes are kept for {days} days, for when it is opened again.</source>
        <translation>
            <numerusform>Its %n take is kept for {days} days, for when it is opened again.</numerusform>
            <numerusform>Its %n takes are kept for {days} days, for when it is opened again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TakeHand</name>
    <message numerus="yes">
        <source>%n takes recorded</source>
        <translation>
            <numerusform>%n take recorded</numerusform>
            <numerusform>%n takes recorded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The input lost sound in %n takes; it is marked on them.</source>
        <translation>
            <numerusform>The input lost sound in %n take; it is marked on it.</numerusform>
            <numerusform>The input lost sound in %n takes; it is marked on them.</numerusform>
        </translation>
    </message>
</context>
</TS>
