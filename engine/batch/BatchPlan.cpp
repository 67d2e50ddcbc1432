// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Batch.h"
#include "engine/Error.h"

#include <algorithm>
#include <map>
#include <set>

namespace facet {
namespace fs = std::filesystem;

namespace {

bool isHidden(const fs::path& path) {
    return path.filename().string().starts_with('.');
}

/// The path without links and detours, as far as it exists.
fs::path resolved(const fs::path& path) {
    std::error_code ignored;
    const fs::path result = fs::weakly_canonical(path, ignored);
    return result.empty() ? path : result;
}

class Plan {
 public:
    Plan(const fs::path& folder, bool recursive)
        : m_folder(folder), m_results(resolved(folder)), m_recursive(recursive) {}

    void addFile(const fs::path& file) { add(file, file.filename()); }

    void addFolder(const fs::path& folder) {
        try {
            addPicturesOf(folder, {});
        } catch (const fs::filesystem_error& error) {
            throw Error(ErrorKind::Input, folder.string() + " cannot be read: " + error.code().message());
        }
    }

    std::vector<BatchItem> finish() const {
        std::vector<BatchItem> items;
        std::set<fs::path> inputs;
        for (const auto& [output, input] : m_inputs) {
            items.push_back({input, output});
            inputs.insert(resolved(input));
        }
        for (const BatchItem& item : items) {
            if (inputs.contains(resolved(item.output))) {
                throw Error(ErrorKind::Usage,
                            item.output.string() + " would replace a photo; choose another folder with -o");
            }
        }
        std::sort(items.begin(), items.end(), [](const BatchItem& a, const BatchItem& b) { return a.input < b.input; });
        return items;
    }

 private:
    void addPicturesOf(const fs::path& folder, const fs::path& below) {
        for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
            if (isHidden(entry.path())) {
                continue;
            }
            if (entry.is_directory() && !entry.is_symlink()) {
                if (m_recursive && resolved(entry.path()) != m_results) {
                    addPicturesOf(entry.path(), below / entry.path().filename());
                }
            } else if (entry.is_regular_file() && media::isPictureName(entry.path())) {
                add(entry.path(), below / entry.path().filename());
            }
        }
    }

    void add(const fs::path& input, const fs::path& below) {
        const fs::path output = m_folder / media::writableName(below);
        const auto [known, isNew] = m_inputs.emplace(output, input);
        if (!isNew && resolved(known->second) != resolved(input)) {  // the same file may be named twice
            throw Error(ErrorKind::Usage, input.string() + " and " + known->second.string() + " would both become " +
                                              output.string() + "; give the folder that holds both, with --recursive");
        }
    }

    fs::path m_folder;
    fs::path m_results;
    bool m_recursive;
    std::map<fs::path, fs::path> m_inputs;  // by output
};

}  // namespace

std::vector<BatchItem> planBatch(const std::vector<fs::path>& inputs, const fs::path& folder, bool recursive) {
    Plan plan(folder, recursive);
    for (const fs::path& input : inputs) {
        std::error_code ignored;
        fs::is_directory(input, ignored) ? plan.addFolder(input) : plan.addFile(input);
    }
    std::vector<BatchItem> items = plan.finish();
    if (items.empty()) {
        throw Error(ErrorKind::Input, inputs.empty()
                                          ? "there is nothing to edit; give photos or folders"
                                          : inputs.front().string() + " holds no picture" +
                                                (recursive ? "" : "; --recursive looks into sub-folders too"));
    }
    return items;
}

}  // namespace facet
