// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/EditRecipe.h"
#include "tests/ui/WindowFixture.h"

#include <QColor>
#include <QString>

namespace facet::test {

/// The window with a photo whose face smiles, and a hand with a brush.
class PaintingFixture : public WindowFixture {
    Q_OBJECT

 protected:
    void edit();  ///< opens the photo and makes its face smile
    void stroke(Point from, Point to, Qt::KeyboardModifiers modifiers = {});  ///< in the photo's pixels
    void press(const QString& keys);                                          ///< on the canvas
    /// The row of the brush's options takes a little of the photo's height: it is drawn in another size.
    static bool isNear(QColor one, QColor other);
    EditRecipe recipe() { return session().currentRecipe(); }

    QColor m_before;  ///< the face's, without the smile
    QColor m_after;
};

}  // namespace facet::test
