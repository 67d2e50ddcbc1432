// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

#include <functional>

class QWidget;

namespace facet::ui {

class Actions;
class BatchDialog;
class EditSession;
class EngineService;
class OpenPhotos;

/// Opens the dialog that does to many photos what is done to the chosen face; it is open at most once.
class BatchControl : public QObject {
    Q_OBJECT

 public:
    BatchControl(const Actions& actions, const EditSession& session, const EngineService& service,
                 const OpenPhotos& photos, QWidget* window);

    /// False while a batch runs: it is ended after the photo in hand, and `close` called then. Going on later loses
    /// nothing, the folder's journal knows what is done.
    bool mayClose(const std::function<void()>& close);

 private:
    void open();

    const EditSession& m_session;
    const EngineService& m_service;
    const OpenPhotos& m_photos;
    QWidget* m_window;
    QPointer<BatchDialog> m_dialog;
    std::function<void()> m_whenClosed;
};

}  // namespace facet::ui
