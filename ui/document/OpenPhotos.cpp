// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/OpenPhotos.h"

#include "ui/EditSession.h"
#include "ui/EngineService.h"

#include <QDir>
#include <QFile>
#include <QMimeData>
#include <QPixmap>

#include <algorithm>

namespace facet::ui {

namespace {

constexpr int ThumbnailSide = 144;  ///< device pixels; shown at half of it on dense screens

QIcon thumbnailOf(const QImage& picture) {
    return QIcon(QPixmap::fromImage(
        picture.scaled(ThumbnailSide, ThumbnailSide, Qt::KeepAspectRatio, Qt::SmoothTransformation)));
}

}  // namespace

OpenPhotos::OpenPhotos(EditSession& session, EngineService& service, QObject* parent)
    : QAbstractListModel(parent), m_session(session), m_service(service) {
    connect(&service, &EngineService::photoOpened, this, &OpenPhotos::take);
    connect(&service, &EngineService::engineLoaded, this, &OpenPhotos::forgetEncodings);
    connect(&service, &EngineService::failed, this, [this](EngineService::Task task) {
        if (task == EngineService::Task::ReadPhoto) {
            giveUpReading();
        }
    });
}

/// Undo stacks announce their end, which is nobody's business any more.
OpenPhotos::~OpenPhotos() {
    for (const Entry& entry : m_entries) {
        entry.document->undo.disconnect(this);
    }
}

void OpenPhotos::add(const std::vector<PhotoSource>& sources) {
    int first = -1;
    for (const PhotoSource& source : sources) {
        const int known = indexOf(source);
        const int index = known >= 0 ? known : append(std::make_shared<Document>(source));
        first = first < 0 ? index : first;
    }
    if (first >= 0) {
        choose(first);
    }
}

void OpenPhotos::add(const DocumentPtr& document) {
    choose(append(document));
}

int OpenPhotos::append(const DocumentPtr& document) {
    beginInsertRows({}, count(), count());
    m_entries.push_back({document, QIcon()});
    endInsertRows();
    const Document* shown = document.get();
    connect(&document->undo, &QUndoStack::indexChanged, this, [this, shown] { announce(shown); });
    connect(&document->undo, &QUndoStack::cleanChanged, this, [this, shown] { announce(shown); });
    Q_EMIT thumbnailWanted(document->source, document->source.picture);
    Q_EMIT contentChanged();
    return count() - 1;
}

void OpenPhotos::choose(int index) {
    if (index < 0 || index >= count() || m_closing) {
        return;
    }
    setCurrent(index);
    const Document& wanted = *document(index);
    if (&wanted == &m_session.document() && !m_service.isRunning(EngineService::Task::ReadPhoto)) {
        return;
    }
    m_service.open(wanted.source, wanted.facesKnown ? EngineService::Faces::Known : EngineService::Faces::Find);
}

void OpenPhotos::step(int by) {
    if (count() > 1) {
        choose((m_current + by + count()) % count());
    }
}

void OpenPhotos::close(int index) {
    const bool wasShown = document(index).get() == &m_session.document();
    m_closing = true;
    beginRemoveRows({}, index, index);
    const DocumentPtr closed = document(index);
    closed->undo.disconnect(this);
    m_service.photoCache().forget(closed->source);
    m_entries.erase(m_entries.begin() + index);
    endRemoveRows();
    m_closing = false;
    m_current -= int(index < m_current);
    if (m_entries.empty()) {
        setCurrent(-1);
        m_session.show(nullptr, nullptr);
    } else if (wasShown) {
        choose(std::min(index, count() - 1));
    }
    Q_EMIT contentChanged();
}

std::vector<std::filesystem::path> OpenPhotos::files() const {
    std::vector<std::filesystem::path> paths;
    for (const Entry& entry : m_entries) {
        if (!entry.document->source.picture) {
            paths.push_back(entry.document->source.path);
        }
    }
    return paths;
}

int OpenPhotos::firstUnsaved() const {
    const auto unsaved = std::find_if(m_entries.begin(), m_entries.end(),
                                      [](const Entry& entry) { return entry.document->hasUnsavedEdits(); });
    return unsaved == m_entries.end() ? -1 : int(unsaved - m_entries.begin());
}

int OpenPhotos::unsavedCount() const {
    return int(std::count_if(m_entries.begin(), m_entries.end(),
                             [](const Entry& entry) { return entry.document->hasUnsavedEdits(); }));
}

void OpenPhotos::setThumbnail(const PhotoSource& source, const QImage& picture) {
    const int i = indexOf(source);
    if (i >= 0) {
        m_entries[std::size_t(i)].thumbnail = thumbnailOf(picture);
        Q_EMIT dataChanged(index(i), index(i));
    }
}

void OpenPhotos::renewThumbnails() {
    for (const Entry& entry : m_entries) {
        Q_EMIT thumbnailWanted(entry.document->source, entry.document->source.picture);
    }
}

int OpenPhotos::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : count();
}

