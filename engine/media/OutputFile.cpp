// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/media/OutputFile.h"

#include "engine/Error.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace facet::media {
namespace fs = std::filesystem;
namespace {

fs::path resolved(const fs::path& path) {
    std::error_code ignored;
    const fs::path real = fs::is_symlink(path, ignored) ? fs::weakly_canonical(path, ignored) : path;
    return real.empty() ? path : real;
}

void checkTarget(const fs::path& shown, const fs::path& target, bool overwrite) {
    std::error_code ignored;
    const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
    if (!fs::is_directory(folder, ignored)) {
        refuseOutput(shown,
                     " cannot be written: there is no folder " + folder.string() + "; make it, or choose another");
    }
    const fs::file_status status = fs::status(target, ignored);
    if (!fs::exists(status)) {
        return;
    }
    if (fs::is_directory(status)) {
        refuseOutput(shown, " is a folder; give a file name");
    }
    if (!fs::is_regular_file(status)) {
        refuseOutput(shown, " is not a regular file");
    }
    if (!overwrite) {
        refuseOutput(shown, " exists; say --overwrite to replace it");
    }
    if ((status.permissions() & fs::perms::owner_write) == fs::perms::none || ::access(target.c_str(), W_OK) != 0) {
        refuseOutput(shown, " is read-only; choose another name");
    }
}

/// What a new file gets, or what the file that it replaces has.
mode_t permissionsFor(const fs::path& target) {
    struct stat status {};
    if (::stat(target.c_str(), &status) == 0) {
        return status.st_mode & 07777;
    }
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return 0666 & ~mask;
}

const std::string Prefix = ".facet-";

/// Locks a new temporary, which tells removeAbandonedFiles() that it is not abandoned. False where that was quicker,
/// and removed it.
bool isHeld(int descriptor) {
    struct stat status {};
    ::flock(descriptor, LOCK_EX);  // file systems without locks have no removal either
    if (::fstat(descriptor, &status) != 0 || status.st_nlink > 0) {
        return true;
    }
    ::close(descriptor);
    return false;
}

}  // namespace

void refuseOutput(const fs::path& path, const std::string& why) {
    throw Error(ErrorKind::Output, path.string() + why);
}

OutputFile::OutputFile(const fs::path& target, bool overwrite) : m_shown(target), m_target(resolved(target)) {
    checkTarget(m_shown, m_target, overwrite);
    do {
        m_temporary = (m_target.parent_path() / (Prefix + "XXXXXX")).string();
        m_descriptor = ::mkostemp(m_temporary.data(), O_CLOEXEC);
        if (m_descriptor < 0) {
            const int error = errno;
            m_temporary.clear();
            fail(error);
        }
    } while (!isHeld(m_descriptor));
}

OutputFile::~OutputFile() {
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
    if (!m_temporary.empty()) {
        ::unlink(m_temporary.c_str());
    }
}

void OutputFile::fail(int error) const {
    refuseOutput(m_shown, std::string(" cannot be written: ") + std::strerror(error));
}

void OutputFile::write(Bytes bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(m_descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) {
            fail(errno);
        }
        bytes = bytes.subspan(written < 0 ? 0 : static_cast<std::size_t>(written));
    }
}

void OutputFile::commit() {
    if (::fchmod(m_descriptor, permissionsFor(m_target)) != 0 && errno != EPERM) {  // file systems without permissions
        fail(errno);
    }
    const bool synced = ::fsync(m_descriptor) == 0;
    const int error = errno;
    const bool closed = ::close(m_descriptor) == 0;
    m_descriptor = -1;
    if (!synced || !closed) {
        fail(synced ? errno : error);
    }
    if (std::rename(m_temporary.c_str(), m_target.c_str()) != 0) {
        fail(errno);
    }
    m_temporary.clear();
}

void removeAbandonedFiles(const fs::path& folder) {
    constexpr std::size_t RandomLetters = 6;
    std::error_code ignored;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored)) {
        const std::string name = entry.path().filename().string();
        if (!name.starts_with(Prefix) || name.size() != Prefix.size() + RandomLetters || entry.is_symlink(ignored)) {
            continue;
        }
        const int descriptor = ::open(entry.path().c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
        if (descriptor < 0) {
            continue;
        }
        if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) {
            ::unlink(entry.path().c_str());
        }
        ::close(descriptor);
    }
}

}  // namespace facet::media
