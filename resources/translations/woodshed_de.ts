<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>BarCell</name>
    <message>
        <source>Bars</source>
        <translation>Takte</translation>
    </message>
    <message>
        <source>Tap</source>
        <translation>Tippen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Done with moving lines</source>
        <translation>Fertig mit dem Verschieben von Linien</translation>
    </message>
    <message>
        <source>Tap along with the beats while the song plays</source>
        <translation>Tipp die Schläge mit, während der Song spielt</translation>
    </message>
    <message>
        <source>Tap the beats</source>
        <translation>Schläge tippen</translation>
    </message>
</context>
<context>
    <name>BarLane</name>
    <message>
        <source>Bars</source>
        <translation>Takte</translation>
    </message>
    <message>
        <source>The beats of this song are not known</source>
        <translation>Die Schläge dieses Songs sind nicht bekannt</translation>
    </message>
    <message>
        <source>Drag a line to move it, with Shift all lines</source>
        <translation>Zieh eine Linie, um sie zu verschieben, mit Umschalt alle</translation>
    </message>
    <message>
        <source>Beats are not known yet</source>
        <translation>Die Schläge sind noch nicht bekannt</translation>
    </message>
</context>
<context>
    <name>BarLoops</name>
    <message>
        <source>There is no loop.</source>
        <translation>Es gibt keine Schleife.</translation>
    </message>
    <message>
        <source>The beats of this song are not known: tap along with them.</source>
        <translation>Die Schläge dieses Songs sind nicht bekannt: Tipp sie mit.</translation>
    </message>
    <message>
        <source>The bars are not known: say where one begins.</source>
        <translation>Die Takte sind nicht bekannt: Sag, wo einer beginnt.</translation>
    </message>
</context>
<context>
    <name>BarTools</name>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
</context>
<context>
    <name>BookmarkCell</name>
    <message>
        <source>Loops, markers</source>
        <translation>Schleifen, Marken</translation>
    </message>
    <message>
        <source>Go to a loop or marker, or keep one</source>
        <translation>Zu einer Schleife oder Marke gehen oder eine behalten</translation>
    </message>
    <message>
        <source>Keep this loop</source>
        <translation>Diese Schleife behalten</translation>
    </message>
    <message>
        <source>Marker here</source>
        <translation>Marke setzen</translation>
    </message>
</context>
<context>
    <name>BookmarkLane</name>
    <message>
        <source>New name</source>
        <translation>Neuer Name</translation>
    </message>
    <message>
        <source>Loops and markers</source>
        <translation>Schleifen und Marken</translation>
    </message>
    <message>
        <source>{keep} keeps the loop, {mark} sets a marker</source>
        <translation>{keep} behält die Schleife, {mark} setzt eine Marke</translation>
    </message>
    <message>
        <source>clean at {percent} %</source>
        <translation>sauber bei {percent} %</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Set to the loop as it is now</source>
        <translation>Auf die jetzige Schleife setzen</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>BookmarkText</name>
    <message>
        <source>key {digit}</source>
        <translation>Taste {digit}</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>Violett</translation>
    </message>
    <message>
        <source>Rose</source>
        <translation>Rosa</translation>
    </message>
    <message>
        <source>Sand</source>
        <translation>Sand</translation>
    </message>
</context>
<context>
    <name>BoxChip</name>
    <message>
        <source>Hear everything again</source>
        <translation>Wieder alles hören</translation>
    </message>
    <message>
        <source>Box {notes} · {length}  ×</source>
        <translation>Ausschnitt {notes} · {length}  ×</translation>
    </message>
    <message>
        <source>Listening to {notes}, {length}: hear everything again</source>
        <translation>Zu hören: {notes}, {length}; wieder alles hören</translation>
    </message>
</context>
<context>
    <name>ChordBarRow</name>
    <message>
        <source>Chords, bar by bar</source>
        <translation>Akkorde, Takt für Takt</translation>
    </message>
    <message>
        <source>Click a bar to go there</source>
        <translation>Ein Klick auf einen Takt geht dorthin</translation>
    </message>
    <message>
        <source>bar {number}: {chords}</source>
        <translation>Takt {number}: {chords}</translation>
    </message>
</context>
<context>
    <name>ChordCell</name>
    <message>
        <source>Chords</source>
        <translation>Akkorde</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Tonart</translation>
    </message>
    <message>
        <source>Capo</source>
        <translation>Kapo</translation>
    </message>
    <message>
        <source>Key?</source>
        <translation>Tonart?</translation>
    </message>
    <message>
        <source>The key is not known: choose it</source>
        <translation>Die Tonart ist nicht bekannt: wähle sie</translation>
    </message>
    <message>
        <source>Key of the song</source>
        <translation>Tonart des Songs</translation>
    </message>
    <message>
        <source>Capo {fret}</source>
        <translation>Kapo {fret}</translation>
    </message>
    <message>
        <source>No capo</source>
        <translation>Kein Kapo</translation>
    </message>
    <message>
        <source>Major</source>
        <translation>Dur</translation>
    </message>
    <message>
        <source>Minor</source>
        <translation>Moll</translation>
    </message>
    <message>
        <source>As it was found</source>
        <translation>Wie gefunden</translation>
    </message>
</context>
<context>
    <name>ChordEditor</name>
    <message>
        <source>Chord</source>
        <translation>Akkord</translation>
    </message>
</context>
<context>
    <name>ChordHand</name>
    <message>
        <source>Chords</source>
        <translation>Akkorde</translation>
    </message>
    <message>
        <source>The chords of this song are not known</source>
        <translation>Die Akkorde dieses Songs sind nicht bekannt</translation>
    </message>
    <message>
        <source>The chords are being looked for …</source>
        <translation>Die Akkorde werden gesucht …</translation>
    </message>
    <message>
        <source>Chords are looked for once the song is separated</source>
        <translation>Akkorde werden gesucht, sobald der Song getrennt ist</translation>
    </message>
    <message>
        <source>no chord</source>
        <translation>kein Akkord</translation>
    </message>
    <message>
        <source>then {chord}</source>
        <translation>dann {chord}</translation>
    </message>
</context>
<context>
    <name>ChordLane</name>
    <message>
        <source>Chords of the song</source>
        <translation>Akkorde des Songs</translation>
    </message>
    <message>
        <source>Chord</source>
        <translation>Akkord</translation>
    </message>
    <message>
        <source>Hear it</source>
        <translation>Anhören</translation>
    </message>
    <message>
        <source>Change it …</source>
        <translation>Ändern …</translation>
    </message>
    <message>
        <source>No chord here</source>
        <translation>Hier kein Akkord</translation>
    </message>
    <message>
        <source>Another chord from here …</source>
        <translation>Ab hier ein anderer Akkord …</translation>
    </message>
    <message>
        <source>Click to hear it, double-click to change it; drag its edges</source>
        <translation>Klick: anhören; Doppelklick: ändern; die Ränder lassen sich ziehen</translation>
    </message>
    <message numerus="yes">
        <source>%n chords; arrow keys go from one to the next</source>
        <translation>
            <numerusform>%n Akkord</numerusform>
            <numerusform>%n Akkorde; mit den Pfeiltasten von einem zum nächsten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChordMenu</name>
    <message>
        <source>&amp;Chords</source>
        <translation>A&amp;kkorde</translation>
    </message>
    <message>
        <source>Show the &amp;row of chords</source>
        <translation>Akkord&amp;zeile zeigen</translation>
    </message>
    <message>
        <source>Sa&amp;y the chord</source>
        <translation>Akkord an&amp;sagen</translation>
    </message>
    <message>
        <source>H&amp;ear the chord</source>
        <translation>Akkord anhö&amp;ren</translation>
    </message>
    <message>
        <source>&amp;Previous chord</source>
        <translation>&amp;Voriger Akkord</translation>
    </message>
    <message>
        <source>&amp;Next chord</source>
        <translation>&amp;Nächster Akkord</translation>
    </message>
    <message>
        <source>&amp;Type a chord here …</source>
        <translation>Hier einen Akkord schrei&amp;ben …</translation>
    </message>
    <message>
        <source>Back to the chords that were &amp;found</source>
        <translation>Zurück zu den ge&amp;fundenen Akkorden</translation>
    </message>
    <message>
        <source>Capo one fret &amp;higher</source>
        <translation>Kapo einen Bund &amp;höher</translation>
    </message>
    <message>
        <source>Capo one fret &amp;lower</source>
        <translation>Kapo einen Bund &amp;tiefer</translation>
    </message>
    <message>
        <source>Everything a semitone hi&amp;gher</source>
        <translation>&amp;Alles einen Halbton höher</translation>
    </message>
    <message>
        <source>Everything a semitone lo&amp;wer</source>
        <translation>Alles einen Halbton t&amp;iefer</translation>
    </message>
</context>
<context>
    <name>ChordPage</name>
    <message>
        <source>Chord now</source>
        <translation>Akkord jetzt</translation>
    </message>
    <message>
        <source>Next chord</source>
        <translation>Nächster Akkord</translation>
    </message>
    <message>
        <source>Left-handed</source>
        <translation>Linkshänder</translation>
    </message>
    <message>
        <source>Fret of the capo</source>
        <translation>Bund des Kapos</translation>
    </message>
    <message>
        <source>Instrument</source>
        <translation>Instrument</translation>
    </message>
    <message>
        <source>Capo</source>
        <translation>Kapo</translation>
    </message>
    <message>
        <source>shapes in {key}</source>
        <translation>Griffe in {key}</translation>
    </message>
    <message>
        <source>Instrument: {name}</source>
        <translation>Instrument: {name}</translation>
    </message>
    <message>
        <source>sounds as {chord}</source>
        <translation>klingt als {chord}</translation>
    </message>
</context>
<context>
    <name>ChordWords</name>
    <message>
        <source>N.C.</source>
        <translation>N.C.</translation>
    </message>
    <message>
        <source>set by you</source>
        <translation>von dir gesetzt</translation>
    </message>
    <message>
        <source>{percent} % sure</source>
        <translation>zu {percent} % sicher</translation>
    </message>
    <message>
        <source>No chord, {sure}</source>
        <translation>Kein Akkord, {sure}</translation>
    </message>
    <message>
        <source>{shape}, sounds as {heard}</source>
        <translation>{shape}, klingt als {heard}</translation>
    </message>
    <message>
        <source>no chord</source>
        <translation>kein Akkord</translation>
    </message>
    <message>
        <source>{root} {quality}</source>
        <translation>{root} {quality}</translation>
    </message>
    <message>
        <source>{chord} over {bass}</source>
        <translation>{chord} über {bass}</translation>
    </message>
    <message>
        <source>perhaps {chord}</source>
        <translation>vielleicht {chord}</translation>
    </message>
    <message>
        <source>{tonic} major</source>
        <translation>{tonic}-Dur</translation>
    </message>
    <message>
        <source>{tonic} minor</source>
        <translation>{tonic}-Moll</translation>
    </message>
    <message>
        <source>probably {key}</source>
        <translation>wohl {key}</translation>
    </message>
    <message>
        <source>Key: set by you</source>
        <translation>Tonart: von dir gesetzt</translation>
    </message>
    <message>
        <source>Key: {percent} % sure</source>
        <translation>Tonart: zu {percent} % sicher</translation>
    </message>
    <message>
        <source>No capo</source>
        <translation>Kein Kapo</translation>
    </message>
    <message>
        <source>Capo {fret}</source>
        <translation>Kapo {fret}</translation>
    </message>
    <message>
        <source>Capo {fret}: shapes in {key}</source>
        <translation>Kapo {fret}: Griffe in {key}</translation>
    </message>
    <message>
        <source>in 1 beat</source>
        <translation>in 1 Schlag</translation>
    </message>
    <message>
        <source>in {beats} beats</source>
        <translation>in {beats} Schlägen</translation>
    </message>
    <message>
        <source>in {seconds} s</source>
        <translation>in {seconds} s</translation>
    </message>
    <message>
        <source>“{text}” is no chord. Chords are written as C, F#m7 or B♭/D.</source>
        <translation>„{text}“ ist kein Akkord. Akkorde werden geschrieben wie C, F#m7 oder B♭/D.</translation>
    </message>
    <message>
        <source>C</source>
        <translation>C</translation>
    </message>
    <message>
        <source>C sharp</source>
        <translation>Cis</translation>
    </message>
    <message>
        <source>D</source>
        <translation>D</translation>
    </message>
    <message>
        <source>D sharp</source>
        <translation>Dis</translation>
    </message>
    <message>
        <source>E</source>
        <translation>E</translation>
    </message>
    <message>
        <source>F</source>
        <translation>F</translation>
    </message>
    <message>
        <source>F sharp</source>
        <translation>Fis</translation>
    </message>
    <message>
        <source>G</source>
        <translation>G</translation>
    </message>
    <message>
        <source>G sharp</source>
        <translation>Gis</translation>
    </message>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>A sharp</source>
        <translation>Ais</translation>
    </message>
    <message>
        <source>B</source>
        <translation>H</translation>
    </message>
    <message>
        <source>D flat</source>
        <translation>Des</translation>
    </message>
    <message>
        <source>E flat</source>
        <translation>Es</translation>
    </message>
    <message>
        <source>G flat</source>
        <translation>Ges</translation>
    </message>
    <message>
        <source>A flat</source>
        <translation>As</translation>
    </message>
    <message>
        <source>B flat</source>
        <translation>B</translation>
    </message>
    <message>
        <source>major</source>
        <translation>Dur</translation>
    </message>
    <message>
        <source>minor</source>
        <translation>Moll</translation>
    </message>
    <message>
        <source>seven</source>
        <translation>sieben</translation>
    </message>
    <message>
        <source>major seven</source>
        <translation>major sieben</translation>
    </message>
    <message>
        <source>minor seven</source>
        <translation>Moll sieben</translation>
    </message>
    <message>
        <source>suspended four</source>
        <translation>sus vier</translation>
    </message>
    <message>
        <source>diminished</source>
        <translation>vermindert</translation>
    </message>
    <message>
        <source>augmented</source>
        <translation>übermäßig</translation>
    </message>
    <message>
        <source>half diminished</source>
        <translation>halbvermindert</translation>
    </message>
    <message>
        <source>diminished seven</source>
        <translation>vermindert sieben</translation>
    </message>
    <message>
        <source>suspended two</source>
        <translation>sus zwei</translation>
    </message>
    <message>
        <source>six</source>
        <translation>sechs</translation>
    </message>
    <message>
        <source>minor six</source>
        <translation>Moll sechs</translation>
    </message>
    <message>
        <source>add nine</source>
        <translation>add neun</translation>
    </message>
    <message>
        <source>nine</source>
        <translation>neun</translation>
    </message>
    <message>
        <source>minor nine</source>
        <translation>Moll neun</translation>
    </message>
    <message>
        <source>major nine</source>
        <translation>major neun</translation>
    </message>
    <message>
        <source>five</source>
        <translation>fünf</translation>
    </message>
</context>
<context>
    <name>ClickHand</name>
    <message>
        <source>The click begins when the beats of this song are known.</source>
        <translation>Der Klick beginnt, sobald die Schläge dieses Songs bekannt sind.</translation>
    </message>
    <message>
        <source>Nothing is counted in, because the beats of this song are not known yet.</source>
        <translation>Es wird nicht eingezählt, weil die Schläge dieses Songs noch nicht bekannt sind.</translation>
    </message>
    <message>
        <source>Count-in</source>
        <translation>Einzähler</translation>
    </message>
</context>
<context>
    <name>ClickLane</name>
    <message>
        <source>Clicks</source>
        <translation>Klicks</translation>
    </message>
    <message>
        <source>The beats of this song are not known yet.</source>
        <translation>Die Schläge dieses Songs sind noch nicht bekannt.</translation>
    </message>
</context>
<context>
    <name>ClickMenu</name>
    <message>
        <source>&amp;Click</source>
        <translation>&amp;Klick</translation>
    </message>
    <message>
        <source>Cou&amp;nt-in</source>
        <translation>&amp;Einzähler</translation>
    </message>
    <message>
        <source>Another &amp;count-in</source>
        <translation>Anderer &amp;Einzähler</translation>
    </message>
    <message>
        <source>Before each &amp;round of the loop</source>
        <translation>Vor jeder &amp;Runde der Schleife</translation>
    </message>
    <message>
        <source>How it clic&amp;ks …</source>
        <translation>W&amp;ie es klickt …</translation>
    </message>
</context>
<context>
    <name>ClickPopup</name>
    <message>
        <source>How it clicks</source>
        <translation>Wie es klickt</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Klang</translation>
    </message>
    <message>
        <source>Clicks on each beat</source>
        <translation>Klicks auf jeden Schlag</translation>
    </message>
    <message>
        <source>Accent the first beat of a bar</source>
        <translation>Ersten Schlag im Takt betonen</translation>
    </message>
    <message>
        <source>Count-in before playing</source>
        <translation>Einzähler vor der Wiedergabe</translation>
    </message>
    <message>
        <source>Before each round of the loop too</source>
        <translation>Auch vor jeder Runde der Schleife</translation>
    </message>
    <message>
        <source>Pan of the click</source>
        <translation>Panorama des Klicks</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>Panorama</translation>
    </message>
</context>
<context>
    <name>ClickStrip</name>
    <message>
        <source>Click</source>
        <translation>Klick</translation>
    </message>
    <message>
        <source>Gain of the click</source>
        <translation>Pegel des Klicks</translation>
    </message>
    <message>
        <source>Pan of the click</source>
        <translation>Panorama des Klicks</translation>
    </message>
    <message>
        <source>Click on every beat</source>
        <translation>Klick auf jeden Schlag</translation>
    </message>
    <message>
        <source>How it clicks, and the count-in</source>
        <translation>Wie es klickt, und der Einzähler</translation>
    </message>
</context>
<context>
    <name>ClickText</name>
    <message>
        <source>None</source>
        <translation>Keiner</translation>
    </message>
    <message>
        <source>1 bar</source>
        <translation>1 Takt</translation>
    </message>
    <message>
        <source>2 bars</source>
        <translation>2 Takte</translation>
    </message>
    <message>
        <source>Wood</source>
        <translation>Holz</translation>
    </message>
    <message>
        <source>Beep</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Tick</source>
        <translation>Tick</translation>
    </message>
</context>
<context>
    <name>ComparisonHand</name>
    <message>
        <source>Take &amp;beside the original …</source>
        <translation>Aufnahme neben dem &amp;Original …</translation>
    </message>
    <message>
        <source>Ne&amp;xt note of the take</source>
        <translation>Nä&amp;chste Note der Aufnahme</translation>
    </message>
    <message>
        <source>Pre&amp;vious note of the take</source>
        <translation>&amp;Vorige Note der Aufnahme</translation>
    </message>
    <message>
        <source>&amp;Notes of the take in the lane</source>
        <translation>&amp;Noten der Aufnahme in der Spur</translation>
    </message>
    <message>
        <source>There is no take yet: press R and play.</source>
        <translation>Noch gibt es keine Aufnahme: Drück R und spiel.</translation>
    </message>
    <message>
        <source>There is no take whose notes are known.</source>
        <translation>Es gibt keine Aufnahme, deren Noten bekannt sind.</translation>
    </message>
    <message>
        <source>The stems are not ready there yet; it is compared as soon as they are.</source>
        <translation>Die Spuren sind dort noch nicht fertig; sobald sie es sind, wird verglichen.</translation>
    </message>
    <message>
        <source>Comparing …</source>
        <translation>Vergleiche …</translation>
    </message>
    <message>
        <source>Beside …</source>
        <translation>Neben …</translation>
    </message>
</context>
<context>
    <name>ComparisonPage</name>
    <message>
        <source>Beside the original</source>
        <translation>Neben dem Original</translation>
    </message>
    <message>
        <source>Beside which stem</source>
        <translation>Neben welcher Spur</translation>
    </message>
    <message>
        <source>Takes of this round</source>
        <translation>Aufnahmen dieser Runde</translation>
    </message>
    <message>
        <source>Show in the lane</source>
        <translation>In der Spur zeigen</translation>
    </message>
    <message>
        <source>Compare again</source>
        <translation>Neu vergleichen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Noten</translation>
    </message>
    <message>
        <source>Note by note: Return goes there</source>
        <translation>Note für Note: Eingabe springt dorthin</translation>
    </message>
    <message>
        <source>Takes of this round: mean and spread, and how many notes are together</source>
        <translation>Aufnahmen dieser Runde: Mittel, Streuung, und wie viele Noten zusammen sind</translation>
    </message>
</context>
<context>
    <name>ComparisonWords</name>
    <message>
        <source>{time}: missed</source>
        <translation>{time}: ausgelassen</translation>
    </message>
    <message>
        <source>{time}: extra</source>
        <translation>{time}: zu viel</translation>
    </message>
    <message>
        <source>in time</source>
        <translation>pünktlich</translation>
    </message>
    <message>
        <source>{ms} ms early</source>
        <translation>{ms} ms zu früh</translation>
    </message>
    <message>
        <source>{ms} ms late</source>
        <translation>{ms} ms zu spät</translation>
    </message>
    <message>
        <source>in tune</source>
        <translation>sauber gestimmt</translation>
    </message>
    <message>
        <source>{cents} cents low</source>
        <translation>{cents} Cent zu tief</translation>
    </message>
    <message>
        <source>{cents} cents high</source>
        <translation>{cents} Cent zu hoch</translation>
    </message>
    <message>
        <source>as loud</source>
        <translation>gleich laut</translation>
    </message>
    <message>
        <source>{decibels} dB softer</source>
        <translation>{decibels} dB leiser</translation>
    </message>
    <message>
        <source>{decibels} dB louder</source>
        <translation>{decibels} dB lauter</translation>
    </message>
    <message>
        <source>not told of chords</source>
        <translation>bei Akkorden nicht</translation>
    </message>
    <message>
        <source>drums have none</source>
        <translation>haben Drums nicht</translation>
    </message>
    <message>
        <source>On average</source>
        <translation>Im Mittel</translation>
    </message>
    <message>
        <source>Spread</source>
        <translation>Streuung</translation>
    </message>
    <message>
        <source>How unsteady it is: two notes of three are nearer.</source>
        <translation>Wie unruhig es ist: Zwei von drei Noten liegen näher.</translation>
    </message>
    <message>
        <source>Within {ms} ms</source>
        <translation>Binnen {ms} ms</translation>
    </message>
    <message>
        <source>How many of the notes played are together with the original.</source>
        <translation>Wie viele der gespielten Noten mit dem Original zusammen sind.</translation>
    </message>
    <message>
        <source>Constant offset</source>
        <translation>Fester Versatz</translation>
    </message>
    <message>
        <source>The median: what all notes have in common. A habit, or a delay of the devices that is not measured yet.</source>
        <translation>Der Median: was alle Noten gemeinsam haben. Eine Gewohnheit, oder eine Verzögerung der Geräte, die noch nicht gemessen ist.</translation>
    </message>
    <message>
        <source>Pitch</source>
        <translation>Tonhöhe</translation>
    </message>
    <message>
        <source>The median of the notes whose pitch is sure.</source>
        <translation>Der Median der Noten, deren Tonhöhe sicher ist.</translation>
    </message>
    <message>
        <source>Loudness</source>
        <translation>Lautstärke</translation>
    </message>
    <message>
        <source>The median; single notes are told against it.</source>
        <translation>Der Median; einzelne Noten werden daran gemessen.</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>Ausgelassen</translation>
    </message>
    <message>
        <source>Notes of the original that nobody played.</source>
        <translation>Noten des Originals, die niemand gespielt hat.</translation>
    </message>
    <message>
        <source>Extra</source>
        <translation>Zu viel</translation>
    </message>
    <message>
        <source>Notes that the original does not have.</source>
        <translation>Noten, die das Original nicht hat.</translation>
    </message>
    <message>
        <source>Notes played</source>
        <translation>Gespielte Noten</translation>
    </message>
    <message>
        <source>{matched} of {all}</source>
        <translation>{matched} von {all}</translation>
    </message>
    <message>
        <source>Played at</source>
        <translation>Gespielt bei</translation>
    </message>
    <message>
        <source>No note was found in this take: was the input silent, or too soft?</source>
        <translation>In dieser Aufnahme war keine Note zu finden: War der Eingang stumm oder zu leise?</translation>
    </message>
    <message>
        <source>No note was found in {stem} here: compare it with another stem.</source>
        <translation>Hier war in der Spur „{stem}“ keine Note zu finden: Vergleiche mit einer anderen Spur.</translation>
    </message>
    <message>
        <source>Little of it belongs to {stem}: this may be another part. Choose another stem, or take these numbers lightly.</source>
        <translation>Wenig davon gehört zur Spur „{stem}“: Das mag eine andere Stimme sein. Wähle eine andere Spur, oder nimm diese Zahlen nicht ernst.</translation>
    </message>
    <message>
        <source>Measured from the sound, so it has limits: of chords only the onsets are told, other instruments in the stem or in the microphone look like notes, and reverb blurs them.</source>
        <translation>Am Klang gemessen, darum mit Grenzen: Von Akkorden zählen nur die Einsätze, andere Instrumente in der Spur oder im Mikrofon sehen wie Noten aus, und Hall verwischt sie.</translation>
    </message>
    <message>
        <source>Measured from the sound, so it has limits: bleed of other instruments looks like notes, chords have no single pitch, and reverb and soft attacks blur onsets by some ms.</source>
        <translation>Am Klang gemessen, darum mit Grenzen: Übersprechen anderer Instrumente sieht wie Noten aus, Akkorde haben nicht eine Tonhöhe, und Hall und weiche Einsätze verwischen um einige ms.</translation>
    </message>
    <message>
        <source>{take} beside {stem}: on average {lateness}, {spread}; {share} within {ms} ms; {missed} missed, {extra} extra.</source>
        <translation>{take} neben „{stem}“: im Mittel {lateness}, {spread}; {share} binnen {ms} ms; {missed} ausgelassen, {extra} zu viel.</translation>
    </message>
    <message>
        <source>{take}: {lateness}, {spread}, {share} within {ms} ms, at {tempo} %</source>
        <translation>{take}: {lateness}, {spread}, {share} binnen {ms} ms, bei {tempo} %</translation>
    </message>
    <message>
        <source>Beside: {stem}</source>
        <translation>Neben: {stem}</translation>
    </message>
    <message>
        <source>another note: 1 semitone high</source>
        <translation>andere Note: 1 Halbton zu hoch</translation>
    </message>
    <message>
        <source>another note: 1 semitone low</source>
        <translation>andere Note: 1 Halbton zu tief</translation>
    </message>
    <message>
        <source>another note: {count} semitones high</source>
        <translation>andere Note: {count} Halbtöne zu hoch</translation>
    </message>
    <message>
        <source>another note: {count} semitones low</source>
        <translation>andere Note: {count} Halbtöne zu tief</translation>
    </message>
    <message>
        <source>an octave higher</source>
        <translation>eine Oktave höher</translation>
    </message>
    <message>
        <source>an octave lower</source>
        <translation>eine Oktave tiefer</translation>
    </message>
    <message>
        <source>{count} octaves higher</source>
        <translation>{count} Oktaven höher</translation>
    </message>
    <message>
        <source>{count} octaves lower</source>
        <translation>{count} Oktaven tiefer</translation>
    </message>
