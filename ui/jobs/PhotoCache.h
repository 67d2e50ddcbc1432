// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/OpenedPhoto.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <list>
#include <mutex>

namespace facet::ui {

/// Photos that were read, so that going back to one does not read it again. Those used longest ago go where all of them
/// together are larger than the limit; a photo is forgotten, too, when its file has changed. Threads: any.
class PhotoCache {
 public:
    /// From memory, or as ui::readPhoto() does it, with its errors.
    OpenedPhotoPtr read(const PhotoSource& source);

    void setLimit(std::size_t bytes);  ///< 0, as at first: nothing is kept
    void forget(const PhotoSource& source);
    void clear();
    std::size_t bytes() const;  ///< what is kept; about as much memory as it takes

 private:
    /// What a file must still be for its photo to be the same.
    struct Stamp {
        std::uintmax_t size = 0;
        std::filesystem::file_time_type changed;
        friend bool operator==(const Stamp&, const Stamp&) = default;
    };
    struct Entry {
        OpenedPhotoPtr photo;
        Stamp stamp;
        std::size_t bytes = 0;
    };

    static Stamp stampOf(const PhotoSource& source);
    OpenedPhotoPtr known(const PhotoSource& source, const Stamp& stamp);
    void erase(const PhotoSource& source);  // both with the lock held
    void shrink();

    mutable std::mutex m_mutex;
    std::list<Entry> m_entries;  ///< the one used last comes first
    std::size_t m_bytes = 0;
    std::size_t m_limit = 0;
};

}  // namespace facet::ui
