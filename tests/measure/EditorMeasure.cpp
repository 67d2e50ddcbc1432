// SPDX-License-Identifier: GPL-3.0-or-later
// What the person waits for, measured on the real window with the real engine and printed. By hand:
//
//     facet_measure_editor [PHOTO]        on the display; QT_QPA_PLATFORM=offscreen for none
//
// The photo, the example's by default, is enlarged to 12 and to 24 megapixels.
#include "engine/GlowFaceEngine.h"
#include "ui/MainWindow.h"
#include "ui/PhotoInput.h"
#include "ui/canvas/PhotoCanvas.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/ParameterSlider.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QImage>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <functional>
#include <string>
#include <unistd.h>
#include <vector>

using namespace facet;
using namespace facet::ui;

namespace {

constexpr int Moves = 200;

/// Since the kernel started this process, to a hundredth of a second.
double millisecondsSinceStart() {
    std::ifstream stat("/proc/self/stat");
    std::string field;
    std::getline(stat, field, ')');  // the name may hold spaces
    double startTicks = 0;
    for (int i = 3; i <= 22; ++i) {
        stat >> field;
        startTicks = i == 22 ? std::stod(field) : 0;
    }
    double uptime = 0;
    std::ifstream("/proc/uptime") >> uptime;
    return (uptime - startTicks / double(sysconf(_SC_CLK_TCK))) * 1000;
}

double memoryMib(const char* key) {
    std::ifstream status("/proc/self/status");
    std::string word;
    while (status >> word) {
        if (word == key) {
            double kib = 0;
            status >> kib;
            return kib / 1024;
        }
    }
    return 0;
}

/// Runs the event loop until something is so; false after a minute.
bool waitFor(const std::function<bool()>& isSo) {
    QTimer limit;
    limit.setSingleShot(true);
    limit.start(60'000);
    while (!isSo()) {
        if (!limit.isActive()) {
            return false;
        }
        // Sleeping: with a deadline it would turn around, and take a processor from the engine.
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

/// Says when a widget has been painted.
class PaintWatch : public QObject {
 public:
    explicit PaintWatch(QWidget* widget) { widget->installEventFilter(this); }
    int paints = 0;

 protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        // The update request of the window paints and flushes; it ends before the next event is delivered.
        paints += int(event->type() == QEvent::Paint);
        return QObject::eventFilter(watched, event);
    }
};

std::filesystem::path enlarged(const QImage& photo, double megapixels, const QTemporaryDir& folder) {
    const double factor = std::sqrt(megapixels * 1e6 / (double(photo.width()) * photo.height()));
    const QString path = folder.filePath(QStringLiteral("%1MP.jpg").arg(megapixels));
    photo.scaled(photo.size() * factor, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).save(path, "JPG", 92);
    return toPath(path);
}

class Measurement {
 public:
    Measurement(MainWindow& window, PhotoCanvas& canvas) : m_window(window), m_canvas(canvas), m_paints(&canvas) {}

    /// To the first slider that can be moved.
    double open(const std::filesystem::path& path) {
        QElapsedTimer timer;
        timer.start();
        m_window.open({path});
        waitFor([this, &path] {
            const OpenedPhotoPtr& photo = m_window.session().photo();
            return photo && photo->source.path == path && m_window.session().isCurrentFaceReady();
        });
        return double(timer.nsecsElapsed()) / 1e6;
    }

    /// From a slider's move to the paint of its picture, one after another.
    std::vector<double> moveSlider() {
        auto* slider = m_window.findChild<ParameterSlider*>(QStringLiteral("smile"));
        std::vector<double> times;
        for (int i = 0; i < Moves; ++i) {
            const double amount = 0.01 * (1 + i % 150);
            QElapsedTimer timer;
            timer.start();
            slider->editAmount(amount);
            int paintsBefore = -1;
            const auto connection = QObject::connect(&m_window.service(), &EngineService::previewReady, &m_canvas,
                                                     [&] { paintsBefore = m_paints.paints; });
            waitFor([&] { return paintsBefore >= 0 && m_paints.paints > paintsBefore; });
            QObject::disconnect(connection);
            times.push_back(double(timer.nsecsElapsed()) / 1e6);
        }
        std::sort(times.begin(), times.end());
        return times;
    }

 private:
    MainWindow& m_window;
    PhotoCanvas& m_canvas;
    PaintWatch m_paints;
};

void print(const char* what, double value, const char* unit, double bound) {
    std::printf("%-52s %8.1f %-4s (wanted: at most %g)\n", what, value, unit, bound);
}

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const QTemporaryDir folder;
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.filePath(QStringLiteral("settings")));
    Theme::apply(Theme::Scheme::Dark);
    MainWindow window({[] { return makeGlowFaceEngine(); }, {}, toPath(folder.filePath(QStringLiteral("data")))});
    window.resize(1280, 800);
    auto* target = window.findChild<QWidget*>(QStringLiteral("dropTarget"));
    PaintWatch first(target);
    window.show();
    waitFor([&first] { return first.paints > 0; });
    print("process start to window shown", millisecondsSinceStart(), "ms", 700);

    waitFor([&window] { return window.service().info() != nullptr; });
    std::printf("%-52s %8.1f ms\n", "process start to engine loaded", millisecondsSinceStart());
    std::printf("device: %s\n", window.service().info()->device.c_str());
    const QImage photo(argc > 1 ? QString::fromLocal8Bit(argv[1]) : QStringLiteral(FACET_EXAMPLE));
    const auto twelve = enlarged(photo, 12, folder);
    const auto twentyFour = enlarged(photo, 24, folder);

    Measurement measurement(window, *window.findChild<PhotoCanvas*>(QStringLiteral("canvas")));
    print("12 megapixels: open to first movable slider", measurement.open(twelve), "ms", 1000);
    measurement.moveSlider();
    print("12 megapixels: resident memory", memoryMib("VmRSS:"), "MiB", 900);
    print("24 megapixels: open to first movable slider", measurement.open(twentyFour), "ms", 1000);
    const std::vector<double> times = measurement.moveSlider();
    print("24 megapixels: slider to picture, median", times[times.size() / 2], "ms", 16);
    print("24 megapixels: slider to picture, 95 of 100", times[times.size() * 95 / 100], "ms", 33);
    print("peak of resident memory", memoryMib("VmHWM:"), "MiB", 900);
    window.session().undoStack().setClean();
    return 0;
}
