<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>facet::ui::AttributeCard</name>
    <message numerus="yes">
        <source>in %1 of %n face(s) kept back</source>
        <translation>
            <numerusform>in %1 of one face kept back</numerusform>
            <numerusform>in %1 of %n faces kept back</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>facet::ui::BatchDialog</name>
    <message numerus="yes">
        <source>The %n open photos</source>
        <translation>
            <numerusform>The open photo</numerusform>
            <numerusform>The %n open photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, about %n seconds left</source>
        <translation>
            <numerusform>, about %n second left</numerusform>
            <numerusform>, about %n seconds left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>facet::ui::EditTransfer</name>
    <message numerus="yes">
        <source>The edits are applied to %n other photos.</source>
        <translation>
            <numerusform>The edits are applied to one other photo.</numerusform>
            <numerusform>The edits are applied to %n other photos.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>facet::ui::FileFlow</name>
    <message numerus="yes">
        <source>The edits of %n photos are not saved.</source>
        <translation>
            <numerusform>The edits of one photo are not saved.</numerusform>
            <numerusform>The edits of %n photos are not saved.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>facet::ui::ModelControl</name>
    <message numerus="yes">
        <source>This model does not know all that was done to %n photos. What it does not know waits, and comes back with the model that does.</source>
        <translation>
            <numerusform>This model does not know all that was done to one photo. What it does not know waits, and comes back with the model that does.</numerusform>
            <numerusform>This model does not know all that was done to %n photos. What it does not know waits, and comes back with the model that does.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>facet::ui::ModelPage</name>
    <message numerus="yes">
        <source>%1 × %1 pixels, %n attributes</source>
        <translation>
            <numerusform>%1 × %1 pixels, one attribute</numerusform>
            <numerusform>%1 × %1 pixels, %n attributes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>facet::ui::RecoveryOffer</name>
    <message numerus="yes">
        <source>Facet ended unexpectedly. The edits of %n photos were kept.</source>
        <translation>
            <numerusform>Facet ended unexpectedly. The edits of one photo were kept.</numerusform>
            <numerusform>Facet ended unexpectedly. The edits of %n photos were kept.</numerusform>
        </translation>
    </message>
</context>
</TS>
