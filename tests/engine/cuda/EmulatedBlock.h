// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <functional>
#include <memory>
#include <setjmp.h>
#include <ucontext.h>
#include <utility>
#include <vector>

namespace facet::test {

/// Plays one block of a GPU's threads on one thread of the processor. Each runs as a fiber until it waits at a barrier;
/// asynchronous copies happen as late as they may, and memory begins as NaNs, so that a missing wait or barrier shows.
class EmulatedBlock {
 public:
    struct Copy {
        std::byte* to;
        const void* from;
    };
    /// What the lanes of a warp show one another in a matrix product.
    struct Lane {
        std::array<std::uint32_t, 4> a;
        std::array<std::uint32_t, 2> b;
    };

    static EmulatedBlock*& current() {
        static thread_local EmulatedBlock* block = nullptr;
        return block;
    }

    EmulatedBlock(int x, int y, int threads, std::size_t sharedBytes, bool descending)
        : blockX(x),
          blockY(y),
          m_descending(descending),
          m_shared(sharedBytes / 16 + 1),
          m_lanes(2 * threads),
          m_fibers(threads) {
        std::memset(m_shared.data(), 0xff, m_shared.size() * sizeof(Line));
    }

    void run(const std::function<void()>& kernel) {
        m_kernel = &kernel;
        current() = this;
        for (auto& fiber : m_fibers) {
            start(fiber);
        }
        for (bool running = true; running;) {
            running = false;
            for (std::size_t i = 0; i < m_fibers.size(); ++i) {
                m_index = static_cast<int>(m_descending ? m_fibers.size() - 1 - i : i);
                if (own().state == State::Ready) {
                    resume(own());
                    running = true;
                }
            }
            running = release() || running;
        }
        for (const auto& fiber : m_fibers) {
            require(fiber.state == State::Ended, "a barrier is not reached by all threads");
        }
        current() = nullptr;
    }

    int thread() const { return m_index; }
    std::byte* shared() { return m_shared.front().bytes; }
    /// Of this thread's warp, `turn` after `turn`: a lane that reads one is at most one turn behind the lane that
    /// writes.
    Lane& lane(int index, int turn) { return m_lanes[turn % 2 * m_fibers.size() + m_index / 32 * 32 + index]; }
    int nextTurn() { return ++own().turn; }
    void meetBlock() { waitAs(State::AtBlock); }
    void meetWarp() { waitAs(State::AtWarp); }
    void addCopy(const Copy& copy) { own().open.push_back(copy); }
    void closeCopies() { own().closed.push_back(std::exchange(own().open, {})); }
    void awaitCopies(std::size_t newest) {
        for (; own().closed.size() > newest; own().closed.pop_front()) {
            for (const auto& copy : own().closed.front()) {
                copy.from == nullptr ? std::memset(copy.to, 0, 16) : std::memcpy(copy.to, copy.from, 16);
            }
        }
    }

    static void require(bool holds, const char* words) {
        if (!holds) {
            std::fprintf(stderr, "emulated device: %s\n", words);
            std::abort();
        }
    }

    const int blockX;
    const int blockY;

 private:
    enum class State { Ready, AtWarp, AtBlock, Ended };
    struct Fiber {
        ucontext_t context;  // of its first run; later ones jump, which needs no system call
        jmp_buf place;
        bool started = false;
        State state = State::Ready;
        int turn = 0;
        std::vector<Copy> open;
        std::deque<std::vector<Copy>> closed;
    };
    struct alignas(16) Line {
        std::byte bytes[16];
    };

    Fiber& own() { return m_fibers[m_index]; }

    void start(Fiber& fiber) {
        constexpr std::size_t StackBytes = std::size_t{64} << 10;
        static thread_local std::vector<std::unique_ptr<std::byte[]>> stacks;  // of all blocks, one after the other
        const auto index = static_cast<std::size_t>(&fiber - m_fibers.data());
        while (stacks.size() <= index) {
            stacks.emplace_back(new std::byte[StackBytes]);
        }
        getcontext(&fiber.context);
        fiber.context.uc_stack.ss_sp = stacks[index].get();
        fiber.context.uc_stack.ss_size = StackBytes;
        fiber.context.uc_link = nullptr;
        makecontext(&fiber.context, &EmulatedBlock::enter, 0);
    }

    static void enter() {
        EmulatedBlock* block = current();
        (*block->m_kernel)();
        block->own().state = State::Ended;
        _longjmp(block->m_scheduler, 1);
    }

    void resume(Fiber& fiber) {
        if (_setjmp(m_scheduler) != 0) {
            return;
        }
        if (std::exchange(fiber.started, true)) {
            _longjmp(fiber.place, 1);
        }
        setcontext(&fiber.context);
    }

    void waitAs(State state) {
        own().state = state;
        if (_setjmp(own().place) == 0) {
            _longjmp(m_scheduler, 1);
        }
    }

    /// Lets those go on who wait where all the others do.
    bool release() {
        bool any = releaseAll(State::AtBlock, 0, m_fibers.size());
        for (std::size_t warp = 0; warp < m_fibers.size(); warp += 32) {
            any = releaseAll(State::AtWarp, warp, warp + 32) || any;
        }
        return any;
    }

    bool releaseAll(State state, std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i) {
            if (m_fibers[i].state != state) {
                return false;
            }
        }
        for (std::size_t i = first; i < last; ++i) {
            m_fibers[i].state = State::Ready;
        }
        return true;
    }

    const bool m_descending;
    const std::function<void()>* m_kernel = nullptr;
    int m_index = 0;
    jmp_buf m_scheduler;
    std::vector<Line> m_shared;
    std::vector<Lane> m_lanes;
    std::vector<Fiber> m_fibers;
};

}  // namespace facet::test
