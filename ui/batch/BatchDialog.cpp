// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/batch/BatchDialog.h"

#include "ui/PhotoDialogs.h"
#include "ui/PhotoInput.h"
#include "ui/jobs/Sentences.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/EmptyHint.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <cmath>
#include <exception>
#include <utility>

namespace facet::ui {

BatchDialog::BatchDialog(Task task, QWidget* parent) : QDialog(parent), m_task(std::move(task)) {
    setWindowTitle(tr("Edit many photos"));
    setObjectName(QStringLiteral("batch"));
    auto* buttons = new QDialogButtonBox(this);
    m_report = buttons->addButton(tr("Save report…"), QDialogButtonBox::ActionRole);
    m_pause = buttons->addButton(tr("Pause"), QDialogButtonBox::ActionRole);
    m_start = buttons->addButton(tr("Start"), QDialogButtonBox::ActionRole);
    m_pause->setObjectName(QStringLiteral("batchPause"));
    m_start->setObjectName(QStringLiteral("batchStart"));
    m_start->setDefault(true);
    connect(m_start, &QPushButton::clicked, this, &BatchDialog::startOrStop);
    connect(m_pause, &QPushButton::clicked, this, &BatchDialog::togglePause);
    connect(m_report, &QPushButton::clicked, this, &BatchDialog::saveReport);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(16);
    column->addWidget(makeChoices());
    column->addWidget(makeProgress(), 1);
    column->addWidget(buttons);
    connect(&m_runner, &BatchRunner::photoFinished, this, &BatchDialog::addRecord);
    connect(&m_runner, &BatchRunner::ended, this, &BatchDialog::showEnd);
    connect(&m_runner, &BatchRunner::failed, this, [this](const QString& sentence) {
        m_state->setText(sentence);
        refresh();
        if (m_closing) {
            reject();
        }
    });
    resize(640, 560);
    refresh();
}

/// Made in the order in which Tab goes through them.
QWidget* BatchDialog::makeChoices() {
    m_choices = new QWidget(this);
    auto* form = new QFormLayout(m_choices);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto choice = [this, form](const QString& text) {
        auto* box = new QCheckBox(text, m_choices);
        form->addRow(QString(), box);
        return box;
    };
    m_source = pathField(tr("Photos"), "batchSource");
    m_source->setPlaceholderText(tr("The %n open photos", nullptr, int(m_task.photos.size())));
    form->addRow(tr("Photos"), withBrowse(m_source));
    m_recursive = choice(tr("Sub-folders, too"));
    m_target = pathField(tr("Results"), "batchTarget");
    m_target->setPlaceholderText(tr("A folder for the edited photos"));
    form->addRow(tr("Results"), withBrowse(m_target));
    m_allFaces = choice(tr("All faces, not the largest alone"));
    m_resume = choice(tr("Go on where an earlier run with the same edits stopped"));
    m_resume->setChecked(true);
    m_overwrite = choice(tr("Replace files that are there"));
    return m_choices;
}

QWidget* BatchDialog::makeProgress() {
    auto* box = new QWidget(this);
    m_progress = new QProgressBar(box);
    m_progress->setTextVisible(false);
    QSizePolicy place = m_progress->sizePolicy();
    place.setRetainSizeWhenHidden(true);
    m_progress->setSizePolicy(place);
    m_progress->setAccessibleName(tr("Progress"));
    m_state = new QLabel(box);
    m_state->setObjectName(QStringLiteral("batchState"));
    m_state->setWordWrap(true);
    m_list = new QTreeWidget(box);
    m_list->setObjectName(QStringLiteral("batchList"));
    m_list->setAccessibleName(tr("Finished photos"));
    m_list->setColumnCount(2);
    m_list->setHeaderHidden(true);
    new EmptyHint(tr("Each photo is listed here with what became of it"), *m_list);
    m_list->setRootIsDecorated(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_state);
    column->addWidget(m_progress);
    column->addWidget(m_list, 1);
    return box;
}

QLineEdit* BatchDialog::pathField(const QString& name, const char* objectName) {
    auto* field = new QLineEdit(m_choices);
    field->setObjectName(QString::fromLatin1(objectName));
    field->setAccessibleName(name);
    connect(field, &QLineEdit::textChanged, this, &BatchDialog::refresh);
    return field;
}

QWidget* BatchDialog::withBrowse(QLineEdit* field) {
    auto* row = new QWidget(m_choices);
    auto* browse = new QPushButton(tr("Choose…"), row);
    browse->setAccessibleName(QStringLiteral("%1: %2").arg(field->accessibleName(), browse->text()));
    browse->setAutoDefault(false);
    connect(browse, &QPushButton::clicked, this, [this, field] {
        askForFolder(this, [field](const std::filesystem::path& folder) { field->setText(fromPath(folder)); });
    });
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(field, 1);
    layout->addWidget(browse);
    return row;
}

void BatchDialog::refresh() {
    const bool running = m_runner.isRunning();
    const bool noPhotos = m_source->text().isEmpty() && m_task.photos.empty();
    const QString why = !m_task.engine               ? tr("The model is not loaded")
                        : m_task.recipe.isIdentity() ? tr("Move a slider first; nothing is done to this face")
                        : noPhotos                   ? tr("Choose a folder of photos, or open some")
                        : m_target->text().isEmpty() ? tr("Choose a folder for the results")
                                                     : QString();
    m_progress->setVisible(running || !m_records.empty());
    m_choices->setEnabled(!running);
    m_start->setText(running ? tr("Stop") : tr("Start"));
    m_start->setEnabled(running || why.isEmpty());
    m_start->setToolTip(running ? QString() : why);
    m_pause->setEnabled(running);
    m_pause->setText(m_runner.isPaused() ? tr("Continue") : tr("Pause"));
    m_report->setEnabled(!running && !m_records.empty());
    if (!running && m_records.empty() && m_state->text().isEmpty()) {
        m_state->setText(tr("Every photo gets the edits of the chosen face. Your photos stay as they are."));
    }
}

void BatchDialog::startOrStop() {
    if (m_runner.isRunning()) {
        m_runner.stop();
        return;
    }
    m_records.clear();
    m_list->clear();
    BatchRunner::Order order;
    order.inputs =
        m_source->text().isEmpty() ? m_task.photos : std::vector<std::filesystem::path>{toPath(m_source->text())};
    order.recursive = m_recursive->isChecked();
    order.options.folder = toPath(m_target->text());
    order.options.recipe = m_task.recipe;
    order.options.faces.index = m_allFaces->isChecked() ? std::nullopt : std::optional<int>(0);
    order.options.write.overwrite = m_overwrite->isChecked();
    order.options.resume = m_resume->isChecked();
    m_state->setText(tr("Starting…"));
    m_progress->reset();
    m_runner.start(order, m_task.engine);
    refresh();
}

void BatchDialog::togglePause() {
    m_runner.setPaused(!m_runner.isPaused());
    refresh();
}

void BatchDialog::addRecord(const BatchRecord& record, const BatchProgress& progress) {
    m_records.push_back(record);
    const QString name = fromPath(record.item.input.filename());
    const bool failed = record.status == BatchStatus::Failed;
    const QString what = failed                                  ? sentenceOf(record.error)
                         : record.status == BatchStatus::Skipped ? tr("was done already")
                                                                 : tr("done");
    auto* row = new QTreeWidgetItem(m_list, {name, what});
    row->setToolTip(1, what);
    if (failed) {
        row->setForeground(1, Theme::warning(palette()));
    }
    m_list->scrollToItem(row);
    m_progress->setMaximum(progress.total);
    m_progress->setValue(progress.finished());
    QString state = tr("%1 of %2 photos").arg(progress.finished()).arg(progress.total);
    if (progress.secondsLeft) {
        state += tr(", about %n seconds left", nullptr, int(std::ceil(*progress.secondsLeft)));
    }
    m_state->setText(state);
}

void BatchDialog::showEnd(const BatchReport& report) {
    const QString counts = tr("%1 done, %2 done already, %3 failed.")
                               .arg(report.progress.done)
                               .arg(report.progress.skipped)
                               .arg(report.progress.failed);
    m_state->setText(report.interrupted ? tr("Stopped. %1").arg(counts) : tr("Finished. %1").arg(counts));
    m_records = report.records;
    refresh();
    if (m_closing) {
        reject();
    }
}

void BatchDialog::saveReport() {
    askWhereToSaveReport(this, [this](const std::filesystem::path& path) {
        try {
            writeReport(path, m_records);
        } catch (...) {
            m_state->setText(sentenceOf(std::current_exception()));
        }
    });
}

void BatchDialog::reject() {
    if (m_runner.isRunning()) {
        m_closing = true;
        m_runner.stop();
        m_state->setText(tr("Stopping after this photo…"));
        return;
    }
    QDialog::reject();
}

}  // namespace facet::ui
