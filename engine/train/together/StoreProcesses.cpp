// SPDX-License-Identifier: GPL-3.0-or-later
// The only place from which the program opens connections, and only where it is built with FACET_NCCL: to the processes
// that torchrun or Slurm started together with it.
#include "engine/Error.h"
#include "engine/train/StartedTogether.h"
#include "engine/train/together/NcclModule.h"

#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>

#include <cstring>
#include <exception>
#include <unistd.h>

namespace facet::train {

namespace {

using c10d::Store;
using c10d::TCPStore;
using c10d::TCPStoreOptions;
using StorePointer = c10::intrusive_ptr<Store>;
using Bytes = std::vector<std::uint8_t>;
using torch::Tensor;

/// For the others to come, and for the first process while it validates and saves.
constexpr std::chrono::minutes ToMeet(5), ToWork(60);

template <class Work>
auto withTheOthers(const Work& work) {
    try {
        return work();
    } catch (const c10::Error&) {
        throw Error(ErrorKind::Device, "another process of the training run has failed; go on with --resume");
    }
}

StorePointer storeAt(const std::string& host, int port, bool listens) {
    TCPStoreOptions options;
    options.port = static_cast<std::uint16_t>(port);
    options.isServer = listens;
    options.waitWorkers = false;
    options.timeout = ToMeet;
    return c10::make_intrusive<TCPStore>(host, options);
}

Bytes bytesOf(const std::string& text) {
    return {text.begin(), text.end()};
}

std::string textOf(const Bytes& bytes) {
    return {bytes.begin(), bytes.end()};
}

/// How others reach this machine.
std::string ownName(const LaunchedPlace& place) {
    if (place.host == "localhost" || place.host == "::1" || place.host.starts_with("127.")) {
        return place.host;
    }
    char name[256] = {};
    return ::gethostname(name, sizeof name - 1) == 0 ? name : place.host;
}

/// Every process keeps a store that it listens at itself. What it has to say it puts there, and whoever waits for it
/// holds a connection to it, which breaks when it dies: so nobody waits for the dead. The first process listens to all
/// others, and they to it.
class StoreProcesses : public Communicator {
 public:
    explicit StoreProcesses(const LaunchedPlace& place) : m_place(place) {
        try {
            meet();
        } catch (const c10::Error&) {
            throw Error(ErrorKind::Device, "process " + std::to_string(place.rank) + " of " +
                                               std::to_string(place.size) + " has not met the others at " + place.host +
                                               ":" + std::to_string(place.port) +
                                               "; are all of them running, and can they reach it?");
        }
    }
    ~StoreProcesses() override {
        const bool failed = std::uncaught_exceptions() > 0;
        if (m_nccl) {
            // What another process has left half done would be waited for.
            failed ? m_nccl->abort() : m_nccl->shutdown();
        }
        if (!failed && m_place.rank == 0) {
            waitForTheOthersToLeave();
        }
    }
    StoreProcesses(const StoreProcesses&) = delete;
    StoreProcesses& operator=(const StoreProcesses&) = delete;

    int rank() const override { return m_place.rank; }
    int size() const override { return m_place.size; }
    int localRank() const override { return m_place.localRank; }

    void sum(Tensor& values) override {
        if (values.is_cpu()) {
            sumHere(values);
            return;
        }
        withTheOthers([&] {
            if (!m_nccl) {
                const auto first = m_place.rank == 0 ? m_own : m_others.front();
                m_nccl = ncclBackend(c10::make_intrusive<c10d::PrefixStore>("nccl", first), rank(), size());
            }
            std::vector<Tensor> tensors = {values};
            m_nccl->allreduce(tensors)->wait();  // the GPU's stream waits, not the processor
        });
    }

    double sum(double value) override {
        auto values = torch::scalar_tensor(value, torch::kFloat64);
        sumHere(values);
        return values.item<double>();
    }

 private:
    void meet() {
        FLAGS_caffe2_log_level = c10::GLOG_FATAL;  // a connection that breaks is told about by what it means
        const bool byAgent = !m_place.attempt.empty();
        const auto prefix = "facet/" + m_place.attempt;
        m_meeting = c10::make_intrusive<c10d::PrefixStore>(
            prefix, storeAt(m_place.host, m_place.port, !byAgent && m_place.rank == 0));
        const auto name = m_place.rank == 0 ? m_place.host : ownName(m_place);
        m_own = storeAt(name, 0, true);
        const auto port = std::to_string(static_cast<const TCPStore&>(*m_own).getPort());
        m_meeting->set(std::to_string(m_place.rank), bytesOf(port + " " + name));
        for (int other = m_place.rank == 0 ? 1 : 0; other < (m_place.rank == 0 ? m_place.size : 1); ++other) {
            const auto address = textOf(m_meeting->get(std::to_string(other)));
            const auto space = address.find(' ');
            m_others.push_back(storeAt(address.substr(space + 1), std::stoi(address.substr(0, space)), false));
            m_others.back()->setTimeout(ToWork);
        }
    }

    /// They may still have to read what was the last to be said. Connections break as they end.
    void waitForTheOthersToLeave() {
        for (const auto& other : m_others) {
            try {
                other->wait({"nothing"});
            } catch (const c10::Error&) {
                // gone
            }
        }
    }

    /// By the first process, in the order of their ranks, and sent to all, so that all hold the same bits.
    void sumHere(Tensor& values) {
        const auto turn = std::to_string(m_turn++);
        withTheOthers([&] { m_place.rank == 0 ? collect(values, turn) : handIn(values, turn); });
    }

    static Bytes bytesOf(const Tensor& values) {
        const auto* from = static_cast<const std::uint8_t*>(values.const_data_ptr());
        return {from, from + values.nbytes()};
    }
    static Bytes bytesOf(const std::string& text) { return train::bytesOf(text); }

    static Tensor valuesOf(const Bytes& bytes, const Tensor& like) {
        TORCH_CHECK(bytes.size() == like.nbytes(), "another process is at another place of its run");
        auto values = torch::empty_like(like);
        std::memcpy(values.mutable_data_ptr(), bytes.data(), bytes.size());
        return values;
    }

    void collect(Tensor& values, const std::string& turn) {
        for (const auto& other : m_others) {
            values.add_(valuesOf(other->get(turn), values));
        }
        m_own->deleteKey(m_published);  // all have read it, or they would not have come as far
        m_own->set(turn, bytesOf(values));
        m_published = turn;
    }

    void handIn(Tensor& values, const std::string& turn) {
        m_own->set(turn, bytesOf(values));
        values.copy_(valuesOf(m_others.front()->get(turn), values));
        m_own->deleteKey(turn);
    }

    const LaunchedPlace m_place;
    StorePointer m_meeting;
    StorePointer m_own;
    std::vector<StorePointer> m_others;  // the first process's: all others' in their order; the others': the first's
    c10::intrusive_ptr<c10d::Backend> m_nccl;  // from the first sum of what lies on a GPU
    std::int64_t m_turn = 0;
    std::string m_published = "none";
};

}  // namespace

std::unique_ptr<Communicator> startedAt(const LaunchedPlace& place) {
    return std::make_unique<StoreProcesses>(place);
}

}  // namespace facet::train
