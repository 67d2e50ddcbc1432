// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Error.h"
#include "engine/train/StartedTogether.h"

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <limits>
#include <mpi.h>

namespace facet::train {

namespace {

void check(int code) {
    if (code != MPI_SUCCESS) {
        throw Error(ErrorKind::Device, "another process of the training run has failed; go on with --resume");
    }
}

class MpiProcesses : public Communicator {
 public:
    MpiProcesses() {
        int provided = 0;
        check(MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &provided));
        check(MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN));
        check(MPI_Comm_rank(MPI_COMM_WORLD, &m_rank));
        check(MPI_Comm_size(MPI_COMM_WORLD, &m_size));
    }
    ~MpiProcesses() override {
        if (std::uncaught_exceptions() == 0) {
            MPI_Finalize();  // waits for the others, which a failing process must not
        }
    }
    MpiProcesses(const MpiProcesses&) = delete;
    MpiProcesses& operator=(const MpiProcesses&) = delete;

    int rank() const override { return m_rank; }
    int size() const override { return m_size; }

    int localRank() const override {
        const char* rank = std::getenv("OMPI_COMM_WORLD_LOCAL_RANK");
        return rank != nullptr ? std::atoi(rank) : m_rank;
    }

    /// Summed by one process and sent to all, so that all hold the same bits. A GPU's values go through the processor.
    void sum(torch::Tensor& values) override {
        constexpr std::int64_t Most = std::numeric_limits<int>::max();
        const auto type = values.scalar_type() == torch::kFloat64 ? MPI_DOUBLE : MPI_FLOAT;
        const auto here = values.cpu();
        for (std::int64_t from = 0; from < here.numel(); from += Most) {
            const int part = static_cast<int>(std::min(Most, here.numel() - from));
            void* at = static_cast<char*>(here.data_ptr()) + from * here.element_size();
            check(MPI_Reduce(m_rank == 0 ? MPI_IN_PLACE : at, at, part, type, MPI_SUM, 0, MPI_COMM_WORLD));
            check(MPI_Bcast(at, part, type, 0, MPI_COMM_WORLD));
        }
        if (!values.is_cpu()) {
            values.copy_(here);
        }
    }

    double sum(double value) override {
        check(MPI_Reduce(m_rank == 0 ? MPI_IN_PLACE : &value, &value, 1, MPI_DOUBLE, MPI_SUM, 0, MPI_COMM_WORLD));
        check(MPI_Bcast(&value, 1, MPI_DOUBLE, 0, MPI_COMM_WORLD));
        return value;
    }

 private:
    int m_rank = 0;
    int m_size = 1;
};

}  // namespace

std::unique_ptr<Communicator> startedByMpirun() {
    return std::make_unique<MpiProcesses>();
}

}  // namespace facet::train
