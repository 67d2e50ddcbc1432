// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/media/ImageArchive.h"

#include "engine/Error.h"
#include "engine/media/Container.h"
#include "engine/media/PhotoFile.h"
#include "engine/media/PixelCodec.h"

#include <zip.h>

#include <map>
#include <mutex>

namespace facet::media {
namespace fs = std::filesystem;
namespace {

bool looksLikePicture(const fs::path& path) {
    return formatOfExtension(path.extension().string()).has_value() && !path.filename().string().starts_with("._");
}

/// The file's own name, or the whole path inside the archive where that name is taken.
template <class Value>
void addEntry(std::map<std::string, Value>& entries, const fs::path& inside, Value value) {
    if (looksLikePicture(inside) && !entries.emplace(inside.filename().string(), value).second) {
        entries.emplace(inside.generic_string(), value);
    }
}

[[noreturn]] void refuse(const std::string& sentence) {
    throw Error(ErrorKind::Input, sentence);
}

using ZipPointer = std::unique_ptr<zip_t, decltype(&zip_discard)>;

ZipPointer openZip(const fs::path& path) {
    int code = 0;
    zip_t* zip = zip_open(path.c_str(), ZIP_RDONLY, &code);
    if (zip == nullptr) {
        zip_error_t error;
        zip_error_init_with_code(&error, code);
        const std::string why = zip_error_strerror(&error);
        zip_error_fini(&error);
        refuse(path.string() + " is neither a folder nor a zip archive that can be read: " + why);
    }
    return {zip, &zip_discard};
}

}  // namespace

struct ImageArchive::Impl {
    fs::path path;
    std::vector<std::string> names;
    std::map<std::string, fs::path> files;  // of a folder
    ZipPointer zip{nullptr, &zip_discard};
    std::map<std::string, zip_uint64_t> entries;  // of a zip
    std::mutex mutex;                             // libzip reads one entry at a time

    void listFolder() {
        for (const auto& entry :
             fs::recursive_directory_iterator(path, fs::directory_options::skip_permission_denied)) {
            if (entry.is_regular_file()) {
                addEntry(files, fs::relative(entry.path(), path), entry.path());
            }
        }
        for (const auto& [name, file] : files) {
            names.push_back(name);
        }
    }

    void listZip() {
        zip = openZip(path);
        const zip_int64_t count = zip_get_num_entries(zip.get(), 0);
        for (zip_int64_t i = 0; i < count; ++i) {
            if (const char* name = zip_get_name(zip.get(), i, 0)) {
                addEntry(entries, fs::path(name), static_cast<zip_uint64_t>(i));
            }
        }
        for (const auto& [name, index] : entries) {
            names.push_back(name);
        }
    }

    std::vector<std::byte> zipContent(const std::string& name, zip_uint64_t index) {
        const std::lock_guard lock(mutex);
        zip_stat_t status;
        zip_file_t* file = zip_fopen_index(zip.get(), index, 0);
        if (file == nullptr || zip_stat_index(zip.get(), index, 0, &status) != 0) {
            refuse(name + " in " + path.string() + " cannot be read: " + zip_strerror(zip.get()));
        }
        std::vector<std::byte> bytes(status.size);
        const zip_int64_t read = zip_fread(file, bytes.data(), bytes.size());
        if (zip_fclose(file) != 0 || read != static_cast<zip_int64_t>(bytes.size())) {
            refuse(name + " in " + path.string() + " is damaged");
        }
        return bytes;
    }
};

ImageArchive::ImageArchive(const fs::path& path) : m_impl(std::make_unique<Impl>()) {
    m_impl->path = path;
    std::error_code ignored;
    if (!fs::exists(path, ignored)) {
        refuse(path.string() + ": no such file or folder");
    }
    try {
        fs::is_directory(path, ignored) ? m_impl->listFolder() : m_impl->listZip();
    } catch (const fs::filesystem_error& error) {
        refuse(path.string() + " cannot be listed: " + error.code().message());
    }
}

ImageArchive::~ImageArchive() = default;
ImageArchive::ImageArchive(ImageArchive&&) noexcept = default;
ImageArchive& ImageArchive::operator=(ImageArchive&&) noexcept = default;

const std::vector<std::string>& ImageArchive::names() const {
    return m_impl->names;
}

Image ImageArchive::read(const std::string& name) const {
    if (const auto file = m_impl->files.find(name); file != m_impl->files.end()) {
        return toRgb8(readPhoto(file->second).image);
    }
    const auto entry = m_impl->entries.find(name);
    if (entry == m_impl->entries.end()) {
        refuse(m_impl->path.string() + " holds no picture named " + name);
    }
    const std::vector<std::byte> bytes = m_impl->zipContent(name, entry->second);
    return toRgb8(readPhoto(bytes, name + " in " + m_impl->path.string()).image);
}

}  // namespace facet::media
