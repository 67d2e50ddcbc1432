<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>Open…</source>
        <translation>Öffnen …</translation>
    </message>
    <message>
        <source>Open photos or a project</source>
        <translation>Fotos oder ein Projekt öffnen</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Open the picture on the clipboard</source>
        <translation>Das Bild aus der Zwischenablage öffnen</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter …</translation>
    </message>
    <message>
        <source>Save the edited photo in a file of its own</source>
        <translation>Das bearbeitete Foto in einer eigenen Datei speichern</translation>
    </message>
    <message>
        <source>Save project</source>
        <translation>Projekt speichern</translation>
    </message>
    <message>
        <source>Keep the edits in a project file, to go on with them later</source>
        <translation>Die Bearbeitung in einer Projektdatei behalten, um später weiterzumachen</translation>
    </message>
    <message>
        <source>Close photo</source>
        <translation>Foto schließen</translation>
    </message>
    <message>
        <source>Close this photo</source>
        <translation>Dieses Foto schließen</translation>
    </message>
    <message>
        <source>Previous photo</source>
        <translation>Vorheriges Foto</translation>
    </message>
    <message>
        <source>Show the previous open photo</source>
        <translation>Das vorherige offene Foto zeigen</translation>
    </message>
    <message>
        <source>Next photo</source>
        <translation>Nächstes Foto</translation>
    </message>
    <message>
        <source>Show the next open photo</source>
        <translation>Das nächste offene Foto zeigen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Copy edits</source>
        <translation>Bearbeitung kopieren</translation>
    </message>
    <message>
        <source>Copy what is done to this face</source>
        <translation>Kopieren, was an diesem Gesicht geändert ist</translation>
    </message>
    <message>
        <source>Paste edits</source>
        <translation>Bearbeitung einfügen</translation>
    </message>
    <message>
        <source>Do to this face what was copied from another</source>
        <translation>Mit diesem Gesicht tun, was von einem anderen kopiert wurde</translation>
    </message>
    <message>
        <source>Apply to all open photos</source>
        <translation>Auf alle offenen Fotos anwenden</translation>
    </message>
    <message>
        <source>Do the same to the chosen face of every other open photo</source>
        <translation>Mit dem gewählten Gesicht jedes anderen offenen Fotos dasselbe tun</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alles zurücksetzen</translation>
    </message>
    <message>
        <source>Set all sliders of this face to zero</source>
        <translation>Alle Regler dieses Gesichts auf null stellen</translation>
    </message>
    <message>
        <source>Save preset</source>
        <translation>Vorgabe sichern</translation>
    </message>
    <message>
        <source>Keep what is done to this face under a name</source>
        <translation>Unter einem Namen behalten, was an diesem Gesicht geändert ist</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Show the whole photo</source>
        <translation>Das ganze Foto zeigen</translation>
    </message>
    <message>
        <source>1:1</source>
        <translation>1:1</translation>
    </message>
    <message>
        <source>Show one pixel of the photo as one of the screen</source>
        <translation>Ein Pixel des Fotos als eines des Bildschirms zeigen</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Previous face</source>
        <translation>Vorheriges Gesicht</translation>
    </message>
    <message>
        <source>Next face</source>
        <translation>Nächstes Gesicht</translation>
    </message>
    <message>
        <source>Mark the eyes by hand</source>
        <translation>Augen von Hand markieren</translation>
    </message>
    <message>
        <source>Place this face by clicking its two eyes</source>
        <translation>Dieses Gesicht durch Klicks auf beide Augen festlegen</translation>
    </message>
    <message>
        <source>Outline the faces</source>
        <translation>Gesichter umranden</translation>
    </message>
    <message>
        <source>Split line</source>
        <translation>Trennlinie</translation>
    </message>
    <message>
        <source>Before and after on the two sides of a line that can be dragged</source>
        <translation>Vorher und nachher auf beiden Seiten einer Linie, die man ziehen kann</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>Before and after beside each other</source>
        <translation>Vorher und nachher nebeneinander</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>Which pixels the edit changes, and how much</source>
        <translation>Welche Pixel sich ändern und wie sehr</translation>
    </message>
    <message>
        <source>Search attributes</source>
        <translation>Merkmale suchen</translation>
    </message>
    <message>
        <source>Switch between dark and light</source>
        <translation>Zwischen dunkel und hell wechseln</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>All keys of the program</source>
        <translation>Alle Tasten des Programms</translation>
    </message>
    <message>
        <source>About Facet</source>
        <translation>Über Facet</translation>
    </message>
    <message>
        <source>Versions, device, model and licences</source>
        <translation>Versionen, Gerät, Modell und Lizenzen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Copy photo</source>
        <translation>Foto kopieren</translation>
    </message>
    <message>
        <source>Copy the edited photo to the clipboard</source>
        <translation>Das bearbeitete Foto in die Zwischenablage kopieren</translation>
    </message>
    <message>
        <source>Film</source>
        <translation>Film</translation>
    </message>
    <message>
        <source>Make a film from face to face</source>
        <translation>Einen Film von Gesicht zu Gesicht machen</translation>
    </message>
    <message>
        <source>Edit many photos…</source>
        <translation>Viele Fotos bearbeiten …</translation>
    </message>
    <message>
        <source>Do the same to a folder of photos</source>
        <translation>Dasselbe mit einem Ordner voller Fotos tun</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>Maske</translation>
    </message>
    <message>
        <source>Paint where the edit may touch the photo</source>
        <translation>Malen, wo die Bearbeitung das Foto berühren darf</translation>
    </message>
    <message>
        <source>Show mask</source>
        <translation>Maske zeigen</translation>
    </message>
    <message>
        <source>Colour what the edit may touch</source>
        <translation>Einfärben, was die Bearbeitung berühren darf</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Malen</translation>
    </message>
    <message>
        <source>Let the edit through where the brush goes</source>
        <translation>Die Bearbeitung durchlassen, wo der Pinsel malt</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Radieren</translation>
    </message>
    <message>
        <source>Keep the photo&apos;s own pixels where the brush goes; so does the brush while Ctrl is held</source>
        <translation>Die Pixel des Fotos behalten, wo der Pinsel malt; das tut der Pinsel auch, solange Strg gehalten wird</translation>
    </message>
    <message>
        <source>Smaller brush</source>
        <translation>Kleinerer Pinsel</translation>
    </message>
    <message>
        <source>Larger brush</source>
        <translation>Größerer Pinsel</translation>
    </message>
    <message>
        <source>Harder brush</source>
        <translation>Härterer Pinsel</translation>
    </message>
    <message>
        <source>Softer brush</source>
        <translation>Weicherer Pinsel</translation>
    </message>
    <message>
        <source>Reset mask</source>
        <translation>Maske zurücksetzen</translation>
    </message>
    <message>
        <source>Back to the mask that was found by itself</source>
        <translation>Zurück zur von selbst gefundenen Maske</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Save the edited photo in a format, quality and size of your choice</source>
        <translation>Das bearbeitete Foto in Format, Qualität und Größe nach Wahl speichern</translation>
    </message>
    <message>
        <source>Learn a slider…</source>
        <translation>Einen Regler lernen …</translation>
    </message>
    <message>
        <source>Learn a slider of your own from photos</source>
        <translation>Einen eigenen Regler aus Fotos lernen</translation>
    </message>
    <message>
        <source>New face…</source>
        <translation>Neues Gesicht …</translation>
    </message>
    <message>
        <source>Draw a face of nobody from the model</source>
        <translation>Das Gesicht von niemandem aus dem Modell ziehen</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Back to the mask that was found by itself where the brush goes</source>
        <translation>Wo der Pinsel malt, zurück zur selbst gefundenen Maske</translation>
    </message>
    <message>
        <source>What is this?</source>
        <translation>Was ist das?</translation>
    </message>
    <message>
        <source>Click on anything in the window to be told what it is for</source>
        <translation>Klicken Sie auf etwas im Fenster, um zu erfahren, wozu es da ist</translation>
    </message>
</context>
<context>
    <name>Activity</name>
    <message>
        <source>Reading the photo…</source>
        <translation>Foto wird gelesen …</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gespeichert …</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation>Modell wird geladen …</translation>
    </message>
    <message>
        <source>Finding faces…</source>
        <translation>Gesichter werden gesucht …</translation>
    </message>
    <message>
        <source>Reading the face…</source>
        <translation>Gesicht wird gelesen …</translation>
    </message>
    <message>
        <source>There is no face to edit; mark the eyes by hand</source>
        <translation>Kein Gesicht zum Bearbeiten; markieren Sie die Augen von Hand</translation>
    </message>
</context>
<context>
    <name>Attribute</name>
    <message>
        <source>Smile</source>
        <translation>Lächeln</translation>
    </message>
    <message>
        <source>Mouth open</source>
        <translation>Mund offen</translation>
    </message>
    <message>
        <source>Glasses</source>
        <translation>Brille</translation>
    </message>
    <message>
        <source>Blond hair</source>
        <translation>Blondes Haar</translation>
    </message>
    <message>
        <source>Black hair</source>
        <translation>Schwarzes Haar</translation>
    </message>
    <message>
        <source>Brown hair</source>
        <translation>Braunes Haar</translation>
    </message>
    <message>
        <source>Gray hair</source>
        <translation>Graues Haar</translation>
    </message>
    <message>
        <source>Bangs</source>
        <translation>Pony</translation>
    </message>
    <message>
        <source>Wavy hair</source>
        <translation>Welliges Haar</translation>
    </message>
    <message>
        <source>Straight hair</source>
        <translation>Glattes Haar</translation>
    </message>
    <message>
        <source>Bald</source>
        <translation>Glatze</translation>
    </message>
    <message>
        <source>Receding hairline</source>
        <translation>Hohe Stirn</translation>
    </message>
    <message>
        <source>Hat</source>
        <translation>Hut</translation>
    </message>
    <message>
        <source>Beard</source>
        <translation>Bart</translation>
    </message>
    <message>
        <source>Mustache</source>
        <translation>Schnurrbart</translation>
    </message>
    <message>
        <source>Goatee</source>
        <translation>Kinnbart</translation>
    </message>
    <message>
        <source>Sideburns</source>
        <translation>Koteletten</translation>
    </message>
    <message>
        <source>Stubble</source>
        <translation>Stoppeln</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Masculine</source>
        <translation>Männlich</translation>
    </message>
    <message>
        <source>Makeup</source>
        <translation>Make-up</translation>
    </message>
    <message>
        <source>Lipstick</source>
        <translation>Lippenstift</translation>
    </message>
    <message>
        <source>Rosy cheeks</source>
        <translation>Rosige Wangen</translation>
    </message>
    <message>
        <source>Thick eyebrows</source>
        <translation>Dichte Brauen</translation>
    </message>
    <message>
        <source>Arched eyebrows</source>
        <translation>Bogenbrauen</translation>
    </message>
    <message>
        <source>Narrow eyes</source>
        <translation>Schmale Augen</translation>
    </message>
    <message>
        <source>Eye bags</source>
        <translation>Tränensäcke</translation>
    </message>
    <message>
        <source>High cheekbones</source>
        <translation>Wangenknochen</translation>
    </message>
    <message>
        <source>Earrings</source>
        <translation>Ohrringe</translation>
    </message>
    <message>
        <source>At +1 it shows in %1 % of faces; it changes the sex, age, glasses or smile of up to %2 % along the way.</source>
        <translation>Bei +1 zeigt es sich in %1 % der Gesichter; nebenbei ändert es bei bis zu %2 % Geschlecht, Alter, Brille oder Lächeln.</translation>
    </message>
    <message>
        <source>Learnt from %1 photos with it and %2 without; its card shows what it does.</source>
        <translation>Aus %1 Fotos damit und %2 ohne gelernt; was er bewirkt, zeigt seine Karte.</translation>
    </message>
