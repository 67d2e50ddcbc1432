// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/learn/AttributeCard.h"

#include "ui/learn/CardPictures.h"
#include "ui/panels/AttributeNames.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QStringList>
#include <QVBoxLayout>

#include <cmath>

namespace facet::ui {

namespace {

constexpr int Side = 128;

QString percent(double share) {
    return QStringLiteral("%1 %").arg(QLocale().toString(std::lround(share * 100)));
}

}  // namespace

AttributeCard::AttributeCard(const AttributeInfo& attribute, bool isMine, QWidget* parent)
    : QDialog(parent), m_sentence(new QLabel(this)) {
    const QString name = attributeLabel(attribute.name);
    setObjectName(QStringLiteral("attributeCard"));
    setWindowTitle(tr("The slider %1").arg(name));
    auto* title = new QLabel(name, this);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.4);
    large.setBold(true);
    title->setFont(large);
    m_sentence->setObjectName(QStringLiteral("cardSentence"));
    m_sentence->setWordWrap(true);
    m_sentence->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(16);
    column->addWidget(title);
    column->addLayout(makeFigures(attribute));
    column->addLayout(makeStrip());
    column->addWidget(m_sentence);
    column->addStretch();
    column->addWidget(makeButtons(isMine));
}

QFormLayout* AttributeCard::makeFigures(const AttributeInfo& attribute) {
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(24);
    form->setVerticalSpacing(4);
    const auto row = [this, form](const QString& what, const QString& value) {
        auto* label = new QLabel(what, this);
        label->setForegroundRole(QPalette::PlaceholderText);
        form->addRow(label, new QLabel(value, this));
    };
    const bool isTaught = attribute.with > 0;
    if (isTaught && attribute.judged == 0) {
        row(tr("Shows at +1"), tr("not known: to try it on faces kept back, it takes 16 photos a side"));
    } else if (isTaught || attribute.hit > 0) {
        row(tr("Shows at +1"),
            isTaught ? tr("in %1 of %n face(s) kept back", nullptr, attribute.judged).arg(percent(attribute.hit))
                     : tr("in %1 of faces that it was not learnt from").arg(percent(attribute.hit)));
        const QString which = attribute.worstLeak.empty() ? QString() : attributeLabel(attribute.worstLeak);
        row(tr("Changes along the way"), which.isEmpty() ? tr("nothing that was looked at: sex, age, glasses, smile")
                                                         : tr("%1, in %2 of them").arg(which, percent(attribute.leak)));
    }
    if (!attribute.alongside.empty()) {
        QStringList names;
        for (const std::string& name : attribute.alongside) {
            names << attributeLabel(name);
        }
        const QString all = QLocale().createSeparatedList(names);
        row(tr("Goes along"), isTaught ? tr("%1: the two sides of photos differ in it as much").arg(all) : all);
    }
    if (attribute.auc > 0) {
        row(tr("Recognised rightly"), tr("in %1 of pairs, one with it and one without").arg(percent(attribute.auc)));
    }
    if (isTaught) {
        row(tr("Learnt from"), tr("%1 faces with it, %2 without").arg(attribute.with).arg(attribute.without));
    }
    return form;
}

QGridLayout* AttributeCard::makeStrip() {
    auto* grid = new QGridLayout;
    grid->setSpacing(8);
    const QString captions[] = {QStringLiteral("−1"), QStringLiteral("0"), QStringLiteral("+1")};
    for (int amount = 0; amount < CardPictures::Amounts; ++amount) {
        auto* caption = new QLabel(captions[amount], this);
        caption->setAlignment(Qt::AlignCenter);
        grid->addWidget(caption, 0, amount);
    }
    for (int face = 0; face < CardPictures::Faces; ++face) {
        for (int amount = 0; amount < CardPictures::Amounts; ++amount) {
            auto* picture = new QLabel(this);
            picture->setFixedSize(Side, Side);
            picture->setAlignment(Qt::AlignCenter);
            picture->setAutoFillBackground(true);
            picture->setBackgroundRole(QPalette::Base);
            picture->setForegroundRole(QPalette::PlaceholderText);
            picture->setText(QStringLiteral("…"));
            picture->setAccessibleName(tr("Face %1 at %2").arg(face + 1).arg(captions[amount]));
            grid->addWidget(picture, face + 1, amount);
            m_pictures.push_back(picture);
        }
    }
    return grid;
}

QDialogButtonBox* AttributeCard::makeButtons(bool isMine) {
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    if (isMine) {
        const auto button = [this, buttons](const QString& text, const char* name, auto signal) {
            QPushButton* made = buttons->addButton(text, QDialogButtonBox::ActionRole);
            made->setObjectName(QString::fromLatin1(name));
            made->setAutoDefault(false);
            connect(made, &QPushButton::clicked, this, signal);
        };
        button(tr("Rename…"), "cardRename", &AttributeCard::renameRequested);
        button(tr("Export…"), "cardExport", &AttributeCard::exportRequested);
        button(tr("Delete"), "cardDelete", &AttributeCard::deleteRequested);
    }
    return buttons;
}

void AttributeCard::setPicture(int face, int amount, const QImage& picture) {
    const qreal ratio = devicePixelRatioF();
    QPixmap shown =
        QPixmap::fromImage(picture.scaled(QSize(Side, Side) * ratio, Qt::KeepAspectRatio, Qt::SmoothTransformation));
    shown.setDevicePixelRatio(ratio);
    m_pictures.at(std::size_t(face) * CardPictures::Amounts + std::size_t(amount))->setPixmap(shown);
}

void AttributeCard::showSentence(const QString& sentence) {
    m_sentence->setText(sentence);
    m_sentence->show();
}

}  // namespace facet::ui
