// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/RecoveryOffer.h"

#include "ui/document/OpenPhotos.h"
#include "ui/document/Recovery.h"
#include "ui/widgets/MessageBar.h"

namespace facet::ui {

RecoveryOffer::RecoveryOffer(Recovery& recovery, OpenPhotos& photos, MessageBar& messages, QObject* parent)
    : QObject(parent), m_recovery(recovery), m_photos(photos) {
    const std::vector<Project> lost = recovery.lost();
    if (lost.empty()) {
        return;
    }
    const QString what =
        lost.size() == 1 ? tr("Facet ended unexpectedly. The edits of %1 were kept.").arg(lost.front().photo.name)
                         : tr("Facet ended unexpectedly. The edits of %n photos were kept.", nullptr, int(lost.size()));
    messages.showMessage(
        MessageBar::Kind::Information, what,
        {{tr("Restore"), [this] { restore(); }}, {tr("Discard"), [this] { m_recovery.settleLost(); }}});
}

void RecoveryOffer::restore() {
    for (const Project& project : m_recovery.lost()) {
        const DocumentPtr document = documentOf(project);
        document->undo.resetClean();  // its edits are in no file of the person's
        m_photos.add(document);
    }
    m_recovery.settleLost();
}

}  // namespace facet::ui
