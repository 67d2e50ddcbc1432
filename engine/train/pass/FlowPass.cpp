// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/pass/FlowPass.h"

#include "engine/Error.h"
#include "engine/train/pass/SlicePass.h"

#include <algorithm>
#include <exception>
#include <numeric>

namespace facet::train {

using torch::Tensor;

class FlowPass::Pass {
 public:
    virtual ~Pass() = default;
    virtual double run(const Tensor& x, bool withSlopes) = 0;
    virtual Tensor& slopes() = 0;
    virtual Tensor imageSlopes() const = 0;
    virtual std::int64_t bytes() const = 0;
};

namespace {

template <class Operand>
class TypedPass : public FlowPass::Pass {
 public:
    TypedPass(flow::Glow& flow, FlatParameters& parameters, const PassOptions& options)
        : m_flow(flow),
          m_parameters(parameters),
          m_operands(std::is_same_v<Operand, float> ? parameters.values()
                                                    : torch::zeros({parameters.size()}, operandType<Operand>)),
          m_slopes(torch::zeros({parameters.size()})),
          m_frozen(options.frozen),
          m_team(options.threads) {
        const auto& a = flow.architecture();
        const auto modules = flow.named_modules("", /*include_self=*/false);
        for (std::int64_t l = 0; l < a.levels(); ++l) {
            m_matrices.emplace_back();
            for (std::int64_t k = 0; k < a.steps[l]; ++k) {
                const auto name = "level" + std::to_string(l) + ".step" + std::to_string(k);
                m_matrices.back().emplace_back(std::dynamic_pointer_cast<flow::FlowStep>(modules[name]), name,
                                               a.sideAt(l) * a.sideAt(l));
                m_all.emplace_back(l, k);
            }
        }
        for (int i = 0; i < options.threads; ++i) {
            m_slices.push_back(std::make_unique<SlicePass<Operand>>(a, parameters, m_operands, m_matrices, options));
        }
    }

    double run(const Tensor& x, bool withSlopes) override {
        together([&](int thread) { refresh(thread); });
        const auto count = std::min<std::int64_t>(m_team.size(), x.size(0));
        std::vector<double> sums(count, 0.0);
        together([&](int thread) {
            if (thread < count) {
                const auto from = x.size(0) * thread / count;
                const auto to = x.size(0) * (thread + 1) / count;
                sums[thread] = m_slices[thread]->forward(x.slice(0, from, to), withSlopes);
                if (withSlopes) {
                    m_slices[thread]->backward();
                }
            }
        });
        m_used = count;
        if (withSlopes && !m_frozen) {
            together([&](int thread) { addUp(thread, count); });
            together([&](int thread) { finish(thread, count, x.size(0)); });
        }
        double matrices = 0;
        for (const auto& [l, k] : m_all) {
            matrices += m_matrices[l][k].logDet();
        }
        return std::accumulate(sums.begin(), sums.end(), 0.0) + matrices * static_cast<double>(x.size(0));
    }

    Tensor& slopes() override { return m_slopes; }

    Tensor imageSlopes() const override {
        std::vector<Tensor> parts;
        for (std::int64_t i = 0; i < m_used; ++i) {
            parts.push_back(m_slices[i]->imageSlopes());
        }
        return torch::cat(parts);
    }

    std::int64_t bytes() const override {
        return std::accumulate(m_slices.begin(), m_slices.end(), std::int64_t{0},
                               [](std::int64_t sum, const auto& slice) { return sum + slice->bytes(); });
    }

 private:
    /// On every thread of the team, each with LibTorch's own threads switched off; errors come back.
    void together(const std::function<void(int)>& work) {
        std::vector<std::exception_ptr> errors(m_team.size());
        const int before = torch::get_num_threads();
        m_team.run([&](int thread) {
            try {
                torch::set_num_threads(1);
                work(thread);
            } catch (...) {
                errors[thread] = std::current_exception();
            }
        });
        torch::set_num_threads(before);
        for (const auto& error : errors) {
            if (error) {
                std::rethrow_exception(error);
            }
        }
    }

    /// The thread's range of the flat parameters, in whole cache lines.
    std::pair<std::int64_t, std::int64_t> range(int thread) const {
        const auto lines = m_parameters.size() / 16;
        return {lines * thread / m_team.size() * 16, lines * (thread + 1) / m_team.size() * 16};
    }

    void refresh(int thread) {
        if constexpr (!std::is_same_v<Operand, float>) {
            const auto [from, to] = range(thread);
            passKernels().half.operands(m_parameters.values().template data_ptr<float>() + from,
                                        operandData<Operand>(m_operands) + from, to - from);
        }
        for (std::size_t i = thread; i < m_all.size(); i += m_team.size()) {
            m_matrices[m_all[i].first][m_all[i].second].refresh();
        }
        const torch::NoGradGuard noGrad;
        m_slices[thread]->refresh();
    }