</context>
<context>
    <name>DropZone</name>
    <message>
        <source>Drop a song here</source>
        <translation>Leg einen Song hier ab</translation>
    </message>
    <message>
        <source>mp3, m4a, flac, ogg, wav …, or a folder of stems</source>
        <translation>mp3, m4a, flac, ogg, wav … oder ein Ordner mit Spuren</translation>
    </message>
    <message>
        <source>Open a song …</source>
        <translation>Song öffnen …</translation>
    </message>
</context>
<context>
    <name>EditNames</name>
    <message>
        <source>remove the loop</source>
        <translation>Schleife entfernen</translation>
    </message>
    <message>
        <source>new loop</source>
        <translation>neue Schleife</translation>
    </message>
    <message>
        <source>change the loop</source>
        <translation>Schleife ändern</translation>
    </message>
    <message>
        <source>loop on</source>
        <translation>Schleife an</translation>
    </message>
    <message>
        <source>loop off</source>
        <translation>Schleife aus</translation>
    </message>
    <message>
        <source>tempo</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>pitch</source>
        <translation>Tonhöhe</translation>
    </message>
    <message>
        <source>tuning</source>
        <translation>Stimmung</translation>
    </message>
    <message>
        <source>other strips</source>
        <translation>andere Aufteilung</translation>
    </message>
    <message>
        <source>volume of the whole song</source>
        <translation>Gesamtlautstärke</translation>
    </message>
    <message>
        <source>solo {stem} alone</source>
        <translation>nur {stem} solo</translation>
    </message>
    <message>
        <source>mute or solo of several stems</source>
        <translation>Stumm oder Solo mehrerer Spuren</translation>
    </message>
    <message>
        <source>mute {stem}</source>
        <translation>{stem} stumm</translation>
    </message>
    <message>
        <source>unmute {stem}</source>
        <translation>{stem} wieder hörbar</translation>
    </message>
    <message>
        <source>solo {stem}</source>
        <translation>{stem} solo</translation>
    </message>
    <message>
        <source>end the solo of {stem}</source>
        <translation>Solo beenden ({stem})</translation>
    </message>
    <message>
        <source>solo-safe {stem}</source>
        <translation>Solo-Schutz für {stem}</translation>
    </message>
    <message>
        <source>volume of {stem}</source>
        <translation>Lautstärke ({stem})</translation>
    </message>
    <message>
        <source>pan of {stem}</source>
        <translation>Panorama ({stem})</translation>
    </message>
    <message>
        <source>click off</source>
        <translation>Klick aus</translation>
    </message>
    <message>
        <source>click on</source>
        <translation>Klick an</translation>
    </message>
    <message>
        <source>volume of the click</source>
        <translation>Lautstärke des Klicks</translation>
    </message>
    <message>
        <source>pan of the click</source>
        <translation>Panorama des Klicks</translation>
    </message>
    <message>
        <source>move the loop</source>
        <translation>Schleife verschieben</translation>
    </message>
    <message>
        <source>back to the beats found</source>
        <translation>zurück zu den gefundenen Schlägen</translation>
    </message>
    <message>
        <source>other beats</source>
        <translation>andere Schläge</translation>
    </message>
    <message>
        <source>other bars</source>
        <translation>andere Takte</translation>
    </message>
    <message>
        <source>shift the beats</source>
        <translation>Schläge verschieben</translation>
    </message>
    <message>
        <source>move a beat</source>
        <translation>einen Schlag verschieben</translation>
    </message>
    <message>
        <source>colour of “{name}”</source>
        <translation>Farbe von „{name}“</translation>
    </message>
    <message>
        <source>rename “{name}”</source>
        <translation>„{name}“ umbenennen</translation>
    </message>
    <message>
        <source>move “{name}”</source>
        <translation>„{name}“ verschieben</translation>
    </message>
    <message>
        <source>keep “{name}”</source>
        <translation>„{name}“ behalten</translation>
    </message>
    <message>
        <source>remove “{name}”</source>
        <translation>„{name}“ entfernen</translation>
    </message>
    <message>
        <source>other key</source>
        <translation>andere Tonart</translation>
    </message>
    <message>
        <source>capo</source>
        <translation>Kapodaster</translation>
    </message>
    <message>
        <source>back to the chords found</source>
        <translation>zurück zu den gefundenen Akkorden</translation>
    </message>
    <message>
        <source>other chords</source>
        <translation>andere Akkorde</translation>
    </message>
    <message>
        <source>back to the sections found</source>
        <translation>zurück zu den gefundenen Abschnitten</translation>
    </message>
    <message>
        <source>other sections</source>
        <translation>andere Abschnitte</translation>
    </message>
    <message>
        <source>other notes of {stem}</source>
        <translation>andere Töne: {stem}</translation>
    </message>
    <message>
        <source>back to the lyrics found</source>
        <translation>zurück zum gefundenen Liedtext</translation>
    </message>
    <message>
        <source>remove the lyrics</source>
        <translation>Liedtext entfernen</translation>
    </message>
    <message>
        <source>times of the lyrics</source>
        <translation>Zeiten des Liedtexts</translation>
    </message>
    <message>
        <source>other lyrics</source>
        <translation>anderer Liedtext</translation>
    </message>
    <message>
        <source>close the score</source>
        <translation>Notenblatt schließen</translation>
    </message>
    <message>
        <source>open a score</source>
        <translation>Notenblatt öffnen</translation>
    </message>
    <message>
        <source>move the score</source>
        <translation>Notenblatt verschieben</translation>
    </message>
    <message>
        <source>other part of the score</source>
        <translation>andere Stimme im Notenblatt</translation>
    </message>
    <message>
        <source>tab or staff</source>
        <translation>Tabulatur oder Notenzeile</translation>
    </message>
</context>
<context>
    <name>ErrorMessages</name>
    <message>
        <source>“{name}” is damaged, or not a MIDI file. Try another one.</source>
        <translation>„{name}“ ist beschädigt oder keine MIDI-Datei. Versuche eine andere.</translation>
    </message>
    <message>
        <source>The recording “{name}” is damaged and cannot be a take.</source>
        <translation>Die Aufnahme „{name}“ ist beschädigt und nicht zu gebrauchen.</translation>
    </message>
    <message>
        <source>The takes of this song cannot be read ({reason}). They stay as they are, and nothing new is recorded. Check the disk and open the song again.</source>
        <translation>Die Aufnahmen zu diesem Stück sind nicht lesbar ({reason}). Sie bleiben, wie sie sind, und nichts Neues wird aufgenommen. Prüfe die Festplatte und öffne das Stück noch einmal.</translation>
    </message>
    <message>
        <source>The list of this song&apos;s takes was damaged and put aside as “{aside}”. Nothing that was recorded is lost; names and levels may be.</source>
        <translation>Die Liste der Aufnahmen dieses Songs war beschädigt und wurde als „{aside}“ beiseitegelegt. Nichts Aufgenommenes ist verloren; Namen und Lautstärken vielleicht.</translation>
    </message>
    <message>
        <source>What was set for this song cannot be read ({reason}). It stays as it is, and what you set now is not remembered.</source>
        <translation>Was du für diesen Song eingestellt hast, kann nicht gelesen werden ({reason}). Es bleibt, wie es ist, und was du jetzt einstellst, wird nicht gemerkt.</translation>
    </message>
    <message>
        <source>Beats and tuning of this song could not be looked for.</source>
        <translation>Schläge und Stimmung dieses Songs konnten nicht gesucht werden.</translation>
    </message>
    <message>
        <source>Pedals need python-rtmidi ({reason}): “pip install &quot;woodshed[pedals]&quot;” brings it.</source>
        <translation>Pedale brauchen python-rtmidi ({reason}): „pip install &quot;woodshed[pedals]&quot;“ bringt es.</translation>
    </message>
    <message>
        <source>This system offers no MIDI, so there are no pedals to learn.</source>
        <translation>Dieses System bietet kein MIDI, also gibt es keine Pedale zu lernen.</translation>
    </message>
    <message>
        <source>There is no stem “{unknown}”. There are: {known}.</source>
        <translation>Es gibt keine Spur „{unknown}“. Es gibt: {known}.</translation>
    </message>
    <message>
        <source>The model {name} is not on this computer yet: “woodshed models download {name}” gets it ({megabytes} MB).</source>
        <translation>Das Modell {name} ist noch nicht auf diesem Computer: „woodshed models download {name}“ holt es ({megabytes} MB).</translation>
    </message>
    <message>
        <source>{title} comes with Woodshed and cannot be removed.</source>
        <translation>{title} gehört zu Woodshed und lässt sich nicht entfernen.</translation>
    </message>
    <message>
        <source>The loop does not lie in the song, which is {duration_s} s long.</source>
        <translation>Die Schleife liegt nicht im Song, der {duration_s} s lang ist.</translation>
    </message>
    <message>
        <source>There was not enough memory. Close some programs and try again.</source>
        <translation>Der Speicher hat nicht gereicht. Schließ ein paar Programme und versuch es noch einmal.</translation>
    </message>
    <message>
        <source>Something went wrong that Woodshed does not know ({detail}).</source>
        <translation>Etwas ist schiefgegangen, das Woodshed nicht kennt ({detail}).</translation>
    </message>
    <message>
        <source>“{name}” is not there. Was it moved or renamed?</source>
        <translation>„{name}“ ist nicht da. Wurde es verschoben oder umbenannt?</translation>
    </message>
    <message>
        <source>“{name}” is empty. Copy or download it again.</source>
        <translation>„{name}“ ist leer. Kopier es noch einmal oder lade es neu herunter.</translation>
    </message>
    <message>
        <source>“{name}” is a folder. Choose a song in it.</source>
        <translation>„{name}“ ist ein Ordner. Wähl einen Song darin.</translation>
    </message>
    <message>
        <source>“{name}” is not a folder of stems.</source>
        <translation>„{name}“ ist kein Ordner mit Spuren.</translation>
    </message>
    <message>
        <source>There are no sound files in the folder “{name}”. Choose one that holds stems.</source>
        <translation>Im Ordner „{name}“ sind keine Tondateien. Wähl einen, in dem Spuren liegen.</translation>
    </message>
    <message>
        <source>You may not read “{name}”. Change its permissions or choose another song.</source>
        <translation>Du darfst „{name}“ nicht lesen. Ändere die Zugriffsrechte oder wähl einen anderen Song.</translation>
    </message>
    <message>
        <source>“{name}” holds no sound. Choose another file.</source>
        <translation>In „{name}“ ist kein Ton. Wähl eine andere Datei.</translation>
    </message>
    <message>
        <source>“{name}” is protected or in a form that cannot be read. Convert it to MP3, FLAC or WAV and try again.</source>
        <translation>„{name}“ ist geschützt oder in einer Form, die sich nicht lesen lässt. Wandle es in MP3, FLAC oder WAV um und versuch es noch einmal.</translation>
    </message>
    <message>
        <source>“{name}” could not be read from the disk ({detail}). Try again or copy it anew.</source>
        <translation>„{name}“ ließ sich nicht vom Laufwerk lesen ({detail}). Versuch es noch einmal oder kopier es neu.</translation>
    </message>
    <message>
        <source>“{name}” is not a song that can be read. Choose a sound file, like MP3 or WAV.</source>
        <translation>„{name}“ ist kein Song, der sich lesen lässt. Wähl eine Tondatei, zum Beispiel MP3 oder WAV.</translation>
    </message>
    <message>
        <source>There is no sound: the PortAudio library is missing. Install it (on Debian and Ubuntu: libportaudio2) and start again.</source>
        <translation>Kein Ton: Die Bibliothek PortAudio fehlt. Installiere sie (unter Debian und Ubuntu: libportaudio2) und starte neu.</translation>
    </message>
    <message>
        <source>There is no sound: the system&apos;s sound service does not answer. Start it, then choose the output again.</source>
        <translation>Kein Ton: Der Tondienst des Systems antwortet nicht. Starte ihn und wähl dann die Ausgabe noch einmal.</translation>
    </message>
    <message>
        <source>There is no sound: no loudspeaker or headphones were found. Plug some in, then look again with the loudspeaker button.</source>
        <translation>Kein Ton: Es wurden weder Lautsprecher noch Kopfhörer gefunden. Schließ welche an und such mit der Lautsprechertaste noch einmal.</translation>
    </message>
    <message>
        <source>The loudspeaker or headphones went away. Press Play to go on with another output.</source>
        <translation>Lautsprecher oder Kopfhörer sind weg. Drück auf Wiedergabe, um mit einer anderen Ausgabe weiterzuspielen.</translation>
    </message>
    <message>
        <source>The sound output took no more sound and was opened anew. Press Play to go on.</source>
        <translation>Die Tonausgabe nahm nichts mehr an und wurde neu geöffnet. Drück auf Wiedergabe, um weiterzuspielen.</translation>
    </message>
    <message>
        <source>The computer was asleep. Press Play to go on where it stopped.</source>
        <translation>Der Computer hat geschlafen. Drück auf Wiedergabe, um dort weiterzuspielen.</translation>
    </message>
    <message>
        <source>There is no sound: “{name}” would not play ({reason}). Choose another output.</source>
        <translation>Kein Ton: „{name}“ spielt nicht ({reason}). Wähl eine andere Ausgabe.</translation>
    </message>
    <message>
        <source>There is no sound: {error}.</source>
        <translation>Kein Ton: {error}.</translation>
    </message>
    <message>
        <source>There is nothing to record from: no microphone or other input was found. Plug one in, then look again in the menu of inputs.</source>
        <translation>Es gibt nichts, wovon aufgenommen werden kann: Kein Mikrofon und kein anderer Eingang wurde gefunden. Schließe eines an und suche im Menü der Eingänge noch einmal.</translation>
    </message>
    <message>
        <source>“{name}” would not record ({reason}). Choose another input.</source>
        <translation>„{name}“ nimmt nicht auf ({reason}). Wähle einen anderen Eingang.</translation>
    </message>
    <message>
        <source>The input gives no more sound. What was recorded until then is kept.</source>
        <translation>Vom Eingang kommt kein Ton mehr. Was bis dahin aufgenommen wurde, bleibt erhalten.</translation>
    </message>
    <message>
        <source>Nothing can be recorded: {error}.</source>
        <translation>Es kann nichts aufgenommen werden: {error}.</translation>
    </message>
    <message>
        <source>Only {found} of {clicks} clicks were heard clearly. Bring the microphone nearer to the loudspeaker, be quiet, and measure again.</source>
        <translation>Nur {found} von {clicks} Klicks waren deutlich zu hören. Bringe das Mikrofon näher an den Lautsprecher, sei still und miss noch einmal.</translation>
    </message>
    <message>
        <source>Every time the devices were opened they were {apart} ms earlier or later. Choose another output or input, by cable rather than by radio, and measure again.</source>
        <translation>Jedes Mal, wenn die Geräte geöffnet wurden, waren sie um {apart} ms früher oder später dran. Wähle einen anderen Ausgang oder Eingang, mit Kabel statt über Funk, und miss noch einmal.</translation>
    </message>
    <message>
        <source>Nothing was heard of the clicks. Turn loudspeaker and input up, and measure again.</source>
        <translation>Von den Klicks war nichts zu hören. Stelle Lautsprecher und Eingang lauter und miss noch einmal.</translation>
    </message>
    <message>
        <source>The disk is full, so recording has ended. What was played until then is kept; make some room before the next take.</source>
        <translation>Die Festplatte ist voll, darum ist die Aufnahme zu Ende. Was bis dahin gespielt wurde, bleibt erhalten; schaffe Platz vor der nächsten Aufnahme.</translation>
    </message>
    <message>
        <source>A take could not be written ({cause}). Check the disk and try again.</source>
        <translation>Eine Aufnahme konnte nicht geschrieben werden ({cause}). Prüfe die Festplatte und versuche es noch einmal.</translation>
    </message>
    <message>
        <source>The disk is full. Make some room and open the song again; what is done is kept.</source>
        <translation>Das Laufwerk ist voll. Schaff Platz und öffne den Song noch einmal; was fertig ist, bleibt.</translation>
    </message>
    <message>
        <source>There is no folder “{parent}”. Make it or choose another.</source>
        <translation>Es gibt keinen Ordner „{parent}“. Leg ihn an oder wähl einen anderen.</translation>
    </message>
    <message>
        <source>Writing{where} failed: {cause}. Check the disk and try again.</source>
        <translation>Schreiben fehlgeschlagen{where}: {cause}. Prüf das Laufwerk und versuch es noch einmal.</translation>
    </message>
    <message>
        <source>The loops and markers of this song cannot be read ({cause}), and new ones will not be kept. Check the disk and open the song again.</source>
        <translation>Die Schleifen und Marken dieses Songs lassen sich nicht lesen ({cause}), und neue werden nicht behalten. Prüf das Laufwerk und öffne den Song noch einmal.</translation>
    </message>
    <message>
        <source>The loops and markers could not be kept ({cause}). Check the disk and change one of them to try again.</source>
        <translation>Die Schleifen und Marken konnten nicht gespeichert werden ({cause}). Prüf das Laufwerk und ändere eine davon, um es noch einmal zu versuchen.</translation>
    </message>
    <message>
        <source>A newer Woodshed kept the loops and markers of this song. They stay as they are, and new ones will not be kept. Open the song with the newer one.</source>
        <translation>Die Schleifen und Marken dieses Songs stammen von einem neueren Woodshed. Sie bleiben, wie sie sind, und neue werden nicht behalten. Öffne den Song mit dem neueren.</translation>
    </message>
    <message>
        <source>The loops and markers of this song were damaged. They were put aside as “{aside}”.</source>
        <translation>Die Schleifen und Marken dieses Songs waren beschädigt. Sie liegen jetzt als „{aside}“ beiseite.</translation>
    </message>
    <message>
        <source>Something is wrong with the loops and markers of this song: {error}.</source>
        <translation>Mit den Schleifen und Marken dieses Songs stimmt etwas nicht: {error}.</translation>
    </message>
    <message>
        <source>What you practise of this song cannot be kept ({cause}). Check the disk and open the song again.</source>
        <translation>Was du von diesem Song übst, kann nicht behalten werden ({cause}). Prüfe den Datenträger und öffne den Song noch einmal.</translation>
    </message>
    <message>
        <source>What you have practised of this song was damaged. It was put aside as “{aside}”, and counting begins anew.</source>
        <translation>Was du von diesem Song geübt hast, war beschädigt. Es liegt jetzt unter „{aside}“, und das Zählen beginnt von vorn.</translation>
    </message>
    <message>
        <source>A newer Woodshed has kept what you practised of this song. It stays as it is, and nothing is added to it here. Open the song with the newer one.</source>
        <translation>Ein neueres Woodshed hat behalten, was du von diesem Song geübt hast. Es bleibt, wie es ist, und hier kommt nichts dazu. Öffne den Song mit dem neueren.</translation>
    </message>
    <message>
        <source>The song is still being read. Wait a moment.</source>
        <translation>Der Song wird noch gelesen. Warte einen Moment.</translation>
    </message>
    <message>
        <source>Not every stem is separated there yet. Wait for them, or choose a loop where they are.</source>
        <translation>Dort sind noch nicht alle Spuren getrennt. Warte darauf oder wähl eine Schleife, wo sie es sind.</translation>
    </message>
    <message>
        <source>Nothing would be heard. Unmute a stem, or turn it up.</source>
        <translation>So wäre nichts zu hören. Schalte eine Spur ein oder dreh sie lauter.</translation>
    </message>
    <message>
        <source>“{name}” of this song cannot be read any more ({reason}). Open the song again, then export it.</source>
        <translation>„{name}“ dieses Songs lässt sich nicht mehr lesen ({reason}). Öffne den Song noch einmal und exportiere ihn dann.</translation>
    </message>
    <message>
        <source>Exporting stopped unexpectedly (code {code}). Close some programs and try again; nothing was left behind.</source>
        <translation>Der Export hat unerwartet aufgehört (Code {code}). Schließ ein paar Programme und versuch es noch einmal; es blieb nichts zurück.</translation>
    </message>
    <message>
        <source>Exporting failed: {error}.</source>
        <translation>Der Export ist fehlgeschlagen: {error}.</translation>
    </message>
    <message>
        <source>There is no room for it in “{folder}”. Make some, or choose another folder.</source>
        <translation>In „{folder}“ ist nicht genug Platz. Schaff welchen oder wähl einen anderen Ordner.</translation>
    </message>
    <message>
        <source>You may not write in “{folder}”. Choose another folder.</source>
        <translation>Du darfst in „{folder}“ nicht schreiben. Wähl einen anderen Ordner.</translation>
    </message>
    <message>
        <source>“{folder}” is not there any more. Choose another folder.</source>
        <translation>„{folder}“ gibt es nicht mehr. Wähle einen anderen Ordner.</translation>
    </message>
    <message>
        <source>“{folder}” is not a folder. Choose another one.</source>
        <translation>„{folder}“ ist kein Ordner. Wähl einen anderen.</translation>
    </message>
    <message>
        <source>Writing in “{folder}” failed ({reason}). Check the disk, or choose another folder.</source>
        <translation>Schreiben in „{folder}“ ist fehlgeschlagen ({reason}). Prüf das Laufwerk oder wähl einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Separating was cancelled. What is done is kept.</source>
        <translation>Das Trennen wurde abgebrochen. Was fertig ist, bleibt.</translation>
    </message>
    <message>
        <source>There is no model called “{name}”. Choose one of: {known}.</source>
        <translation>Es gibt kein Modell namens „{name}“. Zur Wahl stehen: {known}.</translation>
    </message>
    <message>
        <source>The models {names} do not separate into the same stems, and have no mean. Choose models of the same stems.</source>
        <translation>Die Modelle {names} trennen nicht in dieselben Spuren und haben kein Mittel. Wähl Modelle mit denselben Spuren.</translation>
    </message>
    <message>
        <source>This model makes no stem “{stem}”. It makes: {known}.</source>
        <translation>Dieses Modell liefert keine Spur „{stem}“. Es liefert: {known}.</translation>
    </message>
    <message>
        <source>No model of yours can be called “{name}”. Choose a name that is not taken, of small letters, digits and underscores.</source>
        <translation>So kann kein eigenes Modell heißen: „{name}“. Wähl einen freien Namen aus Kleinbuchstaben, Ziffern und Unterstrichen.</translation>
    </message>
    <message>
        <source>It was stopped. What was downloaded is kept for the next time.</source>
        <translation>Angehalten. Was heruntergeladen ist, bleibt für das nächste Mal.</translation>
    </message>
    <message>
        <source>This computer cannot compute on “{device}”. Choose one of: {choices}.</source>
        <translation>Dieser Computer kann nicht auf „{device}“ rechnen. Zur Wahl stehen: {choices}.</translation>
    </message>
    <message>
        <source>There was not enough memory on the {device}. Close some programs and try again.</source>
        <translation>Der Speicher hat nicht gereicht ({device}). Schließ ein paar Programme und versuch es noch einmal.</translation>
    </message>
    <message>
        <source>Separating stopped unexpectedly (code {code}), perhaps for lack of memory. Close some programs and open the song again; what is done is kept.</source>
        <translation>Das Trennen hat unerwartet aufgehört (Code {code}), vielleicht aus Mangel an Speicher. Schließ ein paar Programme und öffne den Song noch einmal; was fertig ist, bleibt.</translation>
    </message>
    <message>
        <source>This song is being separated by another Woodshed. Wait for it, or close it.</source>
        <translation>Dieser Song wird gerade von einem anderen Woodshed getrennt. Warte darauf oder schließ es.</translation>
    </message>
    <message>
        <source>The stored stems of this song are damaged. Open the song again to make them anew.</source>
        <translation>Die gespeicherten Spuren dieses Songs sind beschädigt. Öffne den Song noch einmal, dann entstehen sie neu.</translation>
    </message>
    <message>
        <source>Stems are missing: {missing}.</source>
        <translation>Es fehlen Spuren: {missing}.</translation>
    </message>
    <message>
        <source>The stems are not equally long. Export them again from the same project.</source>
        <translation>Die Spuren sind nicht gleich lang. Exportiere sie noch einmal aus demselben Projekt.</translation>
    </message>
    <message>
        <source>Separating failed: {error}.</source>
        <translation>Das Trennen ist fehlgeschlagen: {error}.</translation>
    </message>
    <message>
        <source>A part of Woodshed is missing or damaged. Install it again.</source>
        <translation>Ein Teil von Woodshed fehlt oder ist beschädigt. Installiere es neu.</translation>
    </message>
    <message>
        <source>This model is not on this computer yet. Download it, or import its files.</source>
        <translation>Dieses Modell ist noch nicht auf diesem Computer. Lade es herunter oder importiere seine Dateien.</translation>
    </message>
    <message>
        <source>“{name}” belongs to none of the models Woodshed knows. If you trust where it is from, import it again and say which architecture it has.</source>
        <translation>„{name}“ gehört zu keinem Modell, das Woodshed kennt. Wenn du der Quelle traust, importiere es noch einmal und gib die Architektur an.</translation>
    </message>
    <message>
        <source>“{name}” is not a model. Models are files that end in .th.</source>
        <translation>„{name}“ ist kein Modell. Modelle sind Dateien, die auf .th enden.</translation>
    </message>
    <message>
        <source>“{name}” cannot be read ({reason}). Check it, or choose another file.</source>
        <translation>„{name}“ lässt sich nicht lesen ({reason}). Prüf die Datei oder wähl eine andere.</translation>
    </message>
    <message>
        <source>The disk is full. Make some room for the model and try again.</source>
        <translation>Das Laufwerk ist voll. Schaff Platz für das Modell und versuch es noch einmal.</translation>
    </message>
    <message>
        <source>The model cannot be kept in “{parent}” ({cause}). Check the folder and try again.</source>
        <translation>Das Modell lässt sich in „{parent}“ nicht speichern ({cause}). Prüf den Ordner und versuch es noch einmal.</translation>
    </message>
    <message>
        <source>“{name}” holds something that does not belong in a model and could do harm. It was refused, and nothing in it was run. Delete it.</source>
        <translation>In „{name}“ steckt etwas, das nicht in ein Modell gehört und Schaden anrichten könnte. Es wurde abgelehnt und nichts darin ausgeführt. Lösch es.</translation>
    </message>
    <message>
        <source>“{name}” cannot be used: it {reason}.</source>
        <translation>„{name}“ lässt sich nicht verwenden: {reason}.</translation>
    </message>
    <message>
        <source>“{name}” is damaged, or no model at all, and was not used. Download it again.</source>
        <translation>„{name}“ ist beschädigt oder gar kein Modell und wurde nicht verwendet. Lade es noch einmal herunter.</translation>
    </message>
    <message>
        <source>“{host}” cannot be reached. Connect to the internet and try again.</source>
        <translation>„{host}“ ist nicht zu erreichen. Verbinde dich mit dem Internet und versuch es noch einmal.</translation>
    </message>
    <message>
        <source>The proxy does not let Woodshed through to “{host}” ({reason}). Check the system&apos;s proxy settings.</source>
        <translation>Der Proxy lässt Woodshed nicht zu „{host}“ durch ({reason}). Prüf die Proxy-Einstellungen des Systems.</translation>
    </message>
    <message>
        <source>“{host}” could not prove that it is the right server, so nothing was downloaded. Try again in another network.</source>
        <translation>„{host}“ konnte nicht beweisen, der richtige Server zu sein; es wurde nichts heruntergeladen. Versuch es in einem anderen Netz.</translation>
    </message>
    <message>
        <source>“{host}” is not reached over a secure connection, so nothing was downloaded. Try again in another network.</source>
        <translation>„{host}“ ist nicht über eine sichere Verbindung zu erreichen; es wurde nichts heruntergeladen. Versuch es in einem anderen Netz.</translation>
    </message>
    <message>
        <source>“{host}” would not send the model (status {status}). Try again later.</source>
        <translation>„{host}“ schickt das Modell nicht (Status {status}). Versuch es später noch einmal.</translation>
    </message>
    <message>
        <source>The connection to “{host}” broke too often. Try again; what was received is kept.</source>
        <translation>Die Verbindung zu „{host}“ ist zu oft abgerissen. Versuch es noch einmal; was da ist, bleibt.</translation>
    </message>
    <message>
        <source>A web page came in place of the model. If this network asks for a sign-in, open a browser and sign in, then try again.</source>
        <translation>Statt des Modells kam eine Webseite. Wenn dieses Netz eine Anmeldung verlangt, melde dich im Browser an und versuch es noch einmal.</translation>
    </message>
    <message>
        <source>“{host}” sent something else than the model, so it was refused. Try again.</source>
        <translation>„{host}“ hat etwas anderes als das Modell geschickt; es wurde abgelehnt. Versuch es noch einmal.</translation>
    </message>
    <message>
        <source>The download failed: {error}.</source>
        <translation>Das Herunterladen ist fehlgeschlagen: {error}.</translation>
    </message>
