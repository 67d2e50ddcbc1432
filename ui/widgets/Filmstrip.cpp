// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Filmstrip.h"

#include "ui/document/OpenPhotos.h"
#include "ui/theme/Theme.h"
#include "ui/theme/TintedIcon.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>

namespace facet::ui {

namespace {

constexpr QSize Cell(96, 80);
constexpr int Picture = 64;
constexpr int Space = 8;

/// A small picture on its cell; a bar in the accent's colour under the chosen one, a dot on the edited ones.
class CellDelegate : public QStyledItemDelegate {
 public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return Cell; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const QRect cell = option.rect.adjusted(2, 2, -2, -2);
        const QColor accent = option.palette.color(QPalette::Highlight);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const bool chosen = option.state & QStyle::State_Selected;
        if (chosen || option.state & QStyle::State_MouseOver) {
            QColor ground = option.palette.color(QPalette::WindowText);
            ground.setAlpha(chosen ? 28 : 14);
            painter->setPen(Qt::NoPen);
            painter->setBrush(ground);
            painter->drawRoundedRect(cell, 4, 4);
        }
        QIcon icon = index.data(Qt::DecorationRole).value<QIcon>();
        const bool waiting = icon.isNull();
        icon = waiting ? tintedIcon(QStringLiteral("photo")) : icon;
        const int side = waiting ? 22 : Picture;
        icon.paint(painter, QRect(cell.center() - QPoint(side / 2, side / 2), QSize(side, side)));
        painter->setPen(Qt::NoPen);
        painter->setBrush(accent);
        if (chosen) {
            painter->drawRoundedRect(QRectF(cell.left() + 4, cell.bottom() - 2, cell.width() - 8, 3), 1.5, 1.5);
        }
        if (index.data(OpenPhotos::EditedRole).toBool()) {
            painter->drawEllipse(QPointF(cell.right() - 8, cell.top() + 8), 4, 4);
        }
        if (option.state & QStyle::State_HasFocus) {
            painter->setPen(accent);
            painter->setBrush(Qt::NoBrush);
            painter->drawRoundedRect(QRectF(cell).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
        }
        painter->restore();
    }
};

}  // namespace

Filmstrip::Filmstrip(OpenPhotos& photos, QWidget* parent) : QListView(parent), m_photos(photos) {
    setObjectName(QStringLiteral("filmstrip"));
    setAccessibleName(tr("Open photos"));
    setWhatsThis(
        tr("The open photos; a dot marks edits that are not saved. Click one to edit it; a drag into the "
           "slot over the sliders mixes its face in."));
    setModel(&photos);
    setItemDelegate(new CellDelegate(this));
    setFlow(LeftToRight);
    setWrapping(false);
    setFrameShape(NoFrame);
    setLayoutDirection(Qt::LeftToRight);  // the order of photos is that of a film, in every language
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(SingleSelection);
    setMouseTracking(true);
    setUniformItemSizes(true);
    setDragEnabled(true);   // to the slot for a second face
    setAcceptDrops(false);  // photos that are dropped here are meant for the window
    setBackgroundRole(QPalette::Window);
    viewport()->setBackgroundRole(QPalette::Window);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(selectionModel(), &QItemSelectionModel::currentChanged, &photos, [this](const QModelIndex& chosen) {
        if (!m_pressing) {
            m_photos.choose(chosen.row());
        }
    });
    connect(this, &QListView::clicked, &photos, [this](const QModelIndex& chosen) { m_photos.choose(chosen.row()); });
    connect(&photos, &OpenPhotos::currentChanged, this, &Filmstrip::follow);
    connect(&photos, &OpenPhotos::contentChanged, this, &Filmstrip::follow);
    follow();
}

QSize Filmstrip::sizeHint() const {
    return {400, Cell.height() + 2 * Space};
}

void Filmstrip::follow() {
    setVisible(m_photos.count() > 1);
    const QSignalBlocker quiet(selectionModel());
    const QModelIndex shown = m_photos.index(m_photos.current());
    setCurrentIndex(shown);
    scrollTo(shown);
    viewport()->update();
}

/// What is pressed may be dragged to the photo that is shown, which has to stay for that.
void Filmstrip::mousePressEvent(QMouseEvent* event) {
    m_pressing = true;
    QListView::mousePressEvent(event);
    m_pressing = false;
}

void Filmstrip::mouseReleaseEvent(QMouseEvent* event) {
    QListView::mouseReleaseEvent(event);
    follow();
}

void Filmstrip::startDrag(Qt::DropActions actions) {
    QListView::startDrag(actions);
    follow();
}

void Filmstrip::contextMenuEvent(QContextMenuEvent* event) {
    const QModelIndex at = indexAt(event->pos());
    if (!at.isValid()) {
        return;
    }
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Close this photo"), this, [this, row = at.row()] { Q_EMIT closeRequested(row); });
    menu->popup(event->globalPos());
}

}  // namespace facet::ui
