// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/facet/Commands.h"
#include "app/facet/Console.h"
#include "app/facet/Interrupts.h"
#include "app/facet/NearestNames.h"
#include "app/facet/Output.h"
#include "engine/Error.h"

#include <CLI/CLI.hpp>

#include <new>

namespace facet::cli {

namespace {

int fail(ErrorKind kind, const std::string& sentence) {
    printSentence(sentence);
    return static_cast<int>(kind);
}

std::vector<std::string> commandNames(const CLI::App& program) {
    std::vector<std::string> names;
    for (const CLI::App* command : program.get_subcommands(nullptr)) {
        names.push_back(command->get_name());
    }
    return names;
}

/// The command that the line names, or else the program.
const CLI::App& meantBy(const CLI::App& program) {
    const auto named = program.get_subcommands();
    return named.empty() ? program : *named.front();
}

/// One sentence in place of the option library's message and usage.
std::string whatIsWrong(const CLI::ParseError& error, const CLI::App& program, const std::string& firstWord) {
    const CLI::App& meant = meantBy(program);
    if (&meant != &program) {
        return std::string(error.what()) + "; try facet " + meant.get_name() + " --help";
    }
    if (firstWord.empty() || firstWord.front() == '-') {
        return std::string(error.what()) + "; try facet --help";
    }
    const std::string offer = offerNearest(firstWord, commandNames(program));
    return "there is no command \"" + firstWord + "\"" + (offer.empty() ? "; try facet --help" : offer);
}

void addCommands(CLI::App& program, Interrupts& interrupts) {
    addEditCommand(program, interrupts);
    addBatchCommand(program, interrupts);
    addFacesCommand(program);
    addEncodeCommand(program, interrupts);
    addDecodeCommand(program, interrupts);
    addSampleCommand(program, interrupts);
    addInterpolateCommand(program, interrupts);
    addLearnCommand(program, interrupts);
    addTrainCommand(program, interrupts);
    addEvaluateCommand(program, interrupts);
    addImportCommand(program, interrupts);
    addExportCommand(program, interrupts);
    addBenchCommand(program);
    addInfoCommand(program);
}

int run(int argc, char** argv) {
    Interrupts interrupts;
    CLI::App program("Edits the faces in photos with an exactly invertible flow", "facet");
    program.set_version_flag("--version", "facet " FACET_VERSION);
    program.require_subcommand(0, 1);
    program.footer("Example: facet edit photo.jpg -o smiling.jpg --set smile=1\nfacet COMMAND --help tells more");
    addCommands(program, interrupts);
    try {
        program.parse(argc, argv);
        return program.get_subcommands().empty() ? fail(ErrorKind::Usage, "say what to do; try facet --help") : 0;
    } catch (const CLI::CallForHelp&) {
        print(program.help());
        return 0;
    } catch (const CLI::CallForVersion& version) {
        print(std::string(version.what()) + "\n");
        return 0;
    } catch (const CLI::RuntimeError& partly) {  // a batch that came to its end, with failures that it told about
        return partly.get_exit_code();
    } catch (const CLI::ParseError& error) {
        return fail(ErrorKind::Usage, whatIsWrong(error, program, argc > 1 ? argv[1] : ""));
    }
}

}  // namespace

}  // namespace facet::cli

int main(int argc, char** argv) {
    using namespace facet;
    try {
        return cli::run(argc, argv);
    } catch (const Error& error) {
        return cli::fail(error.kind(), error.what());
    } catch (const std::bad_alloc&) {
        return cli::fail(ErrorKind::Device, "there is not enough memory for this");
    } catch (const std::exception& error) {
        return cli::fail(ErrorKind::Device, std::string("this went wrong: ") + error.what());
    }
}