</context>
<context>
    <name>AttributeGroup</name>
    <message>
        <source>Expression</source>
        <translation>Ausdruck</translation>
    </message>
    <message>
        <source>Hair</source>
        <translation>Haar</translation>
    </message>
    <message>
        <source>Beard</source>
        <translation>Bart</translation>
    </message>
    <message>
        <source>Age and sex</source>
        <translation>Alter und Geschlecht</translation>
    </message>
    <message>
        <source>Eyes and brows</source>
        <translation>Augen und Brauen</translation>
    </message>
    <message>
        <source>Makeup</source>
        <translation>Make-up</translation>
    </message>
    <message>
        <source>Wearing</source>
        <translation>Accessoires</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Eigene</translation>
    </message>
</context>
<context>
    <name>EasingCurve</name>
    <message>
        <source>Steady</source>
        <translation>Gleichmäßig</translation>
    </message>
    <message>
        <source>Gentle</source>
        <translation>Sanft</translation>
    </message>
    <message>
        <source>Even change</source>
        <translation>Gleiche Schritte</translation>
    </message>
</context>
<context>
    <name>EngineService</name>
    <message>
        <source>There is not enough memory for this photo.</source>
        <translation>Für dieses Foto reicht der Speicher nicht.</translation>
    </message>
    <message>
        <source>Something unexpected went wrong: %1</source>
        <translation>Etwas Unerwartetes ist schiefgegangen: %1</translation>
    </message>
