// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/PreferencesDialog.h"

#include "ui/Settings.h"
#include "ui/dialogs/ModelPage.h"
#include "ui/jobs/Sentences.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/TabbedPages.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <thread>
#include <utility>
#include <vector>

namespace facet::ui {

namespace {

/// A combo box of values with their texts, showing one of them; the values are what settings hold.
QComboBox* choice(QWidget* parent, const QString& name, const std::vector<std::pair<QString, QString>>& entries,
                  const QString& chosen) {
    auto* box = new QComboBox(parent);
    box->setAccessibleName(name);
    for (const auto& [value, text] : entries) {
        box->addItem(text, value);
    }
    box->setCurrentIndex(std::max(0, box->findData(chosen)));
    return box;
}

/// A page of labels and what they name.
QFormLayout* pageIn(QWidget* page) {
    auto* form = new QFormLayout(page);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    return form;
}

QLabel* note(QWidget* parent, const QString& text) {
    auto* label = new QLabel(text, parent);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

}  // namespace

PreferencesDialog::PreferencesDialog(QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Preferences"));
    setObjectName(QStringLiteral("preferences"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    m_model = new ModelPage(this);
    auto* pages = new TabbedPages(QStringLiteral("preferencePages"), tr("Pages"), this);
    pages->addPage(tr("Look"), makeLook());
    pages->addPage(tr("Computing"), makeComputing());
    pages->addPage(tr("Model"), m_model);
    pages->addPage(tr("Privacy"), makePrivacy());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 16, 24, 24);
    column->setSpacing(16);
    column->addWidget(pages, 1);
    column->addWidget(buttons);
    setMinimumWidth(30 * fontMetrics().height() + 90);
}

QWidget* PreferencesDialog::makeLook() {
    auto* box = new QWidget(this);
    QFormLayout* form = pageIn(box);
    m_theme = choice(box, tr("Theme"),
                     {{QStringLiteral("system"), tr("As the desktop")},
                      {QStringLiteral("dark"), tr("Dark")},
                      {QStringLiteral("light"), tr("Light")}},
                     Settings().theme());
    m_theme->setObjectName(QStringLiteral("theme"));
    connect(m_theme, &QComboBox::activated, this, [this] {
        Settings().setTheme(m_theme->currentData().toString());
        Theme::apply(Theme::schemeOf(m_theme->currentData().toString()));
    });
    m_language = choice(box, tr("Language"),
                        {{QStringLiteral("system"), tr("As the desktop")},
                         {QStringLiteral("en"), QStringLiteral("English")},
                         {QStringLiteral("de"), QStringLiteral("Deutsch")}},
                        Settings().language());
    m_language->setObjectName(QStringLiteral("language"));
    connect(m_language, &QComboBox::activated, this,
            [this] { Settings().setLanguage(m_language->currentData().toString()); });
    m_colours = new QCheckBox(tr("Follow the screen's profile"), box);
    m_colours->setObjectName(QStringLiteral("manageColours"));
    m_colours->setChecked(Settings().areColoursManaged());
    connect(m_colours, &QCheckBox::toggled, this, [this](bool managed) {
        Settings().setColoursManaged(managed);
        Q_EMIT coloursChanged();
    });
    m_profile = note(box, {});
    m_profile->setObjectName(QStringLiteral("screenProfile"));
    form->addRow(tr("Theme"), m_theme);
    form->addRow(tr("Language"), m_language);
    form->addRow(QString(), note(box, tr("Another language is shown when Facet is opened again.")));
    form->addRow(tr("Photo's colours"), m_colours);
    form->addRow(QString(), m_profile);
    return box;
}

QWidget* PreferencesDialog::makeComputing() {
    auto* box = new QWidget(this);
    QFormLayout* form = pageIn(box);
    m_device =
        choice(box, tr("Device"),
               {{QStringLiteral("auto"), tr("The fastest that works")}, {QStringLiteral("cpu"), tr("Processor")}},
               Settings().device());
    m_device->setObjectName(QStringLiteral("device"));
    connect(m_device, &QComboBox::activated, this, [this] {
        Settings().setDevice(m_device->currentData().toString());
        Q_EMIT engineChanged();
    });
    m_reason = note(box, {});
    m_reason->setObjectName(QStringLiteral("deviceReason"));
    m_threads = new QSpinBox(box);
    m_threads->setObjectName(QStringLiteral("threads"));
    m_threads->setAccessibleName(tr("Threads"));
    m_threads->setRange(0, int(std::max(1U, std::thread::hardware_concurrency())));
    m_threads->setSpecialValueText(tr("As many as there are cores"));
    m_threads->setKeyboardTracking(false);
    m_threads->setValue(Settings().threads());
    connect(m_threads, &QSpinBox::valueChanged, this, [this](int threads) {
        Settings().setThreads(threads);
        Q_EMIT engineChanged();
    });
    form->addRow(tr("Device"), m_device);
    form->addRow(QString(), m_reason);
    form->addRow(tr("Threads"), m_threads);
    form->addRow(tr("Photos in memory"), makeCacheRow(box));
    form->addRow(QString(), m_cacheUse);
    return box;
}

QWidget* PreferencesDialog::makeCacheRow(QWidget* page) {
    constexpr int Largest = 16 * 1024;
    constexpr int Step = 64;
    auto* row = new QWidget(page);
    m_cache = new QSpinBox(row);
    m_cache->setObjectName(QStringLiteral("cache"));
    m_cache->setAccessibleName(tr("Photos in memory"));
    m_cache->setToolTip(tr("Open photos that are kept in memory, so that going back to one shows it at once"));
    m_cache->setRange(0, Largest);
    m_cache->setSingleStep(Step);
    m_cache->setSuffix(tr(" MiB"));
    m_cache->setSpecialValueText(tr("The shown one alone"));
    m_cache->setKeyboardTracking(false);
    m_cache->setValue(Settings().cacheMegabytes());
    m_clearCache = new QPushButton(tr("Clear"), row);
    m_clearCache->setObjectName(QStringLiteral("clearCache"));
    m_clearCache->setAutoDefault(false);
    m_cacheUse = note(page, {});
    m_cacheUse->setObjectName(QStringLiteral("cacheUse"));
    connect(m_cache, &QSpinBox::valueChanged, this, [this](int megabytes) {
        Settings().setCacheMegabytes(megabytes);
        Q_EMIT cacheLimitChanged(megabytes);
    });
    connect(m_clearCache, &QPushButton::clicked, this, &PreferencesDialog::cacheCleared);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_cache, 1);
    layout->addWidget(m_clearCache);
    return row;
}

QWidget* PreferencesDialog::makePrivacy() {
    auto* box = new QWidget(this);
    QFormLayout* form = pageIn(box);
    m_recent = new QCheckBox(tr("Remember the files that were opened last"), box);
    m_recent->setObjectName(QStringLiteral("keepRecent"));
    m_recent->setChecked(Settings().areRecentFilesKept());
    connect(m_recent, &QCheckBox::toggled, this, [this](bool kept) {
        Settings().setRecentFilesKept(kept);
        if (!kept) {
            Q_EMIT recentFilesForgotten();
        }
    });
    form->addRow(m_recent);
    form->addRow(note(box, tr("Facet opens no network connection, ever. Your photos stay on this machine; "
                              "edits that are not saved are kept in a folder of the program until you end it.")));
    return box;
}

void PreferencesDialog::setScreenProfile(const QString& name) {
    m_profile->setText(name.isEmpty() ? tr("This screen has no profile that can be used; colours are shown as sRGB.")
                                      : tr("This screen: %1").arg(name));
}

void PreferencesDialog::setCacheUse(std::size_t bytes) {
    const double megabytes = double(bytes) / (1024.0 * 1024.0);
    m_cacheUse->setText(tr("%1 MiB are in use.").arg(locale().toString(megabytes, 'f', megabytes < 10 ? 1 : 0)));
    m_clearCache->setEnabled(bytes > 0);
    m_clearCache->setToolTip(bytes > 0 ? QString() : tr("Nothing is kept"));
}

void PreferencesDialog::setEngine(const EngineInfo& info) {
    m_reason->setText(QString::fromStdString(info.device) + QStringLiteral(": ") + deviceReasonOf(info));
    m_model->setEngine(info);
}

}  // namespace facet::ui
