// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ScreenProfile.h"

#include <QGuiApplication>
#include <QScreen>

#include <cstdlib>
#include <memory>
#include <xcb/xcb.h>

namespace facet::ui {

namespace {

struct Free {
    void operator()(void* reply) const { std::free(reply); }
};
template <class Reply>
using ReplyPtr = std::unique_ptr<Reply, Free>;

constexpr std::uint32_t LargestProfile = 16U << 20U;  // bytes

xcb_atom_t atomNamed(xcb_connection_t* x, const QByteArray& name) {
    const auto cookie = xcb_intern_atom(x, /*only_if_exists=*/1, std::uint16_t(name.size()), name.constData());
    const ReplyPtr<xcb_intern_atom_reply_t> reply(xcb_intern_atom_reply(x, cookie, nullptr));
    return reply ? reply->atom : xcb_atom_t(XCB_ATOM_NONE);
}

}  // namespace

QByteArray iccProfileOf(const QScreen* screen) {
    const auto* native = qGuiApp->nativeInterface<QNativeInterface::QX11Application>();
    const qsizetype index = QGuiApplication::screens().indexOf(screen);
    xcb_connection_t* x = native ? native->connection() : nullptr;  // null, too, where Qt paints into memory
    if (!x || index < 0) {
        return {};
    }
    const QByteArray number = index == 0 ? QByteArray() : "_" + QByteArray::number(index);
    const xcb_atom_t atom = atomNamed(x, "_ICC_PROFILE" + number);
    if (atom == XCB_ATOM_NONE) {
        return {};
    }
    const xcb_window_t root = xcb_setup_roots_iterator(xcb_get_setup(x)).data->root;
    const auto cookie = xcb_get_property(x, 0, root, atom, XCB_ATOM_ANY, 0, LargestProfile / 4);
    const ReplyPtr<xcb_get_property_reply_t> reply(xcb_get_property_reply(x, cookie, nullptr));
    if (!reply || reply->format != 8) {
        return {};
    }
    return {static_cast<const char*>(xcb_get_property_value(reply.get())), xcb_get_property_value_length(reply.get())};
}

}  // namespace facet::ui
