// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/PhotoCache.h"

#include <algorithm>
#include <system_error>
#include <utility>

namespace facet::ui {

namespace {

/// An 8-bit photo is its pyramid's lowest level; a file's bytes stay with its photo.
std::size_t bytesOf(const OpenedPhoto& photo, std::uintmax_t file) {
    std::size_t bytes = std::size_t(file);
    for (int i = 0; i < photo.pyramid.levelCount(); ++i) {
        bytes += photo.pyramid.level(i).byteCount();
    }
    return &photo.pyramid.level(0) == &photo.image() ? bytes : bytes + photo.image().byteCount();
}

}  // namespace

OpenedPhotoPtr PhotoCache::read(const PhotoSource& source) {
    const Stamp stamp = stampOf(source);
    {
        const std::lock_guard lock(m_mutex);
        if (OpenedPhotoPtr photo = known(source, stamp)) {
            return photo;
        }
    }
    OpenedPhotoPtr photo = readPhoto(source);
    const std::lock_guard lock(m_mutex);
    erase(source);
    m_entries.push_front({photo, stamp, bytesOf(*photo, stamp.size)});
    m_bytes += m_entries.front().bytes;
    shrink();
    return photo;
}

void PhotoCache::setLimit(std::size_t bytes) {
    const std::lock_guard lock(m_mutex);
    m_limit = bytes;
    shrink();
}

void PhotoCache::forget(const PhotoSource& source) {
    const std::lock_guard lock(m_mutex);
    erase(source);
}

void PhotoCache::clear() {
    const std::lock_guard lock(m_mutex);
    m_entries.clear();
    m_bytes = 0;
}

std::size_t PhotoCache::bytes() const {
    const std::lock_guard lock(m_mutex);
    return m_bytes;
}

PhotoCache::Stamp PhotoCache::stampOf(const PhotoSource& source) {
    std::error_code error;  // reading will say what is wrong
    Stamp stamp;
    if (!source.picture) {
        stamp.size = std::filesystem::file_size(source.path, error);
        stamp.changed = std::filesystem::last_write_time(source.path, error);
        stamp.size = error ? 0 : stamp.size;
    }
    return stamp;
}

OpenedPhotoPtr PhotoCache::known(const PhotoSource& source, const Stamp& stamp) {
    const auto entry = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& kept) {
        return isSame(kept.photo->source, source) && kept.stamp == stamp;
    });
    if (entry == m_entries.end()) {
        return nullptr;
    }
    m_entries.splice(m_entries.begin(), m_entries, entry);
    return entry->photo;
}

void PhotoCache::erase(const PhotoSource& source) {
    const auto entry = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&](const Entry& kept) { return isSame(kept.photo->source, source); });
    if (entry != m_entries.end()) {
        m_bytes -= entry->bytes;
        m_entries.erase(entry);
    }
}

void PhotoCache::shrink() {
    while (m_bytes > m_limit) {
        m_bytes -= m_entries.back().bytes;
        m_entries.pop_back();
    }
}

}  // namespace facet::ui
