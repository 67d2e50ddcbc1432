// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace facet::ui {

class MessageBar;
class OpenPhotos;
class Recovery;

/// Asks, where a program ended unexpectedly, whether the edits that it left behind are to be opened or forgotten.
class RecoveryOffer : public QObject {
    Q_OBJECT

 public:
    RecoveryOffer(Recovery& recovery, OpenPhotos& photos, MessageBar& messages, QObject* parent);

 private:
    void restore();

    Recovery& m_recovery;
    OpenPhotos& m_photos;
};

}  // namespace facet::ui
