// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/AboutDialog.h"

#include "ui/dialogs/ModelCard.h"
#include "ui/jobs/Sentences.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QIcon>
#include <QLabel>
#include <QLibraryInfo>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace facet::ui {

namespace {

QString detailsOf(const EngineInfo* info) {
    QStringList lines;
    lines << AboutDialog::tr("Facet %1").arg(QApplication::applicationVersion())
          << AboutDialog::tr("Qt %1").arg(QLibraryInfo::version().toString());
    if (!info) {
        lines << AboutDialog::tr("No model is loaded.");
    } else {
        lines << AboutDialog::tr("Device: %1. %2").arg(QString::fromStdString(info->device), deviceReasonOf(*info))
              << AboutDialog::tr("Model: %1, %2 × %2 pixels")
                     .arg(QString::fromStdString(info->modelName))
                     .arg(info->cropSide)
              << AboutDialog::tr("Hash: %1").arg(QString::fromStdString(info->modelHash)) << QString()
              << AboutDialog::tr("The model's card") << modelCardOf(*info);
    }
    lines << QString() << AboutDialog::tr("Licences")
          << AboutDialog::tr("Facet: GNU General Public License, version 3 or later")
          << AboutDialog::tr("Icons: Breeze, GNU Lesser General Public License, version 3 or later")
          << AboutDialog::tr("The face model has terms of its own: see its card.");
    return lines.join(QLatin1Char('\n'));
}

}  // namespace

AboutDialog::AboutDialog(const EngineInfo* info, QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("About Facet"));
    setObjectName(QStringLiteral("about"));
    auto* title = new QLabel(tr("Facet %1").arg(QApplication::applicationVersion()), this);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.6);
    title->setFont(large);
    auto* sentence = new QLabel(tr("Edits faces in photos, exactly, on your own machine."), this);
    sentence->setWordWrap(true);
    auto* details = new QPlainTextEdit(detailsOf(info), this);
    details->setObjectName(QStringLiteral("aboutDetails"));
    details->setAccessibleName(tr("Versions, model and licences"));
    details->setReadOnly(true);
    details->setTabChangesFocus(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton* copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    connect(copy, &QPushButton::clicked, details,
            [details] { QApplication::clipboard()->setText(details->toPlainText()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(16);
    column->addWidget(title);
    column->addWidget(sentence);
    column->addWidget(details, 1);
    column->addWidget(buttons);
    resize(560, 520);
}

}  // namespace facet::ui
