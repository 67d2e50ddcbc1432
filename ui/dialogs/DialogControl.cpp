// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/DialogControl.h"

#include "ui/Actions.h"
#include "ui/ColourControl.h"
#include "ui/EngineService.h"
#include "ui/ModelControl.h"
#include "ui/Settings.h"
#include "ui/WhatIsThis.h"
#include "ui/dialogs/AboutDialog.h"
#include "ui/dialogs/KeysDialog.h"
#include "ui/dialogs/ModelPage.h"
#include "ui/dialogs/PreferencesDialog.h"
#include "ui/document/OpenPhotos.h"
#include "ui/document/RecentFiles.h"
#include "ui/samples/NewFaceDialog.h"

#include <QAction>

namespace facet::ui {

namespace {

std::size_t bytesOf(int megabytes) {
    return std::size_t(megabytes) * 1024 * 1024;
}

}  // namespace

DialogControl::DialogControl(const Actions& actions, const Parts& parts, QWidget* window)
    : QObject(window), m_parts(parts), m_window(window) {
    parts.service.photoCache().setLimit(bytesOf(Settings().cacheMegabytes()));
    using Id = Actions::Id;
    connect(actions[Id::Preferences], &QAction::triggered, this, &DialogControl::openPreferences);
    connect(actions[Id::NewFace], &QAction::triggered, this, &DialogControl::openNewFace);
    connect(actions[Id::WhatIsThis], &QAction::triggered, new WhatIsThis(this), &WhatIsThis::start);
    connect(actions[Id::Keys], &QAction::triggered, this,
            [this, &actions] { open(m_keys, [&] { return new KeysDialog(actions, m_window); }); });
    connect(actions[Id::About], &QAction::triggered, this,
            [this] { open(m_about, [this] { return new AboutDialog(m_parts.service.info(), m_window); }); });
}

void DialogControl::openNewFace() {
    open(m_newFace, [this] {
        auto* dialog = new NewFaceDialog(m_parts.service.loadedEngine(), m_parts.service.screenColours(),
                                         tr("Click one to open it as a photo."), m_window);
        connect(dialog, &NewFaceDialog::chosen, this,
                [this](const Image& face, const QString& name) { m_parts.photos.add(documentOfSample(face, name)); });
        return dialog;
    });
}

void DialogControl::openPreferences() {
    open(m_preferences, [this] {
        auto* dialog = new PreferencesDialog(m_window);
        if (const EngineInfo* info = m_parts.service.info()) {
            dialog->setEngine(*info);
        }
        connect(&m_parts.service, &EngineService::engineLoaded, dialog,
                [dialog](const std::shared_ptr<const EngineInfo>& info) { dialog->setEngine(*info); });
        const auto showProfile = [this, dialog] { dialog->setScreenProfile(m_parts.colours.profileName()); };
        connect(&m_parts.colours, &ColourControl::profileRead, dialog, showProfile);
        showProfile();
        connect(dialog, &PreferencesDialog::coloursChanged, &m_parts.colours, &ColourControl::refresh);
        connect(dialog, &PreferencesDialog::engineChanged, &m_parts.service, &EngineService::loadEngine);
        connect(dialog, &PreferencesDialog::recentFilesForgotten, &m_parts.recent, &RecentFiles::clear);
        connectModel(dialog->model());
        connectCache(*dialog);
        return dialog;
    });
}

void DialogControl::connectModel(ModelPage& page) {
    ModelControl& model = m_parts.model;
    const auto refresh = [&model, &page] {
        page.setPath(model.path());
        page.setSentence({});
        page.setBusy(model.isLoading());
    };
    if (model.isFixed()) {
        page.setFixed(tr("Facet was started with this model"));
    }
    connect(&page, &ModelPage::chosen, &model, &ModelControl::choose);
    connect(&m_parts.service, &EngineService::runningChanged, &page,
            [&model, &page] { page.setBusy(model.isLoading()); });
    connect(&model, &ModelControl::settled, &page, refresh);
    connect(&model, &ModelControl::refused, &page, [refresh, &page](const QString& sentence) {
        refresh();
        page.setSentence(sentence);
    });
    refresh();
}

void DialogControl::connectCache(PreferencesDialog& dialog) {
    PhotoCache& cache = m_parts.service.photoCache();
    const auto refresh = [&cache, &dialog] { dialog.setCacheUse(cache.bytes()); };
    connect(&dialog, &PreferencesDialog::cacheLimitChanged, this, [&cache, refresh](int megabytes) {
        cache.setLimit(bytesOf(megabytes));
        refresh();
    });
    connect(&dialog, &PreferencesDialog::cacheCleared, this, [&cache, refresh] {
        cache.clear();
        refresh();
    });
    connect(&m_parts.service, &EngineService::runningChanged, &dialog, refresh);
    connect(&m_parts.photos, &OpenPhotos::contentChanged, &dialog, refresh);
    refresh();
}

template <class Make>
void DialogControl::open(QPointer<QDialog>& dialog, const Make& make) {
    if (!dialog) {
        dialog = make();
        dialog->setAttribute(Qt::WA_DeleteOnClose);
    }
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
}

}  // namespace facet::ui
