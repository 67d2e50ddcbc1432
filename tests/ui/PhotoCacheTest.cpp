// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/WindowFixture.h"
#include "ui/Settings.h"

#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

#include <algorithm>

using namespace facet;
using namespace facet::ui;

/// What of the open photos stays in memory.
class PhotoCacheTest : public test::WindowFixture {
    Q_OBJECT

 private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }
    void photosThatAreNotShownHoldNoPixelsUnlessTheyAreKept();
    void aKeptPhotoIsReadAgainWhenItsFileChanges();
    void theLimitCountsAndTheCacheCanBeCleared();
    void manyPhotosInARowKeepNoMoreThanTheLimit();
    void aClosedPhotoIsForgotten();
};

void PhotoCacheTest::photosThatAreNotShownHoldNoPixelsUnlessTheyAreKept() {
    openAndWait({photo("a.png"), photo("b.png")});
    dragSmile();
    QTRY_VERIFY(canvas().preview());
    const std::weak_ptr<const OpenedPhoto> first = session().photo();
    showAndWait(1);
    showAndWait(0);
    QCOMPARE(session().photo(), first.lock());
    m_window->service().photoCache().setLimit(0);
    showAndWait(1);
    QTRY_VERIFY(first.expired());
}

void PhotoCacheTest::aKeptPhotoIsReadAgainWhenItsFileChanges() {
    openAndWait({photo("a.png"), photo("b.png")});
    showAndWait(1);
    std::filesystem::remove(*m_folder / "a.png");
    test::writePattern(*m_folder / "a.png", 320, 240);
    showAndWait(0);
    QCOMPARE(session().photo()->image().width(), 320);
    m_window->service().photoCache().forget(session().document().source);
    std::filesystem::remove(*m_folder / "a.png");
    showAndWait(1);
    photos().choose(0);
    QTRY_VERIFY(messages().isVisible());  // a file that is gone is not shown from memory
}

void PhotoCacheTest::theLimitCountsAndTheCacheCanBeCleared() {
    PhotoCache& cache = m_window->service().photoCache();
    openAndWait({photo("a.png"), photo("b.png"), photo("c.png")});
    const std::size_t one = cache.bytes();
    QVERIFY(one > std::size_t(400) * 300 * 3);
    for (int i = 1; i < 3; ++i) {
        showAndWait(i);
    }
    QCOMPARE(cache.bytes() / one, std::size_t(3));
    action("Preferences")->trigger();
    const auto use = [this] { return child<QLabel>("cacheUse")->text(); };
    QVERIFY(use().startsWith(QStringLiteral("1.")));
    cache.setLimit(one * 5 / 2);
    QCOMPARE(cache.bytes() / one, std::size_t(2));
    QTest::mouseClick(child<QPushButton>("clearCache"), Qt::LeftButton);
    QCOMPARE(cache.bytes(), std::size_t(0));
    QVERIFY(use().startsWith(QStringLiteral("0.0")));
    QVERIFY(!child<QPushButton>("clearCache")->isEnabled());
    child<QSpinBox>("cache")->setValue(64);
    QCOMPARE(Settings().cacheMegabytes(), 64);
    Settings().setCacheMegabytes(256);
}

void PhotoCacheTest::manyPhotosInARowKeepNoMoreThanTheLimit() {
    std::vector<std::filesystem::path> paths;
    for (int i = 0; i < 50; ++i) {
        paths.push_back(photo("many" + std::to_string(i) + ".png"));
    }
    openAndWait(paths);
    m_window->service().photoCache().setLimit(3 * m_window->service().photoCache().bytes());
    std::vector<std::weak_ptr<const OpenedPhoto>> seen;
    for (int i = 0; i < photos().count(); ++i) {
        showAndWait(i);
        session().setAmount("smile", 1, QStringLiteral("Smile"));
        QTRY_VERIFY(canvas().preview() && canvas().preview()->photo == session().photo());
        seen.push_back(session().photo());
    }
    const auto alive = [&seen] {
        return std::count_if(seen.begin(), seen.end(), [](const auto& photo) { return !photo.expired(); });
    };
    QTRY_COMPARE(alive(), 3);
}

void PhotoCacheTest::aClosedPhotoIsForgotten() {
    openPhoto();
    QVERIFY(m_window->service().photoCache().bytes() > 0);
    action("Close photo")->trigger();
    QCOMPARE(m_window->service().photoCache().bytes(), std::size_t(0));
}

QObject* makePhotoCacheTest() {
    return new PhotoCacheTest;
}

#include "PhotoCacheTest.moc"