</context>
<context>
    <name>ExportDesk</name>
    <message>
        <source>Folder for exported files</source>
        <translation>Ordner für den Export</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Es geht los</translation>
    </message>
    <message>
        <source>The export has started.</source>
        <translation>Der Export läuft.</translation>
    </message>
    <message>
        <source>The export was cancelled. Nothing was written.</source>
        <translation>Der Export wurde abgebrochen. Es wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>“{name}” is in {folder}.</source>
        <translation>„{name}“ liegt in {folder}.</translation>
    </message>
    <message>
        <source>{count} files are in {folder}.</source>
        <translation>{count} Dateien liegen in {folder}.</translation>
    </message>
    <message>
        <source>It was turned down to {percent} % so that nothing is distorted.</source>
        <translation>Der Ton wurde auf {percent} % leiser gestellt, damit nichts verzerrt.</translation>
    </message>
    <message>
        <source>{percent} · about {time} left</source>
        <translation>{percent} · noch etwa {time}</translation>
    </message>
</context>
<context>
    <name>ExportNames</name>
    <message>
        <source>without {stems}</source>
        <translation>ohne {stems}</translation>
    </message>
    <message>
        <source>with {takes}</source>
        <translation>mit {takes}</translation>
    </message>
    <message>
        <source>pitch {semitones}</source>
        <translation>Tonhöhe {semitones}</translation>
    </message>
    <message>
        <source>{first} and {last}</source>
        <translation>{first} und {last}</translation>
    </message>
    <message>
        <source>with click</source>
        <translation>mit Klick</translation>
    </message>
    <message>
        <source>click</source>
        <translation>Klick</translation>
    </message>
</context>
<context>
    <name>ExportReport</name>
    <message>
        <source>Sound files</source>
        <translation>Tondateien</translation>
    </message>
    <message>
        <source>Stem file</source>
        <translation>Stem-Datei</translation>
    </message>
    <message>
        <source>DAW project</source>
        <translation>DAW-Projekt</translation>
    </message>
    <message>
        <source>What is heard</source>
        <translation>Was zu hören ist</translation>
    </message>
    <message>
        <source>Every stem</source>
        <translation>Jede Spur</translation>
    </message>
    <message>
        <source>Stems that are heard</source>
        <translation>Hörbare Spuren</translation>
    </message>
    <message>
        <source>Whole song</source>
        <translation>Ganzer Song</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>Schleife</translation>
    </message>
    <message>
        <source>As set</source>
        <translation>Wie eingestellt</translation>
    </message>
    <message>
        <source>As recorded</source>
        <translation>Wie aufgenommen</translation>
    </message>
    <message>
        <source>Click</source>
        <translation>Klick</translation>
    </message>
    <message>
        <source>Count-in</source>
        <translation>Einzähler</translation>
    </message>
    <message>
        <source>One file, just as you hear it now.</source>
        <translation>Eine Datei, genau wie du es jetzt hörst.</translation>
    </message>
    <message>
        <source>One file, just as you hear it now: {stems}.</source>
        <translation>Eine Datei, genau wie du es jetzt hörst: {stems}.</translation>
    </message>
    <message>
        <source>One file each, as loud as recorded. Together they are the song.</source>
        <translation>Je eine Datei, so laut wie aufgenommen. Zusammen der ganze Song.</translation>
    </message>
    <message>
        <source>One file each, as loud as recorded.</source>
        <translation>Je eine Datei, so laut wie aufgenommen.</translation>
    </message>
    <message>
        <source>One file each, as loud as recorded: {stems}.</source>
        <translation>Je eine Datei, so laut wie aufgenommen: {stems}.</translation>
    </message>
    <message>
        <source>One round, {start} to {end}</source>
        <translation>Eine Runde, {start} bis {end}</translation>
    </message>
    <message>
        <source>{loop}: one round, {start} to {end}</source>
        <translation>{loop}: eine Runde, {start} bis {end}</translation>
    </message>
    <message>
        <source>There is no loop yet. Drag along a stem to make one.</source>
        <translation>Es gibt noch keine Schleife. Zieh eine auf einer Spur.</translation>
    </message>
    <message>
        <source>Tempo and pitch are as recorded.</source>
        <translation>Tempo und Tonhöhe sind wie aufgenommen.</translation>
    </message>
    <message>
        <source>Not used: {words}.</source>
        <translation>Nicht verwendet: {words}.</translation>
    </message>
    <message>
        <source>The beats of this song are not known yet.</source>
        <translation>Die Schläge dieses Songs sind noch nicht bekannt.</translation>
    </message>
    <message>
        <source>Nothing is added.</source>
        <translation>Nichts wird hinzugefügt.</translation>
    </message>
    <message>
        <source>A click on every beat.</source>
        <translation>Ein Klick auf jeden Schlag.</translation>
    </message>
    <message>
        <source>A click on every beat, in a file of its own.</source>
        <translation>Ein Klick auf jeden Schlag, in einer eigenen Datei.</translation>
    </message>
    <message>
        <source>Counted before it begins: {bars}.</source>
        <translation>Vorher eingezählt: {bars}.</translation>
    </message>
    <message>
        <source>Best quality, for any music program. 24 bit.</source>
        <translation>Beste Qualität, für jedes Musikprogramm. 24 Bit.</translation>
    </message>
    <message>
        <source>Sounds exactly like WAV at about half the size. 24 bit.</source>
        <translation>Klingt genau wie WAV und ist etwa halb so groß. 24 Bit.</translation>
    </message>
    <message>
        <source>Small. Most phones and all free players play it.</source>
        <translation>Klein. Die meisten Handys und alle freien Programme spielen es.</translation>
    </message>
    <message>
        <source>Small. Everything plays it.</source>
        <translation>Klein. Läuft überall.</translation>
    </message>
    <message>
        <source>1 file, {length} long</source>
        <translation>1 Datei, {length} lang</translation>
    </message>
    <message>
        <source>A folder: {count} sound files, each {length} long</source>
        <translation>Ein Ordner: {count} Tondateien, je {length} lang</translation>
    </message>
    <message>
        <source>{count} files, each {length} long</source>
        <translation>{count} Dateien, je {length} lang</translation>
    </message>
    <message>
        <source>For any program that plays or takes sound.</source>
        <translation>Für jedes Programm, das Ton abspielt oder einliest.</translation>
    </message>
    <message>
        <source>{stems} become one stem.</source>
        <translation>{stems} werden eine Spur.</translation>
    </message>
    <message>
        <source>For REAPER: every stem, the faders, loops and markers.</source>
        <translation>Für REAPER: jede Spur, Regler, Schleifen und Marken.</translation>
    </message>
    <message>
        <source>For REAPER: every stem, the faders, tempo, loops and markers.</source>
        <translation>Für REAPER: jede Spur, Regler, Tempo, Schleifen und Marken.</translation>
    </message>
    <message>
        <source>For DJ programs like Traktor and Mixxx: four stems in one file.</source>
        <translation>Für DJ-Programme wie Traktor und Mixxx: vier Spuren in einer Datei.</translation>
    </message>
    <message>
        <source>As loud as recorded, and their sum.</source>
        <translation>So laut wie aufgenommen, und ihre Summe.</translation>
    </message>
    <message>
        <source>One file each, as loud as recorded, and takes.</source>
        <translation>Je eine Datei, so laut wie aufgenommen, und Aufnahmen.</translation>
    </message>
    <message>
        <source>A stem file has no room for a click.</source>
        <translation>In einer Stem-Datei ist kein Platz für einen Klick.</translation>
    </message>
    <message>
        <source>The program that opens it clicks itself.</source>
        <translation>Das Programm, das es öffnet, klickt selbst.</translation>
    </message>
    <message>
        <source>What stem files usually are: small, 256 kbit/s for each stem.</source>
        <translation>Wie Stem-Dateien meist sind: klein, 256 kbit/s je Spur.</translation>
    </message>
    <message>
        <source>Without any loss, and about five times as large. 24 bit.</source>
        <translation>Ohne jeden Verlust, und etwa fünfmal so groß. 24 Bit.</translation>
    </message>
    <message>
        <source>Every sample as it is, also what is too loud. 32 bit.</source>
        <translation>Jeder Wert, wie er ist, auch was zu laut ist. 32 Bit.</translation>
    </message>
</context>
<context>
    <name>ExportWindow</name>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>As</source>
        <translation>Als</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>Tempo and pitch</source>
        <translation>Tempo und Tonhöhe</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Dazu</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>Fortschritt des Exports</translation>
    </message>
    <message>
        <source>Choose the folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <source>Cancel the export</source>
        <translation>Export abbrechen</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Export “{title}”</source>
        <translation>„{title}“ exportieren</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>und {count} weitere</translation>
    </message>
</context>
<context>
    <name>GainSlider</name>
    <message>
        <source>{gain}: drag or scroll, double-click for 0 dB</source>
        <translation>{gain}: ziehen oder scrollen, Doppelklick für 0 dB</translation>
    </message>
</context>
<context>
    <name>GridEdits</name>
    <message>
        <source>Tap along while the song plays.</source>
        <translation>Tipp mit, während der Song spielt.</translation>
    </message>
    <message>
        <source>Set a loop from one bar line to another first.</source>
        <translation>Setz erst eine Schleife von einem Taktstrich zu einem anderen.</translation>
    </message>
    <message>
        <source>The loop is too short for so many beats.</source>
        <translation>Die Schleife ist zu kurz für so viele Schläge.</translation>
    </message>
    <message>
        <source>The beats of this song are not known: tap along with them.</source>
        <translation>Die Schläge dieses Songs sind nicht bekannt: Tipp sie mit.</translation>
    </message>
</context>
<context>
    <name>GridHand</name>
    <message>
        <source>{bpm} beats per minute as recorded, {heard} as heard</source>
        <translation>{bpm} Schläge in der Minute in der Aufnahme, {heard} zu hören</translation>
    </message>
    <message>
        <source>Drag a line in the lane of bars; Shift moves all lines</source>
        <translation>Zieh eine Linie in der Spur der Takte; Umschalt verschiebt alle</translation>
    </message>
    <message numerus="yes">
        <source>%n taps</source>
        <translation>
            <numerusform>%n-mal getippt</numerusform>
            <numerusform>%n-mal getippt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n taps: {bpm} beats per minute</source>
        <translation>
            <numerusform>%n-mal getippt: {bpm} Schläge in der Minute</numerusform>
            <numerusform>%n-mal getippt: {bpm} Schläge in der Minute</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GridMenu</name>
    <message>
        <source>Beats, bars and t&amp;uning …</source>
        <translation>Schläge, Takte und Stimm&amp;ung …</translation>
    </message>
    <message>
        <source>&amp;Tap the beats</source>
        <translation>Schläge &amp;tippen</translation>
    </message>
    <message>
        <source>Correct the &amp;pitch to A = 440 Hz</source>
        <translation>Ton&amp;höhe auf A = 440 Hz berichtigen</translation>
    </message>
    <message>
        <source>P&amp;revious bar</source>
        <translation>Vo&amp;riger Takt</translation>
    </message>
    <message>
        <source>&amp;Next bar</source>
        <translation>&amp;Nächster Takt</translation>
    </message>
    <message>
        <source>&amp;Loop {bars} bars from here</source>
        <translation>{bars} Takte von hier an in Sch&amp;leife</translation>
    </message>
    <message>
        <source>Loop this &amp;bar</source>
        <translation>Diesen Takt in Schleif&amp;e</translation>
    </message>
    <message>
        <source>Loop {bars} bars at {percent} %</source>
        <translation>{bars} Takte bei {percent} % in Schleife</translation>
    </message>
    <message>
        <source>Loop to &amp;whole bars</source>
        <translation>Schleife auf &amp;ganze Takte</translation>
    </message>
    <message>
        <source>A bar be&amp;gins here</source>
        <translation>Ein Takt &amp;beginnt hier</translation>
    </message>
    <message>
        <source>Move the nearest beat &amp;here</source>
        <translation>Den nächstliegenden Schlag hierher &amp;schieben</translation>
    </message>
    <message>
        <source>Hal&amp;f the tempo</source>
        <translation>Hal&amp;bes Tempo</translation>
    </message>
    <message>
        <source>Twi&amp;ce the tempo</source>
        <translation>&amp;Doppeltes Tempo</translation>
    </message>
    <message>
        <source>All beats {ms} ms earlier</source>
        <translation>Alle Schläge {ms} ms früher</translation>
    </message>
    <message>
        <source>All beats {ms} ms later</source>
        <translation>Alle Schläge {ms} ms später</translation>
    </message>
    <message>
        <source>&amp;Move lines with the mouse</source>
        <translation>Linien mit der &amp;Maus verschieben</translation>
    </message>
    <message>
        <source>Back to the beats that were f&amp;ound</source>
        <translation>Zurück zu den gefundenen Schlägen (&amp;O)</translation>
    </message>
    <message>
        <source>M&amp;etre of the song</source>
        <translation>T&amp;aktart des Songs</translation>
    </message>
    <message>
        <source>Next &amp;metre</source>
        <translation>Nächste &amp;Taktart</translation>
    </message>
</context>
<context>
    <name>GridPopup</name>
    <message>
        <source>Beats, bars and tuning</source>
        <translation>Schläge, Takte und Stimmung</translation>
    </message>
    <message>
        <source>Tap</source>
        <translation>Tippen</translation>
    </message>
    <message>
        <source>Tap the beats</source>
        <translation>Schläge tippen</translation>
    </message>
    <message>
        <source>Half</source>
        <translation>Halb</translation>
    </message>
    <message>
        <source>Half the tempo</source>
        <translation>Halbes Tempo</translation>
    </message>
    <message>
        <source>Double</source>
        <translation>Doppelt</translation>
    </message>
    <message>
        <source>Twice the tempo</source>
        <translation>Doppeltes Tempo</translation>
    </message>
    <message>
        <source>A bar begins at the beat nearest to the playhead</source>
        <translation>Ein Takt beginnt am Schlag, der der Abspielposition am nächsten ist</translation>
    </message>
    <message>
        <source>A bar begins here</source>
        <translation>Ein Takt beginnt hier</translation>
    </message>
    <message>
        <source>The metre changes at the bar of the playhead; before it stays</source>
        <translation>Die Taktart wechselt am Takt der Abspielposition; davor bleibt sie</translation>
    </message>
    <message>
        <source>Only from the playhead on</source>
        <translation>Nur von der Abspielposition an</translation>
    </message>
    <message>
        <source>Bars or beats between the loop&apos;s ends</source>
        <translation>Takte oder Schläge zwischen den Enden der Schleife</translation>
    </message>
    <message>
        <source>One tempo for the whole song: the loop has so many bars</source>
        <translation>Ein Tempo für den ganzen Song: Die Schleife hat so viele Takte</translation>
    </message>
    <message>
        <source>bars</source>
        <translation>Takte lang</translation>
    </message>
    <message>
        <source>One tempo for the whole song: the loop has so many beats</source>
        <translation>Ein Tempo für den ganzen Song: Die Schleife hat so viele Schläge</translation>
    </message>
    <message>
        <source>beats</source>
        <translation>Schläge lang</translation>
    </message>
    <message>
        <source>Drag lines in the lane of bars; Escape ends it</source>
        <translation>Linien in der Spur der Takte ziehen; Escape beendet es</translation>
    </message>
    <message>
        <source>Move lines</source>
        <translation>Linien schieben</translation>
    </message>
    <message>
        <source>Forget what was set; what was found in the song counts</source>
        <translation>Vergisst, was gesetzt wurde; es gilt, was im Song gefunden wurde</translation>
    </message>
    <message>
        <source>Back to what was found</source>
        <translation>Zurück zum Gefundenen</translation>
    </message>
    <message>
        <source>Let the song sound at A = 440 Hz</source>
        <translation>Lässt den Song mit A = 440 Hz klingen</translation>
    </message>
    <message>
        <source>Correct the pitch</source>
        <translation>Tonhöhe berichtigen</translation>
    </message>
    <message>
        <source>Metre: {metre}</source>
        <translation>Taktart: {metre}</translation>
    </message>
    <message>
        <source>{ms} ms earlier</source>
        <translation>{ms} ms früher</translation>
    </message>
    <message>
        <source>{ms} ms later</source>
        <translation>{ms} ms später</translation>
    </message>
    <message>
        <source>All beats {by}</source>
        <translation>Alle Schläge {by}</translation>
    </message>
    <message>
        <source>Tempo</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Bars</source>
        <translation>Takte</translation>
    </message>
    <message>
        <source>One tempo: the loop is …</source>
        <translation>Ein Tempo: Die Schleife ist …</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Linien</translation>
    </message>
    <message>
        <source>Tuning</source>
        <translation>Stimmung</translation>
    </message>
    <message>
        <source>Tap along with the beats while the song plays</source>
        <translation>Tipp die Schläge mit, während der Song spielt</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>Noch nicht bekannt</translation>
    </message>
    <message>
        <source>Tap along while the song plays</source>
        <translation>Tipp mit, während der Song spielt</translation>
    </message>
