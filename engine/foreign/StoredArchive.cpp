// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/foreign/StoredArchive.h"

#include "engine/foreign/Refusal.h"

#include <zip.h>

namespace facet::foreign {

struct StoredArchive::Impl {
    std::unique_ptr<zip_t, decltype(&zip_discard)> zip{nullptr, &zip_discard};
    std::map<std::string, std::uint64_t> sizes;
};

StoredArchive::StoredArchive(const std::filesystem::path& path) : m_impl(std::make_unique<Impl>()) {
    int code = 0;
    m_impl->zip.reset(zip_open(path.c_str(), ZIP_RDONLY, &code));
    if (!m_impl->zip) {
        throw Refusal("is a damaged or cut off zip archive");
    }
    std::uint64_t left = std::filesystem::file_size(path);
    const zip_int64_t count = zip_get_num_entries(m_impl->zip.get(), 0);
    for (zip_int64_t i = 0; i < count; ++i) {
        zip_stat_t status;
        const auto wanted = static_cast<zip_uint64_t>(ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_METHOD);
        if (zip_stat_index(m_impl->zip.get(), static_cast<zip_uint64_t>(i), 0, &status) != 0 ||
            (status.valid & wanted) != wanted) {
            throw Refusal("is a damaged zip archive");
        }
        if (status.comp_method != ZIP_CM_STORE) {
            throw Refusal("is compressed; save it without that (numpy.savez, torch.save)");
        }
        if (status.size > left) {
            throw Refusal("is a zip archive whose entries are larger than itself");
        }
        left -= status.size;
        m_impl->sizes[status.name] = status.size;
    }
}

StoredArchive::~StoredArchive() = default;

const std::map<std::string, std::uint64_t>& StoredArchive::sizes() const {
    return m_impl->sizes;
}

void StoredArchive::read(const std::string& name, std::span<std::byte> to) const {
    const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(zip_fopen(m_impl->zip.get(), name.c_str(), 0),
                                                                  &zip_fclose);
    if (!file || zip_fread(file.get(), to.data(), to.size()) != static_cast<zip_int64_t>(to.size())) {
        throw Refusal("is a zip archive whose entry " + name + " cannot be read");
    }
    // The checksum is compared where the end is read.
    std::byte beyond = {};
    if (zip_fread(file.get(), &beyond, 1) != 0) {
        throw Refusal("is a zip archive whose entry " + name + " is damaged");
    }
}

}  // namespace facet::foreign
