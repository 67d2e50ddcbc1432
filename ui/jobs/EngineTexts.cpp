// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/EngineTexts.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace facet::ui {

namespace {

struct Text {
    const char* engines;  ///< with %1, %2 … for names and figures
    const char* windows;
};

// The first that fits counts, so what is said more precisely comes first. What stands for %1, %2 … may be such a text
// itself.
constexpr Text Texts[] = {
    // Devices, and why they compute
    {"%1 It takes at most %2 image at once now: %3.",
     QT_TRANSLATE_NOOP("EngineTexts", "%1 Its memory is nearly full: pictures are computed one by one now (%3).")},
    {"%1 It takes at most %2 images at once now: %3.",
     QT_TRANSLATE_NOOP("EngineTexts", "%1 Its memory is nearly full: %2 pictures at once are computed now (%3).")},
    {"%1 has failed (%2), so the processor has taken over.",
     QT_TRANSLATE_NOOP("EngineTexts", "%1 has failed (%2), so the processor has taken over.")},
    {"%1, in bfloat16, which %2 multiplies in hardware.",
     QT_TRANSLATE_NOOP("EngineTexts", "%1, in bfloat16, which %2 multiplies in hardware.")},
    {"%1, in float32, which it multiplies fastest.",
     QT_TRANSLATE_NOOP("EngineTexts", "%1, in float32, which it multiplies fastest.")},
    {"%1, in %2.", QT_TRANSLATE_NOOP("EngineTexts", "%1, in %2.")},
    {"The processor computes (%1)", QT_TRANSLATE_NOOP("EngineTexts", "The processor computes (%1)")},
    {"The processor was asked for", QT_TRANSLATE_NOOP("EngineTexts", "The processor was asked for")},
    {"The GPU is faster than the processor", QT_TRANSLATE_NOOP("EngineTexts", "The GPU is faster than the processor")},
    {"The GPU was asked for", QT_TRANSLATE_NOOP("EngineTexts", "The GPU was asked for")},
    {"the device %1 cannot be used (%2); say --device cpu, or auto for whatever there is",
     QT_TRANSLATE_NOOP("EngineTexts", "the device %1 cannot be used (%2); choose another in the preferences")},
    {"no NVIDIA driver", QT_TRANSLATE_NOOP("EngineTexts", "no NVIDIA driver")},
    {"built without the GPU module, see packaging/setup --with-cuda",
     QT_TRANSLATE_NOOP("EngineTexts", "Facet was built without its GPU module")},
    {"the GPU module cannot be loaded: %1", QT_TRANSLATE_NOOP("EngineTexts", "the GPU module cannot be loaded: %1")},
    {"%1 is the GPU module of another version of Facet",
     QT_TRANSLATE_NOOP("EngineTexts", "%1 is the GPU module of another version of Facet")},
    {"%1 computes something else than the processor",
     QT_TRANSLATE_NOOP("EngineTexts", "%1 computes something else than the processor")},
    {"out of memory: %1 GiB wanted, %2 free",
     QT_TRANSLATE_NOOP("EngineTexts", "out of memory: %1 GiB wanted, %2 free")},
    // Pictures that come in
    {"%1: no such file", QT_TRANSLATE_NOOP("EngineTexts", "%1 is not there any more")},
    {"%1: no such file or folder", QT_TRANSLATE_NOOP("EngineTexts", "%1 is not there any more")},
    {"%1 is a folder; give a picture", QT_TRANSLATE_NOOP("EngineTexts", "%1 is a folder; choose a picture")},
    {"%1 is not a regular file; give a picture",
     QT_TRANSLATE_NOOP("EngineTexts", "%1 is not a regular file; choose a picture")},
    {"%1 cannot be read; check that you may open it",
     QT_TRANSLATE_NOOP("EngineTexts", "%1 cannot be read; check that you may open it")},
    {"%1 is empty; give a picture", QT_TRANSLATE_NOOP("EngineTexts", "%1 is empty; choose a picture")},
    {"%1 is not a JPEG, PNG, TIFF, WebP, HEIC or AVIF picture; convert it to one of them",
     QT_TRANSLATE_NOOP("EngineTexts",
                       "%1 is not a JPEG, PNG, TIFF, WebP, HEIC or AVIF picture; convert it to one of them")},
    {"%1 is damaged: %2", QT_TRANSLATE_NOOP("EngineTexts", "%1 is damaged: %2")},
    {"%1 in %2 is damaged", QT_TRANSLATE_NOOP("EngineTexts", "%1 in %2 is damaged")},
    {"%1 is too large: %2 pixels are more than %3",
     QT_TRANSLATE_NOOP("EngineTexts", "%1 is too large: %2 pixels are more than %3")},
    {"it does not say how large the picture is",
     QT_TRANSLATE_NOOP("EngineTexts", "it does not say how large the picture is")},
    {"its samples are of a kind that is not supported; save it with 8 or 16 bits a channel",
     QT_TRANSLATE_NOOP("EngineTexts",
                       "its samples are of a kind that is not supported; save it with 8 or 16 bits a channel")},
    {"the file is larger than 2 GiB", QT_TRANSLATE_NOOP("EngineTexts", "the file is larger than 2 GiB")},
    {"its pixels cannot be decoded", QT_TRANSLATE_NOOP("EngineTexts", "its pixels cannot be decoded")},
    {"its picture cannot be read", QT_TRANSLATE_NOOP("EngineTexts", "its picture cannot be read")},
    {"its colours are of a kind that is not supported",
     QT_TRANSLATE_NOOP("EngineTexts", "its colours are of a kind that is not supported")},
    {"it claims more pixels than a photo has",
     QT_TRANSLATE_NOOP("EngineTexts", "it claims more pixels than a photo has")},
    {"its kind of HEIC or AVIF is not supported; save it as JPEG or PNG",
     QT_TRANSLATE_NOOP("EngineTexts", "its kind of HEIC or AVIF is not supported; save it as JPEG or PNG")},
    {"this Facet was built without libheif, which reads HEIC and AVIF; save it as JPEG or PNG",
     QT_TRANSLATE_NOOP("EngineTexts",
                       "this Facet was built without libheif, which reads HEIC and AVIF; save it as JPEG or PNG")},
    // Faces
    {"%1: no face found; mark the eyes with --eyes x,y,x,y",
     QT_TRANSLATE_NOOP("EngineTexts", "%1: no face found; open it and mark its eyes by hand")},
    {"%1: there is no face %2; the photo's faces are 0 to %3",
     QT_TRANSLATE_NOOP("EngineTexts", "%1 has no such face any more")},
    {"the two eyes must be at least 4 pixels apart; give them as x,y,x,y in pixels",
     QT_TRANSLATE_NOOP("EngineTexts", "the two eyes must be at least 4 pixels apart; mark them again")},
    {"the face of %1 was mixed in by another model; take it out and drop its photo again",
     QT_TRANSLATE_NOOP("EngineTexts",
                       "the face of %1 was mixed in by another model; take it out and drop its photo again")},
    {"OpenCV's %1 is missing; install the package opencv-data",
     QT_TRANSLATE_NOOP("EngineTexts", "OpenCV's %1 is missing; install the package opencv-data")},
    {"%1 cannot be read; install the package opencv-data again",
     QT_TRANSLATE_NOOP("EngineTexts", "%1 cannot be read; install the package opencv-data again")},
    // Files that go out
    {"%1 cannot be written: %2", QT_TRANSLATE_NOOP("EngineTexts", "%1 cannot be written: %2")},
    {"there is no folder %1; make it, or choose another",
     QT_TRANSLATE_NOOP("EngineTexts", "there is no folder %1; make it, or choose another")},
    {"No space left on device",
     QT_TRANSLATE_NOOP("EngineTexts", "the disk is full; free some space, or choose another")},
    {"Disk quota exceeded",
     QT_TRANSLATE_NOOP("EngineTexts", "your share of the disk is full; free some space, or choose another")},
    {"Permission denied", QT_TRANSLATE_NOOP("EngineTexts", "you may not write there; choose another folder")},
    {"Read-only file system", QT_TRANSLATE_NOOP("EngineTexts", "nothing can be written there; choose another folder")},
    {"Input/output error", QT_TRANSLATE_NOOP("EngineTexts", "the disk does not answer; choose another")},
    {"there is no picture", QT_TRANSLATE_NOOP("EngineTexts", "there is no picture")},
    {"this system's libavcodec has no %1", QT_TRANSLATE_NOOP("EngineTexts", "this system's libavcodec has no %1")},
    {"the picture cannot be encoded in this format",
     QT_TRANSLATE_NOOP("EngineTexts", "the picture cannot be encoded in this format")},
    {"the picture cannot be encoded in this format; it may be too large for it",
     QT_TRANSLATE_NOOP("EngineTexts", "the picture cannot be encoded in this format; it may be too large for it")},
    {"%1 is a folder; give a file name", QT_TRANSLATE_NOOP("EngineTexts", "%1 is a folder; give a file name")},
    {"%1 is not a regular file", QT_TRANSLATE_NOOP("EngineTexts", "%1 is not a regular file")},
    {"%1 exists; say --overwrite to replace it",
     QT_TRANSLATE_NOOP("EngineTexts", "%1 exists; allow that files are replaced, or choose another name")},
    {"%1 is read-only; choose another name", QT_TRANSLATE_NOOP("EngineTexts", "%1 is read-only; choose another name")},
    {"%1 cannot be made: %2", QT_TRANSLATE_NOOP("EngineTexts", "%1 cannot be made: %2")},
    {"%1 cannot hold the photo's metadata (%2); say --keep-metadata none or choose another format",
     QT_TRANSLATE_NOOP("EngineTexts",
                       "%1 cannot hold the photo's metadata (%2); export it without metadata or in another format")},
    {"%1 holds other things than a film's frames; choose another folder",
     QT_TRANSLATE_NOOP("EngineTexts", "%1 holds other things than a film's frames; choose another folder")},
    {"%1: films are .mp4, .webm, .gif, .png (animated) or a folder",
     QT_TRANSLATE_NOOP("EngineTexts", "%1: films are .mp4, .webm, .gif, .png (animated) or a folder")},
    {"%1 holds a film's frames; say --overwrite to replace them",
     QT_TRANSLATE_NOOP("EngineTexts", "%1 holds a film's frames; choose another folder")},
    {"%1: another batch is at work in this folder; wait for its end",
     QT_TRANSLATE_NOOP("EngineTexts", "%1: another batch is at work in this folder; wait for its end")},
    {"%1 and %2 would both become %3", QT_TRANSLATE_NOOP("EngineTexts", "%1 and %2 would both become %3")},
    {"%1 holds no picture; --recursive looks into sub-folders too",
     QT_TRANSLATE_NOOP("EngineTexts", "%1 holds no picture; take its sub-folders, too, or choose another folder")},
    {"%1 holds no picture", QT_TRANSLATE_NOOP("EngineTexts", "%1 holds no picture; choose another folder")},
    {"%1 cannot be read: %2", QT_TRANSLATE_NOOP("EngineTexts", "%1 cannot be read: %2")},
    {"%1 cannot be listed: %2", QT_TRANSLATE_NOOP("EngineTexts", "%1 cannot be read: %2")},
    {"%1 is neither a folder nor a zip archive that can be read: %2",
     QT_TRANSLATE_NOOP("EngineTexts", "%1 is neither a folder nor a zip archive that can be read")},
    {"%1 would replace a photo; choose another folder with -o",
     QT_TRANSLATE_NOOP("EngineTexts", "%1 would replace a photo; choose another folder")},
    {"%1: a GIF shows at most %2 frames a second; choose fewer, or another format",
     QT_TRANSLATE_NOOP("EngineTexts", "a GIF shows at most %2 frames a second; choose fewer, or another format")},
    {"%1 has no extension that says how to write it; use .jpg, .png, .tif or .webp",
     QT_TRANSLATE_NOOP("EngineTexts", "%1 has no ending that says how to write it; use .jpg, .png, .tif or .webp")},
    {"%1 would be a HEIC or AVIF, which are only read; use .jpg, .png, .tif or .webp",
     QT_TRANSLATE_NOOP("EngineTexts",
                       "%1 would be a HEIC or AVIF, which are only read; use .jpg, .png, .tif or .webp")},
    // Models
    {"%1: holds the details of faces alone; name the model that they refine",
     QT_TRANSLATE_NOOP("EngineTexts", "%1 holds the details of faces alone; choose the model that they refine")},
    {"%1: does not fit moves.safetensors",
     QT_TRANSLATE_NOOP("EngineTexts", "%1 does not fit the model's other files; fetch the model again")},
    {"%1 cannot be written; is the folder there and the disk not full?",
     QT_TRANSLATE_NOOP("EngineTexts", "%1 cannot be written; is the folder there and the disk not full?")},
    {"the GPU's module does not compute attention yet",
     QT_TRANSLATE_NOOP("EngineTexts", "the GPU's module does not compute attention yet")},
    {"the GPU's module does not compute conditional flows yet",
     QT_TRANSLATE_NOOP("EngineTexts", "the GPU's module does not compute conditional flows yet")},
    {"the bundled model is not there; reinstall Facet or give one with --model",
     QT_TRANSLATE_NOOP("EngineTexts",
                       "the bundled model is not there; install Facet again or choose a model in the preferences")},
    {"%1: is no model of Facet's: its metadata has no architecture",
     QT_TRANSLATE_NOOP("EngineTexts", "%1 is no model of Facet's; choose another file")},
    {"%1: is no safetensors file: %2", QT_TRANSLATE_NOOP("EngineTexts", "%1 is no model; choose another file")},
    {"%1: is cut off: %2", QT_TRANSLATE_NOOP("EngineTexts", "%1 is cut off; fetch it again")},
    {"%1: is cut off inside its header", QT_TRANSLATE_NOOP("EngineTexts", "%1 is cut off; fetch it again")},
    {"%1: the tensor %2 reaches beyond the end of the file (is it cut off?)",
     QT_TRANSLATE_NOOP("EngineTexts", "%1 is cut off; fetch it again")},
    {"%1: the tensor %2", QT_TRANSLATE_NOOP("EngineTexts", "%1 is damaged (its tensor %2); fetch it again")},
    {"%1: was learnt for the model %2, but the model here is %3",
     QT_TRANSLATE_NOOP("EngineTexts", "%1 was learnt with another model")},
    {"%1: was made for the model %2, but the model here is %3",
     QT_TRANSLATE_NOOP("EngineTexts", "%1 was made for another model")},
    {"%1: the model has an attribute \"%2\" already",
     QT_TRANSLATE_NOOP("EngineTexts", "%1: the model has a slider “%2” already")},
    {"there is no attribute \"%1\"; facet info lists them",
     QT_TRANSLATE_NOOP("EngineTexts", "this model has no slider “%1”")},
    // Learning
    {"the attribute \"%1\" is there already; choose another name",
     QT_TRANSLATE_NOOP("EngineTexts", "there is a slider “%1” already; choose another name")},
    {"learning wants at least %1 photos of faces with it, but found %2 in %3; give more photos",
     QT_TRANSLATE_NOOP("EngineTexts",
                       "at least %1 faces with it are needed, but the %3 photos have %2; add more photos")},
    {"learning wants at least %1 photos of faces without it, but found %2 in %3; give more photos",
     QT_TRANSLATE_NOOP("EngineTexts",
                       "at least %1 faces without it are needed, but the %3 photos have %2; add more photos")},
    {"the held-out faces of the two sides do not differ in what the others do; more photos, or photos that differ in "
     "one "
     "thing only, may help",
     QT_TRANSLATE_NOOP("EngineTexts",
                       "the faces kept back for the test do not differ in what the others do; more photos, or photos "
                       "that differ in one thing only, may help")},
    {"%1: only a file with one attribute can be given a new name",
     QT_TRANSLATE_NOOP("EngineTexts", "%1 holds several sliders; only a single one can be given a new name")},
    {"is no file of directions", QT_TRANSLATE_NOOP("EngineTexts", "holds no sliders")},
    {"learning was interrupted", QT_TRANSLATE_NOOP("EngineTexts", "learning was stopped; nothing was kept")},
    {"the move was interrupted", QT_TRANSLATE_NOOP("EngineTexts", "learning was stopped; nothing was kept")},
    // Recipes: presets and projects
    {"the recipe's mask \"%1\" is unknown; it is \"auto\", \"none\", \"painted\" or \"corrected\"",
     QT_TRANSLATE_NOOP("EngineTexts", "the edit's mask is “%1”, which this Facet does not know")},
    {"the recipe's mix must have an amount from 0 to 1",
     QT_TRANSLATE_NOOP("EngineTexts", "the edit's second face has an amount that is not from 0 to 1")},
    {"the amount of \"%1\" must be a number from -2 to 2",
     QT_TRANSLATE_NOOP("EngineTexts", "the amount of “%1” is not a number from −2 to 2")},
    {"the recipe is not a JSON object such as {\"amounts\": {\"smile\": 0.8}}",
     QT_TRANSLATE_NOOP("EngineTexts", "the file holds no edit of Facet's")},
    {"the recipe's entry \"%1\" is unknown or of the wrong kind",
     QT_TRANSLATE_NOOP("EngineTexts", "the edit's entry “%1” is damaged, or from a newer Facet")},
    {"the other face of the recipe's mix is damaged or missing",
     QT_TRANSLATE_NOOP("EngineTexts", "the edit's other face is damaged or missing")},
    {"the recipe's corrections of the mask are damaged or missing",
     QT_TRANSLATE_NOOP("EngineTexts", "the edit's painted mask is damaged or missing")},
    // Whatever else is said of a file
    {"%1: %2", QT_TRANSLATE_NOOP("EngineTexts", "%1: %2")},
};

/// The whole of a text, with what stands for each of its places; empty where it does not fit.
QStringList captured(const char* pattern, const QString& text) {
    QString expression = QRegularExpression::escape(QString::fromUtf8(pattern));
    static const QRegularExpression place(QStringLiteral("\\\\%\\d"));
    expression.replace(place, QStringLiteral("(.+)"));
    const QRegularExpression whole(QRegularExpression::anchoredPattern(expression),
                                   QRegularExpression::DotMatchesEverythingOption);
    return whole.match(text).capturedTexts();
}

/// In one go: a file's name may look like a place.
QString filled(const QString& words, const QStringList& parts) {
    QString result;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const int place = words[i] == QLatin1Char('%') ? words.mid(i + 1, 1).toInt() : 0;
        if (place > 0 && place < parts.size()) {
            result += inTheWindowsWords(parts[place]);
            ++i;
        } else {
            result += words[i];
        }
    }
    return result;
}

}  // namespace

QString inTheWindowsWords(const QString& engineText) {
    for (const Text& text : Texts) {
        const QStringList parts = captured(text.engines, engineText);
        if (parts.isEmpty()) {
            continue;
        }
        return filled(QCoreApplication::translate("EngineTexts", text.windows), parts);
    }
    return engineText;
}

}  // namespace facet::ui