</context>
<context>
    <name>GridText</name>
    <message>
        <source>Pickup · {beat}</source>
        <translation>Auftakt · {beat}</translation>
    </message>
    <message>
        <source>Bar {bar} · {beat}</source>
        <translation>Takt {bar} · {beat}</translation>
    </message>
    <message>
        <source>pickup, beat {beat}</source>
        <translation>Auftakt, Schlag {beat}</translation>
    </message>
    <message>
        <source>bar {bar}, beat {beat}</source>
        <translation>Takt {bar}, Schlag {beat}</translation>
    </message>
    <message>
        <source>Set by you</source>
        <translation>Von dir gesetzt</translation>
    </message>
    <message>
        <source>Found: beats {beats} % sure, bars {bars} %</source>
        <translation>Gefunden: Schläge zu {beats} % sicher, Takte zu {bars} %</translation>
    </message>
    <message>
        <source>Uncertain: beats {beats} % sure, bars {bars} %</source>
        <translation>Unsicher: Schläge zu {beats} % sicher, Takte zu {bars} %</translation>
    </message>
    <message>
        <source>Bars uncertain: beats {beats} % sure, bars {bars} %</source>
        <translation>Takte unsicher: Schläge zu {beats} % sicher, Takte zu {bars} %</translation>
    </message>
    <message>
        <source>Tuned to A = 440 Hz</source>
        <translation>Auf A = 440 Hz gestimmt</translation>
    </message>
    <message>
        <source>{by} cents below A = 440 Hz</source>
        <translation>{by} Cent unter A = 440 Hz</translation>
    </message>
    <message>
        <source>{by} cents above A = 440 Hz</source>
        <translation>{by} Cent über A = 440 Hz</translation>
    </message>
    <message>
        <source>Uncertain: {words}</source>
        <translation>Unsicher: {words}</translation>
    </message>
</context>
<context>
    <name>Instrument</name>
    <message>
        <source>Guitar</source>
        <translation>Gitarre</translation>
    </message>
    <message>
        <source>Ukulele</source>
        <translation>Ukulele</translation>
    </message>
    <message>
        <source>Piano</source>
        <translation>Klavier</translation>
    </message>
</context>
<context>
    <name>KeyDesk</name>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Keys and pedals …</source>
        <translation>&amp;Tasten und Pedale …</translation>
    </message>
    <message>
        <source>{keys} opens a menu. Take other keys.</source>
        <translation>{keys} öffnet ein Menü. Nimm andere Tasten.</translation>
    </message>
    <message>
        <source>{keys} is “{action}”: press it again to take it.</source>
        <translation>{keys} ist „{action}“: Drück es noch einmal, um es zu nehmen.</translation>
    </message>
    <message>
        <source>“{action}” has no keys now.</source>
        <translation>„{action}“ hat jetzt keine Tasten.</translation>
    </message>
    <message>
        <source>{keys} is “{action}” now.</source>
        <translation>{keys} ist jetzt „{action}“.</translation>
    </message>
    <message>
        <source>All keys are as they were at first.</source>
        <translation>Alle Tasten sind wie am Anfang.</translation>
    </message>
    <message>
        <source>Your own keys are back.</source>
        <translation>Deine eigenen Tasten sind wieder da.</translation>
    </message>
    <message>
        <source>{pedal} is “{action}”: press it again to take it.</source>
        <translation>{pedal} ist „{action}“: Drück es noch einmal, um es zu nehmen.</translation>
    </message>
    <message>
        <source>{pedal} is “{action}” now.</source>
        <translation>{pedal} ist jetzt „{action}“.</translation>
    </message>
    <message>
        <source>{pedal} is “{action}” no more.</source>
        <translation>{pedal} ist nicht mehr „{action}“.</translation>
    </message>
    <message>
        <source>Looking for MIDI devices …</source>
        <translation>MIDI-Geräte werden gesucht …</translation>
    </message>
    <message>
        <source>Pedals are heard from: {devices}.</source>
        <translation>Pedale werden gehört von: {devices}.</translation>
    </message>
    <message>
        <source>Another program holds {devices}. Close it to use its pedals here.</source>
        <translation>Ein anderes Programm hält {devices}. Schließ es, um die Pedale hier zu verwenden.</translation>
    </message>
    <message>
        <source>No MIDI device is connected. Connect one at any time to learn pedals.</source>
        <translation>Kein MIDI-Gerät ist angeschlossen. Schließ jederzeit eins an, um Pedale zu lernen.</translation>
    </message>
</context>
<context>
    <name>KeyEditor</name>
    <message>
        <source>Press the new keys</source>
        <translation>Drück die neuen Tasten</translation>
    </message>
    <message>
        <source>Backspace for no keys, Escape to leave them as they are</source>
        <translation>Rücktaste für keine, Escape lässt alles, wie es ist</translation>
    </message>
    <message>
        <source>No keys</source>
        <translation>Keine Tasten</translation>
    </message>
    <message>
        <source>Learn pedal</source>
        <translation>Pedal lernen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>New keys for {action}</source>
        <translation>Neue Tasten für {action}</translation>
    </message>
    <message>
        <source>no keys</source>
        <translation>keine Tasten</translation>
    </message>
    <message>
        <source>Back to {keys}</source>
        <translation>Zurück zu {keys}</translation>
    </message>
    <message>
        <source>Forget {pedal}</source>
        <translation>{pedal} vergessen</translation>
    </message>
    <message>
        <source>Press the pedal …</source>
        <translation>Drück das Pedal …</translation>
    </message>
</context>
<context>
    <name>KeyList</name>
    <message>
        <source>Nothing is called that, and no action has these keys.</source>
        <translation>Nichts heißt so, und nichts hat diese Tasten.</translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation>Maus</translation>
    </message>
</context>
<context>
    <name>KeyRow</name>
    <message>
        <source>no keys</source>
        <translation>keine Tasten</translation>
    </message>
    <message>
        <source>at first {keys}</source>
        <translation>am Anfang {keys}</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>Keys and pedals</source>
        <translation>Tasten und Pedale</translation>
    </message>
    <message>
        <source>Reset all keys</source>
        <translation>Alle Tasten zurücksetzen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Search: what it does, or its keys</source>
        <translation>Suche: was es tut oder seine Tasten</translation>
    </message>
    <message>
        <source>Search actions</source>
        <translation>Befehle suchen</translation>
    </message>
</context>
<context>
    <name>LanguageMenu</name>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>Another &amp;language</source>
        <translation>Andere S&amp;prache</translation>
    </message>
    <message>
        <source>Woodshed speaks English from its next start.</source>
        <translation>Ab dem nächsten Start spricht Woodshed Englisch.</translation>
    </message>
    <message>
        <source>Woodshed speaks German from its next start.</source>
        <translation>Ab dem nächsten Start spricht Woodshed Deutsch.</translation>
    </message>
    <message>
        <source>Woodshed speaks the language of the system from its next start.</source>
        <translation>Ab dem nächsten Start spricht Woodshed die Sprache des Systems.</translation>
    </message>
</context>
<context>
    <name>LevelMeter</name>
    <message>
        <source>Level</source>
        <translation>Pegel</translation>
    </message>
    <message>
        <source>silent</source>
        <translation>still</translation>
    </message>
    <message>
        <source>{level} dB</source>
        <translation>{level} dB</translation>
    </message>
</context>
<context>
    <name>Library</name>
    <message>
        <source>faster</source>
        <translation>schneller</translation>
    </message>
    <message>
        <source>better</source>
        <translation>besser</translation>
    </message>
</context>
<context>
    <name>Listening</name>
    <message>
        <source>&amp;Notes of the spectrogram by keyboard</source>
        <translation>&amp;Töne des Spektrogramms mit Tasten</translation>
    </message>
    <message>
        <source>Hear &amp;everything again</source>
        <translation>Wieder &amp;alles hören</translation>
    </message>
</context>
<context>
    <name>ListeningCanvas</name>
    <message>
        <source>Click: hear the note (with Shift, exactly what is there)
Drag: listen to a box alone
Along the top: drag to loop, click to go there
Double click: go there</source>
        <translation>Klick: den Ton hören (mit Umschalt genau, was da ist)
Ziehen: nur diesen Ausschnitt hören
Am oberen Rand: eine Schleife ziehen, Klick geht dorthin
Doppelklick: dorthin gehen</translation>
    </message>
    <message>
        <source>{note} at {time}</source>
        <translation>{note} bei {time}</translation>
    </message>
    <message>
        <source>Box {notes} from {start} to {stop}</source>
        <translation>Ausschnitt {notes} von {start} bis {stop}</translation>
    </message>
    <message>
        <source>Drag here to loop</source>
        <translation>Hier eine Schleife ziehen</translation>
    </message>
</context>
<context>
    <name>LooksMenu</name>
    <message>
        <source>&amp;Dark or light</source>
        <translation>&amp;Dunkel oder hell</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Erscheinungsbild</translation>
    </message>
    <message>
        <source>Te&amp;xt size</source>
        <translation>Te&amp;xtgröße</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
</context>
<context>
    <name>LoopEditMenu</name>
    <message>
        <source>Nud&amp;ge an edge</source>
        <translation>&amp;Rand rücken</translation>
    </message>
    <message>
        <source>Next c&amp;olour</source>
        <translation>Nächste &amp;Farbe</translation>
    </message>
    <message>
        <source>Co&amp;lour</source>
        <translation>&amp;Farbe</translation>
    </message>
    <message>
        <source>10 ms</source>
        <translation>10 ms</translation>
    </message>
    <message>
        <source>one frame</source>
        <translation>1 Sample</translation>
    </message>
    <message>
        <source>Start {by} earlier</source>
        <translation>Anfang {by} früher</translation>
    </message>
    <message>
        <source>Start {by} later</source>
        <translation>Anfang {by} später</translation>
    </message>
    <message>
        <source>End {by} earlier</source>
        <translation>Ende {by} früher</translation>
    </message>
    <message>
        <source>End {by} later</source>
        <translation>Ende {by} später</translation>
    </message>
    <message>
        <source>&amp;Double the loop</source>
        <translation>Schleife ver&amp;doppeln</translation>
    </message>
    <message>
        <source>&amp;Halve the loop</source>
        <translation>Schleife h&amp;albieren</translation>
    </message>
    <message>
        <source>Mo&amp;ve on by its length</source>
        <translation>Um ihre Länge &amp;vor</translation>
    </message>
    <message>
        <source>Move &amp;back by its length</source>
        <translation>Um ihre Länge &amp;zurück</translation>
    </message>
    <message>
        <source>one beat</source>
        <translation>einen Schlag</translation>
    </message>
    <message>
        <source>100 ms</source>
        <translation>100 ms</translation>
    </message>
</context>
<context>
    <name>LoopEdits</name>
    <message>
        <source>The song ends before twice the loop.</source>
        <translation>Der Song endet vor der doppelten Schleife.</translation>
    </message>
    <message>
        <source>A loop cannot be shorter than 50 ms.</source>
        <translation>Eine Schleife kann nicht kürzer als 50 ms sein.</translation>
    </message>
    <message>
        <source>The song ends before the next loop of this length.</source>
        <translation>Der Song endet vor der nächsten Schleife dieser Länge.</translation>
    </message>
    <message>
        <source>The song has no room for a loop of this length before this one.</source>
        <translation>Vor dieser Schleife ist kein Platz für eine gleich lange.</translation>
    </message>
</context>
<context>
    <name>LoopHand</name>
    <message>
        <source>Loop {start} to {end}</source>
        <translation>Schleife von {start} bis {end}</translation>
    </message>
</context>
<context>
    <name>LoopMenu</name>
    <message>
        <source>&amp;Loop on or off</source>
        <translation>&amp;Schleife an oder aus</translation>
    </message>
    <message>
        <source>Loop &amp;starts here</source>
        <translation>Schleife &amp;beginnt hier</translation>
    </message>
    <message>
        <source>Loop &amp;ends here</source>
        <translation>Schleife &amp;endet hier</translation>
    </message>
    <message>
        <source>&amp;Remove the loop</source>
        <translation>Schleife en&amp;tfernen</translation>
    </message>
    <message>
        <source>&amp;Keep this loop</source>
        <translation>Schleife be&amp;halten</translation>
    </message>
    <message>
        <source>&amp;Marker here</source>
        <translation>&amp;Marke setzen</translation>
    </message>
    <message>
        <source>Prev&amp;ious marker or loop start</source>
        <translation>&amp;Vorige Marke oder Schleife</translation>
    </message>
    <message>
        <source>Ne&amp;xt marker or loop start</source>
        <translation>&amp;Nächste Marke oder Schleife</translation>
    </message>
    <message>
        <source>&amp;Go to loop</source>
        <translation>&amp;Gehe zu Schleife</translation>
    </message>
    <message>
        <source>&amp;Pre-roll</source>
        <translation>Vor&amp;lauf</translation>
    </message>
    <message>
        <source>Another &amp;pre-roll</source>
        <translation>Anderer Vor&amp;lauf</translation>
    </message>
    <message>
        <source>Pause between ro&amp;unds</source>
        <translation>&amp;Pause zwischen Runden</translation>
    </message>
    <message>
        <source>Another pa&amp;use between rounds</source>
        <translation>Andere &amp;Pause zwischen Runden</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Re&amp;name “{name}”</source>
        <translation>„{name}“ &amp;umbenennen</translation>
    </message>
    <message>
        <source>Re&amp;name a loop or marker</source>
        <translation>Schleife oder Marke &amp;umbenennen</translation>
    </message>
    <message>
        <source>Set “{name}” to the loop as it is no&amp;w</source>
        <translation>„{name}“ auf die &amp;jetzige Schleife setzen</translation>
    </message>
    <message>
        <source>Set a kept loop to the loop as it is no&amp;w</source>
        <translation>Behaltene Schleife auf die &amp;jetzige setzen</translation>
    </message>
    <message>
        <source>Remo&amp;ve “{name}”</source>
        <translation>„{name}“ l&amp;öschen</translation>
    </message>
    <message>
        <source>Remo&amp;ve a loop or marker</source>
        <translation>Schleife oder Marke l&amp;öschen</translation>
    </message>
</context>
<context>
    <name>LoopRow</name>
    <message>
        <source>Practise</source>
        <translation>Üben</translation>
    </message>
    <message>
        <source>Practise {name}</source>
        <translation>{name} üben</translation>
    </message>
    <message>
        <source>Tempos of {name}</source>
        <translation>Tempi von {name}</translation>
    </message>
</context>
<context>
    <name>LowerPage</name>
    <message>
        <source>Show this page</source>
        <translation>Diese Seite zeigen</translation>
    </message>
    <message>
        <source>Fold this page away</source>
        <translation>Diese Seite einklappen</translation>
    </message>
</context>
<context>
    <name>LowerPanel</name>
    <message>
        <source>Spectrogram</source>
        <translation>Spektrogramm</translation>
    </message>
</context>
<context>
    <name>LyricsCanvas</name>
    <message>
        <source>Lyrics</source>
        <translation>Liedtext</translation>
    </message>
</context>
<context>
    <name>LyricsHand</name>
    <message>
        <source>&amp;Lyrics</source>
        <translation>&amp;Liedtext</translation>
    </message>
    <message>
        <source>Lyrics</source>
        <translation>Liedtext</translation>
    </message>
    <message>
        <source>Open lyrics</source>
        <translation>Liedtext öffnen</translation>
    </message>
    <message>
        <source>Lyrics ({patterns})</source>
        <translation>Liedtexte ({patterns})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Save lyrics</source>
        <translation>Liedtext speichern</translation>
    </message>
    <message>
        <source>Open a song first, and then its lyrics.</source>
        <translation>Öffne zuerst ein Lied, und dann seinen Text.</translation>
    </message>
    <message>
        <source>These lyrics have no times yet: “Tap in” sets them while it plays.</source>
        <translation>Dieser Text hat noch keine Zeiten: „Klopfen“ setzt sie, während das Lied spielt.</translation>
    </message>
    <message>
        <source>The lyrics are in “{name}”.</source>
        <translation>Der Liedtext liegt in „{name}“.</translation>
    </message>
    <message>
        <source>Nothing is sung here</source>
        <translation>Hier wird nichts gesungen</translation>
    </message>
    <message>
        <source>This line has no time yet: tap it in</source>
        <translation>Diese Zeile hat noch keine Zeit: klopf sie ein</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>Dorthin gehen</translation>
    </message>
    <message>
        <source>Loop this line</source>
        <translation>Diese Zeile als Schleife</translation>
    </message>
    <message>
        <source>Loop from the line sung now to this one</source>
        <translation>Schleife von der Zeile, die gerade gesungen wird, bis zu dieser</translation>
    </message>
    <message>
        <source>Tap from here on</source>
        <translation>Von hier an einklopfen</translation>
    </message>
    <message>
        <source>{ms} ms earlier</source>
        <translation>{ms} ms früher</translation>
    </message>
    <message>
        <source>{ms} ms later</source>
        <translation>{ms} ms später</translation>
    </message>
    <message>
        <source>Play the song, and tap where each line begins</source>
        <translation>Spiel das Lied ab und klopf, wo jede Zeile beginnt</translation>
    </message>
</context>
<context>
    <name>LyricsMenu</name>
    <message>
        <source>&amp;Open lyrics …</source>
        <translation>Liedtext &amp;öffnen …</translation>
    </message>
    <message>
        <source>&amp;Paste lyrics</source>
        <translation>Liedtext &amp;einfügen</translation>
    </message>
    <message>
        <source>Sa&amp;ve lyrics …</source>
        <translation>Liedtext &amp;speichern …</translation>
    </message>
    <message>
        <source>Re&amp;move the lyrics</source>
        <translation>Liedtext en&amp;tfernen</translation>
    </message>
    <message>
        <source>Back to the lyrics that were &amp;found</source>
        <translation>Zurück zum ge&amp;fundenen Liedtext</translation>
    </message>
    <message>
        <source>S&amp;ing from the whole screen</source>
        <translation>Vom &amp;ganzen Bildschirm singen</translation>
    </message>
    <message>
        <source>Sa&amp;y this line</source>
        <translation>Diese Zeile v&amp;orlesen</translation>
    </message>
    <message>
        <source>P&amp;revious line</source>
        <translation>&amp;Vorige Zeile</translation>
    </message>
    <message>
        <source>&amp;Next line</source>
        <translation>&amp;Nächste Zeile</translation>
    </message>
    <message>
        <source>&amp;Loop this line</source>
        <translation>Diese Zeile als &amp;Schleife</translation>
    </message>
    <message>
        <source>This line {ms} ms &amp;earlier</source>
        <translation>Diese Zeile {ms} ms f&amp;rüher</translation>
    </message>
    <message>
        <source>This line {ms} ms l&amp;ater</source>
        <translation>Diese Zeile {ms} ms s&amp;päter</translation>
    </message>
    <message>
        <source>&amp;Tap the lines in</source>
        <translation>Zeilen ein&amp;klopfen</translation>
    </message>
    <message>
        <source>Tap &amp;word by word</source>
        <translation>&amp;Wort für Wort einklopfen</translation>
    </message>
    <message>
        <source>Tap from this line &amp;on</source>
        <translation>Von dieser Zeile &amp;an einklopfen</translation>
    </message>
    <message>
        <source>It be&amp;gins here</source>
        <translation>Hier &amp;beginnt sie</translation>
    </message>
    <message>
        <source>Take the last tap &amp;back</source>
        <translation>Letztes Klopfen &amp;zurücknehmen</translation>
    </message>
</context>
<context>
    <name>LyricsMessages</name>
    <message>
        <source>“{name}” could not be read from the disk ({detail}). Try again or copy it anew.</source>
        <translation>„{name}“ ließ sich nicht vom Laufwerk lesen ({detail}). Versuch es noch einmal oder kopier es neu.</translation>
    </message>
    <message>
        <source>There is no text to paste. Copy the words of the song first.</source>
        <translation>Es gibt keinen Text zum Einfügen. Kopier zuerst die Worte des Lieds.</translation>
    </message>
    <message>
        <source>There are no words in “{name}”. Choose another file.</source>
        <translation>In „{name}“ stehen keine Worte. Wähl eine andere Datei.</translation>
    </message>
    <message>
        <source>What was pasted is longer than the lyrics of any song.</source>
        <translation>Was eingefügt wurde, ist länger als jeder Liedtext.</translation>
    </message>
    <message>
        <source>“{name}” is longer than the lyrics of any song. Choose another.</source>
        <translation>„{name}“ ist länger als jeder Liedtext. Wähl eine andere Datei.</translation>
    </message>
    <message>
        <source>“{name}” is no text. Choose an LRC or text file.</source>
        <translation>„{name}“ ist kein Text. Wähl eine LRC- oder Textdatei.</translation>
    </message>
</context>
<context>
    <name>LyricsPage</name>
    <message>
        <source>Tap in</source>
        <translation>Klopfen</translation>
    </message>
    <message>
        <source>Sing</source>
        <translation>Singen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Word by word</source>
        <translation>Wort für Wort</translation>
    </message>
    <message>
        <source>Paste lyrics</source>
        <translation>Liedtext einfügen</translation>
    </message>
    <message>
        <source>Open lyrics …</source>
        <translation>Liedtext öffnen …</translation>
    </message>
    <message>
        <source>No lyrics yet</source>
        <translation>Noch kein Liedtext</translation>
    </message>
    <message>
        <source>Drop an .lrc file here, or paste the words and tap them in while the song plays. An .lrc file beside the song, and lyrics in its tags, are found by themselves.</source>
        <translation>Zieh eine .lrc-Datei hierher, oder füg die Worte ein und klopf sie ein, während das Lied spielt. Eine .lrc-Datei neben dem Lied und Text in seinen Tags werden von selbst gefunden.</translation>
    </message>
    <message>
        <source>More about lyrics</source>
        <translation>Mehr zum Liedtext</translation>
    </message>
    <message>
        <source>Open, save, loop by line, and more</source>
        <translation>Öffnen, speichern, Zeilen als Schleife und mehr</translation>
    </message>
    <message>
        <source>No times yet: tap them in while the song plays.</source>
        <translation>Noch keine Zeiten: klopf sie ein, während das Lied spielt.</translation>
    </message>
    <message numerus="yes">
        <source>{timed} of %n lines have a time</source>
        <translation>
            <numerusform>{timed} von %n Zeile hat eine Zeit</numerusform>
            <numerusform>{timed} von %n Zeilen haben eine Zeit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lines, word by word</source>
        <translation>
            <numerusform>%n Zeile, Wort für Wort</numerusform>
            <numerusform>%n Zeilen, Wort für Wort</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lines</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>The line begins</source>
        <translation>Die Zeile beginnt</translation>
    </message>
    <message>
        <source>The word begins</source>
        <translation>Das Wort beginnt</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>opening …</source>
        <translation>wird geöffnet …</translation>
    </message>
    <message numerus="yes">
        <source>%n stems</source>
        <translation>
            <numerusform>%n Spur</numerusform>
            <numerusform>%n Spuren</numerusform>
        </translation>
    </message>
    <message>
        <source>Continue separating</source>
        <translation>Weiter trennen</translation>
    </message>
