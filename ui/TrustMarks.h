// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/EditRecipe.h"
#include "ui/Preview.h"

#include <QObject>

#include <map>
#include <string>

namespace facet::ui {

class EditSession;
class EngineService;

/// How far each slider can be trusted on the chosen face: learnt from the edits that the engine had to scale back.
/// Such a bound holds for the amounts that the other sliders have, and is forgotten when they move.
class TrustMarks : public QObject {
    Q_OBJECT

 public:
    struct Range {
        double low = -EditRecipe::MaxAmount;
        double high = EditRecipe::MaxAmount;

        friend bool operator==(const Range&, const Range&) = default;
    };

    TrustMarks(EditSession& session, EngineService& service, QObject* parent);

 Q_SIGNALS:
    void rangeChanged(std::string name, double low, double high);
    void limitedChanged(bool limited);  ///< the chosen face's edit was scaled back

 private:
    void noteMove();
    void notePreview(const PreviewPtr& preview);
    void forget();
    void setRange(const std::string& name, const Range& range);

    EditSession& m_session;
    EditRecipe m_last;
    std::string m_moved;  ///< the slider that was moved last
    std::map<std::string, Range> m_ranges;
};

}  // namespace facet::ui
