<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>BookmarkCell</name>
    <message>
        <source>Loops, markers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to a loop or marker, or keep one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep this loop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marker here</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BookmarkLane</name>
    <message>
        <source>New name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loops and markers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set to the loop as it is now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+L keeps the loop, M sets a marker</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DropZone</name>
    <message>
        <source>Drop a song here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mp3, m4a, flac, ogg, wav …, or a folder of stems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a song …</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EditNames</name>
    <message>
        <source>remove the loop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>new loop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>change the loop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loop on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loop off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tempo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pitch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tuning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other strips</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>volume of the whole song</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>solo {stem} alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mute or solo of several stems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mute {stem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unmute {stem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>solo {stem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>end the solo of {stem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>solo-safe {stem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>volume of {stem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pan of {stem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rename “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>move “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keep “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>remove “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ErrorMessages</name>
    <message>
        <source>There is no stem “{unknown}”. There are: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model {name} is not on this computer yet: “woodshed models download {name}” gets it ({megabytes} MB).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} comes with Woodshed and cannot be removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loop does not lie in the song, which is {duration_s} s long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There was not enough memory. Close some programs and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong that Woodshed does not know ({detail}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is not there. Was it moved or renamed?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is empty. Copy or download it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is a folder. Choose a song in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is not a folder of stems.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no sound files in the folder “{name}”. Choose one that holds stems.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You may not read “{name}”. Change its permissions or choose another song.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” holds no sound. Choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is protected or in a form that cannot be read. Convert it to MP3, FLAC or WAV and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” could not be read from the disk ({detail}). Try again or copy it anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is not a song that can be read. Choose a sound file, like MP3 or WAV.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no sound: the PortAudio library is missing. Install it (on Debian and Ubuntu: libportaudio2) and start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no sound: the system&apos;s sound service does not answer. Start it, then choose the output again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no sound: no loudspeaker or headphones were found. Plug some in, then look again with the loudspeaker button.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loudspeaker or headphones went away. Press Play to go on with another output.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sound output took no more sound and was opened anew. Press Play to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The computer was asleep. Press Play to go on where it stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no sound: “{name}” would not play ({reason}). Choose another output.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no sound: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full. Make some room and open the song again; what is done is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no folder “{parent}”. Make it or choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing{where} failed: {cause}. Check the disk and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loops and markers of this song cannot be read ({cause}), and new ones will not be kept. Check the disk and open the song again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loops and markers could not be kept ({cause}). Check the disk and change one of them to try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A newer Woodshed kept the loops and markers of this song. They stay as they are, and new ones will not be kept. Open the song with the newer one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loops and markers of this song were damaged. They were put aside as “{aside}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something is wrong with the loops and markers of this song: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separating was cancelled. What is done is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no model called “{name}”. Choose one of: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The models {names} do not separate into the same stems, and have no mean. Choose models of the same stems.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> and </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model makes no stem “{stem}”. It makes: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model of yours can be called “{name}”. Choose a name that is not taken, of small letters, digits and underscores.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was stopped. What was downloaded is kept for the next time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer cannot compute on “{device}”. Choose one of: {choices}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There was not enough memory on the {device}. Close some programs and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separating stopped unexpectedly (code {code}), perhaps for lack of memory. Close some programs and open the song again; what is done is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This song is being separated by another Woodshed. Wait for it, or close it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stored stems of this song are damaged. Open the song again to make them anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stems are missing: {missing}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stems are not equally long. Export them again from the same project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separating failed: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A part of Woodshed is missing or damaged. Install it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model is not on this computer yet. Download it, or import its files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” belongs to none of the models Woodshed knows. If you trust where it is from, import it again and say which architecture it has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is not a model. Models are files that end in .th.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” cannot be read ({reason}). Check it, or choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full. Make some room for the model and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model cannot be kept in “{parent}” ({cause}). Check the folder and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” holds something that does not belong in a model and could do harm. It was refused, and nothing in it was run. Delete it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” cannot be used: it {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is damaged, or no model at all, and was not used. Download it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{host}” cannot be reached. Connect to the internet and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy does not let Woodshed through to “{host}” ({reason}). Check the system&apos;s proxy settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{host}” could not prove that it is the right server, so nothing was downloaded. Try again in another network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{host}” is not reached over a secure connection, so nothing was downloaded. Try again in another network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{host}” would not send the model (status {status}). Try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to “{host}” broke too often. Try again; what was received is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A web page came in place of the model. If this network asks for a sign-in, open a browser and sign in, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{host}” sent something else than the model, so it was refused. Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The download failed: {error}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GainSlider</name>
    <message>
        <source>{gain}: drag or scroll, double-click for 0 dB</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LanguageMenu</name>
    <message>
        <source>As the &amp;system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The language is another the next time Woodshed starts.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LevelMeter</name>
    <message>
        <source>Level</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoopMenu</name>
    <message>
        <source>&amp;Loop on or off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loop &amp;starts here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loop &amp;ends here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Remove the loop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep this loop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Marker here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prev&amp;ious marker or loop start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ne&amp;xt marker or loop start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go to loop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Pre-roll</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause between ro&amp;unds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;name “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;name a loop or marker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set “{name}” to the loop as it is no&amp;w</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set a kept loop to the loop as it is no&amp;w</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remo&amp;ve “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remo&amp;ve a loop or marker</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>opening …</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n stems</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Continue separating</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MasterStrip</name>
    <message>
        <source>Whole song</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Master gain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Master level</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MixerChoices</name>
    <message>
        <source>{stem} is not a stem of this song.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MixerMenu</name>
    <message>
        <source>S&amp;tems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;My instrument</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mute {stem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Solo {stem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Solo {stem} alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Everything except {stem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Everything except my instrument</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Only {stem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Only my instrument</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MixerStrip</name>
    <message>
        <source>My instrument</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pan of {stem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gain of {stem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level of {stem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mute {stem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mute</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelDesk</name>
    <message>
        <source>Not on this computer any more: {title}. Automatic chooses now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was chosen to compute on is not there any more: automatic again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloading {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} is here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A part of {title} is here; the rest is still to come.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} is removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In a terminal: {command}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the next song on: {taken}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoints (*.th);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelRow</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download {megabytes} MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download of {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download {title}, {megabytes} MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel the download of {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Really remove?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Really remove {title}? Press again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelWords</name>
    <message>
        <source>The mean of what these say: slower, and often better than each alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built in and quick on any computer. Drums and bass come out usable, vocals weak, the rest poor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Very good stems. The one to have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A little better still, and four times the work: one network for each stem.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adds guitar and piano. The guitar comes out well, the piano with much bleeding.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The generation before HTDemucs. Different mistakes, so worth a try where HTDemucs fails.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Second in the Music Demixing Challenge of 2021. It has heard the songs of the usual test, so that no honest figure is published.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imported from a file of your own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTDemucs, four specialists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTDemucs, six stems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MDX challenge, four networks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> and </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no published quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>quality {figure} dB (SDR)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has published a figure that can be compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{figure} dB signal-to-distortion ratio (SDR), the mean of its stems. Source: {source}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{cost} s per second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time not measured yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{length} song: {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Graphics card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apple graphics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>graphics card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>apple graphics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory on the {device} is short: separating goes on in smaller pieces.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {device} has not enough memory: separating goes on with the {other}, which takes longer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}: the best one here that this computer separates faster than the song plays ({cost}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}: no other model is here yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}: {other} would take {cost} s per second of song here; choose it yourself if you can wait.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}: how quick this computer is with {other} is not measured yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}: the others here have no published figure to go by; choose one yourself.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>Models and storage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separate into</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computes on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a file …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which model separates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A model takes the song apart. Better ones sound cleaner and take longer; each is downloaded once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it separates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Storage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mean of what they say: slower, and often better than each alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separate this song with {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separate this song anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use together: {titles}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> and </source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelsReport</name>
    <message>
        <source>Takes the best one here that is quick enough. Now {choice}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>being measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>downloading {percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>built in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} of {files} files here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes other stems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose two or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Faster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Less overlap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the models are usually used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mean of several estimates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or only one of them, and everything else as a second one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} then does a part of the work: {factor} times quicker.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It takes as long as all of them; the Stems menu above the strips shows the same without losing any.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What there is to compute on is being looked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no graphics card here that can be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic takes the quickest: {device}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>Overview of the whole song</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to go there, drag to choose what is visible below</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PanKnob</name>
    <message>
        <source>Pan: centre</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pan: {percent} % {side}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PianoKeyboard</name>
    <message>
        <source>Piano keys of the spectrogram&apos;s pitches</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PitchField</name>
    <message>
        <source>Pitch in semitones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fine pitch in cents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> ct</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tuning of A4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> Hz</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The song sounds as if its A were tuned to this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep voices natural</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep voices natural: keeps the character of voices when the pitch is changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>semitones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A4</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PositionReadout</name>
    <message>
        <source>Position</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to type a time: 1:30 or 90</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of {time}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PracticeSession</name>
    <message>
        <source>The end of this file is missing. What is there can be played.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n damaged samples in this file were replaced by silence.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ruler</name>
    <message>
        <source>Ruler</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to go there, drag to loop, drag the bar to move the loop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loop · {length}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SoloButton</name>
    <message>
        <source>Solo {stem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Solo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Solo it alone	Ctrl+click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Solo safe: heard whatever is soloed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with Ctrl: it alone; right-click for more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>solo-safe: heard whatever is soloed; right-click to change</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SongBookmarks</name>
    <message>
        <source>Loop {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marker {number}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SongOpener</name>
    <message>
        <source>Open a song</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a folder of stems</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SoundChoices</name>
    <message>
        <source>System default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sound output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Short</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Safe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{safe}, if the sound stutters</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourceChips</name>
    <message>
        <source>Spectrogram of {source}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SpectrogramOverlay</name>
    <message>
        <source>Spectrogram</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SpectrogramView</name>
    <message>
        <source>Under the pointer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spectrogram</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the spectrogram</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fold the spectrogram away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point at a note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{cents} ct</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{frequency} Hz</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Open a song. Mute the singer, solo the bass, loop four bars at 60 %.
It is separated on this computer; nothing leaves it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play the demo song</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusNews</name>
    <message>
        <source>This computer is busy: tempo and pitch run in a lighter quality.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {time} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loop is ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lighter quality</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StemLane</name>
    <message>
        <source>Waveform of {stem}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StemText</name>
    <message>
        <source>everything else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vocals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drums</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>guitar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>piano</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All stems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{stem} and everything else</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StemsHeader</name>
    <message>
        <source>Stems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show more of the song (Ctrl and the wheel)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show less of the song (Ctrl and the wheel)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the whole song</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stems: {which}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{which}: click for others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With more than two stems: one beside everything else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without me</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything except my instrument</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{says} (I): asks which that is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No {stem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything except {stem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{says} (I); right-click for another instrument</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My instrument is not a stem of this song: {stem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My instrument is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other (guitar, keys, …)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StemsInProgress</name>
    <message>
        <source>Getting {title} ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separating with {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separating with {title} on the {device}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StorageBox</name>
    <message>
        <source>Room taken by songs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Room for songs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> GB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget all but the open song</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Songs kept: {kept} of {limit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When there are more, those not opened for the longest time are forgotten and separated anew when they are opened. Loops and markers are always kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Songs take at most half of the room that is free on the disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget the songs not opened for the longest time, about {size}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep {limit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget all but the open song, {size}? They can be separated anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TransportBar</name>
    <message>
        <source>Back to the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loop  L</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tempo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loop on or off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a song</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tempo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sound output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound output: {device}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change to light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change to dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ValueField</name>
    <message>
        <source>{name}: click to type, drag up and down or scroll; right-click for {reset_to}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WindowMenus</name>
    <message>
        <source>&amp;Song</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Loop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Mixer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a &amp;folder of stems …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the &amp;demo song</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Separate what is left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Models and storage …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Play or pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the &amp;start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Back 5 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Forward 5 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slo&amp;wer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fas&amp;ter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Original tempo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Te&amp;mpo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep &amp;voices natural at another pitch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tempo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the &amp;whole song</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark or light</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