</context>
<context>
    <name>EngineTexts</name>
    <message>
        <source>%1 Its memory is nearly full: pictures are computed one by one now (%3).</source>
        <translation>%1 Der Speicher ist fast voll: Bilder werden jetzt einzeln berechnet (%3).</translation>
    </message>
    <message>
        <source>%1 Its memory is nearly full: %2 pictures at once are computed now (%3).</source>
        <translation>%1 Der Speicher ist fast voll: Es werden jetzt %2 Bilder auf einmal berechnet (%3).</translation>
    </message>
    <message>
        <source>%1 has failed (%2), so the processor has taken over.</source>
        <translation>%1 ist ausgefallen (%2), deshalb rechnet jetzt der Prozessor.</translation>
    </message>
    <message>
        <source>%1, in bfloat16, which %2 multiplies in hardware.</source>
        <translation>%1, in bfloat16, womit %2 in Hardware multipliziert.</translation>
    </message>
    <message>
        <source>%1, in float32, which it multiplies fastest.</source>
        <translation>%1, in float32, das er am schnellsten multipliziert.</translation>
    </message>
    <message>
        <source>%1, in %2.</source>
        <translation>%1, in %2.</translation>
    </message>
    <message>
        <source>The processor computes (%1)</source>
        <translation>Der Prozessor rechnet (%1)</translation>
    </message>
    <message>
        <source>The processor was asked for</source>
        <translation>Der Prozessor wurde gewählt</translation>
    </message>
    <message>
        <source>The GPU is faster than the processor</source>
        <translation>Die Grafikkarte ist schneller als der Prozessor</translation>
    </message>
    <message>
        <source>The GPU was asked for</source>
        <translation>Die Grafikkarte wurde gewählt</translation>
    </message>
    <message>
        <source>the device %1 cannot be used (%2); choose another in the preferences</source>
        <translation>das Gerät %1 lässt sich nicht verwenden (%2); wählen Sie in den Einstellungen ein anderes</translation>
    </message>
    <message>
        <source>no NVIDIA driver</source>
        <translation>kein NVIDIA-Treiber</translation>
    </message>
    <message>
        <source>Facet was built without its GPU module</source>
        <translation>Facet wurde ohne das Modul für Grafikkarten gebaut</translation>
    </message>
    <message>
        <source>the GPU module cannot be loaded: %1</source>
        <translation>das Modul für Grafikkarten lässt sich nicht laden: %1</translation>
    </message>
    <message>
        <source>%1 is the GPU module of another version of Facet</source>
        <translation>%1 ist das Modul für Grafikkarten einer anderen Version von Facet</translation>
    </message>
    <message>
        <source>%1 computes something else than the processor</source>
        <translation>%1 rechnet etwas anderes aus als der Prozessor</translation>
    </message>
    <message>
        <source>out of memory: %1 GiB wanted, %2 free</source>
        <translation>zu wenig Speicher: %1 GiB gebraucht, %2 frei</translation>
    </message>
    <message>
        <source>%1 is not there any more</source>
        <translation>%1 gibt es nicht mehr</translation>
    </message>
    <message>
        <source>%1 is a folder; choose a picture</source>
        <translation>%1 ist ein Ordner; wählen Sie ein Bild</translation>
    </message>
    <message>
        <source>%1 is not a regular file; choose a picture</source>
        <translation>%1 ist keine gewöhnliche Datei; wählen Sie ein Bild</translation>
    </message>
    <message>
        <source>%1 cannot be read; check that you may open it</source>
        <translation>%1 kann nicht gelesen werden; prüfen Sie, ob Sie die Datei öffnen dürfen</translation>
    </message>
    <message>
        <source>%1 is damaged: %2</source>
        <translation>%1 ist beschädigt: %2</translation>
    </message>
    <message>
        <source>%1 in %2 is damaged</source>
        <translation>%1 in %2 ist beschädigt</translation>
    </message>
    <message>
        <source>%1 is too large: %2 pixels are more than %3</source>
        <translation>%1 ist zu groß: %2 Pixel sind mehr als %3</translation>
    </message>
    <message>
        <source>it does not say how large the picture is</source>
        <translation>die Größe des Bildes ist nicht angegeben</translation>
    </message>
    <message>
        <source>its samples are of a kind that is not supported; save it with 8 or 16 bits a channel</source>
        <translation>die Art der Farbwerte wird nicht unterstützt; speichern Sie das Bild mit 8 oder 16 Bit je Kanal</translation>
    </message>
    <message>
        <source>the file is larger than 2 GiB</source>
        <translation>die Datei ist größer als 2 GiB</translation>
    </message>
    <message>
        <source>its pixels cannot be decoded</source>
        <translation>die Pixel lassen sich nicht entschlüsseln</translation>
    </message>
    <message>
        <source>its picture cannot be read</source>
        <translation>das Bild darin lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>its colours are of a kind that is not supported</source>
        <translation>die Art der Farben wird nicht unterstützt</translation>
    </message>
    <message>
        <source>it claims more pixels than a photo has</source>
        <translation>es gibt mehr Pixel an, als ein Foto hat</translation>
    </message>
    <message>
        <source>its kind of HEIC or AVIF is not supported; save it as JPEG or PNG</source>
        <translation>diese Art von HEIC oder AVIF wird nicht unterstützt; speichern Sie das Bild als JPEG oder PNG</translation>
    </message>
    <message>
        <source>this Facet was built without libheif, which reads HEIC and AVIF; save it as JPEG or PNG</source>
        <translation>dieses Facet wurde ohne libheif gebaut, das HEIC und AVIF liest; speichern Sie das Bild als JPEG oder PNG</translation>
    </message>
    <message>
        <source>%1: no face found; open it and mark its eyes by hand</source>
        <translation>%1: kein Gesicht gefunden; öffnen Sie das Foto und markieren Sie die Augen von Hand</translation>
    </message>
    <message>
        <source>%1 has no such face any more</source>
        <translation>%1 hat dieses Gesicht nicht mehr</translation>
    </message>
    <message>
        <source>the face of %1 was mixed in by another model; take it out and drop its photo again</source>
        <translation>das Gesicht aus %1 hat ein anderes Modell beigemischt; nehmen Sie es heraus und legen Sie das Foto noch einmal ab</translation>
    </message>
    <message>
        <source>OpenCV&apos;s %1 is missing; install the package opencv-data</source>
        <translation>%1 von OpenCV fehlt; installieren Sie das Paket opencv-data</translation>
    </message>
    <message>
        <source>%1 cannot be read; install the package opencv-data again</source>
        <translation>%1 kann nicht gelesen werden; installieren Sie das Paket opencv-data neu</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 kann nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>there is no picture</source>
        <translation>es gibt kein Bild</translation>
    </message>
    <message>
        <source>this system&apos;s libavcodec has no %1</source>
        <translation>libavcodec auf diesem System hat kein %1</translation>
    </message>
    <message>
        <source>the picture cannot be encoded in this format</source>
        <translation>das Bild passt nicht in dieses Format</translation>
    </message>
    <message>
        <source>the picture cannot be encoded in this format; it may be too large for it</source>
        <translation>das Bild passt nicht in dieses Format; vielleicht ist es zu groß dafür</translation>
    </message>
    <message>
        <source>%1 is a folder; give a file name</source>
        <translation>%1 ist ein Ordner; geben Sie einen Dateinamen an</translation>
    </message>
    <message>
        <source>%1 is not a regular file</source>
        <translation>%1 ist keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>%1 exists; allow that files are replaced, or choose another name</source>
        <translation>%1 gibt es schon; erlauben Sie das Ersetzen oder wählen Sie einen anderen Namen</translation>
    </message>
    <message>
        <source>%1 cannot be made: %2</source>
        <translation>%1 kann nicht angelegt werden: %2</translation>
    </message>
    <message>
        <source>%1 cannot hold the photo&apos;s metadata (%2); export it without metadata or in another format</source>
        <translation>%1 kann die Metadaten des Fotos nicht aufnehmen (%2); exportieren Sie ohne Metadaten oder in einem anderen Format</translation>
    </message>
    <message>
        <source>%1 holds other things than a film&apos;s frames; choose another folder</source>
        <translation>%1 enthält anderes als die Bilder eines Films; wählen Sie einen anderen Ordner</translation>
    </message>
    <message>
        <source>%1 holds a film&apos;s frames; choose another folder</source>
        <translation>%1 enthält die Bilder eines Films; wählen Sie einen anderen Ordner</translation>
    </message>
    <message>
        <source>%1: another batch is at work in this folder; wait for its end</source>
        <translation>%1: In diesem Ordner arbeitet schon ein anderer Stapel; warten Sie, bis er fertig ist</translation>
    </message>
    <message>
        <source>%1 and %2 would both become %3</source>
        <translation>%1 und %2 würden beide zu %3</translation>
    </message>
    <message>
        <source>the bundled model is not there; install Facet again or choose a model in the preferences</source>
        <translation>das mitgelieferte Modell fehlt; installieren Sie Facet neu oder wählen Sie in den Einstellungen ein Modell</translation>
    </message>
    <message>
        <source>%1 is no model of Facet&apos;s; choose another file</source>
        <translation>%1 ist kein Modell für Facet; wählen Sie eine andere Datei</translation>
    </message>
    <message>
        <source>%1 is no model; choose another file</source>
        <translation>%1 ist kein Modell; wählen Sie eine andere Datei</translation>
    </message>
    <message>
        <source>%1 is cut off; fetch it again</source>
        <translation>%1 ist abgeschnitten; holen Sie die Datei noch einmal</translation>
    </message>
    <message>
        <source>%1 is damaged (its tensor %2); fetch it again</source>
        <translation>%1 ist beschädigt (Tensor %2); holen Sie die Datei noch einmal</translation>
    </message>
    <message>
        <source>%1 was learnt with another model</source>
        <translation>%1 wurde mit einem anderen Modell gelernt</translation>
    </message>
    <message>
        <source>%1 was made for another model</source>
        <translation>%1 ist für ein anderes Modell</translation>
    </message>
    <message>
        <source>%1: the model has a slider “%2” already</source>
        <translation>%1: Das Modell hat schon einen Regler „%2“</translation>
    </message>
    <message>
        <source>this model has no slider “%1”</source>
        <translation>dieses Modell hat keinen Regler „%1“</translation>
    </message>
    <message>
        <source>there is a slider “%1” already; choose another name</source>
        <translation>einen Regler „%1“ gibt es schon; wählen Sie einen anderen Namen</translation>
    </message>
    <message>
        <source>at least %1 faces with it are needed, but the %3 photos have %2; add more photos</source>
        <translation>mindestens %1 Gesichter damit sind nötig, in den %3 Fotos sind %2; fügen Sie mehr hinzu</translation>
    </message>
    <message>
        <source>at least %1 faces without it are needed, but the %3 photos have %2; add more photos</source>
        <translation>mindestens %1 Gesichter ohne sind nötig, in den %3 Fotos sind %2; fügen Sie mehr hinzu</translation>
    </message>
    <message>
        <source>the faces kept back for the test do not differ in what the others do; more photos, or photos that differ in one thing only, may help</source>
        <translation>die zum Prüfen zurückgehaltenen Gesichter unterscheiden sich nicht darin, worin es die anderen tun; mehr Fotos helfen vielleicht, oder solche, die sich nur in einem unterscheiden</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 is empty; choose a picture</source>
        <translation>%1 ist leer; wählen Sie ein Bild</translation>
    </message>
    <message>
        <source>%1 is not a JPEG, PNG, TIFF, WebP, HEIC or AVIF picture; convert it to one of them</source>
        <translation>%1 ist kein Bild in JPEG, PNG, TIFF, WebP, HEIC oder AVIF; wandeln Sie es in eines davon um</translation>
    </message>
    <message>
        <source>there is no folder %1; make it, or choose another</source>
        <translation>den Ordner %1 gibt es nicht; legen Sie ihn an oder wählen Sie einen anderen</translation>
    </message>
    <message>
        <source>the disk is full; free some space, or choose another</source>
        <translation>der Datenträger ist voll; schaffen Sie Platz oder wählen Sie einen anderen</translation>
    </message>
    <message>
        <source>your share of the disk is full; free some space, or choose another</source>
        <translation>Ihr Anteil am Datenträger ist voll; schaffen Sie Platz oder wählen Sie einen anderen</translation>
    </message>
    <message>
        <source>you may not write there; choose another folder</source>
        <translation>dort dürfen Sie nicht schreiben; wählen Sie einen anderen Ordner</translation>
    </message>
    <message>
        <source>nothing can be written there; choose another folder</source>
        <translation>dort kann nichts geschrieben werden; wählen Sie einen anderen Ordner</translation>
    </message>
    <message>
        <source>the disk does not answer; choose another</source>
        <translation>der Datenträger antwortet nicht; wählen Sie einen anderen</translation>
    </message>
    <message>
        <source>%1 is read-only; choose another name</source>
        <translation>%1 ist schreibgeschützt; wählen Sie einen anderen Namen</translation>
    </message>
    <message>
        <source>%1 holds no picture; take its sub-folders, too, or choose another folder</source>
        <translation>%1 enthält kein Bild; nehmen Sie die Unterordner hinzu oder wählen Sie einen anderen Ordner</translation>
    </message>
    <message>
        <source>%1 holds no picture; choose another folder</source>
        <translation>%1 enthält kein Bild; wählen Sie einen anderen Ordner</translation>
    </message>
    <message>
        <source>the two eyes must be at least 4 pixels apart; mark them again</source>
        <translation>die Augen müssen mindestens 4 Pixel auseinanderliegen; markieren Sie sie noch einmal</translation>
    </message>
    <message>
        <source>%1: films are .mp4, .webm, .gif, .png (animated) or a folder</source>
        <translation>%1: Filme sind .mp4, .webm, .gif, .png (animiert) oder ein Ordner</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 kann nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>%1 is neither a folder nor a zip archive that can be read</source>
        <translation>%1 ist weder ein Ordner noch ein lesbares Zip-Archiv</translation>
    </message>
    <message>
        <source>%1 would replace a photo; choose another folder</source>
        <translation>%1 würde ein Foto ersetzen; wählen Sie einen anderen Ordner</translation>
    </message>
    <message>
        <source>a GIF shows at most %2 frames a second; choose fewer, or another format</source>
        <translation>ein GIF zeigt höchstens %2 Bilder in der Sekunde; wählen Sie weniger oder ein anderes Format</translation>
    </message>
    <message>
        <source>%1 has no ending that says how to write it; use .jpg, .png, .tif or .webp</source>
        <translation>%1 hat keine Endung, die sagt, wie es zu schreiben ist; nehmen Sie .jpg, .png, .tif oder .webp</translation>
    </message>
    <message>
        <source>%1 would be a HEIC or AVIF, which are only read; use .jpg, .png, .tif or .webp</source>
        <translation>%1 wäre HEIC oder AVIF, die nur gelesen werden; nehmen Sie .jpg, .png, .tif oder .webp</translation>
    </message>
    <message>
        <source>%1 holds the details of faces alone; choose the model that they refine</source>
        <translation>%1 enthält nur die Einzelheiten von Gesichtern; wählen Sie das Modell, das sie verfeinern</translation>
    </message>
    <message>
        <source>%1 does not fit the model&apos;s other files; fetch the model again</source>
        <translation>%1 passt nicht zu den anderen Dateien des Modells; holen Sie das Modell noch einmal</translation>
    </message>
    <message>
        <source>%1 cannot be written; is the folder there and the disk not full?</source>
        <translation>%1 kann nicht geschrieben werden; gibt es den Ordner, und ist noch Platz?</translation>
    </message>
    <message>
        <source>the GPU&apos;s module does not compute attention yet</source>
        <translation>das GPU-Modul rechnet noch keine Aufmerksamkeit</translation>
    </message>
    <message>
        <source>the GPU&apos;s module does not compute conditional flows yet</source>
        <translation>das GPU-Modul rechnet noch keine bedingten Flüsse</translation>
    </message>
    <message>
        <source>%1 holds several sliders; only a single one can be given a new name</source>
        <translation>%1 enthält mehrere Regler; nur ein einzelner kann umbenannt werden</translation>
    </message>
    <message>
        <source>holds no sliders</source>
        <translation>enthält keine Regler</translation>
    </message>
    <message>
        <source>learning was stopped; nothing was kept</source>
        <translation>das Lernen wurde abgebrochen; nichts wurde behalten</translation>
    </message>
    <message>
        <source>the edit&apos;s mask is “%1”, which this Facet does not know</source>
        <translation>die Maske der Bearbeitung ist „%1“, die dieses Facet nicht kennt</translation>
    </message>
    <message>
        <source>the edit&apos;s second face has an amount that is not from 0 to 1</source>
        <translation>der Anteil des zweiten Gesichts der Bearbeitung liegt nicht zwischen 0 und 1</translation>
    </message>
    <message>
        <source>the amount of “%1” is not a number from −2 to 2</source>
        <translation>der Betrag von „%1“ ist keine Zahl von −2 bis 2</translation>
    </message>
    <message>
        <source>the file holds no edit of Facet&apos;s</source>
        <translation>die Datei enthält keine Bearbeitung von Facet</translation>
    </message>
    <message>
        <source>the edit&apos;s entry “%1” is damaged, or from a newer Facet</source>
        <translation>der Eintrag „%1“ der Bearbeitung ist beschädigt oder von einem neueren Facet</translation>
    </message>
    <message>
        <source>the edit&apos;s other face is damaged or missing</source>
        <translation>das zweite Gesicht der Bearbeitung ist beschädigt oder fehlt</translation>
    </message>
    <message>
        <source>the edit&apos;s painted mask is damaged or missing</source>
        <translation>die gemalte Maske der Bearbeitung ist beschädigt oder fehlt</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>MP4 video (H.264)</source>
        <translation>MP4-Video (H.264)</translation>
    </message>
    <message>
        <source>WebM video (VP9)</source>
        <translation>WebM-Video (VP9)</translation>
    </message>
    <message>
        <source>GIF</source>
        <translation>GIF</translation>
    </message>
    <message>
        <source>Animated PNG</source>
        <translation>Animiertes PNG</translation>
    </message>
    <message>
        <source>Folder of PNG files</source>
        <translation>Ordner mit PNG-Dateien</translation>
    </message>