</context>
<context>
    <name>MarkLegend</name>
    <message>
        <source>early</source>
        <translation>zu früh</translation>
    </message>
    <message>
        <source>together</source>
        <translation>zusammen</translation>
    </message>
    <message>
        <source>late</source>
        <translation>zu spät</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>ausgelassen</translation>
    </message>
    <message>
        <source>extra</source>
        <translation>zu viel</translation>
    </message>
    <message>
        <source>In the lane: {marks}; higher is too high</source>
        <translation>In der Spur: {marks}; weiter oben heißt zu hoch</translation>
    </message>
</context>
<context>
    <name>MasterStrip</name>
    <message>
        <source>Whole song</source>
        <translation>Ganzer Song</translation>
    </message>
    <message>
        <source>Master gain</source>
        <translation>Gesamtlautstärke</translation>
    </message>
    <message>
        <source>Master level</source>
        <translation>Gesamtpegel</translation>
    </message>
</context>
<context>
    <name>MixerChoices</name>
    <message>
        <source>{stem} is not a stem of this song.</source>
        <translation>{stem} ist keine Spur dieses Songs.</translation>
    </message>
</context>
<context>
    <name>MixerMenu</name>
    <message>
        <source>S&amp;tems</source>
        <translation>S&amp;puren</translation>
    </message>
    <message>
        <source>&amp;My instrument</source>
        <translation>Mein &amp;Instrument</translation>
    </message>
    <message>
        <source>Ano&amp;ther choice of stems</source>
        <translation>Andere S&amp;puren</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keins</translation>
    </message>
    <message>
        <source>Another &amp;instrument</source>
        <translation>Anderes &amp;Instrument</translation>
    </message>
    <message>
        <source>Mute {stem}</source>
        <translation>Stumm: {stem}</translation>
    </message>
    <message>
        <source>Solo {stem}</source>
        <translation>Solo: {stem}</translation>
    </message>
    <message>
        <source>Solo {stem} alone</source>
        <translation>Nur {stem} solo</translation>
    </message>
    <message>
        <source>&amp;Everything except {stem}</source>
        <translation>&amp;Alles außer {stem}</translation>
    </message>
    <message>
        <source>&amp;Everything except my instrument</source>
        <translation>&amp;Alles außer meinem Instrument</translation>
    </message>
    <message>
        <source>&amp;Only {stem}</source>
        <translation>&amp;Nur {stem}</translation>
    </message>
    <message>
        <source>&amp;Only my instrument</source>
        <translation>&amp;Nur mein Instrument</translation>
    </message>
</context>
<context>
    <name>MixerStrip</name>
    <message>
        <source>My instrument</source>
        <translation>Mein Instrument</translation>
    </message>
    <message>
        <source>Pan of {stem}</source>
        <translation>Panorama: {stem}</translation>
    </message>
    <message>
        <source>Gain of {stem}</source>
        <translation>Lautstärke: {stem}</translation>
    </message>
    <message>
        <source>Level of {stem}</source>
        <translation>Pegel: {stem}</translation>
    </message>
    <message>
        <source>Mute {stem}</source>
        <translation>Stumm: {stem}</translation>
    </message>
    <message>
        <source>mute</source>
        <translation>stumm</translation>
    </message>
</context>
<context>
    <name>ModelDesk</name>
    <message>
        <source>Not on this computer any more: {title}. Automatic chooses now.</source>
        <translation>Nicht mehr auf diesem Computer: {title}. Jetzt wird automatisch gewählt.</translation>
    </message>
    <message>
        <source>What was chosen to compute on is not there any more: automatic again.</source>
        <translation>Worauf gerechnet werden sollte, ist nicht mehr da: wieder automatisch.</translation>
    </message>
    <message>
        <source>Downloading {title}</source>
        <translation>{title} wird heruntergeladen</translation>
    </message>
    <message>
        <source>{title} is here.</source>
        <translation>{title} ist da.</translation>
    </message>
    <message>
        <source>A part of {title} is here; the rest is still to come.</source>
        <translation>Ein Teil von {title} ist da; der Rest fehlt noch.</translation>
    </message>
    <message>
        <source>{title} is removed.</source>
        <translation>{title} ist entfernt.</translation>
    </message>
    <message>
        <source>In a terminal: {command}</source>
        <translation>In einem Terminal: {command}</translation>
    </message>
    <message>
        <source>From the next song on: {taken}</source>
        <translation>Ab dem nächsten Song: {taken}</translation>
    </message>
    <message>
        <source>Import a model</source>
        <translation>Modell importieren</translation>
    </message>
    <message>
        <source>Checkpoints (*.th);;All files (*)</source>
        <translation>Modelle (*.th);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>ModelRow</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Download {megabytes} MB</source>
        <translation>{megabytes} MB laden</translation>
    </message>
    <message>
        <source>Download of {title}</source>
        <translation>Herunterladen von {title}</translation>
    </message>
    <message>
        <source>Use {title}</source>
        <translation>{title} verwenden</translation>
    </message>
    <message>
        <source>Download {title}, {megabytes} MB</source>
        <translation>{title} herunterladen, {megabytes} MB</translation>
    </message>
    <message>
        <source>Cancel the download of {title}</source>
        <translation>Herunterladen von {title} abbrechen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove {title}</source>
        <translation>{title} entfernen</translation>
    </message>
    <message>
        <source>Really remove?</source>
        <translation>Wirklich?</translation>
    </message>
    <message>
        <source>Really remove {title}? Press again</source>
        <translation>{title} wirklich entfernen? Noch einmal drücken</translation>
    </message>
</context>
<context>
    <name>ModelWords</name>
    <message>
        <source>The mean of what these say: slower, and often better than each alone.</source>
        <translation>Das Mittel aus diesen: langsamer und oft besser als jedes für sich.</translation>
    </message>
    <message>
        <source>Built in and quick on any computer. Drums and bass come out usable, vocals weak, the rest poor.</source>
        <translation>Eingebaut und auf jedem Computer schnell. Schlagzeug und Bass sind brauchbar, der Gesang ist schwach, alles andere mäßig.</translation>
    </message>
    <message>
        <source>Very good stems. The one to have.</source>
        <translation>Sehr gute Spuren. Das Modell der Wahl.</translation>
    </message>
    <message>
        <source>A little better still, and four times the work: one network for each stem.</source>
        <translation>Noch etwas besser, mit vierfacher Arbeit: ein Netz für jede Spur.</translation>
    </message>
    <message>
        <source>Adds guitar and piano. The guitar comes out well, the piano with much bleeding.</source>
        <translation>Dazu Gitarre und Klavier. Die Gitarre gelingt gut, beim Klavier klingt viel anderes mit.</translation>
    </message>
    <message>
        <source>The generation before HTDemucs. Different mistakes, so worth a try where HTDemucs fails.</source>
        <translation>Die Generation vor HTDemucs. Es macht andere Fehler: einen Versuch wert, wo HTDemucs versagt.</translation>
    </message>
    <message>
        <source>Second in the Music Demixing Challenge of 2021. It has heard the songs of the usual test, so that no honest figure is published.</source>
        <translation>Zweiter der Music Demixing Challenge 2021. Es kennt die Songs des üblichen Tests; darum gibt es keine ehrliche Zahl.</translation>
    </message>
    <message>
        <source>Imported from a file of your own.</source>
        <translation>Aus einer eigenen Datei importiert.</translation>
    </message>
    <message>
        <source>HTDemucs, four specialists</source>
        <translation>HTDemucs, vier Spezialisten</translation>
    </message>
    <message>
        <source>HTDemucs, six stems</source>
        <translation>HTDemucs, sechs Spuren</translation>
    </message>
    <message>
        <source>MDX challenge, four networks</source>
        <translation>MDX Challenge, vier Netze</translation>
    </message>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source>no published quality</source>
        <translation>Güte nicht veröffentlicht</translation>
    </message>
    <message>
        <source>quality {figure} dB (SDR)</source>
        <translation>Güte {figure} dB (SDR)</translation>
    </message>
    <message>
        <source>Nobody has published a figure that can be compared.</source>
        <translation>Niemand hat eine vergleichbare Zahl veröffentlicht.</translation>
    </message>
    <message>
        <source>{figure} dB signal-to-distortion ratio (SDR), the mean of its stems. Source: {source}.</source>
        <translation>{figure} dB Signal zu Verzerrung (SDR) im Mittel der Spuren. Quelle: {source}.</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>Lizenz unbekannt</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
    <message>
        <source>{cost} s per second</source>
        <translation>{cost} s je Sekunde</translation>
    </message>
    <message>
        <source>time not measured yet</source>
        <translation>Dauer noch nicht gemessen</translation>
    </message>
    <message>
        <source>{length} song: {time}</source>
        <translation>{length} Song: {time}</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Graphics card</source>
        <translation>Grafikkarte</translation>
    </message>
    <message>
        <source>Apple graphics</source>
        <translation>Apple-Grafik</translation>
    </message>
    <message>
        <source>processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>graphics card</source>
        <translation>Grafikkarte</translation>
    </message>
    <message>
        <source>apple graphics</source>
        <translation>Apple-Grafik</translation>
    </message>
    <message>
        <source>Memory on the {device} is short: separating goes on in smaller pieces.</source>
        <translation>Der Speicher ist knapp ({device}): Es geht in kleineren Stücken weiter.</translation>
    </message>
    <message>
        <source>The {device} has not enough memory: separating goes on with the {other}, which takes longer.</source>
        <translation>Der Speicher reicht nicht ({device}): Es geht langsamer weiter ({other}).</translation>
    </message>
    <message>
        <source>{title}: the best one here that this computer separates faster than the song plays ({cost}).</source>
        <translation>{title}: das beste hier, mit dem dieser Computer schneller trennt, als der Song spielt ({cost}).</translation>
    </message>
    <message>
        <source>{title}: no other model is here yet.</source>
        <translation>{title}: Noch ist kein anderes Modell da.</translation>
    </message>
    <message>
        <source>{title}: {other} would take {cost} s per second of song here; choose it yourself if you can wait.</source>
        <translation>{title}: {other} bräuchte hier {cost} s je Sekunde Song; wähl es selbst, wenn du warten kannst.</translation>
    </message>
    <message>
        <source>{title}: how quick this computer is with {other} is not measured yet.</source>
        <translation>{title}: Wie schnell dieser Computer mit {other} ist, ist noch nicht gemessen.</translation>
    </message>
    <message>
        <source>{title}: the others here have no published figure to go by; choose one yourself.</source>
        <translation>{title}: Für die anderen hier gibt es keine veröffentlichte Zahl; wähl selbst eins.</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>Models and storage</source>
        <translation>Modelle und Speicherplatz</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>Zusammen</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Güte</translation>
    </message>
    <message>
        <source>Separate into</source>
        <translation>Trennen in</translation>
    </message>
    <message>
        <source>Computes on</source>
        <translation>Rechnet auf</translation>
    </message>
    <message>
        <source>Import a file …</source>
        <translation>Datei importieren …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Which model separates</source>
        <translation>Welches Modell trennt</translation>
    </message>
    <message>
        <source>A model takes the song apart. Better ones sound cleaner and take longer; each is downloaded once.</source>
        <translation>Ein Modell trennt den Song in Spuren. Bessere klingen sauberer und brauchen länger; jedes wird einmal heruntergeladen.</translation>
    </message>
    <message>
        <source>How it separates</source>
        <translation>Wie getrennt wird</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Speicherplatz</translation>
    </message>
    <message>
        <source>Several together</source>
        <translation>Mehrere zusammen</translation>
    </message>
    <message>
        <source>The mean of what they say: slower, and often better than each alone.</source>
        <translation>Das Mittel aus allen: langsamer und oft besser als jedes für sich.</translation>
    </message>
    <message>
        <source>Separate this song with {title}</source>
        <translation>Diesen Song trennen mit {title}</translation>
    </message>
    <message>
        <source>Separate this song anew</source>
        <translation>Diesen Song neu trennen</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <source>Use together</source>
        <translation>Zusammen verwenden</translation>
    </message>
    <message>
        <source>Use together: {titles}</source>
        <translation>Zusammen verwenden: {titles}</translation>
    </message>
</context>
<context>
    <name>ModelsReport</name>
    <message>
        <source>Takes the best one here that is quick enough. Now {choice}</source>
        <translation>Nimmt das beste vorhandene, das schnell genug ist. Jetzt {choice}</translation>
    </message>
    <message>
        <source>being measured</source>
        <translation>wird gemessen</translation>
    </message>
    <message>
        <source>downloading {percent} %</source>
        <translation>lädt {percent} %</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>eingebaut</translation>
    </message>
    <message>
        <source>here</source>
        <translation>da</translation>
    </message>
    <message>
        <source>not here</source>
        <translation>nicht da</translation>
    </message>
    <message>
        <source>{count} of {files} files here</source>
        <translation>{count} von {files} Dateien da</translation>
    </message>
    <message>
        <source>Makes other stems</source>
        <translation>Liefert andere Spuren</translation>
    </message>
    <message>
        <source>Choose two or more.</source>
        <translation>Wähl zwei oder mehr.</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>Schneller</translation>
    </message>
    <message>
        <source>Less overlap</source>
        <translation>Weniger Überlappung</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>As the models are usually used</source>
        <translation>Wie Modelle gewöhnlich verwendet werden</translation>
    </message>
    <message>
        <source>Better</source>
        <translation>Besser</translation>
    </message>
    <message>
        <source>The mean of several estimates</source>
        <translation>Das Mittel mehrerer Schätzungen</translation>
    </message>
    <message>
        <source>Or only one of them, and everything else as a second one.</source>
        <translation>Oder nur eine davon und alles andere als zweite.</translation>
    </message>
    <message>
        <source>{title} then does a part of the work: {factor} times quicker.</source>
        <translation>{title} macht dann nur einen Teil der Arbeit: {factor}-mal so schnell.</translation>
    </message>
    <message>
        <source>It takes as long as all of them; the Stems menu above the strips shows the same without losing any.</source>
        <translation>Es dauert so lange wie alle; das Menü „Spuren“ über den Reglern zeigt dasselbe, ohne dass eine verloren geht.</translation>
    </message>
    <message>
        <source>What there is to compute on is being looked for.</source>
        <translation>Es wird gesucht, worauf gerechnet werden kann.</translation>
    </message>
    <message>
        <source>There is no graphics card here that can be used.</source>
        <translation>Hier gibt es keine brauchbare Grafikkarte.</translation>
    </message>
    <message>
        <source>Automatic takes the quickest: {device}.</source>
        <translation>Automatisch nimmt das Schnellste: {device}.</translation>
    </message>
</context>
<context>
    <name>MouseHints</name>
    <message>
        <source>Drag on a lane</source>
        <translation>Auf einer Spur ziehen</translation>
    </message>
    <message>
        <source>loop it; drag the edges or the bar above to change it</source>
        <translation>Schleife; zieh die Ränder oder den Balken darüber, um sie zu ändern</translation>
    </message>
    <message>
        <source>Alt while dragging</source>
        <translation>Alt beim Ziehen</translation>
    </message>
    <message>
        <source>do not snap to beats, markers and loops</source>
        <translation>nicht an Schlägen, Marken und Schleifen einrasten</translation>
    </message>
    <message>
        <source>Click on a lane</source>
        <translation>Auf eine Spur klicken</translation>
    </message>
    <message>
        <source>go there</source>
        <translation>dorthin gehen</translation>
    </message>
    <message>
        <source>Click in the spectrogram</source>
        <translation>Klick ins Spektrogramm</translation>
    </message>
    <message>
        <source>hear that note; with Shift exactly what is there</source>
        <translation>den Ton hören; mit Umschalt genau, was da ist</translation>
    </message>
    <message>
        <source>Drag in the spectrogram</source>
        <translation>Ziehen im Spektrogramm</translation>
    </message>
    <message>
        <source>hear that box alone; a click beside it ends it</source>
        <translation>nur den Ausschnitt hören; ein Klick daneben beendet es</translation>
    </message>
    <message>
        <source>Drag a note, while notes are edited</source>
        <translation>Eine Note ziehen, während Noten bearbeitet werden</translation>
    </message>
    <message>
        <source>higher, lower, earlier, later; its edges: longer, shorter</source>
        <translation>höher, tiefer, früher, später; ihre Kanten: länger, kürzer</translation>
    </message>
    <message>
        <source>Arrow keys, while notes are edited</source>
        <translation>Pfeiltasten, während Noten bearbeitet werden</translation>
    </message>
    <message>
        <source>choose, raise, lower; Ctrl moves, Alt its end, Alt + Shift its start</source>
        <translation>wählen, höher, tiefer; Strg verschiebt, Alt ihr Ende, Alt + Umschalt ihren Anfang</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>Mausrad</translation>
    </message>
    <message>
        <source>scroll; over a number, a fader or a knob, change it</source>
        <translation>scrollen; über Zahl, Regler oder Knopf: ändern</translation>
    </message>
    <message>
        <source>Ctrl + wheel, pinch</source>
        <translation>Strg + Mausrad, zwei Finger</translation>
    </message>
    <message>
        <source>zoom around the mouse</source>
        <translation>um die Maus vergrößern</translation>
    </message>
    <message>
        <source>Ctrl + Shift + wheel</source>
        <translation>Strg + Umschalt + Mausrad</translation>
    </message>
    <message>
        <source>zoom into the pitches of the spectrogram</source>
        <translation>Tonhöhen des Spektrogramms vergrößern</translation>
    </message>
    <message>
        <source>Wheel, drag on the piano</source>
        <translation>Mausrad, Ziehen auf dem Klavier</translation>
    </message>
    <message>
        <source>zoom into the pitches, move among them</source>
        <translation>Tonhöhen vergrößern, verschieben</translation>
    </message>
    <message>
        <source>Double-click on a fader or a knob</source>
        <translation>Doppelklick auf Regler oder Knopf</translation>
    </message>
    <message>
        <source>back to its middle</source>
        <translation>zurück zur Mitte</translation>
    </message>
    <message>
        <source>Click on a number</source>
        <translation>Auf eine Zahl klicken</translation>
    </message>
    <message>
        <source>type it; drag up and down to change it</source>
        <translation>tippen; auf und ab ziehen, um sie zu ändern</translation>
    </message>
    <message>
        <source>Right-click on a number</source>
        <translation>Rechtsklick auf eine Zahl</translation>
    </message>
    <message>
        <source>back to where it began</source>
        <translation>zurück zum Ausgangswert</translation>
    </message>
    <message>
        <source>Double-click on a loop or marker</source>
        <translation>Doppelklick auf Schleife oder Marke</translation>
    </message>
    <message>
        <source>rename it</source>
        <translation>umbenennen</translation>
    </message>
    <message>
        <source>Double-click on a section</source>
        <translation>Doppelklick auf einen Abschnitt</translation>
    </message>
    <message>
        <source>rename all that are like it; with Shift it alone</source>
        <translation>alle gleichen umbenennen; mit Umschalt ihn allein</translation>
    </message>
    <message>
        <source>Drag a section’s beginning</source>
        <translation>Den Anfang eines Abschnitts ziehen</translation>
    </message>
    <message>
        <source>move it from bar to bar; with Alt anywhere</source>
        <translation>ihn von Takt zu Takt verschieben; mit Alt überallhin</translation>
    </message>
    <message>
        <source>Click on a line of the lyrics</source>
        <translation>Klick auf eine Zeile des Liedtexts</translation>
    </message>
    <message>
        <source>go there; with Shift loop from the one before</source>
        <translation>dorthin gehen; mit Umschalt Schleife von der vorigen an</translation>
    </message>
    <message>
        <source>Click on a chord</source>
        <translation>Klick auf einen Akkord</translation>
    </message>
    <message>
        <source>hear it; double-click to type another, drag its edges</source>
        <translation>anhören; Doppelklick: einen anderen schreiben; die Ränder ziehen</translation>
    </message>
    <message>
        <source>Ctrl + click on S</source>
        <translation>Strg + Klick auf S</translation>
    </message>
    <message>
        <source>hear this stem alone</source>
        <translation>nur diese Spur hören</translation>
    </message>
    <message>
        <source>Drop a file on the window</source>
        <translation>Eine Datei auf dem Fenster ablegen</translation>
    </message>
    <message>
        <source>open it</source>
        <translation>öffnen</translation>
    </message>
    <message>
        <source>Tab, arrow keys</source>
        <translation>Tab, Pfeiltasten</translation>
    </message>
    <message>
        <source>go through the controls, change the one you are at</source>
        <translation>durch die Bedienelemente gehen, das aktuelle ändern</translation>
    </message>
</context>
<context>
    <name>NoteEditing</name>
    <message>
        <source>Drag a note: higher, lower, earlier, later; its edges: longer, shorter
Double click: a new note; Delete removes it
Shift chooses several, Alt leaves the grid</source>
        <translation>Note ziehen: höher, tiefer, früher, später; ihre Kanten: länger, kürzer
Doppelklick: neue Note; Entf entfernt sie
Mit Umschalt mehrere wählen, mit Alt frei vom Raster</translation>
    </message>
    <message>
        <source>Notes: {stem}  ×</source>
        <translation>Noten: {stem}  ×</translation>
    </message>
    <message>
        <source>Done with editing the notes</source>
        <translation>Fertig mit dem Bearbeiten der Noten</translation>
    </message>
    <message>
        <source>Editing notes: {stem}</source>
        <translation>Noten bearbeiten: {stem}</translation>
    </message>
</context>
<context>
    <name>NoteEdits</name>
    <message>
        <source>There is no note yet: double-click to make one.</source>
        <translation>Es gibt noch keine Note: Ein Doppelklick macht eine.</translation>
    </message>
    <message>
        <source>Choose a note first.</source>
        <translation>Wähle zuerst eine Note.</translation>
    </message>
    <message>
        <source>The beats of this song are not known: tap along with them.</source>
        <translation>Die Schläge dieses Stücks sind nicht bekannt: Tippe sie mit.</translation>
    </message>
    <message>
        <source>No notes of this stem are known.</source>
        <translation>Von dieser Spur sind keine Noten bekannt.</translation>
    </message>
</context>
<context>
    <name>NoteHand</name>
    <message>
        <source>Notes not heard</source>
        <translation>Noten nicht zu hören</translation>
    </message>
    <message>
        <source>Notes heard: {stem}</source>
        <translation>Noten zu hören: {stem}</translation>
    </message>
    <message>
        <source>Choose a stem whose notes are to be edited, below the lanes.</source>
        <translation>Wähle unter den Spuren, wessen Noten du bearbeiten willst.</translation>
    </message>
    <message>
        <source>Choose a stem whose notes are in the file, below the lanes.</source>
        <translation>Wähle unter den Spuren die Spur, deren Töne in der Datei sind.</translation>
    </message>
    <message>
        <source>Notes can be edited</source>
        <translation>Noten können bearbeitet werden</translation>
    </message>
    <message>
        <source>Notes stay as they are</source>
        <translation>Noten bleiben, wie sie sind</translation>
    </message>
    <message>
        <source>The notes of this song are being looked for.</source>
        <translation>Die Noten dieses Stücks werden gesucht.</translation>
    </message>
    <message>
        <source>No notes of this stem are known.</source>
        <translation>Von dieser Spur sind keine Noten bekannt.</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Noten</translation>
    </message>
    <message numerus="yes">
        <source>%n hits found: they stand at the foot</source>
        <translation>
            <numerusform>%n Schlag gefunden: er steht unten</numerusform>
            <numerusform>%n Schläge gefunden: sie stehen unten</numerusform>
        </translation>
    </message>
    <message>
        <source>Being looked for …</source>
        <translation>Werden gesucht …</translation>
    </message>
    <message>
        <source>No notes are known. You can write them: Edit notes.</source>
        <translation>Es sind keine Noten bekannt. Du kannst sie schreiben: Noten bearbeiten.</translation>
    </message>
    <message numerus="yes">
        <source>%n notes, set by you</source>
        <translation>
            <numerusform>%n Note, von dir gesetzt</numerusform>
            <numerusform>%n Noten, von dir gesetzt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n notes found</source>
        <translation>
            <numerusform>%n Note gefunden</numerusform>
            <numerusform>%n Noten gefunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them uncertain</source>
        <translation>
            <numerusform>%n davon unsicher</numerusform>
            <numerusform>%n davon unsicher</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NoteMenu</name>
    <message>
        <source>&amp;Hear the notes</source>
        <translation>Noten &amp;hören</translation>
    </message>
    <message>
        <source>Ne&amp;xt note</source>
        <translation>N&amp;ächste Note</translation>
    </message>
    <message>
        <source>Pre&amp;vious note</source>
        <translation>&amp;Vorige Note</translation>
    </message>
    <message>
        <source>&amp;Edit notes</source>
        <translation>Noten b&amp;earbeiten</translation>
    </message>
    <message>
        <source>&amp;Quantise the notes to the grid</source>
        <translation>Noten aufs Raster setzen (&amp;Quantisieren)</translation>
    </message>
    <message>
        <source>&amp;Back to the notes that were found</source>
        <translation>Z&amp;urück zu den gefundenen Noten</translation>
    </message>
    <message>
        <source>&amp;Open notes from MIDI …</source>
        <translation>Töne aus MIDI ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>Save notes as &amp;MIDI …</source>
        <translation>Noten als &amp;MIDI speichern …</translation>
    </message>
    <message>
        <source>Save notes as M&amp;usicXML …</source>
        <translation>Noten als Musi&amp;cXML speichern …</translation>
    </message>
    <message>
        <source>&amp;Notes in the spectrogram</source>
        <translation>&amp;Noten im Spektrogramm</translation>
    </message>
    <message>
        <source>&amp;Off</source>
        <translation>&amp;Aus</translation>
    </message>
    <message>
        <source>&amp;Line</source>
        <translation>&amp;Linie</translation>
    </message>
    <message>
        <source>&amp;Notes</source>
        <translation>&amp;Noten</translation>
    </message>
    <message>
        <source>Notes: off, line, &amp;blocks</source>
        <translation>Noten: aus, Linie, &amp;Blöcke</translation>
    </message>
