// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/ModelPage.h"

#include "ui/dialogs/ModelCard.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/ElidedLabel.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextDocument>
#include <QVBoxLayout>

namespace facet::ui {

ModelPage::ModelPage(QWidget* parent)
    : QWidget(parent),
      m_name(new QLabel(this)),
      m_facts(new QLabel(this)),
      m_path(new ElidedLabel(this)),
      m_card(new QPlainTextEdit(this)),
      m_sentence(new QLabel(this)),
      m_file(addButton("modelFile", tr("Choose a file…"))),
      m_folder(addButton("modelFolder", tr("Choose a folder…"))),
      m_bundled(addButton("modelBundled", tr("Bundled model"))) {
    QFont bold = m_name->font();
    bold.setBold(true);
    m_name->setFont(bold);
    m_name->setObjectName(QStringLiteral("modelName"));
    m_facts->setForegroundRole(QPalette::PlaceholderText);
    m_path->setForegroundRole(QPalette::PlaceholderText);
    m_card->setObjectName(QStringLiteral("modelCard"));
    m_card->setAccessibleName(tr("The model's card"));
    m_card->setReadOnly(true);
    m_card->document()->setDocumentMargin(8);
    m_card->setTabChangesFocus(true);
    m_sentence->setObjectName(QStringLiteral("modelSentence"));
    m_sentence->setWordWrap(true);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_file);
    buttons->addWidget(m_folder);
    buttons->addStretch();
    buttons->addWidget(m_bundled);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(8);
    for (QWidget* row :
         {static_cast<QWidget*>(m_name), static_cast<QWidget*>(m_facts), static_cast<QWidget*>(m_path)}) {
        column->addWidget(row);
    }
    column->addWidget(m_card, 1);
    column->addWidget(m_sentence);
    column->addLayout(buttons);
    connect(m_file, &QPushButton::clicked, this, [this] { ask(/*folder=*/false); });
    connect(m_folder, &QPushButton::clicked, this, [this] { ask(/*folder=*/true); });
    connect(m_bundled, &QPushButton::clicked, this, [this] { Q_EMIT chosen({}); });
    m_name->setText(tr("No model is loaded."));
    refresh();
}

QPushButton* ModelPage::addButton(const char* name, const QString& text) {
    auto* button = new QPushButton(text, this);
    button->setObjectName(QString::fromLatin1(name));
    button->setAutoDefault(false);
    return button;
}

void ModelPage::setEngine(const EngineInfo& info) {
    m_name->setText(QString::fromStdString(info.modelName));
    m_facts->setText(tr("%1 × %1 pixels, %n attributes", nullptr, int(info.attributes.size())).arg(info.cropSide));
    m_card->setPlainText(modelCardOf(info));
}

void ModelPage::setPath(const QString& path) {
    m_from = path;
    m_path->setText(path.isEmpty() ? tr("Bundled with Facet") : QDir::toNativeSeparators(path));
    refresh();
}

void ModelPage::setFixed(const QString& because) {
    m_fixed = because;
    refresh();
}

void ModelPage::setBusy(bool busy) {
    m_busy = busy;
    refresh();
}

void ModelPage::setSentence(const QString& sentence) {
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, Theme::warning(colours));
    m_sentence->setPalette(sentence.isEmpty() ? palette() : colours);
    m_sentence->setText(sentence.isEmpty() ? tr("Open photos are read again with another model; their edits stay.")
                                           : sentence);
}

void ModelPage::refresh() {
    const QString whyNot = m_busy ? tr("The model is being loaded") : m_fixed;
    for (QPushButton* button : {m_file, m_folder, m_bundled}) {
        button->setEnabled(whyNot.isEmpty());
        button->setToolTip(whyNot);
    }
    if (whyNot.isEmpty() && m_from.isEmpty()) {
        m_bundled->setEnabled(false);
        m_bundled->setToolTip(tr("This is the bundled model"));
    }
    if (!whyNot.isEmpty()) {
        m_sentence->setPalette(palette());
        m_sentence->setText(whyNot);
    }
}

void ModelPage::ask(bool folder) {
    auto* dialog = new QFileDialog(this, folder ? tr("Choose a model's folder") : tr("Choose a model"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (!m_from.isEmpty()) {
        dialog->setDirectory(QFileInfo(m_from).absolutePath());
    }
    if (folder) {
        dialog->setFileMode(QFileDialog::Directory);
    } else {
        dialog->setFileMode(QFileDialog::ExistingFile);
        dialog->setNameFilters({tr("Models (*.safetensors)"), tr("All files (*)")});
    }
    connect(dialog, &QFileDialog::fileSelected, this, &ModelPage::chosen);
    dialog->open();
}

}  // namespace facet::ui
