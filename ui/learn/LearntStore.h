// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <filesystem>
#include <string>

namespace facet::ui {

/// Where learnt attributes lie in the program's own folder.
inline std::filesystem::path learntFolder(const std::filesystem::path& data) {
    return data / "attributes";
}

/// The attributes that the person has taught, a file each in a folder of the program's own, which the engine is given
/// when it is made. A file is called what its attribute is called.
class LearntStore {
 public:
    explicit LearntStore(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    /// Where the attribute is, or is to be written.
    std::filesystem::path fileOf(const std::string& attribute) const;
    void makeFolder() const;  ///< before anything is written
    bool holds(const std::string& attribute) const;

    /// These throw Error(Output) where the disk does not let them, Error(Input) for a file that cannot be read.
    void exportTo(const std::string& attribute, const std::filesystem::path& target) const;
    QByteArray remove(const std::string& attribute) const;  ///< what restore() needs
    void restore(const std::string& attribute, const QByteArray& removed) const;

 private:
    std::filesystem::path m_folder;
};

}  // namespace facet::ui
