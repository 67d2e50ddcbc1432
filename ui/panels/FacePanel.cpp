// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/FacePanel.h"

#include "ui/EditSession.h"
#include "ui/panels/AttributeNames.h"
#include "ui/theme/Theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace facet::ui {

namespace {

QToolButton* buttonFor(QAction* action, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setIconSize(QSize(22, 22));
    button->setAccessibleName(action->text());
    return button;
}

}  // namespace

FacePanel::FacePanel(EditSession& session, const FaceActions& actions, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_title(new QLabel(this)),
      m_warnings(new QLabel(this)),
      m_steps(new QWidget(this)) {
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_warnings->setObjectName(QStringLiteral("faceWarnings"));
    m_warnings->setWordWrap(true);
    m_warnings->setForegroundRole(QPalette::PlaceholderText);

    auto* steps = new QHBoxLayout(m_steps);
    steps->setContentsMargins(0, 0, 0, 0);
    steps->setSpacing(0);
    steps->addWidget(buttonFor(actions.previous, this));
    steps->addWidget(buttonFor(actions.next, this));
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_title, 1);
    row->addWidget(m_steps);
    row->addWidget(buttonFor(actions.markEyes, this));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 8, 12, 0);
    layout->setSpacing(4);
    layout->addLayout(row);
    layout->addWidget(m_warnings);

    connect(&session, &EditSession::currentFaceChanged, this, &FacePanel::refresh);
    connect(&session, &EditSession::facesChanged, this, &FacePanel::refresh);
    refresh();
}

void FacePanel::setActivity(const QString& activity) {
    m_activity = activity;
    refresh();
}

void FacePanel::setEditLimited(bool limited) {
    m_limited = limited;
    refresh();
}

void FacePanel::refresh() {
    m_title->setText(title());
    const QString text = warnings();
    m_warnings->setText(text);
    m_warnings->setVisible(!text.isEmpty());
    m_steps->setVisible(m_session.faceCount() > 1);
}

QString FacePanel::title() const {
    if (!m_activity.isEmpty()) {
        return m_activity;
    }
    if (m_session.currentFace() < 0) {
        return m_session.photo() ? tr("No face") : tr("No photo");
    }
    return tr("Face %1 of %2").arg(m_session.currentFace() + 1).arg(m_session.faceCount());
}

QString FacePanel::warnings() const {
    QStringList sentences;
    if (m_session.currentFace() >= 0) {
        for (const std::string& warning : m_session.placedFace(m_session.currentFace()).face.warnings) {
            sentences << warningSentence(warning);
        }
    }
    if (m_limited) {
        sentences << tr("This is as far as this face can be moved.");
    }
    return sentences.join(QLatin1Char('\n'));
}

}  // namespace facet::ui