</context>
<context>
    <name>FaceWarning</name>
    <message>
        <source>This face is small; edits will look soft.</source>
        <translation>Dieses Gesicht ist klein; Änderungen wirken weich.</translation>
    </message>
    <message>
        <source>This face is turned away; edits may look wrong.</source>
        <translation>Dieses Gesicht ist abgewandt; Änderungen können falsch aussehen.</translation>
    </message>
    <message>
        <source>This face is cut off by the photo&apos;s border.</source>
        <translation>Dieses Gesicht ist vom Rand des Fotos abgeschnitten.</translation>
    </message>
    <message>
        <source>This face is dark; edits may be weak.</source>
        <translation>Dieses Gesicht ist dunkel; Änderungen können schwach ausfallen.</translation>
    </message>
    <message>
        <source>This face is overexposed; edits may be weak.</source>
        <translation>Dieses Gesicht ist überbelichtet; Änderungen können schwach ausfallen.</translation>
    </message>
</context>
<context>
    <name>ModelCard</name>
    <message>
        <source>What it is</source>
        <translation>Was es ist</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Training data</source>
        <translation>Trainingsdaten</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>Bits per dimension</source>
        <translation>Bit je Dimension</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>Architektur</translation>
    </message>
</context>
<context>
    <name>PhotoCanvas</name>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
</context>
<context>
    <name>PhotoDialogs</name>
    <message>
        <source>JPEG (*.jpg *.jpeg)</source>
        <translation>JPEG (*.jpg *.jpeg)</translation>
    </message>
    <message>
        <source>PNG (*.png)</source>
        <translation>PNG (*.png)</translation>
    </message>
    <message>
        <source>TIFF (*.tif *.tiff)</source>
        <translation>TIFF (*.tif *.tiff)</translation>
    </message>
    <message>
        <source>WebP (*.webp)</source>
        <translation>WebP (*.webp)</translation>
    </message>
    <message>
        <source>Open photos or a project</source>
        <translation>Fotos oder ein Projekt öffnen</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Save the project</source>
        <translation>Das Projekt speichern</translation>
    </message>
    <message>
        <source>Projects (*.facet)</source>
        <translation>Projekte (*.facet)</translation>
    </message>
    <message>
        <source>Import presets</source>
        <translation>Vorgaben einlesen</translation>
    </message>
    <message>
        <source>Presets (*.json)</source>
        <translation>Vorgaben (*.json)</translation>
    </message>
    <message>
        <source>Export the preset</source>
        <translation>Die Vorgabe ausgeben</translation>
    </message>
    <message>
        <source>Save the edited photo</source>
        <translation>Das bearbeitete Foto speichern</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Reports (*.json)</source>
        <translation>Berichte (*.json)</translation>
    </message>
    <message>
        <source>Export the slider</source>
        <translation>Den Regler exportieren</translation>
    </message>
    <message>
        <source>Sliders (*.safetensors)</source>
        <translation>Regler (*.safetensors)</translation>
    </message>
    <message>
        <source>Choose a photo of the second face</source>
        <translation>Ein Foto des zweiten Gesichts wählen</translation>
    </message>
    <message>
        <source>Photos and projects (%1 *.facet)</source>
        <translation>Fotos und Projekte (%1 *.facet)</translation>
    </message>
    <message>
        <source>Photos (%1)</source>
        <translation>Fotos (%1)</translation>
    </message>
</context>
<context>
    <name>PhotoInput</name>
    <message>
        <source>Pasted picture</source>
        <translation>Eingefügtes Bild</translation>
    </message>
</context>
<context>
    <name>SliderMenu</name>
    <message>
        <source>Back to zero</source>
        <translation>Zurück auf null</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>Locked: others do not move it</source>
        <translation>Gesperrt: andere bewegen es nicht</translation>
    </message>
    <message>
        <source>How good it is…</source>
        <translation>Wie gut er ist …</translation>
    </message>
</context>
<context>
    <name>facet::ui::AboutDialog</name>
    <message>
        <source>Facet %1</source>
        <translation>Facet %1</translation>
    </message>
    <message>
        <source>Qt %1</source>
        <translation>Qt %1</translation>
    </message>
    <message>
        <source>No model is loaded.</source>
        <translation>Kein Modell ist geladen.</translation>
    </message>
    <message>
        <source>Device: %1. %2</source>
        <translation>Gerät: %1. %2</translation>
    </message>
    <message>
        <source>Model: %1, %2 × %2 pixels</source>
        <translation>Modell: %1, %2 × %2 Pixel</translation>
    </message>
    <message>
        <source>Hash: %1</source>
        <translation>Prüfsumme: %1</translation>
    </message>
    <message>
        <source>The model&apos;s card</source>
        <translation>Angaben zum Modell</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>Facet: GNU General Public License, version 3 or later</source>
        <translation>Facet: GNU General Public License, Version 3 oder später</translation>
    </message>
    <message>
        <source>Icons: Breeze, GNU Lesser General Public License, version 3 or later</source>
        <translation>Symbole: Breeze, GNU Lesser General Public License, Version 3 oder später</translation>
    </message>
    <message>
        <source>The face model has terms of its own: see its card.</source>
        <translation>Für das Gesichtsmodell gelten eigene Bedingungen: siehe die Angaben zum Modell.</translation>
    </message>
    <message>
        <source>About Facet</source>
        <translation>Über Facet</translation>
    </message>
    <message>
        <source>Edits faces in photos, exactly, on your own machine.</source>
        <translation>Bearbeitet Gesichter in Fotos, exakt und auf dem eigenen Rechner.</translation>
    </message>
    <message>
        <source>Versions, model and licences</source>
        <translation>Versionen, Modell und Lizenzen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>facet::ui::Actions</name>
    <message>
        <source>Undo: %1</source>
        <translation>Rückgängig: %1</translation>
    </message>
    <message>
        <source>Redo: %1</source>
        <translation>Wiederholen: %1</translation>
    </message>
    <message>
        <source>Nothing to undo</source>
        <translation>Nichts rückgängig zu machen</translation>
    </message>
    <message>
        <source>Nothing to redo</source>
        <translation>Nichts zu wiederholen</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>facet::ui::AttributeCard</name>
    <message>
        <source>The slider %1</source>
        <translation>Der Regler %1</translation>
    </message>
    <message>
        <source>Shows at +1</source>
        <translation>Zeigt sich bei +1</translation>
    </message>
    <message>
        <source>in %1 of faces that it was not learnt from</source>
        <translation>bei %1 der Gesichter, aus denen er nicht gelernt ist</translation>
    </message>
    <message>
        <source>Changes along the way</source>
        <translation>Ändert nebenbei</translation>
    </message>
    <message>
        <source>nothing that was looked at: sex, age, glasses, smile</source>
        <translation>nichts von dem, was geprüft wurde: Geschlecht, Alter, Brille, Lächeln</translation>
    </message>
    <message>
        <source>%1, in %2 of them</source>
        <translation>%1, bei %2 von ihnen</translation>
    </message>
    <message>
        <source>Recognised rightly</source>
        <translation>Richtig erkannt</translation>
    </message>
    <message>
        <source>in %1 of pairs, one with it and one without</source>
        <translation>bei %1 der Paare, eins damit und eins ohne</translation>
    </message>
    <message>
        <source>Learnt from</source>
        <translation>Gelernt aus</translation>
    </message>
    <message>
        <source>%1 faces with it, %2 without</source>
        <translation>%1 Gesichtern damit, %2 ohne</translation>
    </message>
    <message>
        <source>Face %1 at %2</source>
        <translation>Gesicht %1 bei %2</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen …</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>not known: to try it on faces kept back, it takes 16 photos a side</source>
        <translation>nicht bekannt: Um ihn an zurückgehaltenen Gesichtern zu erproben, braucht es 16 Fotos je Seite</translation>
    </message>
    <message numerus="yes">
        <source>in %1 of %n face(s) kept back</source>
        <translation>
            <numerusform>bei %1 von einem zurückgehaltenen Gesicht</numerusform>
            <numerusform>bei %1 von %n zurückgehaltenen Gesichtern</numerusform>
        </translation>
    </message>
    <message>
        <source>Goes along</source>
        <translation>Ändert sich mit</translation>
    </message>
    <message>
        <source>%1: the two sides of photos differ in it as much</source>
        <translation>%1: Darin unterscheiden sich die Fotos der beiden Seiten ebenso</translation>
    </message>
</context>
<context>
    <name>facet::ui::AttributePanel</name>
    <message>
        <source>Reset all</source>
        <translation>Alles zurücksetzen</translation>
    </message>
    <message>
        <source>Search attributes</source>
        <translation>Merkmale suchen</translation>
    </message>
    <message>
        <source>Only favourites</source>
        <translation>Nur Favoriten</translation>
    </message>
    <message>
        <source>Show favourites alone; the star before a name makes one</source>
        <translation>Nur Favoriten zeigen; der Stern vor einem Namen macht einen</translation>
    </message>
    <message>
        <source>All sliders are at zero</source>
        <translation>Alle Regler stehen auf null</translation>
    </message>
    <message>
        <source>Set all sliders of this face to zero</source>
        <translation>Alle Regler dieses Gesichts auf null stellen</translation>
    </message>
    <message>
        <source>This model has no attributes yet.</source>
        <translation>Dieses Modell hat noch keine Merkmale.</translation>
    </message>
    <message>
        <source>No attribute has this name.</source>
        <translation>Kein Merkmal heißt so.</translation>
    </message>
    <message>
        <source>There are no favourites yet. The star before a name makes one.</source>
        <translation>Es gibt noch keine Favoriten. Der Stern vor einem Namen macht einen.</translation>
    </message>
    <message>
        <source>Learn a slider of your own…</source>
        <translation>Einen eigenen Regler lernen …</translation>
    </message>
    <message>
        <source>Shows the sliders alone whose names have these letters.</source>
        <translation>Zeigt nur die Regler, in deren Namen diese Buchstaben stehen.</translation>
    </message>
    <message>
        <source>Makes a slider from photos that have something and photos that do not.</source>
        <translation>Macht einen Regler aus Fotos mit etwas und Fotos ohne es.</translation>
    </message>