</context>
<context>
    <name>NoteSteps</name>
    <message>
        <source>No notes of this stem are known.</source>
        <translation>Von dieser Spur sind keine Noten bekannt.</translation>
    </message>
    <message>
        <source>There is no further note.</source>
        <translation>Hier gibt es keine weitere Note.</translation>
    </message>
</context>
<context>
    <name>NoteWords</name>
    <message>
        <source>kick</source>
        <translation>Bassdrum</translation>
    </message>
    <message>
        <source>snare</source>
        <translation>Snare</translation>
    </message>
    <message>
        <source>hi-hat</source>
        <translation>Hi-Hat</translation>
    </message>
    <message>
        <source>uncertain</source>
        <translation>unsicher</translation>
    </message>
    <message>
        <source>beat {beat}</source>
        <translation>Schlag {beat}</translation>
    </message>
    <message>
        <source>{place}, second sixteenth</source>
        <translation>{place}, zweite Sechzehntel</translation>
    </message>
    <message>
        <source>{place} and</source>
        <translation>{place} und</translation>
    </message>
    <message>
        <source>{place}, fourth sixteenth</source>
        <translation>{place}, vierte Sechzehntel</translation>
    </message>
    <message>
        <source>{place}, second of a triplet</source>
        <translation>{place}, zweite der Triole</translation>
    </message>
    <message>
        <source>{place}, third of a triplet</source>
        <translation>{place}, dritte der Triole</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>{beats} beats</source>
        <translation>{beats} Schläge</translation>
    </message>
    <message>
        <source>a thirty-second</source>
        <translation>Zweiunddreißigstel</translation>
    </message>
    <message>
        <source>a sixteenth</source>
        <translation>Sechzehntel</translation>
    </message>
    <message>
        <source>a triplet eighth</source>
        <translation>Achtel einer Triole</translation>
    </message>
    <message>
        <source>an eighth</source>
        <translation>Achtel</translation>
    </message>
    <message>
        <source>a triplet quarter</source>
        <translation>Viertel einer Triole</translation>
    </message>
    <message>
        <source>a dotted eighth</source>
        <translation>punktierte Achtel</translation>
    </message>
    <message>
        <source>a quarter</source>
        <translation>Viertel</translation>
    </message>
    <message>
        <source>a dotted quarter</source>
        <translation>punktierte Viertel</translation>
    </message>
    <message>
        <source>a half</source>
        <translation>Halbe</translation>
    </message>
    <message>
        <source>a dotted half</source>
        <translation>punktierte Halbe</translation>
    </message>
    <message>
        <source>a whole note</source>
        <translation>Ganze</translation>
    </message>
</context>
<context>
    <name>NotesExport</name>
    <message>
        <source>Save notes as MIDI</source>
        <translation>Noten als MIDI speichern</translation>
    </message>
    <message>
        <source>MIDI files (*.mid)</source>
        <translation>MIDI-Dateien (*.mid)</translation>
    </message>
    <message>
        <source>A score needs the song&apos;s beats, and none were found. Tap them with T first.</source>
        <translation>Notenschrift braucht die Schläge des Stücks, und es wurden keine gefunden. Tippe sie zuerst mit T.</translation>
    </message>
    <message>
        <source>Save notes as MusicXML</source>
        <translation>Noten als MusicXML speichern</translation>
    </message>
    <message>
        <source>MusicXML files (*.musicxml)</source>
        <translation>MusicXML-Dateien (*.musicxml)</translation>
    </message>
    <message>
        <source>No notes of this song are known yet.</source>
        <translation>Von diesem Stück sind noch keine Noten bekannt.</translation>
    </message>
    <message>
        <source>Saved as “{name}”.</source>
        <translation>Als „{name}“ gespeichert.</translation>
    </message>
</context>
<context>
    <name>NotesImport</name>
    <message>
        <source>Open the notes of a stem: {stem}</source>
        <translation>Töne einer Spur öffnen: {stem}</translation>
    </message>
    <message>
        <source>MIDI files (*.mid *.midi)</source>
        <translation>MIDI-Dateien (*.mid *.midi)</translation>
    </message>
    <message>
        <source>There are no notes in “{name}”, only drums or nothing at all.</source>
        <translation>In „{name}“ sind keine Töne, nur Schlagzeug oder gar nichts.</translation>
    </message>
    <message numerus="yes">
        <source>%n notes of “{part}” are the notes of a stem now: {stem}.</source>
        <translation>
            <numerusform>%n Ton von „{part}“ ist jetzt der Ton einer Spur: {stem}.</numerusform>
            <numerusform>%n Töne von „{part}“ sind jetzt die Töne einer Spur: {stem}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NotesPopup</name>
    <message>
        <source>Notes</source>
        <translation>Noten</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Zu sehen</translation>
    </message>
    <message>
        <source>Heard as tones</source>
        <translation>Als Töne zu hören</translation>
    </message>
    <message>
        <source>Gain of the notes</source>
        <translation>Lautstärke der Noten</translation>
    </message>
    <message>
        <source>Drag, make and remove notes in the spectrogram; Escape ends it</source>
        <translation>Noten im Spektrogramm ziehen, machen, entfernen; Escape beendet es</translation>
    </message>
    <message>
        <source>Edit notes</source>
        <translation>Noten bearbeiten</translation>
    </message>
    <message>
        <source>Begin and end every note on the beats&apos; sixteenths or triplets</source>
        <translation>Jede Note auf Sechzehnteln oder Triolen der Schläge beginnen und enden lassen</translation>
    </message>
    <message>
        <source>Quantise to the grid</source>
        <translation>Aufs Raster setzen</translation>
    </message>
    <message>
        <source>Forget what was set; what was found in the song counts</source>
        <translation>Vergessen, was gesetzt wurde; es gilt, was im Stück gefunden wurde</translation>
    </message>
    <message>
        <source>Back to what was found</source>
        <translation>Zurück zum Gefundenen</translation>
    </message>
    <message>
        <source>Changed by hand</source>
        <translation>Von Hand geändert</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Linie</translation>
    </message>
    <message>
        <source>The pitch as it was sung or played; faint where uncertain</source>
        <translation>Die Tonhöhe, wie gesungen oder gespielt; blass, wo sie unsicher ist</translation>
    </message>
    <message>
        <source>Notes on their keys; dashed where uncertain</source>
        <translation>Noten auf ihren Tasten; gestrichelt, wo sie unsicher sind</translation>
    </message>
    <message>
        <source>Beside the stem</source>
        <translation>Neben der Spur</translation>
    </message>
    <message>
        <source>Instead</source>
        <translation>Stattdessen</translation>
    </message>
</context>
<context>
    <name>OutputButton</name>
    <message>
        <source>Sound output</source>
        <translation>Tonausgabe</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Verzögerung</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal suchen</translation>
    </message>
    <message>
        <source>No sound output</source>
        <translation>Keine Tonausgabe</translation>
    </message>
    <message>
        <source>Sound output: {device}</source>
        <translation>Tonausgabe: {device}</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>Overview of the whole song</source>
        <translation>Überblick über den ganzen Song</translation>
    </message>
    <message>
        <source>Click to go there, drag to loop</source>
        <translation>Klick, um dorthin zu gehen; zieh eine Schleife</translation>
    </message>
</context>
<context>
    <name>PanKnob</name>
    <message>
        <source>Pan: centre</source>
        <translation>Panorama: Mitte</translation>
    </message>
    <message>
        <source>left</source>
        <translation>links</translation>
    </message>
    <message>
        <source>right</source>
        <translation>rechts</translation>
    </message>
    <message>
        <source>Pan: {percent} % {side}</source>
        <translation>Panorama: {percent} % {side}</translation>
    </message>
</context>
<context>
    <name>PanelTitle</name>
    <message>
        <source>What is shown below the stems</source>
        <translation>Was unter den Spuren zu sehen ist</translation>
    </message>
    <message>
        <source>Below the stems: {title}</source>
        <translation>Unter den Spuren: {title}</translation>
    </message>
</context>
<context>
    <name>PedalText</name>
    <message>
        <source>Pedal {number}</source>
        <translation>Pedal {number}</translation>
    </message>
    <message>
        <source>Note {number}</source>
        <translation>Note {number}</translation>
    </message>
    <message>
        <source>Program {number}</source>
        <translation>Programm {number}</translation>
    </message>
    <message>
        <source>{pedal}, channel {channel}</source>
        <translation>{pedal}, Kanal {channel}</translation>
    </message>
</context>
<context>
    <name>PianoKeyboard</name>
    <message>
        <source>Piano keys of the spectrogram&apos;s pitches</source>
        <translation>Klaviertasten zu den Tonhöhen des Spektrogramms</translation>
    </message>
    <message>
        <source>Click a key to hear it, scroll to zoom into the pitches, drag to move, double-click to see all of them</source>
        <translation>Klick auf eine Taste lässt sie klingen, Scrollen vergrößert, Ziehen verschiebt, Doppelklick zeigt alle Tonhöhen</translation>
    </message>
    <message>
        <source>{lowest} to {highest}; Up and Down move, Page Up and Page Down zoom</source>
        <translation>{lowest} bis {highest}; Hoch und Herunter verschieben, Bild auf und Bild ab vergrößern</translation>
    </message>
</context>
<context>
    <name>PicturePopup</name>
    <message>
        <source>Picture of the spectrogram</source>
        <translation>Bild des Spektrogramms</translation>
    </message>
    <message>
        <source>Darkest level</source>
        <translation>Dunkelster Pegel</translation>
    </message>
    <message>
        <source>Brightest level</source>
        <translation>Hellster Pegel</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Bass</source>
        <translation>Bass</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>Stimme</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>The colours and levels that Woodshed comes with</source>
        <translation>Die Farben und Pegel von Anfang</translation>
    </message>
    <message>
        <source> dB</source>
        <translation> dB</translation>
    </message>
    <message>
        <source>Pitches: {which}</source>
        <translation>Tonhöhen: {which}</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Levels, below the loudest</source>
        <translation>Pegel, unter dem lautesten</translation>
    </message>
    <message>
        <source>Dark up to</source>
        <translation>Dunkel bis</translation>
    </message>
    <message>
        <source>Bright from</source>
        <translation>Hell ab</translation>
    </message>
    <message>
        <source>Pitches</source>
        <translation>Tonhöhen</translation>
    </message>
</context>
<context>
    <name>PitchField</name>
    <message>
        <source>Pitch in semitones</source>
        <translation>Tonhöhe in Halbtönen</translation>
    </message>
    <message>
        <source>Fine pitch in cents</source>
        <translation>Feine Tonhöhe in Cent</translation>
    </message>
    <message>
        <source> ct</source>
        <translation> ct</translation>
    </message>
    <message>
        <source>Tuning of A4</source>
        <translation>Stimmung des Kammertons</translation>
    </message>
    <message>
        <source> Hz</source>
        <translation> Hz</translation>
    </message>
    <message>
        <source>The song sounds as if its A were tuned to this.</source>
        <translation>Der Song klingt, als wäre sein A darauf gestimmt.</translation>
    </message>
    <message>
        <source>Keep voices natural</source>
        <translation>Stimmen natürlich lassen</translation>
    </message>
    <message>
        <source>Keep voices natural: keeps the character of voices when the pitch is changed</source>
        <translation>Stimmen natürlich lassen: erhält den Klang von Stimmen bei anderer Tonhöhe</translation>
    </message>
    <message>
        <source>semitones</source>
        <translation>Halbtöne</translation>
    </message>
    <message>
        <source>A4</source>
        <translation>A4</translation>
    </message>
</context>
<context>
    <name>PositionReadout</name>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Click to type a time: 1:30 or 90</source>
        <translation>Klick, um eine Zeit zu tippen: 1:30 oder 90</translation>
    </message>
    <message>
        <source>of {time}</source>
        <translation>von {time}</translation>
    </message>
</context>
<context>
    <name>PracticeSession</name>
    <message>
        <source>The end of this file is missing. What is there can be played.</source>
        <translation>Das Ende dieser Datei fehlt. Was da ist, lässt sich spielen.</translation>
    </message>
    <message numerus="yes">
        <source>%n damaged samples in this file were replaced by silence.</source>
        <translation>
            <numerusform>%n beschädigtes Sample in dieser Datei wurde durch Stille ersetzt.</numerusform>
            <numerusform>%n beschädigte Samples in dieser Datei wurden durch Stille ersetzt.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PracticeText</name>
    <message>
        <source>d MMM</source>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>1 round</source>
        <translation>1 Runde</translation>
    </message>
    <message>
        <source>{count} rounds</source>
        <translation>{count} Runden</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 Tag</translation>
    </message>
    <message>
        <source>{count} days</source>
        <translation>{count} Tage</translation>
    </message>
    <message>
        <source>not clean yet</source>
        <translation>noch nicht sauber</translation>
    </message>
    <message>
        <source>clean at {percent} %</source>
        <translation>sauber bei {percent} %</translation>
    </message>
    <message>
        <source>{low} to {high} %</source>
        <translation>{low} bis {high} %</translation>
    </message>
</context>
<context>
    <name>ProgressPage</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Minutes of</source>
        <translation>Minuten von</translation>
    </message>
    <message>
        <source>Practice minutes by day</source>
        <translation>Übeminuten nach Tagen</translation>
    </message>
    <message>
        <source>Nothing is practised yet. Loop a passage and play it: every round that is heard whole counts here, and so does every minute that sounds. Mark a round clean when it was; the speed trainer makes it faster then.</source>
        <translation>Noch ist nichts geübt. Lege eine Schleife um eine Stelle und spiele sie: Jede ganz gehörte Runde zählt hier, und jede Minute, die klingt. Markiere eine Runde als sauber, wenn sie es war; dann macht der Tempotrainer sie schneller.</translation>
    </message>
    <message>
        <source>Set the speed trainer up …</source>
        <translation>Tempotrainer einstellen …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Practice minutes, the last six weeks</source>
        <translation>Übeminuten der letzten sechs Wochen</translation>
    </message>
    <message>
        <source>Loops: tempo by day, the dot is the highest clean</source>
        <translation>Schleifen: Tempo nach Tagen, der Punkt ist das höchste saubere</translation>
    </message>
    <message>
        <source>Kept loops are listed here. So is every other loop that was heard whole at least {rounds} times in the last six weeks.</source>
        <translation>Behaltene Schleifen stehen hier, und jede andere, die in den letzten sechs Wochen mindestens {rounds} Mal ganz gehört wurde.</translation>
    </message>
    <message>
        <source>All songs</source>
        <translation>Alle Songs</translation>
    </message>
    <message>
        <source>This song</source>
        <translation>Dieser Song</translation>
    </message>
</context>
<context>
    <name>ReadingHands</name>
    <message>
        <source>Page: {title}</source>
        <translation>Seite: {title}</translation>
    </message>
</context>
<context>
    <name>ReadingMessages</name>
    <message>
        <source>What you corrected in this song cannot be read ({reason}). It stays as it is, and what you correct now is not kept.</source>
        <translation>Was du in diesem Song verbessert hast, lässt sich nicht lesen ({reason}). Es bleibt, wie es ist, und was du jetzt verbesserst, wird nicht behalten.</translation>
    </message>
    <message>
        <source>What you corrected cannot be kept ({reason}). Check that there is room on the disk and that the folder can be written to.</source>
        <translation>Was du verbessert hast, lässt sich nicht behalten ({reason}). Prüfe, ob auf der Festplatte Platz ist und in den Ordner geschrieben werden darf.</translation>
    </message>
    <message>
        <source>The file of what you corrected in this song was damaged and put aside as “{aside}”. What was found in the song is shown instead.</source>
        <translation>Die Datei mit deinen Verbesserungen zu diesem Song war beschädigt und liegt jetzt als „{aside}“ daneben. Stattdessen siehst du, was im Song gefunden wurde.</translation>
    </message>
    <message>
        <source>The notes cannot be played as tones ({reason}). Check that there is room in the folder for temporary files.</source>
        <translation>Die Noten können nicht als Töne gespielt werden ({reason}). Prüfe, ob im Ordner für vorläufige Dateien Platz ist.</translation>
    </message>
    <message>
        <source>Chords, sections and notes of this song could not be looked for.</source>
        <translation>Nach Akkorden, Abschnitten und Tönen dieses Songs konnte nicht gesucht werden.</translation>
    </message>
</context>
<context>
    <name>Ruler</name>
    <message>
        <source>Ruler</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Click to go there, drag to loop, drag the bar to move the loop</source>
        <translation>Klick, um dorthin zu gehen; zieh eine Schleife; zieh den Balken, um sie zu verschieben</translation>
    </message>
    <message>
        <source>Loop {start} to {end}</source>
        <translation>Schleife von {start} bis {end}</translation>
    </message>
    <message>
        <source>Loop · {length}</source>
        <translation>Schleife · {length}</translation>
    </message>
    <message>
        <source>Loop off · {length}</source>
        <translation>Schleife aus · {length}</translation>
    </message>
</context>
<context>
    <name>ScoreCanvas</name>
    <message>
        <source>Score</source>
        <translation>Notenblatt</translation>
    </message>
    <message>
        <source>Along the top: drag a bar line to where it belongs; a double click lets go of it
Below: click to go there, drag to loop</source>
        <translation>Am oberen Rand: einen Taktstrich dorthin ziehen, wo er hingehört; ein Doppelklick gibt ihn wieder frei
Darunter: klicken, um dorthin zu springen, ziehen für eine Schleife</translation>
    </message>
</context>
<context>
    <name>ScoreHand</name>
    <message>
        <source>Score</source>
        <translation>Notenblatt</translation>
    </message>
    <message>
        <source>Open a score</source>
        <translation>Notenblatt öffnen</translation>
    </message>
    <message>
        <source>Scores ({patterns})</source>
        <translation>Notenblätter ({patterns})</translation>
    </message>
    <message>
        <source>Guitar Pro ({patterns})</source>
        <translation>Guitar Pro ({patterns})</translation>
    </message>
    <message>
        <source>MusicXML ({patterns})</source>
        <translation>MusicXML ({patterns})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open the song first: “{name}” is shown beside it.</source>
        <translation>Zuerst den Song öffnen: „{name}“ wird daneben gezeigt.</translation>
    </message>
    <message>
        <source>There are no more notes</source>
        <translation>Es kommen keine Noten mehr</translation>
    </message>
    <message>
        <source>There is no bar of the score here</source>
        <translation>Hier ist kein Takt des Notenblatts</translation>
    </message>
    <message numerus="yes">
        <source>The score has %n bars</source>
        <translation>
            <numerusform>Das Notenblatt hat %n Takt</numerusform>
            <numerusform>Das Notenblatt hat %n Takte</numerusform>
        </translation>
    </message>
    <message>
        <source>The score is being read …</source>
        <translation>Das Notenblatt wird gelesen …</translation>
    </message>
    <message>
        <source>Drop a tab or score here: Guitar Pro 3 to 5 (.gp3, .gp4, .gp5) or MusicXML (.musicxml, .mxl, .xml). It follows the song&apos;s bars.</source>
        <translation>Tabulatur oder Noten hierher ziehen: Guitar Pro 3 bis 5 (.gp3, .gp4, .gp5) oder MusicXML (.musicxml, .mxl, .xml). Sie folgen den Takten des Songs.</translation>
    </message>
</context>
<context>
    <name>ScoreMenu</name>
    <message>
        <source>Sco&amp;re</source>
        <translation>Noten&amp;blatt</translation>
    </message>
    <message>
        <source>Open a sco&amp;re …</source>
        <translation>Notenblatt ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>The score&apos;s first &amp;bar is here</source>
        <translation>Der erste Ta&amp;kt des Notenblatts ist hier</translation>
    </message>
    <message>
        <source>The nearest bar line is &amp;here</source>
        <translation>Der nächste Taktstrich des Notenblatts ist &amp;hier</translation>
    </message>
    <message>
        <source>&amp;Say the bar of the score</source>
        <translation>Den Takt des Notenblatts vorle&amp;sen</translation>
    </message>
    <message>
        <source>&amp;Next note of the score</source>
        <translation>&amp;Nächste Note des Notenblatts</translation>
    </message>
    <message>
        <source>Pre&amp;vious note of the score</source>
        <translation>&amp;Vorige Note des Notenblatts</translation>
    </message>
    <message>
        <source>Next &amp;part of the score</source>
        <translation>Nächste Sti&amp;mme</translation>
    </message>
    <message>
        <source>Previous p&amp;art of the score</source>
        <translation>V&amp;orige Stimme</translation>
    </message>
    <message>
        <source>&amp;Tab or staff</source>
        <translation>&amp;Tabulatur oder Notenzeile</translation>
    </message>
    <message>
        <source>C&amp;lose the score</source>
        <translation>Notenblatt sch&amp;ließen</translation>
    </message>
</context>
<context>
    <name>ScorePage</name>
    <message>
        <source>Open a score …</source>
        <translation>Notenblatt öffnen …</translation>
    </message>
    <message>
        <source>No score yet</source>
        <translation>Noch kein Notenblatt</translation>
    </message>
    <message>
        <source>Parts of the score</source>
        <translation>Stimmen des Notenblatts</translation>
    </message>
    <message>
        <source>Written as</source>
        <translation>Geschrieben als</translation>
    </message>
    <message>
        <source>Frets on strings</source>
        <translation>Bünde auf Saiten</translation>
    </message>
    <message>
        <source>This part has no strings</source>
        <translation>Diese Stimme hat keine Saiten</translation>
    </message>
    <message>
        <source>Notes on five lines</source>
        <translation>Noten auf fünf Linien</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>Noten</translation>
    </message>
    <message>
        <source>Part: {name}</source>
        <translation>Stimme: {name}</translation>
    </message>
