// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/PaintingFixture.h"

#include <QTest>

#include <cstdlib>

namespace facet::test {

/// Smile adds a fifth of its amount to red.
void PaintingFixture::edit() {
    openPhoto();
    QTest::keyClick(m_window.get(), Qt::Key_O);  // no outlines over what is looked at
    m_before = faceColour();
    session().setAmount("smile", 1, {});
    QTRY_COMPARE(faceColour().red(), m_before.red() + 51);
    m_after = faceColour();
}

void PaintingFixture::stroke(Point from, Point to, Qt::KeyboardModifiers modifiers) {
    QTest::mousePress(&canvas(), Qt::LeftButton, modifiers, onCanvas(from.x, from.y));
    for (int i = 1; i <= 4; ++i) {
        QTest::mouseMove(&canvas(), onCanvas(from.x + (to.x - from.x) * i / 4, from.y + (to.y - from.y) * i / 4));
    }
    QTest::mouseRelease(&canvas(), Qt::LeftButton, modifiers, onCanvas(to.x, to.y));
}

void PaintingFixture::press(const QString& keys) {
    QTest::keyClicks(&canvas(), keys);
}

bool PaintingFixture::isNear(QColor one, QColor other) {
    return std::abs(one.red() - other.red()) < 4 && std::abs(one.green() - other.green()) < 4;
}

}  // namespace facet::test