</context>
<context>
    <name>facet::ui::BatchDialog</name>
    <message>
        <source>Edit many photos</source>
        <translation>Viele Fotos bearbeiten</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>Bericht speichern …</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message numerus="yes">
        <source>The %n open photos</source>
        <translation>
            <numerusform>Das offene Foto</numerusform>
            <numerusform>Die %n offenen Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>Sub-folders, too</source>
        <translation>Auch Unterordner</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>A folder for the edited photos</source>
        <translation>Ein Ordner für die bearbeiteten Fotos</translation>
    </message>
    <message>
        <source>All faces, not the largest alone</source>
        <translation>Alle Gesichter, nicht nur das größte</translation>
    </message>
    <message>
        <source>Go on where an earlier run with the same edits stopped</source>
        <translation>Dort weitermachen, wo ein früherer Lauf mit derselben Bearbeitung endete</translation>
    </message>
    <message>
        <source>Replace files that are there</source>
        <translation>Vorhandene Dateien ersetzen</translation>
    </message>
    <message>
        <source>Finished photos</source>
        <translation>Fertige Fotos</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>The model is not loaded</source>
        <translation>Das Modell ist nicht geladen</translation>
    </message>
    <message>
        <source>Move a slider first; nothing is done to this face</source>
        <translation>Bewegen Sie zuerst einen Regler; an diesem Gesicht ist nichts geändert</translation>
    </message>
    <message>
        <source>Choose a folder of photos, or open some</source>
        <translation>Wählen Sie einen Ordner mit Fotos oder öffnen Sie welche</translation>
    </message>
    <message>
        <source>Choose a folder for the results</source>
        <translation>Wählen Sie einen Ordner für die Ergebnisse</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Every photo gets the edits of the chosen face. Your photos stay as they are.</source>
        <translation>Jedes Foto bekommt die Bearbeitung des gewählten Gesichts. Ihre Fotos bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Es geht los …</translation>
    </message>
    <message>
        <source>was done already</source>
        <translation>war schon fertig</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>%1 of %2 photos</source>
        <translation>%1 von %2 Fotos</translation>
    </message>
    <message numerus="yes">
        <source>, about %n seconds left</source>
        <translation>
            <numerusform>, noch etwa %n Sekunde</numerusform>
            <numerusform>, noch etwa %n Sekunden</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 done, %2 done already, %3 failed.</source>
        <translation>%1 fertig, %2 waren es schon, %3 fehlgeschlagen.</translation>
    </message>
    <message>
        <source>Stopped. %1</source>
        <translation>Beendet. %1</translation>
    </message>
    <message>
        <source>Finished. %1</source>
        <translation>Fertig. %1</translation>
    </message>
    <message>
        <source>Stopping after this photo…</source>
        <translation>Endet nach diesem Foto …</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Each photo is listed here with what became of it</source>
        <translation>Hier steht dann jedes Foto mit dem, was aus ihm wurde</translation>
    </message>
</context>
<context>
    <name>facet::ui::ColourControl</name>
    <message>
        <source>The screen&apos;s colour profile cannot be used, so photos are shown as sRGB. Calibrate the screen again, or choose another profile in the desktop&apos;s settings.</source>
        <translation>Das Farbprofil des Bildschirms ist nicht zu gebrauchen, deshalb werden Fotos als sRGB gezeigt. Kalibrieren Sie den Bildschirm neu oder wählen Sie in den Einstellungen der Arbeitsfläche ein anderes Profil.</translation>
    </message>
</context>
<context>
    <name>facet::ui::DialogControl</name>
    <message>
        <source>Facet was started with this model</source>
        <translation>Facet wurde mit diesem Modell gestartet</translation>
    </message>
    <message>
        <source>Click one to open it as a photo.</source>
        <translation>Ein Klick öffnet es als Foto.</translation>
    </message>
</context>
<context>
    <name>facet::ui::DragHandle</name>
    <message>
        <source>Drag the edited photo out</source>
        <translation>Das bearbeitete Foto hinausziehen</translation>
    </message>
</context>
<context>
    <name>facet::ui::DropTarget</name>
    <message>
        <source>Drop a photo with a face here</source>
        <translation>Ein Foto mit einem Gesicht hierher ziehen</translation>
    </message>
    <message>
        <source>Try the example photo</source>
        <translation>Beispielfoto ausprobieren</translation>
    </message>
    <message>
        <source>Open a photo…</source>
        <translation>Foto öffnen …</translation>
    </message>
</context>
<context>
    <name>facet::ui::EditSession</name>
    <message>
        <source>Apply edits</source>
        <translation>Bearbeitung anwenden</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alles zurücksetzen</translation>
    </message>
    <message>
        <source>Mark the eyes</source>
        <translation>Augen markieren</translation>
    </message>
    <message>
        <source>Lock %1</source>
        <translation>%1 sperren</translation>
    </message>
    <message>
        <source>Unlock %1</source>
        <translation>%1 entsperren</translation>
    </message>
    <message>
        <source>Mix</source>
        <translation>Mischung</translation>
    </message>
    <message>
        <source>Take the second face out</source>
        <translation>Zweites Gesicht herausnehmen</translation>
    </message>
</context>
<context>
    <name>facet::ui::EditTransfer</name>
    <message>
        <source>The edits of this face are copied.</source>
        <translation>Die Bearbeitung dieses Gesichts ist kopiert.</translation>
    </message>
    <message>
        <source>Paste edits</source>
        <translation>Bearbeitung einfügen</translation>
    </message>
    <message>
        <source>There are no edits on the clipboard; copy some first.</source>
        <translation>In der Zwischenablage ist keine Bearbeitung; kopieren Sie erst eine.</translation>
    </message>
    <message>
        <source>Apply edits</source>
        <translation>Bearbeitung anwenden</translation>
    </message>
    <message numerus="yes">
        <source>The edits are applied to %n other photos.</source>
        <translation>
            <numerusform>Die Bearbeitung ist auf ein anderes Foto angewandt.</numerusform>
            <numerusform>Die Bearbeitung ist auf %n andere Fotos angewandt.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>facet::ui::ExportDialog</name>
    <message>
        <source>Export the film</source>
        <translation>Den Film exportieren</translation>
    </message>
    <message>
        <source>This format keeps every pixel as it is</source>
        <translation>Dieses Format lässt jedes Pixel, wie es ist</translation>
    </message>
    <message>
        <source>Trying a piece of it…</source>
        <translation>Ein Stück davon wird probiert …</translation>
    </message>
    <message>
        <source> pixels</source>
        <translation> Pixel</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Ausgeben …</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>Longer &amp;side</source>
        <translation>Längere &amp;Seite</translation>
    </message>
    <message>
        <source>Frames a se&amp;cond</source>
        <translation>&amp;Bilder pro Sekunde</translation>
    </message>
    <message>
        <source>&amp;Quality</source>
        <translation>&amp;Qualität</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 minutes</source>
        <translation>%1 Minuten</translation>
    </message>
    <message>
        <source>About %1, made in about %2.</source>
        <translation>Etwa %1, fertig in etwa %2.</translation>
    </message>
    <message>
        <source>Where should the film lie?</source>
        <translation>Wo soll der Film liegen?</translation>
    </message>
    <message>
        <source>film</source>
        <translation>film</translation>
    </message>
</context>
<context>
    <name>facet::ui::EyeMarking</name>
    <message>
        <source>Now click the other eye.</source>
        <translation>Klicken Sie nun auf das andere Auge.</translation>
    </message>
    <message>
        <source>Click the middle of one eye. Esc gives up.</source>
        <translation>Klicken Sie auf die Mitte eines Auges. Esc bricht ab.</translation>
    </message>
    <message>
        <source>No face was found in this photo. It may be turned away, tilted or very small.</source>
        <translation>In diesem Foto wurde kein Gesicht gefunden. Vielleicht ist es abgewandt, geneigt oder sehr klein.</translation>
    </message>
    <message>
        <source>Mark the eyes by hand</source>
        <translation>Augen von Hand markieren</translation>
    </message>
    <message>
        <source>The two eyes are too close together to be edited.</source>
        <translation>Die beiden Augen liegen zu nah beieinander.</translation>
    </message>
    <message>
        <source>Mark again</source>
        <translation>Noch einmal markieren</translation>
    </message>
</context>
<context>
    <name>facet::ui::FacePanel</name>
    <message>
        <source>No face</source>
        <translation>Kein Gesicht</translation>
    </message>
    <message>
        <source>No photo</source>
        <translation>Kein Foto</translation>
    </message>
    <message>
        <source>Face %1 of %2</source>
        <translation>Gesicht %1 von %2</translation>
    </message>
    <message>
        <source>This is as far as this face can be moved.</source>
        <translation>Weiter lässt sich dieses Gesicht nicht bewegen.</translation>
    </message>
</context>
<context>
    <name>facet::ui::FileFlow</name>
    <message>
        <source>There is no picture in this folder.</source>
        <translation>In diesem Ordner ist kein Bild.</translation>
    </message>
    <message>
        <source>There is no picture on the clipboard.</source>
        <translation>In der Zwischenablage ist kein Bild.</translation>
    </message>
    <message>
        <source>The edits of %1 are not saved.</source>
        <translation>Die Bearbeitung von %1 ist nicht gespeichert.</translation>
    </message>
    <message>
        <source>Close without saving</source>
        <translation>Schließen, ohne zu speichern</translation>
    </message>
    <message>
        <source>The window closes when the photo is saved.</source>
        <translation>Das Fenster schließt sich, sobald das Foto gespeichert ist.</translation>
    </message>
    <message numerus="yes">
        <source>The edits of %n photos are not saved.</source>
        <translation>
            <numerusform>Die Bearbeitung eines Fotos ist nicht gespeichert.</numerusform>
            <numerusform>Die Bearbeitung von %n Fotos ist nicht gespeichert.</numerusform>
        </translation>
    </message>
    <message>
        <source>This project was made with another model; its edits may look different.</source>
        <translation>Dieses Projekt wurde mit einem anderen Modell gemacht; es kann anders aussehen.</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter …</translation>
    </message>
    <message>
        <source>The photo is copied.</source>
        <translation>Das Foto ist kopiert.</translation>
    </message>
    <message>
        <source>Only the address of a picture came, and Facet opens no connection. Copy the picture itself where you found it, and paste it here.</source>
        <translation>Es kam nur die Adresse eines Bildes, und Facet stellt keine Verbindung her. Kopieren Sie das Bild selbst dort, wo Sie es gefunden haben, und fügen Sie es hier ein.</translation>
    </message>
