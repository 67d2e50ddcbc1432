// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>

#include <functional>
#include <map>

namespace facet::test {

using Suites = std::map<QString, std::function<QObject*()>>;

/// Makes an application without a display, with settings of its own, English and dark, and has `run` use it.
int withApplication(int argc, char** argv, const std::function<int(const QStringList& arguments)>& run);

/// The suite that the first argument names, with the rest of them as Qt Test's options. 2 where there is none.
int runSuite(const Suites& suites, QStringList arguments);

}  // namespace facet::test
