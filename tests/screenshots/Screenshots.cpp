// SPDX-License-Identifier: GPL-3.0-or-later
// The window in its states, on the real engine, as PNG files unless asked otherwise:
//
//     facet_screenshots FOLDER [--language de] [--scale 1.5] [--size 1280x720] [--only NAME,NAME] [--theme dark]
//                       [--format jpg]
//
// Without --theme both are made. Dialogs lie in the middle of the window, without the frames of a window manager.
#include "engine/GlowFaceEngine.h"
#include "engine/Learn.h"
#include "ui/MainWindow.h"
#include "ui/PhotoInput.h"
#include "ui/Translations.h"
#include "ui/canvas/PhotoCanvas.h"
#include "ui/document/OpenPhotos.h"
#include "ui/film/FilmDock.h"
#include "ui/learn/CardPictures.h"
#include "ui/mix/MixPanel.h"
#include "ui/samples/NewFaceDialog.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/MessageBar.h"
#include "ui/widgets/ParameterSlider.h"

#include <QAction>
#include <QApplication>
#include <QCommandLineParser>
#include <QDialog>
#include <QDir>
#include <QDropEvent>
#include <QLabel>
#include <QListView>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QSettings>
#include <QSlider>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QUrl>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <utility>

using namespace facet;
using namespace facet::ui;

namespace {

/// A picture of a window that has not got there is worth nothing.
void waitFor(const std::function<bool()>& holds) {
    constexpr int Patience = 120'000;  // milliseconds
    if (!QTest::qWaitFor(holds, Patience)) {
        qFatal("facet_screenshots: the window did not get there in two minutes");
    }
}

class Photographer {
 public:
    Photographer(const QString& folder, QSize size, QStringList only, QString format)
        : m_folder(folder), m_size(size), m_only(std::move(only)), m_format(std::move(format)) {}

    void takeAll(const QString& theme);

 private:
    using State = std::pair<const char*, std::function<void()>>;

    std::vector<State> states();
    void settle();
    void makeWindow();
    void openExample();
    void lookCloser();
    void smile();
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(m_window.get(), key, modifiers); }
    void mixIn();
    void openCard();
    void makeFilm();
    void savePreset();
    void openModel();
    void takeAttributes();
    void messageOfNoFace();
    void waitForDialog(const char* name);
    std::filesystem::path faceOfNobody();
    QImage picture();
    template <class T>
    T* child(const char* name) {
        return m_window->findChild<T*>(QString::fromLatin1(name));
    }

    QDir m_folder;
    QSize m_size;
    QStringList m_only;  ///< empty: all
    QString m_format;
    QTemporaryDir m_data;
    std::unique_ptr<MainWindow> m_window;
};

void Photographer::makeWindow() {
    const Lessons lessons{[](const LearnFromPhotos&, const std::filesystem::path&, const Progress&,
                             const std::stop_token&) { return LearntAttribute{}; },
                          [](const std::filesystem::path&, const std::string&) {}};
    m_window = std::make_unique<MainWindow>(
        WindowSetup{[] { return makeGlowFaceEngine(); }, FACET_EXAMPLE, toPath(m_data.path()), lessons});
    m_window->resize(m_size);
    m_window->show();
    waitFor([this] { return m_window->service().info() != nullptr; });
}

void Photographer::openExample() {
    if (m_window->session().photo()) {
        return;
    }
    m_window->open({FACET_EXAMPLE});
    waitFor([this] { return m_window->session().isCurrentFaceReady(); });
}

/// With the face's own move, which is found a moment after the first picture: two in a row are the same then.
void Photographer::smile() {
    openExample();
    if (!m_window->session().currentRecipe().isIdentity()) {
        return;
    }
    m_window->session().setAmount("smile", 0.8, child<ParameterSlider>("smile")->label());
    int pictures = 0;
    const auto counted = QObject::connect(&m_window->service(), &EngineService::previewReady, [&] { ++pictures; });
    waitFor([&pictures] { return pictures >= 2; });
    QObject::disconnect(counted);
}

/// At the face alone.
void Photographer::lookCloser() {
    child<PhotoCanvas>("canvas")->zoomTo(0.85);
    child<PhotoCanvas>("canvas")->setOutlinesShown(false);
}