</context>
<context>
    <name>facet::ui::FilmDock</name>
    <message>
        <source>Film</source>
        <translation>Film</translation>
    </message>
    <message>
        <source>Photos…</source>
        <translation>Fotos …</translation>
    </message>
    <message>
        <source>Add photos; each becomes a key frame</source>
        <translation>Fotos hinzufügen; jedes wird ein Schlüsselbild</translation>
    </message>
    <message>
        <source>This edit</source>
        <translation>Diese Bearbeitung</translation>
    </message>
    <message>
        <source>Somebody new</source>
        <translation>Jemand Neues</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Ausgeben …</translation>
    </message>
    <message>
        <source>Add the face as it is edited now</source>
        <translation>Das Gesicht hinzufügen, wie es jetzt bearbeitet ist</translation>
    </message>
    <message>
        <source>Open a photo first</source>
        <translation>Öffnen Sie zuerst ein Foto</translation>
    </message>
    <message>
        <source>Make the film</source>
        <translation>Den Film machen</translation>
    </message>
    <message>
        <source>A film needs at least two key frames</source>
        <translation>Ein Film braucht mindestens zwei Schlüsselbilder</translation>
    </message>
    <message>
        <source>%p %</source>
        <translation>%p %</translation>
    </message>
    <message>
        <source>%p %, %1 s left</source>
        <translation>%p %, noch %1 s</translation>
    </message>
    <message>
        <source>The film is saved as %1</source>
        <translation>Der Film ist gespeichert als %1</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>A film is being written.</source>
        <translation>Ein Film wird gerade geschrieben.</translation>
    </message>
    <message>
        <source>Close when it is done</source>
        <translation>Schließen, wenn er fertig ist</translation>
    </message>
    <message>
        <source>Cancel it and close</source>
        <translation>Abbrechen und schließen</translation>
    </message>
    <message>
        <source>A film that goes from face to face, small on the left as it will be. Photos, edits and faces of nobody become its key frames; Export writes it.</source>
        <translation>Ein Film von Gesicht zu Gesicht; links klein, wie er wird. Fotos, Bearbeitungen und Gesichter von niemandem werden seine Schlüsselbilder; „Ausgeben“ schreibt ihn.</translation>
    </message>
    <message>
        <source>Choose among faces that the model makes up</source>
        <translation>Unter Gesichtern wählen, die das Modell erfindet</translation>
    </message>
    <message>
        <source>The model is not loaded yet.</source>
        <translation>Das Modell ist noch nicht geladen.</translation>
    </message>
    <message>
        <source>Click one to make it a key frame.</source>
        <translation>Ein Klick macht es zum Schlüsselbild.</translation>
    </message>
    <message>
        <source>Sample %1</source>
        <translation>Erfunden %1</translation>
    </message>
</context>
<context>
    <name>facet::ui::FilmPreview</name>
    <message>
        <source>Place in the film</source>
        <translation>Stelle im Film</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>A film needs at least two key frames</source>
        <translation>Ein Film braucht mindestens zwei Schlüsselbilder</translation>
    </message>
    <message>
        <source>%1 / %2 s</source>
        <translation>%1 / %2 s</translation>
    </message>
</context>
<context>
    <name>facet::ui::FilmService</name>
    <message>
        <source>The model is not loaded yet.</source>
        <translation>Das Modell ist noch nicht geladen.</translation>
    </message>
</context>
<context>
    <name>facet::ui::Filmstrip</name>
    <message>
        <source>Open photos</source>
        <translation>Offene Fotos</translation>
    </message>
    <message>
        <source>Close this photo</source>
        <translation>Dieses Foto schließen</translation>
    </message>
    <message>
        <source>The open photos; a dot marks edits that are not saved. Click one to edit it; a drag into the slot over the sliders mixes its face in.</source>
        <translation>Die offenen Fotos; ein Punkt steht für Bearbeitung, die nicht gespeichert ist. Ein Klick wählt eines; in das Feld über den Reglern gezogen, wird sein Gesicht eingemischt.</translation>
    </message>
</context>
<context>
    <name>facet::ui::GainBar</name>
    <message>
        <source>Gain of the difference</source>
        <translation>Verstärkung des Unterschieds</translation>
    </message>
    <message>
        <source>How strongly differences are amplified</source>
        <translation>Wie sehr Unterschiede verstärkt werden</translation>
    </message>
    <message>
        <source>Difference ×%1</source>
        <translation>Unterschied ×%1</translation>
    </message>
    <message>
        <source>black: the photo&apos;s own pixels</source>
        <translation>schwarz: die Pixel des Fotos</translation>
    </message>
</context>
<context>
    <name>facet::ui::HistoryPanel</name>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>As it was opened</source>
        <translation>Wie geöffnet</translation>
    </message>
</context>
<context>
    <name>facet::ui::KeyFrameEditor</name>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>How long this key frame stands</source>
        <translation>Wie lange dieses Schlüsselbild steht</translation>
    </message>
    <message>
        <source>How long the way to the next one takes</source>
        <translation>Wie lange der Weg zum nächsten dauert</translation>
    </message>
    <message>
        <source>How the way to the next one begins and ends</source>
        <translation>Wie der Weg zum nächsten beginnt und endet</translation>
    </message>
    <message>
        <source>What comes at the end</source>
        <translation>Was am Ende kommt</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Hört auf</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>Schleife</translation>
    </message>
    <message>
        <source>Back and forth</source>
        <translation>Hin und her</translation>
    </message>
    <message>
        <source>What the film shows</source>
        <translation>Was der Film zeigt</translation>
    </message>
    <message>
        <source>The faces</source>
        <translation>Die Gesichter</translation>
    </message>
    <message>
        <source>The first photo</source>
        <translation>Das erste Foto</translation>
    </message>
    <message>
        <source>Whole photos</source>
        <translation>Ganze Fotos</translation>
    </message>
    <message>
        <source>How faces become one another</source>
        <translation>Wie Gesichter ineinander übergehen</translation>
    </message>
    <message>
        <source>Straight</source>
        <translation>Gerade</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>Rund</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>Geschwungen</translation>
    </message>
    <message>
        <source>Take this key frame out of the film (Delete)</source>
        <translation>Dieses Schlüsselbild aus dem Film nehmen (Entf)</translation>
    </message>
    <message>
        <source>Remove the key frame</source>
        <translation>Das Schlüsselbild entfernen</translation>
    </message>
    <message>
        <source>stands </source>
        <comment>a key frame, then its seconds</comment>
        <translation>steht </translation>
    </message>
    <message>
        <source>way </source>
        <comment>to the next key frame, then its seconds</comment>
        <translation>Weg </translation>
    </message>
</context>
<context>
    <name>facet::ui::KeyFrameStrip</name>
    <message>
        <source>Key frames</source>
        <translation>Schlüsselbilder</translation>
    </message>
    <message>
        <source>No key frames</source>
        <translation>Keine Schlüsselbilder</translation>
    </message>
    <message>
        <source>%1, key frame %2 of %3</source>
        <translation>%1, Schlüsselbild %2 von %3</translation>
    </message>
    <message>
        <source>Drag to reorder; Delete removes</source>
        <translation>Ziehen ordnet um; Entf entfernt</translation>
    </message>
    <message>
        <source>Drop photos here: each becomes a key frame of the film</source>
        <translation>Fotos hier ablegen: jedes wird ein Schlüsselbild des Films</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>The film goes from face to face in this order. Drag to reorder, drop photos in between.</source>
        <translation>In dieser Folge geht der Film von Gesicht zu Gesicht. Ziehen ordnet um, Fotos lassen sich dazwischen ablegen.</translation>
    </message>
</context>
<context>
    <name>facet::ui::KeysDialog</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Show the photo before the edit</source>
        <translation>Das Foto vor der Bearbeitung zeigen</translation>
    </message>
    <message>
        <source>hold B</source>
        <translation>B halten</translation>
    </message>
    <message>
        <source>Move the photo, or the line between before and after</source>
        <translation>Das Foto oder die Linie zwischen vorher und nachher bewegen</translation>
    </message>
    <message>
        <source>arrows; hold space and drag</source>
        <translation>Pfeile; Leertaste halten und ziehen</translation>
    </message>
    <message>
        <source>Zoom at the cursor</source>
        <translation>Am Zeiger vergrößern</translation>
    </message>
    <message>
        <source>wheel</source>
        <translation>Mausrad</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Sliders</source>
        <translation>Regler</translation>
    </message>
    <message>
        <source>A step of 0.1</source>
        <translation>Ein Schritt von 0,1</translation>
    </message>
    <message>
        <source>arrows, + and −</source>
        <translation>Pfeile, + und −</translation>
    </message>
    <message>
        <source>A step of 1, a step of 0.01</source>
        <translation>Ein Schritt von 1, ein Schritt von 0,01</translation>
    </message>
    <message>
        <source>with Shift, with Ctrl</source>
        <translation>mit Umschalt, mit Strg</translation>
    </message>
    <message>
        <source>Type a value</source>
        <translation>Einen Wert eingeben</translation>
    </message>
    <message>
        <source>Enter, F2</source>
        <translation>Eingabe, F2</translation>
    </message>
    <message>
        <source>Back to zero</source>
        <translation>Zurück auf null</translation>
    </message>
    <message>
        <source>Delete; double-click</source>
        <translation>Entf; Doppelklick</translation>
    </message>
    <message>
        <source>Make it a favourite</source>
        <translation>Zum Favoriten machen</translation>
    </message>
    <message>
        <source>Paint on the mask the other way: erase, or add</source>
        <translation>Auf der Maske umgekehrt malen: radieren oder hinzufügen</translation>
    </message>
    <message>
        <source>hold Ctrl</source>
        <translation>Strg halten</translation>
    </message>
    <message>
        <source>Dismiss a message, put the brush away</source>
        <translation>Eine Meldung schließen, den Pinsel weglegen</translation>
    </message>
    <message>
        <source>End a comparison, leave the full screen</source>
        <translation>Einen Vergleich beenden, das Vollbild verlassen</translation>
    </message>
    <message>
        <source>Lock it: the others do not move it</source>
        <translation>Sperren: die anderen bewegen es nicht</translation>
    </message>
    <message>
        <source>What is this that has the focus?</source>
        <translation>Was ist das, was den Fokus hat?</translation>
    </message>
</context>
<context>
    <name>facet::ui::LearnControl</name>
    <message>
        <source>An open photo uses this slider. Set it to zero there first.</source>
        <translation>Ein offenes Foto benutzt diesen Regler. Stellen Sie ihn dort erst auf null.</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>There is a slider of this name, or it has none; choose another.</source>
        <translation>Einen Regler dieses Namens gibt es schon, oder der Name ist leer; wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>The slider %1 is deleted.</source>
        <translation>Der Regler %1 ist gelöscht.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>facet::ui::LearnDialog</name>
    <message>
        <source>Learn a slider of your own</source>
        <translation>Einen eigenen Regler lernen</translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>Lernen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Facet looks for what the faces on one side have in common and those on the other have not. At least 8 photos a side; 30 that differ in nothing else are better.</source>
        <translation>Facet sucht, was die Gesichter der einen Seite gemeinsam haben und die der anderen nicht. Mindestens 8 Fotos je Seite; 30, die sich in nichts anderem unterscheiden, sind besser.</translation>
    </message>
    <message>
        <source>What the slider is called, such as dimples</source>
        <translation>Wie der Regler heißt, etwa Grübchen</translation>
    </message>
    <message>
        <source>With it</source>
        <translation>Damit</translation>
    </message>
    <message>
        <source>Without it</source>
        <translation>Ohne</translation>
    </message>
    <message>
        <source>Give the slider a name</source>
        <translation>Geben Sie dem Regler einen Namen</translation>
    </message>
    <message>
        <source>There is a slider of this name; choose another</source>
        <translation>Einen Regler dieses Namens gibt es schon; wählen Sie einen anderen</translation>
    </message>
    <message>
        <source>The name cannot hold a =</source>
        <translation>Der Name darf kein = enthalten</translation>
    </message>
    <message>
        <source>Add photos to both sides</source>
        <translation>Fügen Sie beiden Seiten Fotos hinzu</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Es geht los …</translation>
    </message>
    <message>
        <source>Reading the faces with it</source>
        <translation>Die Gesichter damit werden gelesen</translation>
    </message>
    <message>
        <source>Reading the faces without it</source>
        <translation>Die Gesichter ohne werden gelesen</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten …</translation>
    </message>
    <message>
        <source>Finding out how faces get it and lose it</source>
        <translation>Sucht, wie Gesichter es bekommen und verlieren</translation>
    </message>
    <message>
        <source>Trying it on faces kept back</source>
        <translation>Wird an zurückgehaltenen Gesichtern erprobt</translation>
    </message>
