// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/ImagePyramid.h"
#include "ui/canvas/ViewTransform.h"

#include <QTest>

using facet::PixelRect;
using facet::ui::ViewTransform;

class ViewTransformTest : public QObject {
    Q_OBJECT

 private Q_SLOTS:
    void photoAndWidgetPositionsAreInverse_data() { views(); }
    void photoAndWidgetPositionsAreInverse();
    void zoomKeepsTheAnchorInPlace();
    void fittedPhotoIsCentredAndWhole_data() { views(); }
    void fittedPhotoIsCentredAndWhole();
    void fittedPhotoStaysFittedWhenTheWindowChanges();
    void zoomedPhotoKeepsItsMiddleWhenTheWindowChanges();
    void panningLeavesNoGap();
    void onePhotoPixelIsOneDevicePixelAtZoomOne();
    void smallPhotosAreNotBlownUpWithoutLimit();
    void visiblePartIsInsideThePhoto();
    void pyramidLevelHasAPixelForEveryDevicePixel();

 private:
    static void views();
    static ViewTransform view(QSize photo, QSizeF window, double ratio);
};

void ViewTransformTest::views() {
    QTest::addColumn<QSize>("photo");
    QTest::addColumn<QSizeF>("window");
    QTest::addColumn<double>("ratio");
    QTest::newRow("landscape") << QSize(4000, 3000) << QSizeF(900, 700) << 1.0;
    QTest::newRow("portrait, high density") << QSize(3000, 4000) << QSizeF(900, 700) << 2.0;
    QTest::newRow("fractional scale") << QSize(1024, 1024) << QSizeF(935, 727) << 1.25;
    QTest::newRow("panorama") << QSize(12000, 500) << QSizeF(640, 480) << 1.5;
}

ViewTransform ViewTransformTest::view(QSize photo, QSizeF window, double ratio) {
    ViewTransform result;
    result.setViewport(window, ratio);
    result.setPhoto(photo);
    return result;
}

void ViewTransformTest::photoAndWidgetPositionsAreInverse() {
    QFETCH(QSize, photo);
    QFETCH(QSizeF, window);
    QFETCH(double, ratio);
    ViewTransform transform = view(photo, window, ratio);
    for (const double zoom : {0.05, 0.7, 1.0, 3.3, 40.0}) {
        transform.zoomTo(zoom, QPointF(100, 50));
        const QPointF position(123.25, 321.5);
        const QPointF back = transform.toWidget(transform.toPhoto(position));
        QVERIFY(QLineF(position, back).length() < 1e-9);
    }
}

void ViewTransformTest::zoomKeepsTheAnchorInPlace() {
    ViewTransform transform = view({4000, 3000}, {900, 700}, 1.5);
    transform.zoomTo(2, {450, 350});
    const QPointF cursor(300, 200);
    const QPointF under = transform.toPhoto(cursor);
    for (const double zoom : {2.5, 8.0, 3.0, 1.5}) {
        transform.zoomTo(zoom, cursor);
        // The photo lies on whole device pixels, so it may be off by half of one.
        QVERIFY(QLineF(transform.toWidget(under), cursor).length() * 1.5 < 1.5);
    }
}

void ViewTransformTest::fittedPhotoIsCentredAndWhole() {
    QFETCH(QSize, photo);
    QFETCH(QSizeF, window);
    QFETCH(double, ratio);
    const ViewTransform transform = view(photo, window, ratio);
    const QRectF shown = transform.toWidget(facet::Rect{0, 0, double(photo.width()), double(photo.height())});
    QVERIFY(QRectF(QPointF(0, 0), window).contains(shown));
    QVERIFY(QLineF(shown.center(), transform.centre()).length() * ratio <= 1);
    QCOMPARE(transform.visiblePart(), (PixelRect{0, 0, photo.width(), photo.height()}));
}

void ViewTransformTest::fittedPhotoStaysFittedWhenTheWindowChanges() {
    ViewTransform transform = view({4000, 3000}, {900, 700}, 1);
    transform.setViewport({500, 400}, 2);
    QCOMPARE(transform, view({4000, 3000}, {500, 400}, 2));
}

void ViewTransformTest::zoomedPhotoKeepsItsMiddleWhenTheWindowChanges() {
    ViewTransform transform = view({4000, 3000}, {900, 700}, 1);
    transform.zoomTo(1, {450, 350});
    const QPointF middle = transform.toPhoto(transform.centre());
    transform.setViewport({1000, 800}, 1);
    QVERIFY(QLineF(middle, transform.toPhoto(transform.centre())).length() <= 1);
    QCOMPARE(transform.zoom(), 1.0);
}

void ViewTransformTest::panningLeavesNoGap() {
    ViewTransform transform = view({4000, 3000}, {900, 700}, 1);
    transform.zoomTo(1, {450, 350});
    transform.panBy({1e6, 1e6});
    QCOMPARE(transform.toPhoto(QPointF(0, 0)), QPointF(0, 0));
    transform.panBy({-1e6, -1e6});
    QCOMPARE(transform.toPhoto(QPointF(900, 700)), QPointF(4000, 3000));
}

void ViewTransformTest::onePhotoPixelIsOneDevicePixelAtZoomOne() {
    ViewTransform transform = view({4000, 3000}, {900, 700}, 2);
    transform.zoomTo(1, {450, 350});
    const QPointF step = transform.toWidget(QPointF(1, 0)) - transform.toWidget(QPointF(0, 0));
    QCOMPARE(step.x(), 0.5);
    QCOMPARE(transform.offsetInDevice(), QPointF(transform.offsetInDevice().toPoint()));
}

void ViewTransformTest::smallPhotosAreNotBlownUpWithoutLimit() {
    QCOMPARE(view({16, 16}, {900, 700}, 1).zoom(), ViewTransform::MaxFitZoom);
}

void ViewTransformTest::visiblePartIsInsideThePhoto() {
    ViewTransform transform = view({4000, 3000}, {900, 700}, 1);
    transform.zoomTo(2, {0, 0});
    transform.panBy({-1234, -777});
    const PixelRect part = transform.visiblePart();
    QVERIFY(part.x >= 0 && part.y >= 0 && part.x + part.width <= 4000 && part.y + part.height <= 3000);
    QVERIFY(part.width >= 450 && part.width <= 452);
}

void ViewTransformTest::pyramidLevelHasAPixelForEveryDevicePixel() {
    const facet::ui::ImagePyramid pyramid(std::make_shared<const facet::Image>(1023, 2049, 1));
    QCOMPARE(pyramid.levelFor(1.5), 0);
    QCOMPARE(pyramid.levelFor(0.51), 0);
    QCOMPARE(pyramid.levelFor(0.5), 1);
    QCOMPARE(pyramid.levelFor(0.2), 2);
    QCOMPARE(pyramid.levelFor(0.0001), pyramid.levelCount() - 1);
    QCOMPARE(pyramid.level(1).width(), 512);
    QCOMPARE(pyramid.level(1).height(), 1025);
}

QObject* makeViewTransformTest() {
    return new ViewTransformTest;
}

#include "ViewTransformTest.moc"
