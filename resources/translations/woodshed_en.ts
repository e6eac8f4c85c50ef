<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
    <name>PracticeSession</name>
    <message numerus="yes">
        <source>%n damaged samples in this file were replaced by silence.</source>
        <translation>
            <numerusform>%n damaged sample in this file was replaced by silence.</numerusform>
            <numerusform>%n damaged samples in this file were replaced by silence.</numerusform>
        </translation>
    </message>
</context>
</TS>