</context>
<context>
    <name>ScoreWords</name>
    <message>
        <source>bar {number}: {notes}</source>
        <translation>Takt {number}: {notes}</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>{number} ({times}×)</source>
        <translation>{number} ({times}×)</translation>
    </message>
    <message>
        <source>rest {value}</source>
        <translation>Pause {value}</translation>
    </message>
    <message>
        <source>drum</source>
        <translation>Trommel</translation>
    </message>
    <message>
        <source>dead note</source>
        <translation>tote Note</translation>
    </message>
    <message>
        <source>{note} (string {string}, fret {fret})</source>
        <translation>{note} (Saite {string}, Bund {fret})</translation>
    </message>
    <message>
        <source>tied {note}</source>
        <translation>{note} angebunden</translation>
    </message>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source>grace note {notes}</source>
        <translation>Vorschlag {notes}</translation>
    </message>
    <message>
        <source>{notes} {value}</source>
        <translation>{notes} {value}</translation>
    </message>
    <message>
        <source>whole</source>
        <translation>Ganze</translation>
    </message>
    <message>
        <source>half</source>
        <translation>Halbe</translation>
    </message>
    <message>
        <source>quarter</source>
        <translation>Viertel</translation>
    </message>
    <message>
        <source>eighth</source>
        <translation>Achtel</translation>
    </message>
    <message>
        <source>sixteenth</source>
        <translation>Sechzehntel</translation>
    </message>
    <message>
        <source>thirty-second</source>
        <translation>Zweiunddreißigstel</translation>
    </message>
    <message>
        <source>sixty-fourth</source>
        <translation>Vierundsechzigstel</translation>
    </message>
    <message>
        <source>hundred-twenty-eighth</source>
        <translation>Hundertachtundzwanzigstel</translation>
    </message>
    <message>
        <source>dotted {value}</source>
        <translation>{value} punktiert</translation>
    </message>
    <message>
        <source>{value} of {count} in the time of {normal}</source>
        <translation>{value}, {count} in der Zeit von {normal}</translation>
    </message>
    <message>
        <source>The score “{name}” is not there any more. Open it from where it is now.</source>
        <translation>Das Notenblatt „{name}“ ist nicht mehr da. Öffne es dort, wo es jetzt liegt.</translation>
    </message>
    <message>
        <source>The score “{name}” cannot be read ({reason}).</source>
        <translation>Das Notenblatt „{name}“ kann nicht gelesen werden ({reason}).</translation>
    </message>
    <message>
        <source>“{name}” is larger than a score can be, or was cut short.</source>
        <translation>„{name}“ ist größer, als ein Notenblatt sein kann, oder wurde abgeschnitten.</translation>
    </message>
    <message>
        <source>There is not one note in the score “{name}”.</source>
        <translation>In „{name}“ steht keine einzige Note.</translation>
    </message>
    <message>
        <source>“{name}” is no score that Woodshed knows. It reads Guitar Pro 3 to 5 and MusicXML; other programs can save as one of these.</source>
        <translation>„{name}“ ist kein Notenblatt, das Woodshed kennt. Es liest Guitar Pro 3 bis 5 und MusicXML; andere Programme können so speichern.</translation>
    </message>
    <message>
        <source>The score “{name}” is damaged. Save or download it once more.</source>
        <translation>Das Notenblatt „{name}“ ist beschädigt. Speichere oder lade es noch einmal.</translation>
    </message>
</context>
<context>
    <name>SectionBand</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Abschnitte</translation>
    </message>
</context>
<context>
    <name>SectionDesk</name>
    <message>
        <source>This is the last section.</source>
        <translation>Das ist der letzte Abschnitt.</translation>
    </message>
    <message>
        <source>Now called {name}</source>
        <translation>Heißt jetzt {name}</translation>
    </message>
    <message>
        <source>A section begins here already.</source>
        <translation>Hier beginnt schon ein Abschnitt.</translation>
    </message>
    <message>
        <source>The sections of this song are not known.</source>
        <translation>Die Abschnitte dieses Songs sind nicht bekannt.</translation>
    </message>
</context>
<context>
    <name>SectionHand</name>
    <message>
        <source>&amp;Sections</source>
        <translation>&amp;Abschnitte</translation>
    </message>
    <message>
        <source>&amp;Previous section</source>
        <translation>&amp;Voriger Abschnitt</translation>
    </message>
    <message>
        <source>&amp;Next section</source>
        <translation>&amp;Nächster Abschnitt</translation>
    </message>
    <message>
        <source>&amp;Loop the section</source>
        <translation>Diesen Abschnitt in Sch&amp;leife</translation>
    </message>
    <message>
        <source>&amp;Keep the section as a loop</source>
        <translation>Diesen Abschnitt als Schleife &amp;behalten</translation>
    </message>
    <message>
        <source>Na&amp;me the section …</source>
        <translation>Diesen Abschnitt b&amp;enennen …</translation>
    </message>
    <message>
        <source>&amp;Split it at the nearest bar</source>
        <translation>Am nächsten Takt &amp;teilen</translation>
    </message>
    <message>
        <source>&amp;Join it with the next</source>
        <translation>Mit dem nächsten ver&amp;binden</translation>
    </message>
    <message>
        <source>&amp;Back to the sections that were found</source>
        <translation>&amp;Zurück zu den gefundenen Abschnitten</translation>
    </message>
    <message>
        <source>No sections were found in this song.</source>
        <translation>In diesem Song wurden keine Abschnitte gefunden.</translation>
    </message>
    <message>
        <source>Looking for sections …</source>
        <translation>Abschnitte werden gesucht …</translation>
    </message>
</context>
<context>
    <name>SectionPopupMenu</name>
    <message>
        <source>Loop it</source>
        <translation>In Schleife</translation>
    </message>
    <message>
        <source>Keep it as a loop</source>
        <translation>Als Schleife behalten</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Like</source>
        <translation>Wie</translation>
    </message>
    <message>
        <source>Split here</source>
        <translation>Hier teilen</translation>
    </message>
    <message>
        <source>Join with the next</source>
        <translation>Mit dem nächsten verbinden</translation>
    </message>
    <message>
        <source>Back to the sections that were found</source>
        <translation>Zurück zu den gefundenen Abschnitten</translation>
    </message>
    <message>
        <source>Other name …</source>
        <translation>Anderer Name …</translation>
    </message>
    <message>
        <source>Other name for this one only …</source>
        <translation>Anderer Name nur für diesen …</translation>
    </message>
</context>
<context>
    <name>SectionWords</name>
    <message>
        <source>Intro</source>
        <translation>Intro</translation>
    </message>
    <message>
        <source>Verse</source>
        <translation>Strophe</translation>
    </message>
    <message>
        <source>Pre-chorus</source>
        <translation>Pre-Chorus</translation>
    </message>
    <message>
        <source>Chorus</source>
        <translation>Refrain</translation>
    </message>
    <message>
        <source>Bridge</source>
        <translation>Bridge</translation>
    </message>
    <message>
        <source>Solo</source>
        <translation>Solo</translation>
    </message>
    <message>
        <source>Outro</source>
        <translation>Outro</translation>
    </message>
    <message>
        <source>bars {first} to {last}</source>
        <translation>Takte {first} bis {last}</translation>
    </message>
    <message>
        <source>bar {first}</source>
        <translation>Takt {first}</translation>
    </message>
    <message>
        <source>{start} to {stop}</source>
        <translation>{start} bis {stop}</translation>
    </message>
    <message>
        <source>Perhaps it begins elsewhere: {percent} % sure</source>
        <translation>Beginnt vielleicht woanders: zu {percent} % sicher</translation>
    </message>
</context>
<context>
    <name>SingingWindow</name>
    <message>
        <source>Lyrics on the whole screen</source>
        <translation>Liedtext auf dem ganzen Bildschirm</translation>
    </message>
    <message>
        <source>Escape leaves; every key does what it does elsewhere</source>
        <translation>Esc beendet; alle anderen Tasten tun, was sie sonst tun</translation>
    </message>
</context>
<context>
    <name>SnapText</name>
    <message>
        <source>“{name}”</source>
        <translation>„{name}“</translation>
    </message>
    <message>
        <source>start of “{name}”</source>
        <translation>Anfang von „{name}“</translation>
    </message>
    <message>
        <source>end of “{name}”</source>
        <translation>Ende von „{name}“</translation>
    </message>
    <message>
        <source>start of the song</source>
        <translation>Anfang des Songs</translation>
    </message>
    <message>
        <source>end of the song</source>
        <translation>Ende des Songs</translation>
    </message>
    <message>
        <source>playhead</source>
        <translation>Abspielposition</translation>
    </message>
    <message>
        <source>start of {name}</source>
        <translation>Anfang von {name}</translation>
    </message>
    <message>
        <source>beat</source>
        <translation>Schlag</translation>
    </message>
</context>
<context>
    <name>SoloButton</name>
    <message>
        <source>Solo {stem}</source>
        <translation>Solo: {stem}</translation>
    </message>
    <message>
        <source>Solo</source>
        <translation>Solo</translation>
    </message>
    <message>
        <source>Solo it alone	Ctrl+click</source>
        <translation>Nur das solo	Strg+Klick</translation>
    </message>
    <message>
        <source>Solo safe: heard whatever is soloed</source>
        <translation>Solo-Schutz: immer zu hören, was auch solo ist</translation>
    </message>
    <message>
        <source>with Ctrl: it alone; right-click for more</source>
        <translation>mit Strg: nur das; Rechtsklick für mehr</translation>
    </message>
    <message>
        <source>solo-safe: heard whatever is soloed; right-click to change</source>
        <translation>Solo-Schutz: immer zu hören, was auch solo ist; Rechtsklick zum Ändern</translation>
    </message>
</context>
<context>
    <name>SongBookmarks</name>
    <message>
        <source>Loop {number}</source>
        <translation>Schleife {number}</translation>
    </message>
    <message>
        <source>Marker {number}</source>
        <translation>Marke {number}</translation>
    </message>
</context>
<context>
    <name>SongList</name>
    <message>
        <source>Songs</source>
        <translation>Songs</translation>
    </message>
</context>
<context>
    <name>SongListModel</name>
    <message>
        <source>△ not known where its file is</source>
        <translation>△ unbekannt, wo seine Datei liegt</translation>
    </message>
    <message>
        <source>△ not found: {place}</source>
        <translation>△ nicht gefunden: {place}</translation>
    </message>
    <message>
        <source>open now</source>
        <translation>jetzt offen</translation>
    </message>
    <message>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>gestern</translation>
    </message>
    <message>
        <source>d MMMM</source>
        <translation>d. MMMM</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>d. MMM yyyy</translation>
    </message>
    <message>
        <source>ready stems</source>
        <translation>fertige Spuren</translation>
    </message>
    <message>
        <source>separating …</source>
        <translation>wird getrennt …</translation>
    </message>
    <message>
        <source>not separated</source>
        <translation>nicht getrennt</translation>
    </message>
    <message>
        <source>partly: {models}</source>
        <translation>zum Teil: {models}</translation>
    </message>
    <message>
        <source>opened {when}</source>
        <translation>geöffnet: {when}</translation>
    </message>
    <message>
        <source>its file is not found</source>
        <translation>die Datei fehlt</translation>
    </message>
    <message>
        <source>{seconds} seconds</source>
        <translation>{seconds} Sekunden</translation>
    </message>
    <message>
        <source>1 minute</source>
        <translation>1 Minute</translation>
    </message>
    <message>
        <source>{minutes} minutes</source>
        <translation>{minutes} Minuten</translation>
    </message>
    <message>
        <source>partly separated with {models}</source>
        <translation>zum Teil getrennt mit {models}</translation>
    </message>
    <message>
        <source>separated with {models}</source>
        <translation>getrennt mit {models}</translation>
    </message>
</context>
<context>
    <name>SongOpener</name>
    <message>
        <source>Open a song</source>
        <translation>Song öffnen</translation>
    </message>
    <message>
        <source>Look for “{title}”</source>
        <translation>„{title}“ suchen</translation>
    </message>
    <message>
        <source>Songs ({patterns})</source>
        <translation>Songs ({patterns})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open a folder of stems</source>
        <translation>Ordner mit Spuren öffnen</translation>
    </message>
</context>
<context>
    <name>SongPage</name>
    <message>
        <source>Song</source>
        <translation>Song</translation>
    </message>
    <message>
        <source>Song: {title}</source>
        <translation>Song: {title}</translation>
    </message>
</context>
<context>
    <name>SongRowButtons</name>
    <message>
        <source>Look for it …</source>
        <translation>Suchen …</translation>
    </message>
    <message>
        <source>Only its stems</source>
        <translation>Nur die Spuren</translation>
    </message>
    <message>
        <source>Forget it altogether</source>
        <translation>Ganz vergessen</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Show in its folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Remove …</source>
        <translation>Entfernen …</translation>
    </message>
    <message>
        <source>Look for {title}</source>
        <translation>{title} suchen</translation>
    </message>
    <message>
        <source>Show {title} in its folder</source>
        <translation>{title} im Ordner zeigen</translation>
    </message>
    <message>
        <source>Remove {title}</source>
        <translation>{title} entfernen</translation>
    </message>
    <message>
        <source>Remove only the stems of {title}</source>
        <translation>Nur die Spuren von {title} entfernen</translation>
    </message>
    <message>
        <source>Forget {title} altogether</source>
        <translation>{title} ganz vergessen</translation>
    </message>
    <message>
        <source>Keep {title}</source>
        <translation>{title} behalten</translation>
    </message>
    <message>
        <source>It is open, and stays.</source>
        <translation>Er ist offen und bleibt.</translation>
    </message>
    <message numerus="yes">
        <source>Remove “{title}” and its %n takes? The file itself stays.</source>
        <translation>
            <numerusform>„{title}“ und die %n Aufnahme dazu entfernen? Die Datei selbst bleibt.</numerusform>
            <numerusform>„{title}“ und die %n Aufnahmen dazu entfernen? Die Datei selbst bleibt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove “{title}”? The file itself stays.</source>
        <translation>„{title}“ entfernen? Die Datei selbst bleibt.</translation>
    </message>
    <message>
        <source>Only its stems, {size}</source>
        <translation>Nur die Spuren, {size}</translation>
    </message>
    <message>
        <source>Loops, takes and settings stay. It can be separated anew.</source>
        <translation>Schleifen, Aufnahmen und Einstellungen bleiben. Er lässt sich neu trennen.</translation>
    </message>
    <message>
        <source>Its takes are kept for {days} days, for when it is opened again.</source>
        <translation>Die Aufnahmen werden {days} Tage aufgehoben, falls er wieder geöffnet wird.</translation>
    </message>
    <message>
        <source>Its stems, loops, markers and settings.</source>
        <translation>Spuren, Schleifen, Marken und Einstellungen.</translation>
    </message>
</context>
<context>
    <name>SongRowPainter</name>
    <message>
        <source>HTDemucs (better), Compact</source>
        <translation>HTDemucs (besser), Compact</translation>
    </message>
    <message>
        <source>HTDemucs (better)</source>
        <translation>HTDemucs (besser)</translation>
    </message>
    <message>
        <source>29 September</source>
        <translation>29. September</translation>
    </message>
</context>
<context>
    <name>SongSearch</name>
    <message>
        <source>Search title, file or folder   /</source>
        <translation>Titel, Datei oder Ordner suchen   /</translation>
    </message>
    <message>
        <source>Search the songs</source>
        <translation>Songs durchsuchen</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Suche leeren</translation>
    </message>
</context>
<context>
    <name>SongShelf</name>
    <message>
        <source>Son&amp;gs</source>
        <translation>Son&amp;gs</translation>
    </message>
    <message>
        <source>F&amp;ind a song</source>
        <translation>Song &amp;finden</translation>
    </message>
    <message>
        <source>Re&amp;cent songs</source>
        <translation>&amp;Letzte Songs</translation>
    </message>
    <message>
        <source>This is not “{title}” but another recording, with loops of its own.</source>
        <translation>Das ist nicht „{title}“, sondern eine andere Aufnahme mit eigenen Schleifen.</translation>
    </message>
    <message>
        <source>Recent song {number}</source>
        <translation>Letzter Song {number}</translation>
    </message>
    <message>
        <source>“{title}” is still in use, and stays.</source>
        <translation>„{title}“ ist noch in Gebrauch und bleibt.</translation>
    </message>
    <message>
        <source>The stems of “{title}” were removed. Its loops, takes and settings stay.</source>
        <translation>Die Spuren von „{title}“ sind entfernt. Schleifen, Aufnahmen und Einstellungen bleiben.</translation>
    </message>
    <message numerus="yes">
        <source>Its %n takes are kept for {days} days, for when it is opened again.</source>
        <translation>
            <numerusform>Die %n Aufnahme dazu wird {days} Tage aufgehoben, falls er wieder geöffnet wird.</numerusform>
            <numerusform>Die %n Aufnahmen dazu werden {days} Tage aufgehoben, falls er wieder geöffnet wird.</numerusform>
        </translation>
    </message>
    <message>
        <source>“{title}” was forgotten.</source>
        <translation>„{title}“ ist vergessen.</translation>
    </message>
</context>
<context>
    <name>SoundChoices</name>
    <message>
        <source>System default</source>
        <translation>Standard des Systems</translation>
    </message>
    <message>
        <source>No sound output</source>
        <translation>Keine Tonausgabe</translation>
    </message>
    <message>
        <source>Short</source>
        <translation>Kurz</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Safe</source>
        <translation>Sicher</translation>
    </message>
    <message>
        <source>{safe}, if the sound stutters</source>
        <translation>{safe}, falls der Ton stockt</translation>
    </message>
</context>
<context>
    <name>SoundOutput</name>
    <message>
        <source>it takes no sound</source>
        <translation>sie nimmt keinen Ton an</translation>
    </message>
</context>
<context>
    <name>SourceChips</name>
    <message>
        <source>What the spectrogram shows</source>
        <translation>Was das Spektrogramm zeigt</translation>
    </message>
    <message>
        <source>Spectrogram of {source}</source>
        <translation>Spektrogramm: {source}</translation>
    </message>
</context>
<context>
    <name>SpectrogramOverlay</name>
    <message>
        <source>Spectrogram</source>
        <translation>Spektrogramm</translation>
    </message>
</context>
<context>
    <name>SpectrogramView</name>
    <message>
        <source>Under the pointer</source>
        <translation>Unter dem Zeiger</translation>
    </message>
    <message>
        <source>Spectrogram</source>
        <translation>Spektrogramm</translation>
    </message>
    <message>
        <source>Colours, levels and pitches of the spectrogram</source>
        <translation>Farben, Pegel und Tonhöhen des Spektrogramms</translation>
    </message>
    <message>
        <source>Notes: seen, heard, changed</source>
        <translation>Noten: sehen, hören, ändern</translation>
    </message>
    <message>
        <source>Picture: {says}</source>
        <translation>Bild: {says}</translation>
    </message>
    <message>
        <source>Show the spectrogram</source>
        <translation>Spektrogramm zeigen</translation>
    </message>
    <message>
        <source>Fold the spectrogram away</source>
        <translation>Spektrogramm einklappen</translation>
    </message>
    <message>
        <source>Point at a note</source>
        <translation>Zeig auf einen Ton</translation>
    </message>
    <message>
        <source>{cents} ct</source>
        <translation>{cents} ct</translation>
    </message>
    <message>
        <source>{frequency} Hz</source>
        <translation>{frequency} Hz</translation>
    </message>
    <message>
        <source>{frequency} · {level} dB</source>
        <translation>{frequency} · {level} dB</translation>
    </message>
</context>
<context>
    <name>SpeedTrainer</name>
    <message>
        <source>This round is marked clean already.</source>
        <translation>Diese Runde ist schon als sauber markiert.</translation>
    </message>
    <message>
        <source>Only rounds of a loop can be clean: set one first.</source>
        <translation>Nur Runden einer Schleife können sauber sein: Lege erst eine an.</translation>
    </message>
    <message>
        <source>Only a round that is heard from its start can be clean.</source>
        <translation>Nur eine Runde, die von Anfang an gehört wird, kann sauber sein.</translation>
    </message>
    <message>
        <source>No round was marked clean.</source>
        <translation>Keine Runde war als sauber markiert.</translation>
    </message>
</context>
<context>
    <name>SpokenChanges</name>
    <message>
        <source>{stem} muted</source>
        <translation>{stem} stumm</translation>
    </message>
    <message>
        <source>{stem} not muted</source>
        <translation>{stem} wieder hörbar</translation>
    </message>
    <message>
        <source>{stem} soloed</source>
        <translation>{stem} solo</translation>
    </message>
    <message>
        <source>{stem} not soloed</source>
        <translation>{stem} nicht mehr solo</translation>
    </message>
    <message>
        <source>Undone: {name}</source>
        <translation>Rückgängig: {name}</translation>
    </message>
    <message>
        <source>Redone: {name}</source>
        <translation>Wiederholt: {name}</translation>
    </message>
    <message>
        <source>{percent} percent</source>
        <translation>{percent} Prozent</translation>
    </message>
    <message>
        <source>Original pitch</source>
        <translation>Originale Tonhöhe</translation>
    </message>
    <message>
        <source>1 semitone higher</source>
        <translation>1 Halbton höher</translation>
    </message>
    <message>
        <source>1 semitone lower</source>
        <translation>1 Halbton tiefer</translation>
    </message>
    <message>
        <source>{by} semitones higher</source>
        <translation>{by} Halbtöne höher</translation>
    </message>
    <message>
        <source>{by} semitones lower</source>
        <translation>{by} Halbtöne tiefer</translation>
    </message>
</context>
<context>
    <name>SpokenClick</name>
    <message>
        <source>Click off</source>
        <translation>Klick aus</translation>
    </message>
    <message>
        <source>Click on</source>
        <translation>Klick an</translation>
    </message>
    <message>
        <source>Count-in: {bars}</source>
        <translation>Einzähler: {bars}</translation>
    </message>
    <message>
        <source>Only before playing</source>
        <translation>Nur vor der Wiedergabe</translation>
    </message>
    <message>
        <source>Before each round of the loop</source>
        <translation>Vor jeder Runde der Schleife</translation>
    </message>
    <message>
        <source>Counting in</source>
        <translation>Es wird eingezählt</translation>
    </message>
</context>
<context>
    <name>SpokenGrid</name>
    <message>
        <source>Beats: {tempo}</source>
        <translation>Schläge: {tempo}</translation>
    </message>
    <message>
        <source>Lines can be moved</source>
        <translation>Linien können verschoben werden</translation>
    </message>
    <message>
        <source>Lines stay where they are</source>
        <translation>Linien bleiben, wo sie sind</translation>
    </message>
</context>
<context>
    <name>SpokenListening</name>
    <message>
        <source>Everything is heard again</source>
        <translation>Alles ist wieder zu hören</translation>
    </message>
    <message>
        <source>Listening to {notes}, {length}</source>
        <translation>Zu hören: {notes}, {length}</translation>
    </message>
</context>
<context>
    <name>SpokenLoops</name>
    <message>
        <source>No loop</source>
        <translation>Keine Schleife</translation>
    </message>
    <message>
        <source>Loop off</source>
        <translation>Schleife aus</translation>
    </message>
    <message>
        <source>Loop on, {start} to {end}</source>
        <translation>Schleife an, {start} bis {end}</translation>
    </message>
    <message>
        <source>Loop off, {start} to {end}</source>
        <translation>Schleife aus, {start} bis {end}</translation>
    </message>
    <message>
        <source>Start {time}</source>
        <translation>Anfang {time}</translation>
    </message>
    <message>
        <source>End {time}</source>
        <translation>Ende {time}</translation>
    </message>
    <message>
        <source>{name} removed</source>
        <translation>{name} gelöscht</translation>
    </message>
    <message>
        <source>Now called {name}</source>
        <translation>Heißt jetzt {name}</translation>
    </message>
    <message>
        <source>{name}: {colour}</source>
        <translation>{name}: {colour}</translation>
    </message>
    <message>
        <source>{name}, {start} to {end}</source>
        <translation>{name}, {start} bis {end}</translation>
    </message>
    <message>
        <source>{name} at {start}</source>
        <translation>{name} bei {start}</translation>
    </message>
    <message>
        <source>{name} kept</source>
        <translation>{name} behalten</translation>
    </message>
