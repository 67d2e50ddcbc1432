// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <optional>

namespace facet::ui {

class EngineService;
class MessageBar;
class OpenPhotos;

/// Has another model loaded where the person chooses one. Where that fails, the one before stays, here and for the next
/// start. As long as there is none, whatever fails comes with ways out of that.
class ModelControl : public QObject {
    Q_OBJECT

 public:
    struct Parts {
        EngineService& service;
        OpenPhotos& photos;
        MessageBar& messages;
    };

    /// `fixed`: the model that the program was started with, which cannot be changed; empty: the settings' choice.
    ModelControl(const Parts& parts, QString fixed, QObject* parent);

    void choose(const QString& path);  ///< a file or a folder; empty: the bundled model
    QString path() const;              ///< likewise
    bool isFixed() const { return !m_fixed.isEmpty(); }
    bool isLoading() const;

 Q_SIGNALS:
    void settled();                  ///< the chosen model is in use
    void refused(QString sentence);  ///< the one before is

 private:
    void tellWhatWaits();
    void tellFailure(const QString& sentence);

    Parts m_parts;
    QString m_fixed;
    std::optional<QString> m_before;  ///< while another one is being tried: the choice that worked
};

}  // namespace facet::ui
