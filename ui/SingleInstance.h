// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QLockFile>
#include <QObject>
#include <QStringList>

#include <filesystem>

namespace facet::ui {

/// Lets a program that is started a second time hand its files to the one that runs: a lock decides which one that is,
/// a named pipe of the same user carries the files. No socket, no bus.
class SingleInstance : public QObject {
    Q_OBJECT

 public:
    /// Where there is no folder to write in, everybody is the first.
    explicit SingleInstance(const std::filesystem::path& folder, QObject* parent = nullptr);
    ~SingleInstance() override;

    bool isFirst() const { return m_first; }
    /// False where the running program does not listen.
    bool send(const QStringList& files) const;

 Q_SIGNALS:
    void filesReceived(QStringList files);

 private:
    void listen();
    void read();

    std::filesystem::path m_pipe;
    QLockFile m_lock;
    bool m_first = true;
    int m_descriptor = -1;
    QByteArray m_unread;
};

}  // namespace facet::ui
