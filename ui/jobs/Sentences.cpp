// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/Sentences.h"

#include "engine/Error.h"
#include "ui/jobs/EngineTexts.h"

#include <QCoreApplication>

#include <algorithm>
#include <new>

namespace facet::ui {

namespace {

/// The engine's messages are written to stand behind a program's name: "no face found".
QString asSentence(QString text) {
    const QString firstWord = text.section(QLatin1Char(' '), 0, 0);
    if (!text.isEmpty() &&
        std::all_of(firstWord.begin(), firstWord.end(), [](QChar letter) { return letter.isLetter(); })) {
        text[0] = text[0].toUpper();
    }
    return text.endsWith(QLatin1Char('.')) ? text : text + QLatin1Char('.');
}

}  // namespace

QString sentenceOf(const std::string& engineText) {
    return asSentence(inTheWindowsWords(QString::fromStdString(engineText)));
}

QString sentenceOf(const std::exception_ptr& error) {
    try {
        std::rethrow_exception(error);
    } catch (const Error& known) {
        return sentenceOf(known.what());
    } catch (const std::bad_alloc&) {
        return QCoreApplication::translate("EngineService", "There is not enough memory for this photo.");
    } catch (const std::exception& unexpected) {
        return QCoreApplication::translate("EngineService", "Something unexpected went wrong: %1")
            .arg(QString::fromUtf8(unexpected.what()));
    }
}

QString deviceReasonOf(const EngineInfo& info) {
    return sentenceOf(info.deviceReason);
}

}  // namespace facet::ui
