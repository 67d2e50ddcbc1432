// SPDX-License-Identifier: GPL-3.0-or-later
// Other people's models, as foreign/generate.py made them by a way of its own, and files that mean harm.
#include "engine/Error.h"
#include "engine/ModelImport.h"
#include "engine/model/GlowModel.h"
#include "engine/model/Safetensors.h"
#include "engine/runtime/FlowRuntime.h"
#include "tests/support/TemporaryFolder.h"

#include <gmock/gmock.h>
#include <zip.h>

#include <fstream>

namespace facet {
namespace {

using testing::HasSubstr;

const std::filesystem::path Folder = FACET_FOREIGN;

double largest(const torch::Tensor& difference) {
    return difference.abs().max().item<double>();
}

struct Case {
    const char* file;
    int side;
};

class ForeignModel : public testing::TestWithParam<Case> {
 protected:
    void SetUp() override {
        ImportOptions options;
        options.weights = Folder / GetParam().file;
        options.image = GetParam().side;
        options.output = m_folder / "model.safetensors";
        importModel(options);
        m_model = model::loadGlowModel(options.output);
        auto vectors = options.weights;
        m_vectors = model::readTensors(vectors.replace_extension(".safetensors"), ErrorKind::Input).tensors;
    }
    flow::Eps latents(const std::string& name) const {
        flow::Eps eps;
        for (std::int64_t l = 0; l < m_model.flow->architecture().levels(); ++l) {
            eps.push_back(m_vectors.at(name + std::to_string(l)));
        }
        return eps;
    }
    void expectEps(const flow::Eps& eps) const {
        const auto wanted = latents("eps.");
        for (std::size_t l = 0; l < wanted.size(); ++l) {
            EXPECT_LT(largest(eps[l] - wanted[l]), 1e-4) << "level " << l;
        }
    }

