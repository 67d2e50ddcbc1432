// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/facet/Commands.h"
#include "app/facet/CommonOptions.h"
#include "app/facet/Output.h"
#include "app/facet/PhotoInput.h"
#include "app/facet/RecipeOptions.h"
#include "engine/Batch.h"
#include "engine/Error.h"
#include "engine/media/OutputFile.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace facet::cli {

namespace {

using Json = nlohmann::ordered_json;

struct Options {
    std::vector<std::filesystem::path> inputs;
    std::filesystem::path report;
    bool recursive = false;
    RecipeOptions recipe;
    BatchOptions batch;
    CommonOptions common;
};

std::string progressText(const BatchProgress& progress) {
    std::string text = std::to_string(progress.finished()) + " of " + std::to_string(progress.total) + " photos";
    text += progress.failed > 0 ? ", " + std::to_string(progress.failed) + " failed" : "";
    text += progress.secondsLeft ? ", " + clockTime(*progress.secondsLeft) + " left" : "";
    return text;
}

std::string summary(const BatchReport& report, const BatchOptions& batch) {
    const BatchProgress& progress = report.progress;
    return std::to_string(progress.done) + " photos edited, " + std::to_string(progress.skipped) +
           " were done already, " + std::to_string(progress.failed) + " failed, " +
           std::to_string(progress.total - progress.finished()) + " not begun, in " + clockTime(report.seconds) + "; " +
           batch.folder.string();
}

void tell(const BatchRecord& record, const BatchProgress& progress, Console& console) {
    switch (record.status) {
        case BatchStatus::Done:
            console.note(record.item.output.string() + " is done");
            break;
        case BatchStatus::Skipped:
            console.note(record.item.output.string() + " was done already");
            break;
        case BatchStatus::Failed:
            console.warn(record.error);
            break;
    }
    console.step(progressText(progress), double(progress.finished()) / progress.total);
}

Json describe(const BatchReport& report, const Options& options, const EngineInfo& info) {
    const BatchProgress& progress = report.progress;
    return {{"output", options.batch.folder.string()},
            {"recipe", Json::parse(options.batch.recipe.toJson())},
            {"model", info.modelHash},
            {"device", info.device},
            {"done", progress.done},
            {"skipped", progress.skipped},
            {"failed", progress.failed},
            {"seconds", report.seconds},
            {"files", Json::parse(toJson(report.records))}};
}

void finish(const BatchReport& report, const Options& options, const EngineInfo& info, Console& console) {
    if (!options.report.empty()) {
        writeReport(options.report, report.records);
    }
    if (options.common.json) {
        print(describe(report, options, info));
    }
    const std::string text = summary(report, options.batch);
    if (report.interrupted) {
        throw Error(ErrorKind::Interrupted, "interrupted: " + text + "; --resume goes on");
    }
    report.progress.failed > 0 ? console.warn(text) : console.note(text);
}

/// Gives the exit code of a batch that came to its end.
int run(Options& options, Interrupts& interrupts) {
    Console console(options.common.quiet, options.common.verbose);
    options.batch.recipe = options.recipe.read();
    if (options.batch.recipe.isMaskByHand()) {
        throw Error(ErrorKind::Usage, "a mask made by hand fits one photo; facet batch takes --mask auto or none");
    }
    const auto items = planBatch(options.inputs, options.batch.folder, options.recursive);
    if (!options.report.empty()) {
        const media::OutputFile trial(options.report, /*overwrite=*/true);
    }
    const auto engine = openEngine(options.common, console);
    checkNames(options.batch.recipe, engine->info());
    const std::stop_token stop = interrupts.stopInstead();
    const auto finished = [&console](const BatchRecord& record, const BatchProgress& progress) {
        tell(record, progress, console);
    };
    const BatchReport report = runBatch(items, options.batch, *engine, finished, stop);
    finish(report, options, engine->info(), console);
    return report.progress.failed > 0 ? 1 : 0;
}

void addBatchOptions(CLI::App& command, Options& options) {
    constexpr int MostJobs = 64;
    command.add_option("INPUT", options.inputs, "Photos, and folders of photos")->required()->type_name("");
    command.add_option("-o,--output", options.batch.folder, "The folder for the results; made where it is missing")
        ->required()
        ->type_name("DIR");
    command.add_flag("--recursive", options.recursive, "Sub-folders too; the results keep them");
    command.add_flag("--resume", options.batch.resume, "Skip what an earlier run finished with the same recipe");
    command.add_flag("--overwrite", options.batch.write.overwrite, "Replace results where they exist");
    command.add_option("--jobs", options.batch.jobs, "Photos to read and write side by side (one a core, 4 at most)")
        ->type_name("N")
        ->check(CLI::Range(1, MostJobs).description(""));
    command.add_option("--report", options.report, "Tell here what became of each photo")->type_name("FILE.json");
}

}  // namespace

void addBatchCommand(CLI::App& program, Interrupts& interrupts) {
    const auto options = std::make_shared<Options>();
    CLI::App& command = *program.add_subcommand("batch", "Change the faces in many photos");
    addBatchOptions(command, *options);
    addRecipeOptions(command, options->recipe, true);
    addFaceOptions(command, options->batch.faces);
    addQualityOption(command, options->batch.write.quality);
    addKeepOption(command, options->batch.write.keep);
    addCommonOptions(command, options->common);
    command.footer("Example: facet batch holidays -o smiling --recursive --set smile=1 --resume --report report.json");
    command.callback([options, &interrupts] {
        if (run(*options, interrupts) != 0) {
            throw CLI::RuntimeError(1);
        }
    });
}

}  // namespace facet::cli
