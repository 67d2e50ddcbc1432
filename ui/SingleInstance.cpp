// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/SingleInstance.h"

#include "ui/PhotoInput.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSocketNotifier>

#include <array>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace facet::ui {

namespace {

// On Wayland only who shows a token of the desktop's may bring a window to the front.
constexpr char TokenVariable[] = "XDG_ACTIVATION_TOKEN";

QByteArray messageOf(const QStringList& files) {
    const QJsonObject message{{QStringLiteral("files"), QJsonArray::fromStringList(files)},
                              {QStringLiteral("token"), qEnvironmentVariable(TokenVariable)}};
    return QJsonDocument(message).toJson(QJsonDocument::Compact) + '\n';
}

}  // namespace

SingleInstance::SingleInstance(const std::filesystem::path& folder, QObject* parent)
    : QObject(parent), m_pipe(folder / "facet-editor.pipe"), m_lock(fromPath(folder / "facet-editor.lock")) {
    m_lock.setStaleLockTime(0);
    m_first = m_lock.tryLock(0) || m_lock.error() != QLockFile::LockFailedError;
    if (m_lock.isLocked()) {
        listen();
    }
}

SingleInstance::~SingleInstance() {
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
        ::unlink(m_pipe.c_str());
    }
}

void SingleInstance::listen() {
    ::unlink(m_pipe.c_str());
    if (::mkfifo(m_pipe.c_str(), S_IRUSR | S_IWUSR) != 0) {
        return;
    }
    // Open for writing too, so that the pipe does not end with each writer.
    m_descriptor = ::open(m_pipe.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (m_descriptor >= 0) {
        auto* notifier = new QSocketNotifier(m_descriptor, QSocketNotifier::Read, this);
        connect(notifier, &QSocketNotifier::activated, this, &SingleInstance::read);
    }
}

bool SingleInstance::send(const QStringList& files) const {
    const int descriptor = ::open(m_pipe.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0) {
        return false;
    }
    const QByteArray message = messageOf(files);
    const bool sent = ::write(descriptor, message.constData(), std::size_t(message.size())) == message.size();
    ::close(descriptor);
    return sent;
}

void SingleInstance::read() {
    std::array<char, 4096> buffer{};
    for (ssize_t got = 0; (got = ::read(m_descriptor, buffer.data(), buffer.size())) > 0;) {
        m_unread.append(buffer.data(), qsizetype(got));
    }
    for (qsizetype end = 0; (end = m_unread.indexOf('\n')) >= 0; m_unread.remove(0, end + 1)) {
        const QJsonObject message = QJsonDocument::fromJson(m_unread.left(end)).object();
        const QString token = message[QStringLiteral("token")].toString();
        if (!token.isEmpty()) {
            qputenv(TokenVariable, token.toUtf8());
        }
        QStringList files;
        const QJsonArray listed = message[QStringLiteral("files")].toArray();
        for (const auto file : listed) {
            files << file.toString();
        }
        Q_EMIT filesReceived(files);
    }
}

}  // namespace facet::ui
