<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>AgainstSection</name>
    <message numerus="yes">
        <source>%n object(s) in {file} · overlap ≥ {overlap}</source>
        <translation>
            <numerusform>%n object in {file} · overlap ≥ {overlap}</numerusform>
            <numerusform>%n objects in {file} · overlap ≥ {overlap}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BatchBar</name>
    <message numerus="yes">
        <source>%n not read</source>
        <translation>
            <numerusform>%n not read</numerusform>
            <numerusform>%n not read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CameraPicker</name>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Comparing</name>
    <message numerus="yes">
        <source>%n box(es)</source>
        <translation>
            <numerusform>%n box</numerusform>
            <numerusform>%n boxes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DifferencesSection</name>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation>
            <numerusform>%n object</numerusform>
            <numerusform>%n objects</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message numerus="yes">
        <source>%n file(s) written into {folder}.</source>
        <translation>
            <numerusform>%n file written into {folder}.</numerusform>
            <numerusform>%n files written into {folder}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) left out:</source>
        <translation>
            <numerusform>%n picture left out:</numerusform>
            <numerusform>%n pictures left out:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Filmstrip</name>
    <message numerus="yes">
        <source>%n detection(s)</source>
        <translation>
            <numerusform>%n detection</numerusform>
            <numerusform>%n detections</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message numerus="yes">
        <source>%n shown</source>
        <translation>
            <numerusform>%n shown</numerusform>
            <numerusform>%n shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindingsSheet</name>
    <message numerus="yes">
        <source>and %n more class(es)</source>
        <translation>
            <numerusform>and %n more class</numerusform>
            <numerusform>and %n more classes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PictureOut</name>
    <message numerus="yes">
        <source>Table with %n detection(s) copied.</source>
        <translation>
            <numerusform>Table with %n detection copied.</numerusform>
            <numerusform>Table with %n detections copied.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PreflightCard</name>
    <message numerus="yes">
        <source>%n class(es)</source>
        <translation>
            <numerusform>%n class</numerusform>
            <numerusform>%n classes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n box(es) repaired</source>
        <translation>
            <numerusform>%n box repaired</numerusform>
            <numerusform>%n boxes repaired</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left out</source>
        <translation>
            <numerusform>%n left out</numerusform>
            <numerusform>%n left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Restoring</name>
    <message numerus="yes">
        <source>%n file(s) of the last session are not there any more.</source>
        <translation>
            <numerusform>%n file of the last session is not there any more.</numerusform>
            <numerusform>%n files of the last session are not there any more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsSheet</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message numerus="yes">
        <source>%n shortcut(s)</source>
        <translation>
            <numerusform>%n shortcut</numerusform>
            <numerusform>%n shortcuts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SidesSection</name>
    <message numerus="yes">
        <source>%n class(es)</source>
        <translation>
            <numerusform>%n class</numerusform>
            <numerusform>%n classes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimeMachine</name>
    <message numerus="yes">
        <source>%n box(es)</source>
        <translation>
            <numerusform>%n box</numerusform>
            <numerusform>%n boxes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimelineStrip</name>
    <message numerus="yes">
        <source>%n frame(s) in memory</source>
        <translation>
            <numerusform>%n frame in memory</numerusform>
            <numerusform>%n frames in memory</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrainData</name>
    <message numerus="yes">
        <source>%n source(s)</source>
        <translation>
            <numerusform>%n source</numerusform>
            <numerusform>%n sources</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TruthPanel</name>
    <message numerus="yes">
        <source>%n object(s) of classes that are not looked for are left out.</source>
        <translation>
            <numerusform>%n object of a class that is not looked for is left out.</numerusform>
            <numerusform>%n objects of classes that are not looked for are left out.</numerusform>
        </translation>
    </message>
</context>
</TS>