</context>
<context>
    <name>facet::ui::LikenessDialog</name>
    <message>
        <source>Take attributes</source>
        <translation>Merkmale übernehmen</translation>
    </message>
    <message>
        <source>In nothing that has a slider does %1 look different.</source>
        <translation>In nichts, wofür es einen Regler gibt, sieht %1 anders aus.</translation>
    </message>
    <message>
        <source>What this face is to have of %1. The sliders go as far as they have to; they can be moved afterwards.</source>
        <translation>Was dieses Gesicht von %1 haben soll. Die Regler gehen so weit wie nötig; danach lassen sie sich weiter bewegen.</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Übernehmen</translation>
    </message>
</context>
<context>
    <name>facet::ui::MainToolBar</name>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Show the photo before the edit while this is pressed (hold B)</source>
        <translation>Das Foto vor der Bearbeitung zeigen, solange dies gedrückt ist (B halten)</translation>
    </message>
    <message>
        <source>Open a photo first</source>
        <translation>Öffnen Sie zuerst ein Foto</translation>
    </message>
    <message>
        <source>Show the photo before and after the edit together</source>
        <translation>Das Foto vor und nach der Bearbeitung zusammen zeigen</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Edits</source>
        <translation>Bearbeitung</translation>
    </message>
    <message>
        <source>Faces</source>
        <translation>Gesichter</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Menu (F10)</source>
        <translation>Menü (F10)</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>Maske</translation>
    </message>
    <message>
        <source>Drag the edited photo from here to another program</source>
        <translation>Das bearbeitete Foto von hier in ein anderes Programm ziehen</translation>
    </message>
</context>
<context>
    <name>facet::ui::MainWindow</name>
    <message>
        <source>Facet</source>
        <translation>Facet</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>Vorgaben</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>%1[*] – Facet</source>
        <translation>%1[*] – Facet</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>facet::ui::MaskBar</name>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>How large the brush is ([ and ])</source>
        <translation>Wie groß der Pinsel ist ([ und ])</translation>
    </message>
    <message>
        <source>Feather</source>
        <translation>Weichheit</translation>
    </message>
    <message>
        <source>How softly the brush fades ({ and })</source>
        <translation>Wie weich der Pinsel ausläuft ({ und })</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Stop painting on the mask (Esc)</source>
        <translation>Das Malen auf der Maske beenden (Esc)</translation>
    </message>
</context>
<context>
    <name>facet::ui::MaskControl</name>
    <message>
        <source>Erase from the mask</source>
        <translation>Von der Maske radieren</translation>
    </message>
    <message>
        <source>Add to the mask</source>
        <translation>Zur Maske hinzufügen</translation>
    </message>
    <message>
        <source>Reset the mask</source>
        <translation>Die Maske zurücksetzen</translation>
    </message>
    <message>
        <source>Move a slider first; nothing is done to this face</source>
        <translation>Bewegen Sie zuerst einen Regler; an diesem Gesicht ist nichts geändert</translation>
    </message>
    <message>
        <source>Open a photo first</source>
        <translation>Öffnen Sie zuerst ein Foto</translation>
    </message>
    <message>
        <source>Nothing has been painted on this mask</source>
        <translation>Auf diese Maske wurde nichts gemalt</translation>
    </message>
    <message>
        <source>Take the brush first (K)</source>
        <translation>Nehmen Sie zuerst den Pinsel (K)</translation>
    </message>
    <message>
        <source>Back to the automatic mask</source>
        <translation>Zurück zur automatischen Maske</translation>
    </message>
