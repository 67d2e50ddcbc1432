// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/document/Document.h"

#include <QAbstractListModel>
#include <QIcon>

#include <filesystem>
#include <memory>
#include <vector>

class QMimeData;

namespace facet::ui {

class EditSession;
class EngineService;

/// The photos that are open, in the order in which they came: the filmstrip's model, and what decides which of them
/// is shown. One is shown as soon as it has been read; one that cannot be read goes.
class OpenPhotos : public QAbstractListModel {
    Q_OBJECT

 public:
    enum Role { EditedRole = Qt::UserRole };

    OpenPhotos(EditSession& session, EngineService& service, QObject* parent);

    ~OpenPhotos() override;

    /// Appends them and shows the first; one that is open already is shown again, not appended.
    void add(const std::vector<PhotoSource>& sources);
    /// Appends one with what a project says about it, and shows it.
    void add(const DocumentPtr& document);
    void choose(int index);
    void step(int by);                         ///< around the end
    void close(int index);                     ///< without a question
    int current() const { return m_current; }  ///< the one that is shown or being read; −1: none
    int count() const { return static_cast<int>(m_entries.size()); }
    const DocumentPtr& document(int index) const { return m_entries.at(std::size_t(index)).document; }
    std::vector<std::filesystem::path> files() const;  ///< those that are files, pasted pictures left out
    int firstUnsaved() const;                          ///< −1: everything is saved
    int unsavedCount() const;
    void setThumbnail(const PhotoSource& source, const QImage& picture);
    void renewThumbnails();

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    /// What is dragged is a photo's row, for this window alone.
    static QString mimeType() { return QStringLiteral("application/x-facet-open-photo"); }
    static int rowIn(const QMimeData& data);  ///< −1: none
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QStringList mimeTypes() const override { return {mimeType()}; }
    QMimeData* mimeData(const QModelIndexList& indexes) const override;

 Q_SIGNALS:
    void currentChanged(int index);
    /// Of these pixels, or of the file where they are null.
    void thumbnailWanted(facet::ui::PhotoSource source, std::shared_ptr<const facet::Image> pixels);
    void contentChanged();  ///< a document came, went or was edited

 private:
    struct Entry {
        DocumentPtr document;
        QIcon thumbnail;
    };

    int append(const DocumentPtr& document);
    int indexOf(const PhotoSource& source) const;
    void take(const OpenedPhotoPtr& photo);
    void giveUpReading();
    void forgetEncodings();
    void announce(const Document* document);
    void setCurrent(int index);

    EditSession& m_session;
    EngineService& m_service;
    std::vector<Entry> m_entries;
    int m_current = -1;
    bool m_closing = false;  ///< views move their own choice while a row goes; that is nobody's wish
};

}  // namespace facet::ui
