// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mix/LikenessDialog.h"

#include "ui/panels/AttributeNames.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace facet::ui {

namespace {

constexpr int NameRole = Qt::UserRole;
constexpr int AmountRole = Qt::UserRole + 1;

}  // namespace

LikenessDialog::LikenessDialog(const OtherFace& other, const Amounts& amounts, QWidget* parent)
    : QDialog(parent), m_list(new QListWidget(this)) {
    setObjectName(QStringLiteral("likeness"));
    setWindowTitle(tr("Take attributes"));
    const QString name = QString::fromStdString(other.name);
    auto* what = new QLabel(amounts.empty() ? tr("In nothing that has a slider does %1 look different.").arg(name)
                                            : tr("What this face is to have of %1. The sliders go as far as they "
                                                 "have to; they can be moved afterwards.")
                                                  .arg(name),
                            this);
    what->setWordWrap(true);
    m_list->setAccessibleName(tr("Attributes"));
    fill(amounts);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton* take = buttons->addButton(tr("Take"), QDialogButtonBox::AcceptRole);
    take->setObjectName(QStringLiteral("likenessTake"));
    take->setEnabled(false);
    connect(m_list, &QListWidget::itemChanged, take, [this, take] { take->setEnabled(!checked().empty()); });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(this, &QDialog::accepted, this, [this] { Q_EMIT chosen(checked()); });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(16);
    column->addWidget(what);
    column->addWidget(m_list, 1);
    column->addWidget(buttons);
    resize(400, 480);
}

/// What differs most comes first.
void LikenessDialog::fill(const Amounts& amounts) {
    std::vector<std::pair<std::string, double>> sorted(amounts.begin(), amounts.end());
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& a, const auto& b) { return std::abs(a.second) > std::abs(b.second); });
    for (const auto& [name, amount] : sorted) {
        const double rounded = std::round(amount * 100) / 100;
        auto* item =
            new QListWidgetItem(QStringLiteral("%1   %2%3")
                                    .arg(attributeLabel(name), amount < 0 ? QStringLiteral("−") : QStringLiteral("+"),
                                         QLocale().toString(std::abs(rounded), 'f', 2)),
                                m_list);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Unchecked);
        item->setData(NameRole, QString::fromStdString(name));
        item->setData(AmountRole, rounded);
    }
}

Amounts LikenessDialog::checked() const {
    Amounts amounts;
    for (int row = 0; row < m_list->count(); ++row) {
        const QListWidgetItem* item = m_list->item(row);
        if (item->checkState() == Qt::Checked) {
            amounts[item->data(NameRole).toString().toStdString()] = item->data(AmountRole).toDouble();
        }
    }
    return amounts;
}

}  // namespace facet::ui