    torch::NoGradGuard m_noGrad;
    test::TemporaryFolder m_folder;
    model::GlowModel m_model;
    std::map<std::string, torch::Tensor> m_vectors;
};

INSTANTIATE_TEST_SUITE_P(All, ForeignModel,
                         testing::Values(Case{"rosinality_affine.pt", 8}, Case{"rosinality_additive.pt", 8},
                                         Case{"rosinality_rgb.pt", 4}, Case{"openai_affine.npz", 8},
                                         Case{"openai_additive.pb", 8}),
                         [](const auto& instance) {
                             return std::filesystem::path(instance.param.file).stem().string();
                         });

TEST_P(ForeignModel, ComputesWhatItsOwnProgramComputes) {
    const auto& x = m_vectors.at("x");
    const auto encoded = m_model.flow->encode(x);
    expectEps(encoded.eps);
    EXPECT_LT(largest(encoded.logProb - m_vectors.at("log_prob")), 1e-3);
    EXPECT_LT(largest(m_model.flow->decode(latents("drawn.")) - m_vectors.at("picture")), 1e-4);
}

TEST_P(ForeignModel, IsCompiledToTheSame) {
    const auto runtime = runtime::makeFlowRuntime(*m_model.flow, {.device = "cpu", .precision = "float32"});
    expectEps(runtime->encode(m_vectors.at("x")));
    EXPECT_LT(largest(runtime->decode(latents("drawn.")) - m_vectors.at("picture")), 1e-4);
}

/// Importing a file that holds so many bytes.
class ForeignFile : public testing::Test {
 protected:
    std::string refusalOf(const std::string& content) {
        ImportOptions options;
        options.weights = m_folder / "file";
        options.image = 8;
        options.output = m_folder / "model.safetensors";
        std::ofstream(options.weights, std::ios::binary) << content;
        try {
            importModel(options);
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::Model) << error.what();
            EXPECT_FALSE(std::filesystem::exists(options.output));
            return error.what();
        }
        return "nothing was refused";
    }
    static std::string contentOf(const char* file) {
        std::ifstream stream(Folder / file, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }

    test::TemporaryFolder m_folder;
};

template <std::size_t Count>
std::string bytes(const char (&literal)[Count]) {
    return {literal, Count - 1};
}

/// A file of torch.save's older format whose state dict is this pickle.
std::string oldFile(const std::string& pickle) {
    return bytes("\x80\x02\x8a\nl\xfc\x9c\x46\xf9 j\xa8P\x19.\x80\x02M\xe9\x03.\x80\x02}.") + pickle;
}

std::string text(const std::string& value) {
    return bytes("X") + static_cast<char>(value.size()) + bytes("\0\0\0") + value;
}

/// {"w": a tensor of four floats, as seen through these opcodes for offset, shape and strides}, and its data.
std::string fileOfOneTensor(const std::string& offset, const std::string& shape, const std::string& strides,
                            const std::string& count = bytes("\4\0\0\0\0\0\0\0")) {
    const auto storage = "(" + text("storage") + "ctorch\nFloatStorage\n" + text("0") + text("cpu") + "K\4NtQ";
    const auto tensor = "ctorch._utils\n_rebuild_tensor_v2\n(" + storage + offset + shape + strides +
                        "\x89"
                        "ccollections\nOrderedDict\n)RtR";
    return oldFile("\x80\x02}" + text("w") + tensor + "s.\x80\x02]" + text("0") + "a." + count + std::string(16, 'x'));
}

TEST_F(ForeignFile, NothingInAPickleIsRun) {
    const auto nothing = HasSubstr("nothing in it was run");
    const auto mark = m_folder / "was run";
    const auto command = text("touch '" + mark.string() + "'");
    EXPECT_THAT(refusalOf(oldFile("\x80\x02"
                                  "cos\nsystem\n" +
                                  command + "\x85R.")),
                nothing);
    EXPECT_THAT(refusalOf(oldFile("\x80\x02"
                                  "cposix\nsystem\n" +
                                  command + "\x85R.")),
                HasSubstr("posix.system"));
    EXPECT_THAT(refusalOf(oldFile("\x80\x02(" + command + "ios\nsystem\n.")), nothing) << "INST";
    EXPECT_THAT(refusalOf(oldFile("\x80\x02("
                                  "cos\nsystem\n" +
                                  command + "o.")),
                nothing)
        << "OBJ";
    EXPECT_THAT(refusalOf(oldFile("\x80\x02" + text("os") + text("system") + "\x93" + command + "\x85R.")), nothing);
    EXPECT_THAT(refusalOf(oldFile("\x80\x02"
                                  "ccollections\nOrderedDict\n(" +
                                  command + "lR.")),
                nothing);
    EXPECT_THAT(refusalOf(oldFile("\x80\x02"
                                  "ccollections\nOrderedDict\n)\x81.")),
                nothing)
        << "NEWOBJ";
    EXPECT_THAT(refusalOf(oldFile("\x80\x02"
                                  "ctorch.hub\nload\n.")),
                nothing);
    EXPECT_THAT(refusalOf(oldFile("\x80\x04.")), HasSubstr("another protocol"));
    EXPECT_FALSE(std::filesystem::exists(mark));
}

TEST_F(ForeignFile, PicklesThatOnlyWasteAreRefused) {
    EXPECT_THAT(refusalOf(oldFile("\x80\x02")), HasSubstr("cut off"));
    EXPECT_THAT(refusalOf(oldFile("\x80\x02X\xff\xff\xff\x7f"
                                  "a.")),
                HasSubstr("cut off"));
    EXPECT_THAT(refusalOf(oldFile("\x80\x02h\7.")), HasSubstr("damaged")) << "never remembered";
    EXPECT_THAT(refusalOf(oldFile("\x80\x02u.")), HasSubstr("damaged")) << "no mark";
    EXPECT_THAT(refusalOf(oldFile("\x80\x02R.")), HasSubstr("damaged")) << "an empty stack";
    EXPECT_THAT(refusalOf(oldFile("\x80\x02N" + std::string(1 << 20, '\x85') + ".")), HasSubstr("cut off"))
        << "a million tuples in one another";
    EXPECT_THAT(refusalOf(oldFile("\x80\x02" + std::string(3 << 20, 'N'))), HasSubstr("larger than"));
    // A tensor's shape of a million numbers, again and again.
    EXPECT_THAT(refusalOf(oldFile("\x80\x02(" + std::string(1 << 20, 'N') + "tQ.")), HasSubstr("damaged"));
}

TEST_F(ForeignFile, TensorsStayInsideOfTheirData) {
    const std::string zero = bytes("K\0"), four = "K\4\x85", one = "K\1\x85";
    EXPECT_THAT(refusalOf(fileOfOneTensor(zero, four, one)), HasSubstr("no Glow that Facet knows")) << "is well";
    const auto outside = HasSubstr("reaches outside");
    EXPECT_THAT(refusalOf(fileOfOneTensor("K\1", four, one)), outside);
    EXPECT_THAT(refusalOf(fileOfOneTensor("K\4", one, one)), outside);
    EXPECT_THAT(refusalOf(fileOfOneTensor(bytes("J\xff\xff\xff\xff"), four, one)), outside);
    EXPECT_THAT(refusalOf(fileOfOneTensor(zero, "K\5\x85", one)), outside);
    EXPECT_THAT(refusalOf(fileOfOneTensor(zero, four, "K\2\x85")), outside);
    EXPECT_THAT(refusalOf(fileOfOneTensor(zero, "K\2\x85", bytes("J\xff\xff\xff\xff\x85"))), outside);
    EXPECT_THAT(refusalOf(fileOfOneTensor(zero, bytes("J\xff\xff\xff\x7f\x85"), bytes("K\0\x85"))), outside);
    const auto huge = bytes("\x8a\x08\0\0\0\0\0\0\0\x40");
    EXPECT_THAT(refusalOf(fileOfOneTensor(zero, huge + huge + "\x86", bytes("K\0K\0\x86"))), outside);
    EXPECT_THAT(refusalOf(fileOfOneTensor(zero, "K\2\x85", huge + "\x85")), outside);
    EXPECT_THAT(refusalOf(fileOfOneTensor(zero, four, "K\1K\1\x86")), outside);
    EXPECT_THAT(refusalOf(fileOfOneTensor(zero, four, one, bytes("\4\0\0\0\0\0\0\x40"))), HasSubstr("cut off"));
    EXPECT_THAT(refusalOf(fileOfOneTensor(zero, four, one, bytes("\3\0\0\0\0\0\0\0"))), HasSubstr("another size"));
}

TEST_F(ForeignFile, CutOffOrChangedIsRefused) {
    for (const char* file :
         {"rosinality_affine.pt", "rosinality_additive.pt", "openai_affine.npz", "openai_additive.pb"}) {
        const auto whole = contentOf(file);
        for (const double share : {0.01, 0.3, 0.7, 0.99}) {
            const auto part = whole.substr(0, static_cast<std::size_t>(share * static_cast<double>(whole.size())));
            EXPECT_THAT(refusalOf(part), HasSubstr((m_folder / "file").string())) << file << " " << share;
        }
    }
    auto changed = contentOf("rosinality_affine.pt");
    changed[changed.find("/data/0") + 200] ^= 1;
    EXPECT_THAT(refusalOf(changed), HasSubstr("damaged")) << "a checksum";
    EXPECT_THAT(refusalOf(contentOf("openai_additive.pb").substr(0, 5000)), HasSubstr("graph that is damaged"));
}

TEST_F(ForeignFile, ArraysOfObjectsAreRefused) {
    const std::string header = "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }\n";
    const auto length = static_cast<char>(header.size());
    const std::string array = std::string("\x93NUMPY\x01\x00", 8) + length + '\0' + header + "cos\nsystem\n.";
    const auto archive = m_folder / "objects.npz";
    zip_t* zip = zip_open(archive.c_str(), ZIP_CREATE, nullptr);
    const auto entry =
        zip_file_add(zip, "w.npy", zip_source_buffer(zip, array.data(), array.size(), /*freep=*/0), ZIP_FL_ENC_UTF_8);
    zip_set_file_compression(zip, static_cast<zip_uint64_t>(entry), ZIP_CM_STORE, 0);
    ASSERT_EQ(zip_close(zip), 0);
    std::ifstream stream(archive, std::ios::binary);
    EXPECT_THAT(refusalOf({std::istreambuf_iterator<char>(stream), {}}), HasSubstr("array of objects"));
}

TEST_F(ForeignFile, SidesThatDoNotFitAreRefused) {
    ImportOptions options;
    options.weights = Folder / "openai_affine.npz";
    options.output = m_folder / "model.safetensors";
    EXPECT_THAT([&] { importModel(options); }, testing::ThrowsMessage<Error>(HasSubstr("--image-size")));
    options.image = 7;
    EXPECT_THAT([&] { importModel(options); }, testing::ThrowsMessage<Error>(HasSubstr("halved")));
}

}  // namespace
}  // namespace facet
