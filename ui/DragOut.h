// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTemporaryDir>

#include <filesystem>
#include <optional>

namespace facet::ui {

class DragHandle;
class EditSession;
class EngineService;

/// Writes the edited photo for whoever it is dragged to, in the photo's own format, into a folder that goes with the
/// window: the other program may read it long after the drop.
class DragOut : public QObject {
    Q_OBJECT

 public:
    DragOut(EditSession& session, EngineService& service, DragHandle& handle, QObject* parent);

 private:
    void write();
    void handOver(const std::filesystem::path& file);

    EditSession& m_session;
    EngineService& m_service;
    DragHandle& m_handle;
    std::optional<QTemporaryDir> m_folder;  ///< made for the first drag
};

}  // namespace facet::ui
