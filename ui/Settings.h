// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSettings>
#include <QString>
#include <QStringList>

namespace facet::ui {

/// What the person has chosen once and for all, in the user's configuration. Cheap to make wherever it is needed, on
/// any thread.
class Settings {
 public:
    Settings()
        : m_store(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("facet"), QStringLiteral("editor")) {}

    QString theme() const { return text("theme", "system"); }  ///< "system", "dark", "light"
    void setTheme(const QString& theme) { set("theme", theme); }
    QString language() const { return text("language", "system"); }  ///< "system", or a locale's name
    void setLanguage(const QString& language) { set("language", language); }
    QString device() const { return text("device", "auto"); }  ///< as EngineOptions has it
    void setDevice(const QString& device) { set("device", device); }
    QString model() const { return text("model", ""); }  ///< a file or a folder; empty: the bundled one
    void setModel(const QString& path) { set("model", path); }
    int threads() const { return m_store.value(QStringLiteral("threads"), 0).toInt(); }  ///< 0: as many as cores
    void setThreads(int threads) { set("threads", threads); }

    int cacheMegabytes() const { return m_store.value(QStringLiteral("cacheMegabytes"), 256).toInt(); }  ///< MiB
    void setCacheMegabytes(int size) { set("cacheMegabytes", size); }

    bool areRecentFilesKept() const { return m_store.value(QStringLiteral("keepRecentFiles"), true).toBool(); }
    void setRecentFilesKept(bool kept) { set("keepRecentFiles", kept); }
    QStringList recentFiles() const { return m_store.value(QStringLiteral("recentFiles")).toStringList(); }
    void setRecentFiles(const QStringList& files) { set("recentFiles", files); }

    bool areColoursManaged() const { return m_store.value(QStringLiteral("manageColours"), true).toBool(); }
    void setColoursManaged(bool managed) { set("manageColours", managed); }

    QStringList favourites() const { return m_store.value(QStringLiteral("favourites")).toStringList(); }
    void setFavourites(const QStringList& names) { set("favourites", names); }

    QString exportFormat() const { return text("exportFormat", "jpg"); }  ///< the file's suffix
    void setExportFormat(const QString& suffix) { set("exportFormat", suffix); }
    int exportQuality() const { return m_store.value(QStringLiteral("exportQuality"), 0).toInt(); }  ///< 0: the photo's
    void setExportQuality(int quality) { set("exportQuality", quality); }
    int exportLongEdge() const { return m_store.value(QStringLiteral("exportLongEdge"), 0).toInt(); }
    void setExportLongEdge(int pixels) { set("exportLongEdge", pixels); }
    QString exportMetadata() const { return text("exportMetadata", "all"); }  ///< as --keep-metadata has it
    void setExportMetadata(const QString& kept) { set("exportMetadata", kept); }

    QByteArray windowGeometry() const { return m_store.value(QStringLiteral("windowGeometry")).toByteArray(); }
    void setWindowGeometry(const QByteArray& geometry) { set("windowGeometry", geometry); }

 private:
    QString text(const char* key, const char* fallback) const {
        return m_store.value(QString::fromLatin1(key), QString::fromLatin1(fallback)).toString();
    }
    void set(const char* key, const QVariant& value) { m_store.setValue(QString::fromLatin1(key), value); }

    QSettings m_store;
};

}  // namespace facet::ui
