// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/learn/LearnDialog.h"

#include "ui/learn/PhotoPile.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>
#include <utility>

namespace facet::ui {

QString LearnDialog::learningStep(const QString& what) {
    return what == QLatin1String("Faces with it")                  ? tr("Reading the faces with it")
           : what == QLatin1String("Faces without it")             ? tr("Reading the faces without it")
           : what == QLatin1String("Finding the way")              ? tr("Finding out how faces get it and lose it")
           : what == QLatin1String("Trying it on faces kept back") ? tr("Trying it on faces kept back")
                                                                   : what;
}

LearnDialog::LearnDialog(Task task, QWidget* parent)
    : QDialog(parent), m_task(std::move(task)), m_runner(m_task.lessons) {
    setWindowTitle(tr("Learn a slider of your own"));
    setObjectName(QStringLiteral("learn"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_start = buttons->addButton(tr("Learn"), QDialogButtonBox::ActionRole);
    m_start->setObjectName(QStringLiteral("learnStart"));
    m_start->setDefault(true);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    connect(m_start, &QPushButton::clicked, this, &LearnDialog::startOrStop);
    connect(buttons, &QDialogButtonBox::rejected, this, &LearnDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(16);
    column->addWidget(makeForm(), 1);
    column->addWidget(makeProgress());
    column->addWidget(buttons);
    connect(&m_runner, &LearnRunner::progressed, this, &LearnDialog::showProgress);
    connect(&m_runner, &LearnRunner::failed, this, &LearnDialog::end);
    connect(&m_runner, &LearnRunner::learnt, this, [this](const LearntAttribute& attribute) {
        Q_EMIT learnt(attribute);
        accept();
    });
    resize(720, 520);
    m_name->setFocus();
    refresh();
}

QWidget* LearnDialog::makeForm() {
    m_form = new QWidget(this);
    auto* what = new QLabel(tr("Facet looks for what the faces on one side have in common and those on the other have "
                               "not. At least 8 photos a side; 30 that differ in nothing else are better."),
                            m_form);
    what->setWordWrap(true);
    m_name = new QLineEdit(m_form);
    m_name->setObjectName(QStringLiteral("learnName"));
    m_name->setAccessibleName(tr("Name"));
    m_name->setPlaceholderText(tr("What the slider is called, such as dimples"));
    m_with = new PhotoPile(tr("With it"), m_task.photos, m_form);
    m_without = new PhotoPile(tr("Without it"), m_task.photos, m_form);
    m_with->setObjectName(QStringLiteral("learnWith"));
    m_without->setObjectName(QStringLiteral("learnWithout"));
    connect(m_name, &QLineEdit::textChanged, this, &LearnDialog::refresh);
    connect(m_with, &PhotoPile::changed, this, &LearnDialog::refresh);
    connect(m_without, &PhotoPile::changed, this, &LearnDialog::refresh);
    auto* piles = new QHBoxLayout;
    piles->setSpacing(16);
    piles->addWidget(m_with);
    piles->addWidget(m_without);
    auto* name = new QFormLayout;
    name->setHorizontalSpacing(16);
    name->addRow(tr("Name"), m_name);
    auto* column = new QVBoxLayout(m_form);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(16);
    column->addWidget(what);
    column->addLayout(name);
    column->addLayout(piles, 1);
    return m_form;
}

QWidget* LearnDialog::makeProgress() {
    auto* box = new QWidget(this);
    m_state = new QLabel(box);
    m_state->setObjectName(QStringLiteral("learnState"));
    m_state->setWordWrap(true);
    m_progress = new QProgressBar(box);
    m_progress->setTextVisible(false);
    m_progress->setRange(0, 1000);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_state);
    column->addWidget(m_progress);
    return box;
}

QString LearnDialog::whatIsMissing() const {
    const QString name = m_name->text().trimmed();
    if (name.isEmpty()) {
        return tr("Give the slider a name");
    }
    if (m_task.isTaken(name.toStdString())) {
        return tr("There is a slider of this name; choose another");
    }
    if (name.contains(QLatin1Char('='))) {
        return tr("The name cannot hold a =");
    }
    if (m_with->paths().empty() || m_without->paths().empty()) {
        return tr("Add photos to both sides");
    }
    return {};
}

void LearnDialog::refresh() {
    const bool running = m_runner.isRunning();
    const QString missing = whatIsMissing();
    m_form->setEnabled(!running);
    m_progress->setVisible(running);
    m_start->setText(running ? tr("Stop") : tr("Learn"));
    m_start->setEnabled(running || missing.isEmpty());
    m_start->setToolTip(running ? QString() : missing);
    if (!running) {
        m_state->setText(missing);
    }
}

void LearnDialog::startOrStop() {
    if (m_runner.isRunning()) {
        m_runner.stop();
        return;
    }
    const std::string name = m_name->text().trimmed().toStdString();
    m_progress->setValue(0);
    m_runner.start({name, m_with->paths(), m_without->paths()}, m_task.fileOf(name));
    refresh();
    m_state->setText(tr("Starting…"));
}

void LearnDialog::showProgress(const QString& what, double share) {
    m_state->setText(learningStep(what));
    m_progress->setValue(int(std::lround(share * m_progress->maximum())));
}

void LearnDialog::end(const QString& sentence) {
    refresh();
    m_state->setText(sentence);
    if (m_closing) {
        reject();
    }
}

void LearnDialog::reject() {
    if (m_runner.isRunning()) {
        m_closing = true;
        m_runner.stop();
        m_state->setText(tr("Stopping…"));
        return;
    }
    QDialog::reject();
}

}  // namespace facet::ui