</context>
<context>
    <name>facet::ui::MessageBar</name>
    <message>
        <source>Dismiss (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>facet::ui::MixControl</name>
    <message>
        <source>Second face from a photo…</source>
        <translation>Zweites Gesicht aus einem Foto …</translation>
    </message>
    <message>
        <source>Take attributes of it…</source>
        <translation>Merkmale davon übernehmen …</translation>
    </message>
    <message>
        <source>Take it out</source>
        <translation>Herausnehmen</translation>
    </message>
    <message>
        <source>From the open photos</source>
        <translation>Aus den geöffneten Fotos</translation>
    </message>
    <message>
        <source>Take attributes of %1</source>
        <translation>Merkmale von %1 übernehmen</translation>
    </message>
</context>
<context>
    <name>facet::ui::MixPanel</name>
    <message>
        <source>The second face</source>
        <translation>Das zweite Gesicht</translation>
    </message>
    <message>
        <source>How far to the second face</source>
        <translation>Wie weit zum zweiten Gesicht</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Drop a second face here to mix it in</source>
        <translation>Zweites Gesicht hierher ziehen</translation>
    </message>
    <message>
        <source>0 %: the face as it is; 100 %: what the model knows of the second face</source>
        <translation>0 %: das Gesicht, wie es ist; 100 %: was das Modell vom zweiten Gesicht weiß</translation>
    </message>
    <message>
        <source>Choose a second face, or what to take from it</source>
        <translation>Ein zweites Gesicht wählen, oder was davon übernommen wird</translation>
    </message>
</context>
<context>
    <name>facet::ui::ModelControl</name>
    <message numerus="yes">
        <source>This model does not know all that was done to %n photos. What it does not know waits, and comes back with the model that does.</source>
        <translation>
            <numerusform>Dieses Modell kennt nicht alles, was an einem Foto geändert ist. Was es nicht kennt, wartet und kommt mit dem Modell wieder, das es kennt.</numerusform>
            <numerusform>Dieses Modell kennt nicht alles, was an %n Fotos geändert ist. Was es nicht kennt, wartet und kommt mit dem Modell wieder, das es kennt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Bundled model</source>
        <translation>Mitgeliefertes Modell</translation>
    </message>
</context>
<context>
    <name>facet::ui::ModelPage</name>
    <message>
        <source>Choose a file…</source>
        <translation>Datei wählen …</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen …</translation>
    </message>
    <message>
        <source>Bundled model</source>
        <translation>Mitgeliefertes Modell</translation>
    </message>
    <message>
        <source>The model&apos;s card</source>
        <translation>Angaben zum Modell</translation>
    </message>
    <message>
        <source>No model is loaded.</source>
        <translation>Kein Modell ist geladen.</translation>
    </message>
    <message numerus="yes">
        <source>%1 × %1 pixels, %n attributes</source>
        <translation>
            <numerusform>%1 × %1 Pixel, ein Merkmal</numerusform>
            <numerusform>%1 × %1 Pixel, %n Merkmale</numerusform>
        </translation>
    </message>
    <message>
        <source>Bundled with Facet</source>
        <translation>Mit Facet geliefert</translation>
    </message>
    <message>
        <source>Open photos are read again with another model; their edits stay.</source>
        <translation>Mit einem anderen Modell werden offene Fotos neu gelesen; ihre Bearbeitung bleibt.</translation>
    </message>
    <message>
        <source>The model is being loaded</source>
        <translation>Das Modell wird geladen</translation>
    </message>
    <message>
        <source>This is the bundled model</source>
        <translation>Das ist das mitgelieferte Modell</translation>
    </message>
    <message>
        <source>Choose a model&apos;s folder</source>
        <translation>Ordner eines Modells wählen</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <source>Models (*.safetensors)</source>
        <translation>Modelle (*.safetensors)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>facet::ui::NewFaceDialog</name>
    <message>
        <source>New face</source>
        <translation>Neues Gesicht</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>0: the most likely face; 1: as varied as the model knows faces to be</source>
        <translation>0: das wahrscheinlichste Gesicht; 1: so vielfältig, wie das Modell Gesichter kennt</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>Face %1</source>
        <translation>Gesicht %1</translation>
    </message>
    <message>
        <source>Face %1 of draw %2, temperature %3</source>
        <translation>Gesicht %1 der Ziehung %2, Temperatur %3</translation>
    </message>
    <message>
        <source>Faces are being drawn…</source>
        <translation>Gesichter werden gezogen …</translation>
    </message>
    <message>
        <source>Nobody: each is drawn from the model. %1</source>
        <translation>Niemand: Jedes ist aus dem Modell gezogen. %1</translation>
    </message>
</context>
<context>
    <name>facet::ui::OpenPhotos</name>
    <message>
        <source>%1, edited</source>
        <translation>%1, bearbeitet</translation>
    </message>
</context>
<context>
    <name>facet::ui::ParameterSlider</name>
    <message>
        <source>%1, value</source>
        <translation>%1, Wert</translation>
    </message>
    <message>
        <source>Locked: other sliders do not move it</source>
        <translation>Gesperrt: andere Regler bewegen es nicht</translation>
    </message>
    <message>
        <source>0 is the face as it is, +1 about as strong as in most people who have this. Double-click for zero, click the value to type one. The star makes a favourite of it; while the padlock is closed, the others do not move it along. Where the track is hatched this face cannot go further. The right button tells how good it is.</source>
        <translation>0 ist das Gesicht, wie es ist, +1 etwa so stark wie bei den meisten, die das haben. Ein Doppelklick setzt auf null, ein Klick auf den Wert lässt ihn eingeben. Der Stern macht den Regler zum Favoriten; solange das Schloss zu ist, bewegen ihn die anderen nicht mit. Wo die Bahn schraffiert ist, geht dieses Gesicht nicht weiter. Die rechte Taste sagt, wie gut er ist.</translation>
    </message>
</context>
<context>
    <name>facet::ui::PhotoCanvas</name>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>The photo at its own size. The wheel zooms at the cursor, the middle button or space and a drag move it; a click on a frame chooses that face, and the eye marks in it can be dragged.</source>
        <translation>Das Foto in seiner eigenen Größe. Das Rad vergrößert am Zeiger, die mittlere Taste oder die Leertaste und Ziehen verschieben es; ein Klick auf einen Rahmen wählt das Gesicht, dessen Augenmarken sich ziehen lassen.</translation>
    </message>
</context>
<context>
    <name>facet::ui::PhotoExportDialog</name>
    <message>
        <source>Export the photo</source>
        <translation>Das Foto exportieren</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>as in the photo</source>
        <translation>wie im Foto</translation>
    </message>
    <message>
        <source> pixels</source>
        <translation> Pixel</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Without the place</source>
        <translation>Ohne den Ort</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>What the camera and other programs have written into the photo; that it is edited is always told</source>
        <translation>Was Kamera und andere Programme in das Foto geschrieben haben; dass es bearbeitet ist, steht immer darin</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>&amp;Quality</source>
        <translation>&amp;Qualität</translation>
    </message>
    <message>
        <source>&amp;Longer side</source>
        <translation>&amp;Längere Seite</translation>
    </message>
    <message>
        <source>&amp;Metadata</source>
        <translation>&amp;Metadaten</translation>
    </message>
    <message>
        <source>1 to 100; as in the photo, a JPEG keeps what was not edited bit for bit</source>
        <translation>1 bis 100; wie im Foto behält ein JPEG Bit für Bit, was nicht bearbeitet wurde</translation>
    </message>
    <message>
        <source>This format keeps every pixel as it is</source>
        <translation>Dieses Format behält jedes Pixel, wie es ist</translation>
    </message>
    <message>
        <source>%1 × %2 pixels</source>
        <translation>%1 × %2 Pixel</translation>
    </message>
</context>
<context>
    <name>facet::ui::PhotoPile</name>
    <message>
        <source>Folder…</source>
        <translation>Ordner …</translation>
    </message>
    <message>
        <source>Photos…</source>
        <translation>Fotos …</translation>
    </message>
    <message>
        <source>Open photos</source>
        <translation>Offene Fotos</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Drop photos or a folder here</source>
        <translation>Fotos oder einen Ordner hier ablegen</translation>
    </message>
</context>
<context>
    <name>facet::ui::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Wie der Schreibtisch</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Another language is shown when Facet is opened again.</source>
        <translation>Eine andere Sprache erscheint, wenn Facet neu geöffnet wird.</translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>Rechnen</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>The fastest that works</source>
        <translation>Das schnellste, das geht</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>As many as there are cores</source>
        <translation>So viele, wie es Kerne gibt</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Datenschutz</translation>
    </message>
    <message>
        <source>Remember the files that were opened last</source>
        <translation>Zuletzt geöffnete Dateien merken</translation>
    </message>
    <message>
        <source>Facet opens no network connection, ever. Your photos stay on this machine; edits that are not saved are kept in a folder of the program until you end it.</source>
        <translation>Facet stellt niemals eine Netzverbindung her. Ihre Fotos bleiben auf diesem Rechner; was nicht gespeichert ist, liegt bis zum Beenden in einem Ordner des Programms.</translation>
    </message>
    <message>
        <source>Follow the screen&apos;s profile</source>
        <translation>Nach dem Profil des Bildschirms</translation>
    </message>
    <message>
        <source>Photo&apos;s colours</source>
        <translation>Fotofarben</translation>
    </message>
    <message>
        <source>This screen has no profile that can be used; colours are shown as sRGB.</source>
        <translation>Dieser Bildschirm hat kein nutzbares Profil; Farben werden als sRGB gezeigt.</translation>
    </message>
    <message>
        <source>This screen: %1</source>
        <translation>Dieser Bildschirm: %1</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Photos in memory</source>
        <translation>Fotos im Speicher</translation>
    </message>
    <message>
        <source>Open photos that are kept in memory, so that going back to one shows it at once</source>
        <translation>Offene Fotos, die im Speicher bleiben, damit sie beim Zurückgehen sofort da sind</translation>
    </message>
    <message>
        <source> MiB</source>
        <translation> MiB</translation>
    </message>
    <message>
        <source>The shown one alone</source>
        <translation>Nur das gezeigte</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>%1 MiB are in use.</source>
        <translation>%1 MiB sind belegt.</translation>
    </message>
    <message>
        <source>Nothing is kept</source>
        <translation>Nichts ist darin</translation>
    </message>
</context>
<context>
    <name>facet::ui::PresetPanel</name>
    <message>
        <source>Save what is done to this face as a preset, and give it to other faces with a click.</source>
        <translation>Sichern Sie, was an diesem Gesicht geändert ist, und geben Sie es anderen Gesichtern mit einem Klick.</translation>
    </message>
    <message>
        <source>Save preset</source>
        <translation>Vorgabe sichern</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>Vorgaben</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Einlesen …</translation>
    </message>
    <message>
        <source>Read presets from files</source>
        <translation>Vorgaben aus Dateien lesen</translation>
    </message>
    <message>
        <source>New preset</source>
        <translation>Neue Vorgabe</translation>
    </message>
    <message>
        <source>The preset %1 is deleted.</source>
        <translation>Die Vorgabe %1 ist gelöscht.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Ausgeben …</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Keep what is done to this face under a name</source>
        <translation>Unter einem Namen behalten, was an diesem Gesicht geändert ist</translation>
    </message>
    <message>
        <source>Move a slider first; there is nothing to save</source>
        <translation>Bewegen Sie zuerst einen Regler; es gibt nichts zu sichern</translation>
    </message>
    <message>
        <source>What to do with the chosen preset</source>
        <translation>Was mit der gewählten Vorgabe geschehen soll</translation>
    </message>
    <message>
        <source>Apply, rename, export or delete the chosen preset</source>
        <translation>Die gewählte Vorgabe anwenden, umbenennen, ausgeben oder löschen</translation>
    </message>
    <message>
        <source>Choose a preset first</source>
        <translation>Wählen Sie zuerst eine Vorgabe</translation>
    </message>
    <message>
        <source>A click gives the preset to the chosen face, in one step of undo.</source>
        <translation>Ein Klick gibt dem gewählten Gesicht die Vorgabe, in einem Schritt, der sich rückgängig machen lässt.</translation>
    </message>
</context>
<context>
    <name>facet::ui::PresetStore</name>
    <message>
        <source>Preset</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 % of %2</source>
        <translation>%1 % von %2</translation>
    </message>
</context>
<context>
    <name>facet::ui::RecentFiles</name>
    <message>
        <source>Open recent</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Nothing has been opened yet</source>
        <translation>Noch nichts wurde geöffnet</translation>
    </message>
    <message>
        <source>Switched off in the preferences</source>
        <translation>In den Einstellungen abgeschaltet</translation>
    </message>
    <message>
        <source>Clear this list</source>
        <translation>Diese Liste leeren</translation>
    </message>
</context>
<context>
    <name>facet::ui::RecoveryOffer</name>
    <message>
        <source>Facet ended unexpectedly. The edits of %1 were kept.</source>
        <translation>Facet wurde unerwartet beendet. Die Bearbeitung von %1 ist erhalten.</translation>
    </message>
    <message numerus="yes">
        <source>Facet ended unexpectedly. The edits of %n photos were kept.</source>
        <translation>
            <numerusform>Facet wurde unerwartet beendet. Die Bearbeitung eines Fotos ist erhalten.</numerusform>
            <numerusform>Facet wurde unerwartet beendet. Die Bearbeitung von %n Fotos ist erhalten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
</context>
<context>
    <name>facet::ui::SectionHeader</name>
    <message>
        <source>Folds this group of sliders; the number says how many of them are moved.</source>
        <translation>Klappt diese Gruppe von Reglern zu oder auf; die Zahl sagt, wie viele davon bewegt sind.</translation>
    </message>
</context>
<context>
    <name>facet::ui::StatusLine</name>
    <message>
        <source>Round trip</source>
        <translation>Hin und zurück</translation>
    </message>
    <message>
        <source>Time for a picture</source>
        <translation>Zeit für ein Bild</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Vergrößerung</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>%1
Model: %2</source>
        <translation>%1
Modell: %2</translation>
    </message>
    <message>
        <source>
The first face was ready %1 s after the photo was opened.</source>
        <translation>
Das erste Gesicht war %1 s nach dem Öffnen bereit.</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>From the move of a slider to the finished picture.</source>
        <translation>Von der Bewegung eines Reglers bis zum fertigen Bild.</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>100 % shows one pixel of the photo as one of the screen.</source>
        <translation>100 % zeigt ein Pixel des Fotos als eines des Bildschirms.</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>face %1 of %2</source>
        <translation>Gesicht %1 von %2</translation>
    </message>
    <message>
        <source>exact: zero edit = original</source>
        <translation>exakt: alles auf null = Original</translation>
    </message>
    <message>
        <source>With all sliders at zero, the photo&apos;s own pixels are kept bit for bit.
How finely the model is computed: there and back through it, this face differs
by at most %1 of 255 levels (%2 in the mean).</source>
        <translation>Stehen alle Regler auf null, bleiben die Pixel des Fotos Bit für Bit.
Wie fein das Modell gerechnet wird: Hin und zurück weicht dieses Gesicht
um höchstens %1 von 255 Stufen ab (im Mittel %2).</translation>
    </message>
</context>
<context>
    <name>facet::ui::TabbedPages</name>
    <message>
        <source>Chooses the page that is shown below; Left and Right go from one to the next.</source>
        <translation>Wählt die Seite, die darunter steht; Links und Rechts gehen von einer zur nächsten.</translation>
    </message>
</context>
<context>
    <name>facet::ui::UsableActions</name>
    <message>
        <source>Open a photo first</source>
        <translation>Öffnen Sie zuerst ein Foto</translation>
    </message>
    <message>
        <source>The model is not loaded</source>
        <translation>Das Modell ist nicht geladen</translation>
    </message>
    <message>
        <source>Move a slider first; nothing is done to this face</source>
        <translation>Bewegen Sie zuerst einen Regler; an diesem Gesicht ist nichts geändert</translation>
    </message>
    <message>
        <source>There is no other open photo</source>
        <translation>Kein anderes Foto ist offen</translation>
    </message>
    <message>
        <source>There is no other face in this photo</source>
        <translation>In diesem Foto ist kein anderes Gesicht</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Edits faces in photos.</source>
        <translation>Bearbeitet Gesichter in Fotos.</translation>
    </message>
    <message>
        <source>A model file or folder.</source>
        <translation>Eine Modelldatei oder ein Ordner.</translation>
    </message>
    <message>
        <source>Photos, projects and folders to open.</source>
        <translation>Fotos, Projekte und Ordner zum Öffnen.</translation>
    </message>
</context>
</TS>