</context>
<context>
    <name>SpokenTakes</name>
    <message>
        <source>Takes are recorded when the song plays</source>
        <translation>Wenn der Song spielt, wird aufgenommen</translation>
    </message>
    <message>
        <source>No takes are recorded</source>
        <translation>Es wird nicht aufgenommen</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Aufnahme läuft</translation>
    </message>
    <message>
        <source>Recording has ended</source>
        <translation>Aufnahme beendet</translation>
    </message>
    <message>
        <source>The input is too loud</source>
        <translation>Der Eingang ist zu laut</translation>
    </message>
    <message>
        <source>{take} muted</source>
        <translation>{take} stumm</translation>
    </message>
    <message>
        <source>{take} not muted</source>
        <translation>{take} wieder hörbar</translation>
    </message>
    <message>
        <source>{take} not soloed</source>
        <translation>{take} nicht mehr solo</translation>
    </message>
    <message>
        <source>{take} soloed</source>
        <translation>{take} solo</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>No song found.</source>
        <translation>Kein Song gefunden.</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Open a song. Mute the singer, solo the bass, loop four bars at 60 %.
It is separated on this computer; nothing leaves it.</source>
        <translation>Öffne einen Song. Nimm den Gesang heraus, hör nur den Bass, übe vier Takte mit 60 % in der Schleife.
Getrennt wird auf diesem Computer; nichts verlässt ihn.</translation>
    </message>
    <message>
        <source>Songs</source>
        <translation>Songs</translation>
    </message>
    <message>
        <source>Back to {title}</source>
        <translation>Zurück zu {title}</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>{shown} of {count} songs</source>
        <translation>{shown} von {count} Songs</translation>
    </message>
    <message>
        <source>1 song</source>
        <translation>1 Song</translation>
    </message>
    <message>
        <source>{count} songs</source>
        <translation>{count} Songs</translation>
    </message>
    <message>
        <source>Play the demo song</source>
        <translation>Demo-Song spielen</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>StatusNews</name>
    <message>
        <source>This computer is busy: tempo and pitch run in a lighter quality.</source>
        <translation>Dieser Computer ist ausgelastet: Tempo und Tonhöhe laufen in einfacherer Güte.</translation>
    </message>
    <message>
        <source>about {time} left</source>
        <translation>noch etwa {time}</translation>
    </message>
    <message>
        <source>loop is ready</source>
        <translation>Schleife ist fertig</translation>
    </message>
    <message>
        <source>lighter quality</source>
        <translation>einfachere Güte</translation>
    </message>
</context>
<context>
    <name>StemDrag</name>
    <message>
        <source>“{name}” is in {folder}.</source>
        <translation>„{name}“ liegt in {folder}.</translation>
    </message>
</context>
<context>
    <name>StemLane</name>
    <message>
        <source>Waveform of {stem}</source>
        <translation>Wellenform: {stem}</translation>
    </message>
</context>
<context>
    <name>StemNameLabel</name>
    <message>
        <source>Drag {stem} from here into another program, as a WAV file</source>
        <translation>{stem} von hier in ein anderes Programm ziehen, als WAV-Datei</translation>
    </message>
</context>
<context>
    <name>StemText</name>
    <message>
        <source>everything else</source>
        <translation>alles andere</translation>
    </message>
    <message>
        <source>vocals</source>
        <translation>Gesang</translation>
    </message>
    <message>
        <source>drums</source>
        <translation>Schlagzeug</translation>
    </message>
    <message>
        <source>bass</source>
        <translation>Bass</translation>
    </message>
    <message>
        <source>other</source>
        <translation>Rest</translation>
    </message>
    <message>
        <source>guitar</source>
        <translation>Gitarre</translation>
    </message>
    <message>
        <source>piano</source>
        <translation>Klavier</translation>
    </message>
    <message>
        <source>mix</source>
        <translation>Mix</translation>
    </message>
    <message>
        <source>blend</source>
        <translation>bunt</translation>
    </message>
    <message>
        <source>All stems</source>
        <translation>Alle Spuren</translation>
    </message>
    <message>
        <source>{stem} and everything else</source>
        <translation>{stem} und alles andere</translation>
    </message>
</context>
<context>
    <name>StemsHeader</name>
    <message>
        <source>Stems</source>
        <translation>Spuren</translation>
    </message>
    <message>
        <source>Show more of the song (Ctrl and the wheel)</source>
        <translation>Mehr vom Song zeigen (Strg und Mausrad)</translation>
    </message>
    <message>
        <source>Show less of the song (Ctrl and the wheel)</source>
        <translation>Weniger vom Song zeigen (Strg und Mausrad)</translation>
    </message>
    <message>
        <source>Show the whole song</source>
        <translation>Den ganzen Song zeigen</translation>
    </message>
    <message>
        <source>Stems: {which}</source>
        <translation>Spuren: {which}</translation>
    </message>
    <message>
        <source>{which}: click for others</source>
        <translation>{which}: Klick für andere</translation>
    </message>
    <message>
        <source>With more than two stems: one beside everything else</source>
        <translation>Bei mehr als zwei Spuren: eine neben allem anderen</translation>
    </message>
    <message>
        <source>Without me</source>
        <translation>Ohne mich</translation>
    </message>
    <message>
        <source>Everything except my instrument</source>
        <translation>Alles außer meinem Instrument</translation>
    </message>
    <message>
        <source>{says} (I): asks which that is</source>
        <translation>{says} (I): fragt, welches das ist</translation>
    </message>
    <message>
        <source>No {stem}</source>
        <translation>Ohne {stem}</translation>
    </message>
    <message>
        <source>Everything except {stem}</source>
        <translation>Alles außer {stem}</translation>
    </message>
    <message>
        <source>{says} (I); right-click for another instrument</source>
        <translation>{says} (I); Rechtsklick für ein anderes Instrument</translation>
    </message>
    <message>
        <source>My instrument is not a stem of this song: {stem}</source>
        <translation>Mein Instrument ist keine Spur dieses Songs: {stem}</translation>
    </message>
    <message>
        <source>My instrument is</source>
        <translation>Mein Instrument ist</translation>
    </message>
    <message>
        <source>Other (guitar, keys, …)</source>
        <translation>Rest (Gitarre, Tasten, …)</translation>
    </message>
</context>
<context>
    <name>StemsInProgress</name>
    <message>
        <source>Getting {title} ready</source>
        <translation>{title} wird vorbereitet</translation>
    </message>
    <message>
        <source>Separating with {title}</source>
        <translation>Trennt mit {title}</translation>
    </message>
    <message>
        <source>Separating with {title} on the {device}</source>
        <translation>Trennt mit {title} ({device})</translation>
    </message>
</context>
<context>
    <name>StorageBox</name>
    <message>
        <source>Room taken by songs</source>
        <translation>Platz, den Songs brauchen</translation>
    </message>
    <message>
        <source>Room for songs</source>
        <translation>Platz für Songs</translation>
    </message>
    <message>
        <source> GB</source>
        <translation> GB</translation>
    </message>
    <message>
        <source>Keep at most</source>
        <translation>Höchstens behalten</translation>
    </message>
    <message>
        <source>Forget all but the open song</source>
        <translation>Alle außer dem offenen Song vergessen</translation>
    </message>
    <message>
        <source>Songs kept: {kept} of {limit}</source>
        <translation>Behaltene Songs: {kept} von {limit}</translation>
    </message>
    <message>
        <source>When there are more, those not opened for the longest time are forgotten and separated anew when they are opened. Loops and markers are always kept.</source>
        <translation>Werden es mehr, werden die am längsten nicht geöffneten vergessen und beim Öffnen neu getrennt. Schleifen und Marken bleiben immer.</translation>
    </message>
    <message>
        <source>Songs take at most half of the room that is free on the disk.</source>
        <translation>Songs nehmen höchstens die Hälfte des freien Platzes ein.</translation>
    </message>
    <message>
        <source>Forget the songs not opened for the longest time, about {size}?</source>
        <translation>Die am längsten nicht geöffneten Songs vergessen, etwa {size}?</translation>
    </message>
    <message>
        <source>Forget them</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Keep {limit}</source>
        <translation>{limit} behalten</translation>
    </message>
    <message>
        <source>Forget all but the open song, {size}? They can be separated anew.</source>
        <translation>Alle außer dem offenen Song vergessen, {size}? Sie lassen sich neu trennen.</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>Behalten</translation>
    </message>
</context>
<context>
    <name>TakeArea</name>
    <message>
        <source>Takes</source>
        <translation>Aufnahmen</translation>
    </message>
</context>
<context>
    <name>TakeDesk</name>
    <message>
        <source>Take {number}</source>
        <translation>Aufnahme {number}</translation>
    </message>
</context>
<context>
    <name>TakeHand</name>
    <message>
        <source>&amp;Record takes</source>
        <translation>Auf&amp;nehmen</translation>
    </message>
    <message>
        <source>&amp;Input to record from …</source>
        <translation>&amp;Eingang für Aufnahmen …</translation>
    </message>
    <message>
        <source>Measure the &amp;delay of input and output …</source>
        <translation>&amp;Verzögerung von Ein- und Ausgang messen …</translation>
    </message>
    <message>
        <source>Clicks are played a few times, and listened for: turn the loudspeaker up, or hold the headphones to the microphone.</source>
        <translation>Einige Male werden Klicks gespielt und gesucht: Stelle den Lautsprecher lauter oder halte den Kopfhörer ans Mikrofon.</translation>
    </message>
    <message>
        <source>That was too short for a take.</source>
        <translation>Das war zu kurz für eine Aufnahme.</translation>
    </message>
    <message numerus="yes">
        <source>%n takes recorded</source>
        <translation>
            <numerusform>%n Aufnahme gemacht</numerusform>
            <numerusform>%n Aufnahmen gemacht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The input lost sound in %n takes; it is marked on them.</source>
        <translation>
            <numerusform>In %n Aufnahme fehlt Ton, den der Eingang verloren hat; es steht dabei.</numerusform>
            <numerusform>In %n Aufnahmen fehlt Ton, den der Eingang verloren hat; es steht dabei.</numerusform>
        </translation>
    </message>
    <message>
        <source>The delay is {delay} ms beyond what the devices say (± {spread} ms).</source>
        <translation>Die Verzögerung ist um {delay} ms länger, als die Geräte sagen (± {spread} ms).</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Channel {number}</source>
        <translation>Kanal {number}</translation>
    </message>
    <message>
        <source>Channels {number} and {next}, stereo</source>
        <translation>Kanäle {number} und {next}, stereo</translation>
    </message>
    <message>
        <source>Delay not measured: takes may be some ms off</source>
        <translation>Verzögerung nicht gemessen: Aufnahmen können um einige ms verschoben sein</translation>
    </message>
    <message>
        <source>Measured delay: {delay} ms</source>
        <translation>Gemessene Verzögerung: {delay} ms</translation>
    </message>
    <message>
        <source>recorded</source>
        <translation>aufgenommen</translation>
    </message>
    <message>
        <source>in a moment …</source>
        <translation>gleich …</translation>
    </message>
    <message>
        <source>being recorded</source>
        <translation>wird aufgenommen</translation>
    </message>
    <message>
        <source>measuring the delay …</source>
        <translation>die Verzögerung wird gemessen …</translation>
    </message>
    <message>
        <source>opening the input …</source>
        <translation>der Eingang wird geöffnet …</translation>
    </message>
    <message>
        <source>ready: press Play</source>
        <translation>bereit: drücke Abspielen</translation>
    </message>
    <message>
        <source>recording {time}</source>
        <translation>Aufnahme läuft, {time}</translation>
    </message>
    <message>
        <source>Export {take}</source>
        <translation>{take} exportieren</translation>
    </message>
    <message>
        <source>WAV files (*.wav)</source>
        <translation>WAV-Dateien (*.wav)</translation>
    </message>
</context>
<context>
    <name>TakeHeader</name>
    <message>
        <source>Input</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>Input to record from</source>
        <translation>Eingang für Aufnahmen</translation>
    </message>
    <message>
        <source>too loud</source>
        <translation>zu laut</translation>
    </message>
    <message>
        <source>Level of input {number}</source>
        <translation>Pegel von Eingang {number}</translation>
    </message>
    <message>
        <source>Hear the input (needs a short latency)</source>
        <translation>Eingang mithören (braucht eine kurze Latenz)</translation>
    </message>
    <message>
        <source>Measure the delay …</source>
        <translation>Verzögerung messen …</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal suchen</translation>
    </message>
    <message>
        <source>Input: {device}</source>
        <translation>Eingang: {device}</translation>
    </message>
    <message>
        <source>Input to record from: {device}</source>
        <translation>Eingang für Aufnahmen: {device}</translation>
    </message>
</context>
<context>
    <name>TakeLane</name>
    <message>
        <source>Waveform of {take}, {details}</source>
        <translation>Wellenform von {take}, {details}</translation>
    </message>
</context>
<context>
    <name>TakeStrip</name>
    <message>
        <source>Beside the original …</source>
        <translation>Neben dem Original …</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Name of the take</source>
        <translation>Name der Aufnahme</translation>
    </message>
    <message>
        <source>{take} is the best of its round</source>
        <translation>{take} ist die beste ihrer Runde</translation>
    </message>
    <message>
        <source>Mute {take}</source>
        <translation>{take} stumm schalten</translation>
    </message>
    <message>
        <source>Solo {take}</source>
        <translation>Solo {take}</translation>
    </message>
    <message>
        <source>More about {take}: beside the original, rename, export, delete</source>
        <translation>Mehr zu {take}: neben dem Original, umbenennen, exportieren, löschen</translation>
    </message>
    <message>
        <source>Gain of {take}</source>
        <translation>Lautstärke von {take}</translation>
    </message>
</context>
<context>
    <name>TakeText</name>
    <message>
        <source>delete “{name}”</source>
        <translation>„{name}“ löschen</translation>
    </message>
    <message>
        <source>bring “{name}” back</source>
        <translation>„{name}“ zurückholen</translation>
    </message>
    <message>
        <source>rename “{name}”</source>
        <translation>„{name}“ umbenennen</translation>
    </message>
    <message>
        <source>“{name}” as the best</source>
        <translation>„{name}“ als beste</translation>
    </message>
    <message>
        <source>“{name}” no longer the best</source>
        <translation>„{name}“ nicht mehr als beste</translation>
    </message>
    <message>
        <source>mute “{name}”</source>
        <translation>„{name}“ stumm schalten</translation>
    </message>
    <message>
        <source>unmute “{name}”</source>
        <translation>„{name}“ wieder hören</translation>
    </message>
    <message>
        <source>solo of “{name}”</source>
        <translation>Solo von „{name}“</translation>
    </message>
    <message>
        <source>volume of “{name}”</source>
        <translation>Lautstärke von „{name}“</translation>
    </message>
    <message>
        <source>once too loud</source>
        <translation>einmal zu laut</translation>
    </message>
    <message>
        <source>{count} times too loud</source>
        <translation>{count}-mal zu laut</translation>
    </message>
    <message>
        <source>{dropouts}, {lost} s</source>
        <translation>{dropouts}, {lost} s</translation>
    </message>
    <message>
        <source>1 dropout</source>
        <translation>1 Aussetzer</translation>
    </message>
    <message>
        <source>{count} dropouts</source>
        <translation>{count} Aussetzer</translation>
    </message>
</context>
<context>
    <name>TrainerCell</name>
    <message>
        <source>Speed trainer</source>
        <translation>Tempotrainer</translation>
    </message>
    <message>
        <source>Speed trainer: faster round by round</source>
        <translation>Tempotrainer: Runde für Runde schneller</translation>
    </message>
</context>
<context>
    <name>TrainerHand</name>
    <message>
        <source>&amp;Start or stop it</source>
        <translation>&amp;Starten oder beenden</translation>
    </message>
    <message>
        <source>Its &amp;plan …</source>
        <translation>Sein &amp;Plan …</translation>
    </message>
    <message>
        <source>The round was &amp;clean</source>
        <translation>Die &amp;Runde war sauber</translation>
    </message>
    <message>
        <source>&amp;Take the clean mark back</source>
        <translation>Die Marke „sauber“ &amp;zurücknehmen</translation>
    </message>
    <message>
        <source>Pro&amp;gress …</source>
        <translation>&amp;Fortschritt …</translation>
    </message>
    <message>
        <source>Speed trainer off</source>
        <translation>Tempotrainer aus</translation>
    </message>
    <message>
        <source>Speed trainer: {where}</source>
        <translation>Tempotrainer: {where}</translation>
    </message>
    <message>
        <source>It goes by the rounds of a loop: set one, or switch it on.</source>
        <translation>Er geht nach den Runden einer Schleife: Lege eine an oder schalte sie ein.</translation>
    </message>
</context>
<context>
    <name>TrainerPopup</name>
    <message>
        <source>Speed trainer</source>
        <translation>Tempotrainer</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Rounds at one tempo</source>
        <translation>Runden bei einem Tempo</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>Schneller</translation>
    </message>
    <message>
        <source>Clean</source>
        <translation>Sauber</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Progress …</source>
        <translation>Fortschritt …</translation>
    </message>
    <message>
        <source>The round was clean</source>
        <translation>Die Runde war sauber</translation>
    </message>
    <message>
        <source>Take the last clean mark back</source>
        <translation>Die letzte Marke „sauber“ zurücknehmen</translation>
    </message>
    <message>
        <source>What was practised, loop by loop and day by day</source>
        <translation>Was geübt wurde, Schleife für Schleife und Tag für Tag</translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation>Runden</translation>
    </message>
    <message>
        <source>After some rounds</source>
        <translation>Nach einigen Runden</translation>
    </message>
    <message>
        <source>After a clean round</source>
        <translation>Nach einer sauberen Runde</translation>
    </message>
    <message>
        <source>Stop, keep this tempo</source>
        <translation>Beenden, Tempo behalten</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
</context>
<context>
    <name>TrainerWords</name>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <source>top</source>
        <translation>oben</translation>
    </message>
    <message>
        <source>{percent}, and {next} from the next round on</source>
        <translation>{percent}, ab der nächsten Runde {next}</translation>
    </message>
    <message>
        <source>At the top: {percent}, round {round}</source>
        <translation>Ganz oben: {percent}, Runde {round}</translation>
    </message>
    <message>
        <source>Round {round} of {of} at {percent}, next {next}</source>
        <translation>Runde {round} von {of} bei {percent}, dann {next}</translation>
    </message>
    <message>
        <source>Round {round} at {percent} is clean, next {next}</source>
        <translation>Runde {round} bei {percent} ist sauber, dann {next}</translation>
    </message>
    <message>
        <source>Round {round} at {percent}; clean, it goes to {next}</source>
        <translation>Runde {round} bei {percent}; ist sie sauber, dann {next}</translation>
    </message>
    <message>
        <source>Clean at {percent}</source>
        <translation>Sauber bei {percent}</translation>
    </message>
    <message>
        <source>Clean at {percent}, the top</source>
        <translation>Sauber bei {percent}, ganz oben</translation>
    </message>
    <message>
        <source>Clean at {percent}, next {next}</source>
        <translation>Sauber bei {percent}, dann {next}</translation>
    </message>
    <message>
        <source>Not clean: the round at {percent}</source>
        <translation>Nicht sauber: die Runde bei {percent}</translation>
    </message>
</context>
<context>
    <name>TransportBar</name>
    <message>
        <source>Back to the start</source>
        <translation>Zurück zum Anfang</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>Schleife</translation>
    </message>
    <message>
        <source>Keys and pedals</source>
        <translation>Tasten und Pedale</translation>
    </message>
    <message>
        <source>Loop on or off</source>
        <translation>Schleife an oder aus</translation>
    </message>
    <message>
        <source>Songs</source>
        <translation>Songs</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>Transport</translation>
    </message>
    <message>
        <source>Tempo</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Record takes while the song plays</source>
        <translation>Aufnehmen, während das Stück spielt</translation>
    </message>
    <message>
        <source>Songs, to open another one or to go back</source>
        <translation>Songs: einen anderen öffnen oder zurückgehen</translation>
    </message>
    <message>
        <source>Export stems, or what is heard, as files</source>
        <translation>Spuren oder das, was zu hören ist, als Dateien exportieren</translation>
    </message>
    <message>
        <source>tempo</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Beats, bars and tuning</source>
        <translation>Schläge, Takte und Stimmung</translation>
    </message>
    <message>
        <source>Change to light</source>
        <translation>Zu hell wechseln</translation>
    </message>
    <message>
        <source>Change to dark</source>
        <translation>Zu dunkel wechseln</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Wiedergabe</translation>
    </message>
</context>
<context>
    <name>ValueField</name>
    <message>
        <source>{name}: click to type, drag up and down or scroll; right-click for {reset_to}</source>
        <translation>{name}: Klick zum Tippen, auf und ab ziehen oder scrollen; Rechtsklick für {reset_to}</translation>
    </message>
</context>
<context>
    <name>VisibleBar</name>
    <message>
        <source>Visible part of the song</source>
        <translation>Sichtbarer Teil des Songs</translation>
    </message>
    <message>
        <source>Drag to move along the song, drag the ends to zoom</source>
        <translation>Zieh, um den Song entlangzugehen; zieh die Enden, um zu vergrößern</translation>
    </message>
</context>
<context>
    <name>WindowMenus</name>
    <message>
        <source>&amp;Song</source>
        <translation>&amp;Song</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation>&amp;Wiedergabe</translation>
    </message>
    <message>
        <source>&amp;Loop</source>
        <translation>S&amp;chleife</translation>
    </message>
    <message>
        <source>&amp;Bars</source>
        <translation>&amp;Takte</translation>
    </message>
    <message>
        <source>&amp;Read</source>
        <translation>L&amp;esen</translation>
    </message>
    <message>
        <source>&amp;Mixer</source>
        <translation>&amp;Mischpult</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>S&amp;prache</translation>
    </message>
    <message>
        <source>&amp;Open …</source>
        <translation>Ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>Open a &amp;folder of stems …</source>
        <translation>&amp;Ordner mit Spuren öffnen …</translation>
    </message>
    <message>
        <source>Open the &amp;demo song</source>
        <translation>&amp;Demo-Song öffnen</translation>
    </message>
    <message>
        <source>&amp;Separate what is left</source>
        <translation>&amp;Weiter trennen</translation>
    </message>
    <message>
        <source>&amp;Export …</source>
        <translation>&amp;Exportieren …</translation>
    </message>
    <message>
        <source>&amp;Models and storage …</source>
        <translation>&amp;Modelle und Speicherplatz …</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>forget “{title}”</source>
        <translation>„{title}“ vergessen</translation>
    </message>
    <message>
        <source>&amp;Undo {what}</source>
        <translation>&amp;Rückgängig: {what}</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo {what}</source>
        <translation>&amp;Wiederholen: {what}</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Play or pause</source>
        <translation>&amp;Wiedergabe oder Pause</translation>
    </message>
    <message>
        <source>Back to the &amp;start</source>
        <translation>Zurück zum &amp;Anfang</translation>
    </message>
    <message>
        <source>&amp;Back 5 s</source>
        <translation>5 s &amp;zurück</translation>
    </message>
    <message>
        <source>&amp;Forward 5 s</source>
        <translation>5 s &amp;vor</translation>
    </message>
    <message>
        <source>Slo&amp;wer</source>
        <translation>&amp;Langsamer</translation>
    </message>
    <message>
        <source>Fas&amp;ter</source>
        <translation>&amp;Schneller</translation>
    </message>
    <message>
        <source>&amp;Original tempo</source>
        <translation>&amp;Originaltempo</translation>
    </message>
    <message>
        <source>Te&amp;mpo</source>
        <translation>&amp;Tempo</translation>
    </message>
    <message>
        <source>Speed t&amp;rainer</source>
        <translation>Tempot&amp;rainer</translation>
    </message>
    <message>
        <source>Keep &amp;voices natural at another pitch</source>
        <translation>Stimmen bei anderer Tonhöhe &amp;natürlich lassen</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <source>Tempo</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Show the &amp;whole song</source>
        <translation>Den ganzen &amp;Song zeigen</translation>
    </message>
    <message>
        <source>&amp;Picture of the spectrogram …</source>
        <translation>&amp;Bild des Spektrogramms …</translation>
    </message>
</context>
<context>
    <name>_ColoursButton</name>
    <message>
        <source>Grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>Colours: {name}</source>
        <translation>Farben: {name}</translation>
    </message>
</context>
<context>
    <name>_Lines</name>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
</context>
</TS>