    void addUp(int thread, std::int64_t count) {
        const auto [from, to] = range(thread);
        auto* sum = m_slopes.template data_ptr<float>() + from;
        std::copy_n(m_slices[0]->slopes().template data_ptr<float>() + from, to - from, sum);
        for (std::int64_t i = 1; i < count; ++i) {
            passKernels().add(sum, m_slices[i]->slopes().template data_ptr<float>() + from, to - from);
        }
    }

    /// What the matrices and the output scales make of the sums.
    void finish(int thread, std::int64_t count, std::int64_t images) {
        for (std::size_t i = thread; i < m_all.size(); i += m_team.size()) {
            const auto [l, k] = m_all[i];
            auto matrixSlopes = m_slices[0]->matrixSlopes(l, k).clone();
            auto offsetSlopes = m_slices[0]->offsetSlopes(l, k).clone();
            for (std::int64_t s = 1; s < count; ++s) {
                matrixSlopes += m_slices[s]->matrixSlopes(l, k);
                offsetSlopes += m_slices[s]->offsetSlopes(l, k);
            }
            m_matrices[l][k].addSlopes(matrixSlopes, offsetSlopes, -static_cast<double>(images), m_parameters,
                                       m_slopes);
            scaleSlopes("level" + std::to_string(l) + ".step" + std::to_string(k) + ".coupling.conv3");
            if (k == 0 && l + 1 < m_flow.architecture().levels()) {
                scaleSlopes("level" + std::to_string(l) + ".prior");
            }
        }
    }

    /// With w·e^(3l) for weights, ∂/∂l = 3·Σ w·∂/∂w over the weights and the bias of an output.
    void scaleSlopes(const std::string& name) {
        const auto& p = m_parameters;
        const auto slopes = p.part(m_slopes, name + ".log_scale");
        const auto bias = p.part(p.values(), name + ".bias");
        const auto biasSlopes = p.part(m_slopes, name + ".bias");
        const auto* weight = p.part(p.values(), name + ".weight").template data_ptr<float>();
        const auto* weightSlopes = p.part(m_slopes, name + ".weight").template data_ptr<float>();
        const auto each = p.part(p.values(), name + ".weight").numel() / bias.size(0);
        for (std::int64_t c = 0; c < bias.size(0); ++c) {
            const double sum =
                passKernels().dot(weight + c * each, weightSlopes + c * each, each) +
                passKernels().dot(bias.template data_ptr<float>() + c, biasSlopes.template data_ptr<float>() + c, 1);
            slopes.template data_ptr<float>()[c] = static_cast<float>(3 * sum);
        }
    }

    flow::Glow& m_flow;
    FlatParameters& m_parameters;
    Tensor m_operands;
    Tensor m_slopes;
    bool m_frozen;
    std::int64_t m_used = 0;  // slices that had images in the last run
    runtime::cpu::ThreadTeam m_team;
    std::vector<std::vector<StepMatrix>> m_matrices;
    std::vector<std::pair<std::int64_t, std::int64_t>> m_all;  // level and step of every matrix
    std::vector<std::unique_ptr<SlicePass<Operand>>> m_slices;
};

}  // namespace

bool FlowPass::knows(const flow::Architecture& architecture) {
    return architecture.padding == flow::Padding::Zeros && architecture.leastScale == flow::Architecture().leastScale;
}

void FlowPass::requireKnown(const flow::Architecture& architecture) {
    if (!knows(architecture)) {
        throw Error(ErrorKind::Model,
                    "a model with edge biases or the scale sigmoid(r+2), as imported ones have, cannot be trained; it "
                    "can be edited with");
    }
}

FlowPass::FlowPass(flow::Glow& flow, FlatParameters& parameters, const PassOptions& options) {
    requireKnown(flow.architecture());
    if (options.bfloat16) {
        m_pass = std::make_unique<TypedPass<std::uint16_t>>(flow, parameters, options);
    } else {
        m_pass = std::make_unique<TypedPass<float>>(flow, parameters, options);
    }
}

FlowPass::~FlowPass() = default;

double FlowPass::logProb(const Tensor& x) {
    return m_pass->run(x, false);
}

Tensor FlowPass::logProbAndSlopes(const Tensor& x) {
    return torch::scalar_tensor(m_pass->run(x, true), torch::kFloat64);
}

Tensor& FlowPass::slopes() {
    return m_pass->slopes();
}

Tensor FlowPass::imageSlopes() const {
    return m_pass->imageSlopes();
}

std::int64_t FlowPass::bytes() const {
    return m_pass->bytes();
}

}  // namespace facet::train