QVariant OpenPhotos::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= count()) {
        return {};
    }
    const Entry& entry = m_entries[std::size_t(index.row())];
    const PhotoSource& source = entry.document->source;
    switch (role) {
        case Qt::DisplayRole:
            return source.name;
        case Qt::DecorationRole:
            return entry.thumbnail;
        case Qt::ToolTipRole:
            return source.path.empty() ? source.name
                                       : QDir::toNativeSeparators(QFile::decodeName(source.path.string().c_str()));
        case Qt::AccessibleTextRole:
            return entry.document->hasUnsavedEdits() ? tr("%1, edited").arg(source.name) : source.name;
        case EditedRole:
            return entry.document->hasUnsavedEdits();
        default:
            return {};
    }
}

int OpenPhotos::indexOf(const PhotoSource& source) const {
    const auto known = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&source](const Entry& entry) { return isSame(entry.document->source, source); });
    return known == m_entries.end() ? -1 : int(known - m_entries.begin());
}

int OpenPhotos::rowIn(const QMimeData& data) {
    return data.hasFormat(mimeType()) ? data.data(mimeType()).toInt() : -1;
}

Qt::ItemFlags OpenPhotos::flags(const QModelIndex& index) const {
    return QAbstractListModel::flags(index) | Qt::ItemIsDragEnabled;
}

QMimeData* OpenPhotos::mimeData(const QModelIndexList& indexes) const {
    auto* data = new QMimeData;
    data->setData(mimeType(), QByteArray::number(indexes.isEmpty() ? -1 : indexes.first().row()));
    return data;
}

void OpenPhotos::take(const OpenedPhotoPtr& photo) {
    const int index = indexOf(photo->source);
    if (index < 0) {
        return;  // it was closed while it was being read
    }
    // Of files that the loader cannot read itself there is a picture now.
    const Image& smallest = photo->pyramid.level(photo->pyramid.levelCount() - 1);
    Q_EMIT thumbnailWanted(photo->source, std::shared_ptr<const Image>(photo, &smallest));
    setCurrent(index);
    m_session.show(document(index), photo);
}

/// Back to the photo that is shown; the one that could not be read was either new or is gone from the disk.
void OpenPhotos::giveUpReading() {
    if (m_current < 0 || document(m_current).get() == &m_session.document()) {
        return;
    }
    const int failed = m_current;
    const auto shown = std::find_if(m_entries.begin(), m_entries.end(), [this](const Entry& entry) {
        return entry.document.get() == &m_session.document();
    });
    setCurrent(shown == m_entries.end() ? -1 : int(shown - m_entries.begin()));
    if (!document(failed)->hasUnsavedEdits()) {
        close(failed);
    }
}

/// They belong to the engine that made them.
void OpenPhotos::forgetEncodings() {
    for (const Entry& entry : m_entries) {
        for (FaceState& face : entry.document->faces) {
            face.encoded = nullptr;
        }
    }
}

void OpenPhotos::announce(const Document* document) {
    for (int i = 0; i < count(); ++i) {
        if (this->document(i).get() == document) {
            Q_EMIT dataChanged(index(i), index(i));
        }
    }
    Q_EMIT contentChanged();
}

void OpenPhotos::setCurrent(int index) {
    if (index != m_current) {
        m_current = index;
        Q_EMIT currentChanged(index);
    }
}

}  // namespace facet::ui
