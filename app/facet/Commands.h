// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

/// Each adds one command with its options to the program; parsing a line that names it runs it.
namespace facet::cli {

class Interrupts;

void addEditCommand(CLI::App& program, Interrupts& interrupts);
void addBatchCommand(CLI::App& program, Interrupts& interrupts);
void addFacesCommand(CLI::App& program);
void addEncodeCommand(CLI::App& program, Interrupts& interrupts);
void addDecodeCommand(CLI::App& program, Interrupts& interrupts);
void addSampleCommand(CLI::App& program, Interrupts& interrupts);
void addInterpolateCommand(CLI::App& program, Interrupts& interrupts);
void addLearnCommand(CLI::App& program, Interrupts& interrupts);
void addTrainCommand(CLI::App& program, Interrupts& interrupts);
void addEvaluateCommand(CLI::App& program, Interrupts& interrupts);
void addExportCommand(CLI::App& program, Interrupts& interrupts);
void addImportCommand(CLI::App& program, Interrupts& interrupts);
void addBenchCommand(CLI::App& program);
void addInfoCommand(CLI::App& program);

}  // namespace facet::cli