std::filesystem::path Photographer::faceOfNobody() {
    const QString path = m_data.filePath(QStringLiteral("nobody.png"));
    const auto engine = m_window->service().loadedEngine();
    const std::vector<Image> drawn = engine->sample(16, 0.85, 2);
    const auto likeness = [&engine](const Image& picture) {
        const auto faces = engine->findFaces(picture);
        return faces.empty() ? 0 : faces.front().score;
    };
    const Image& face = *std::max_element(drawn.begin(), drawn.end(),
                                          [&](const auto& a, const auto& b) { return likeness(a) < likeness(b); });
    QImage(reinterpret_cast<const uchar*>(face.data()), face.width(), face.height(), int(face.rowBytes()),
           QImage::Format_RGB888)
        .scaled(512, 512, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
        .save(path);
    return toPath(path);
}

void Photographer::mixIn() {
    openExample();
    if (m_window->session().currentRecipe().mix.face) {
        return;
    }
    m_window->session().resetAmounts();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(fromPath(faceOfNobody()))});
    auto* slot = child<MixPanel>("mix");
    QDragEnterEvent enter(QPoint(20, 20), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(slot, &enter);
    QDropEvent drop(QPointF(20, 20), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(slot, &drop);
    waitFor([this] { return m_window->session().currentRecipe().mix.face != nullptr; });
    waitFor([this] { return child<PhotoCanvas>("canvas")->preview() != nullptr; });
}

void Photographer::openCard() {
    openExample();
    auto* slider = child<ParameterSlider>("smile");
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(9, 9), slider->mapToGlobal(QPoint(9, 9)));
    QApplication::sendEvent(slider, &event);
    auto* menu = slider->findChild<QMenu*>();
    menu->actions().last()->trigger();
    menu->close();
    const auto isFilled = [this] {
        const auto labels = child<QDialog>("attributeCard")->findChildren<QLabel*>();
        return std::count_if(labels.begin(), labels.end(),
                             [](const QLabel* label) { return !label->pixmap(Qt::ReturnByValue).isNull(); }) == 9;
    };
    waitForDialog("attributeCard");
    waitFor(isFilled);
    waitFor([this] { return !m_window->findChild<CardPictures*>(); });  // each face's own way is found
}

/// From the face as it is edited now to two of nobody.
void Photographer::makeFilm() {
    openExample();
    press(Qt::Key_I, Qt::ControlModifier);
    const FilmModel& film = child<FilmDock>("filmDock")->model();
    for (const char* key : {"addEdit", "addSample", "addSample"}) {
        const int before = film.count();
        child<QPushButton>(key)->click();
        if (auto* face = child<QToolButton>("sample0")) {
            waitFor([face] { return face->isEnabled(); });
            face->click();
            m_window->findChild<NewFaceDialog*>()->close();
        }
        waitFor([&film, before] { return film.count() > before; });
    }
    auto* scrub = child<QSlider>("scrub");
    waitFor([scrub] { return scrub->maximum() > 1; });
    scrub->setValue(scrub->maximum() / 8);
}

void Photographer::savePreset() {
    smile();
    child<QTabBar>("sideTabs")->setCurrentIndex(1);
    if (child<QListView>("presetList")->model()->rowCount() > 0) {
        return;  // of the other theme's window
    }
    press(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("Gentle smile"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
}

void Photographer::openModel() {
    openExample();
    press(Qt::Key_Comma, Qt::ControlModifier);
    waitForDialog("preferences");
    child<QTabBar>("preferencePages")->setCurrentIndex(2);
}

void Photographer::takeAttributes() {
    mixIn();
    QMenu* menu = child<QToolButton>("mixSlot")->menu();
    Q_EMIT menu->aboutToShow();
    menu->actions().at(3)->trigger();
    waitForDialog("likeness");
    child<QDialog>("likeness")->findChild<QListWidget*>()->item(0)->setCheckState(Qt::Checked);
}

void Photographer::messageOfNoFace() {
    const QString path = m_data.filePath(QStringLiteral("sea.png"));
    QImage sea(1200, 800, QImage::Format_RGB32);
    for (int y = 0; y < sea.height(); ++y) {
        for (int x = 0; x < sea.width(); ++x) {
            sea.setPixel(x, y, y < 400 ? qRgb(140 + y / 8, 170 + y / 10, 200) : qRgb(40, 90 - (y - 400) / 12, 120));
        }
    }
    sea.save(path);
    m_window->open({toPath(path)});
    waitFor([this] { return child<MessageBar>("messageBar")->isVisible(); });
}

void Photographer::waitForDialog(const char* name) {
    waitFor([this, name] { return child<QDialog>(name) != nullptr; });
}

/// In this order, in one window: each begins where settle() has left the last.
std::vector<Photographer::State> Photographer::states() {
    return {
        {"empty", [] {}},
        {"opened", [this] { openExample(); }},
        {"smile", [this] { smile(); }},
        {"split", [this] { smile(), lookCloser(), press(Qt::Key_S); }},
        {"sides", [this] { smile(), press(Qt::Key_Y); }},
        {"difference", [this] { smile(), press(Qt::Key_D); }},
        {"mask", [this] { smile(), press(Qt::Key_K); }},
        {"presets", [this] { savePreset(); }},
        {"history", [this] { smile(), child<QTabBar>("sideTabs")->setCurrentIndex(2); }},
        {"export", [this] { smile(), press(Qt::Key_E, Qt::ControlModifier); }},
        {"batch", [this] { smile(), press(Qt::Key_B, Qt::ControlModifier); }},
        {"card", [this] { openCard(); }},
        {"learn", [this] { openExample(), press(Qt::Key_L, Qt::ControlModifier); }},
        {"new-face", [this] { openExample(), press(Qt::Key_N, Qt::ControlModifier); }},
        {"preferences", [this] { openExample(), press(Qt::Key_Comma, Qt::ControlModifier); }},
        {"model", [this] { openModel(); }},
        {"keys", [this] { openExample(), press(Qt::Key_F1); }},
        {"mix", [this] { mixIn(); }},
        {"take-attributes", [this] { takeAttributes(); }},
        {"film", [this] { makeFilm(); }},
        {"filmstrip", [this] { openExample(), m_window->open({faceOfNobody()}); }},
        {"no-face", [this] { messageOfNoFace(); }},
    };
}

void Photographer::settle() {
    for (QDialog* dialog : m_window->findChildren<QDialog*>()) {
        dialog->close();
    }
    press(Qt::Key_Escape);
    press(Qt::Key_Escape);
    child<FilmDock>("filmDock")->hide();
    child<PhotoCanvas>("canvas")->fit();
    child<PhotoCanvas>("canvas")->setOutlinesShown(true);
    child<QTabBar>("sideTabs")->setCurrentIndex(0);
    m_window->activateWindow();
    child<PhotoCanvas>("canvas")->setFocus();
    waitFor([this] { return m_window->isActiveWindow(); });
}

/// The window with what lies over it.
QImage Photographer::picture() {
    QImage whole = m_window->grab().toImage();
    QPainter painter(&whole);
    for (QDialog* dialog : m_window->findChildren<QDialog*>()) {
        if (dialog->isVisible()) {
            const QPixmap shown = dialog->grab();
            const QRect place(QPoint((m_size.width() - shown.width()) / 2, (m_size.height() - shown.height()) / 2),
                              shown.size());
            painter.fillRect(whole.rect(), QColor(0, 0, 0, 60));
            painter.drawPixmap(place, shown);
            painter.setPen(QColor(128, 128, 128));
            painter.drawRect(place.adjusted(-1, -1, 0, 0));
        }
    }
    return whole;
}

void Photographer::takeAll(const QString& theme) {
    Theme::apply(Theme::schemeOf(theme));
    makeWindow();
    for (const auto& [name, reach] : states()) {
        if (!m_only.isEmpty() && !m_only.contains(QLatin1String(name))) {
            continue;
        }
        reach();
        QTest::qWait(700);  // thumbnails, drawn faces, fades: nothing is tested here
        const QString path = m_folder.filePath(QStringLiteral("%1-%2.%3").arg(QLatin1String(name), theme, m_format));
        constexpr int Quality = 90;  // where the format has one
        picture().save(path, nullptr, m_format == QLatin1String("png") ? -1 : Quality);
        std::printf("%s\n", qPrintable(path));
        std::fflush(stdout);
        settle();
    }
    m_window.reset();
}

}  // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QTemporaryDir settings;
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addPositionalArgument(QStringLiteral("folder"), QStringLiteral("Where the pictures go."));
    const QCommandLineOption language(QStringLiteral("language"), QStringLiteral("en or de"), QStringLiteral("name"),
                                      QStringLiteral("en"));
    const QCommandLineOption scale(QStringLiteral("scale"), QStringLiteral("of the font"), QStringLiteral("factor"),
                                   QStringLiteral("1"));
    const QCommandLineOption size(QStringLiteral("size"), QStringLiteral("of the window"), QStringLiteral("WxH"),
                                  QStringLiteral("1280x720"));
    const QCommandLineOption only(QStringLiteral("only"), QStringLiteral("these states alone"),
                                  QStringLiteral("names"));
    const QCommandLineOption theme(QStringLiteral("theme"), QStringLiteral("dark or light"), QStringLiteral("name"));
    const QCommandLineOption format(QStringLiteral("format"), QStringLiteral("png or jpg"), QStringLiteral("name"),
                                    QStringLiteral("png"));
    parser.addOptions({language, scale, size, only, theme, format});
    parser.process(application);
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * parser.value(scale).toDouble());
    QApplication::setFont(font);
    installTranslations(parser.value(language));
    const QString folder = parser.positionalArguments().value(0, QStringLiteral("."));
    QDir().mkpath(folder);
    const QStringList sides = parser.value(size).split(QLatin1Char('x'));
    Photographer photographer(folder, QSize(sides.value(0).toInt(), sides.value(1).toInt()),
                              parser.value(only).split(QLatin1Char(','), Qt::SkipEmptyParts), parser.value(format));
    QCursor::setPos(9999, 9999);  // so that nothing lies under the mouse
    for (const char* scheme : {"dark", "light"}) {
        if (!parser.isSet(theme) || parser.value(theme) == QLatin1String(scheme)) {
            photographer.takeAll(QString::fromLatin1(scheme));
        }
    }
    return 0;
}
