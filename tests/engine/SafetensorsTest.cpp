// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Sha256.h"
#include "engine/model/ContentHash.h"
#include "engine/model/Safetensors.h"
#include "tests/support/TemporaryFolder.h"

#include <gmock/gmock.h>

#include <fstream>
#include <unistd.h>

namespace facet::model {
namespace {

class SafetensorsTest : public testing::Test {
 protected:
    std::filesystem::path write(const std::string& header, std::size_t dataBytes, std::uint64_t headerSize) {
        const auto path = m_folder / "file.safetensors";
        std::ofstream stream(path, std::ios::binary);
        stream.write(reinterpret_cast<const char*>(&headerSize), 8);
        stream << header << std::string(dataBytes, '\1');
        return path;
    }
    std::filesystem::path write(const std::string& header, std::size_t dataBytes) {
        return write(header, dataBytes, header.size());
    }
    static std::string refusal(const std::filesystem::path& path) {
        try {
            readTensors(path, ErrorKind::Model);
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::Model);
            return error.what();
        }
        return "accepted";
    }
    test::TemporaryFolder m_folder;
};

TEST_F(SafetensorsTest, GivesBackWhatWasWritten) {
    TensorFile file;
    file.metadata = {{"card", "{\"name\": \"Ünï\"}"}};
    file.tensors = {{"a", torch::randn({2, 3})}, {"b", torch::randn({4}).to(torch::kFloat16)},
                    {"c", torch::arange(5)},     {"d", torch::arange(7).to(torch::kUInt8)},
                    {"e", torch::randn({})},     {"f", torch::randn({3, 4}).t()},
                    {"g", torch::zeros({0, 4})}};
    writeTensors(file, m_folder / "x.safetensors", false);
    const auto back = readTensors(m_folder / "x.safetensors", ErrorKind::Input);
    EXPECT_EQ(back.metadata, file.metadata);
    ASSERT_EQ(back.tensors.size(), file.tensors.size());
    for (const auto& [name, tensor] : file.tensors) {
        EXPECT_TRUE(back.tensors.at(name).equal(tensor)) << name;
        EXPECT_EQ(back.tensors.at(name).scalar_type(), tensor.scalar_type()) << name;
    }
    EXPECT_EQ(contentHash(back.tensors), contentHash(file.tensors));
}

TEST_F(SafetensorsTest, OverwritesOnlyWhenTold) {
    const auto path = m_folder / "x.safetensors";
    writeTensors({{{"a", torch::zeros({1})}}, {}}, path, false);
    EXPECT_THROW(writeTensors({{{"a", torch::ones({1})}}, {}}, path, false), Error);
    EXPECT_EQ(readTensors(path, ErrorKind::Input).tensors.at("a").item<float>(), 0);
    writeTensors({{{"a", torch::ones({1})}}, {}}, path, true);
    EXPECT_EQ(readTensors(path, ErrorKind::Input).tensors.at("a").item<float>(), 1);
}

TEST_F(SafetensorsTest, AFailedWriteLeavesNothing) {
    EXPECT_THROW(writeTensors({{{"a", torch::zeros({1})}}, {}}, m_folder / "none" / "x.safetensors", false), Error);
    EXPECT_TRUE(std::filesystem::is_empty(m_folder.path()));
}

TEST_F(SafetensorsTest, RefusesDamagedFilesAndSaysWhich) {
    using testing::HasSubstr;
    const std::string a = R"("a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]})";
    EXPECT_THAT(refusal(m_folder / "none"), HasSubstr("no such file"));
    EXPECT_THAT(refusal(write("", 0, 0)), HasSubstr("JSON"));
    EXPECT_THAT(refusal(write("{" + a + "}", 4)), HasSubstr("tensor a reaches beyond"));
    EXPECT_THAT(refusal(write("{" + a + "}", 8, 1000)), HasSubstr("cut off inside its header"));
    EXPECT_THAT(refusal(write("{" + a + "}", 8, std::uint64_t{1} << 60)), HasSubstr("no safetensors file"));
    EXPECT_THAT(refusal(write("not json", 8)), HasSubstr("JSON"));
    EXPECT_THAT(refusal(write("{" + a + "}", 9)), HasSubstr("behind its last tensor"));
    EXPECT_THAT(refusal(write("{" + a + "," + a + "}", 8)), HasSubstr("twice"));
    EXPECT_THAT(refusal(write("{" + a + R"(,"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}})", 12)),
                HasSubstr("overlap"));
    EXPECT_THAT(refusal(write("{" + a + R"(,"b":{"dtype":"F32","shape":[1],"data_offsets":[12,16]}})", 16)),
                HasSubstr("gap"));
    EXPECT_THAT(refusal(write(R"({"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}})", 8)), HasSubstr("shape"));
    EXPECT_THAT(refusal(write(R"({"a":{"dtype":"C64","shape":[1],"data_offsets":[0,8]}})", 8)), HasSubstr("C64"));
    EXPECT_THAT(refusal(write(R"({"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}})", 8)),
                HasSubstr("malformed"));
    EXPECT_THAT(refusal(write(R"({"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}})", 8)),
                HasSubstr("too large"));
    EXPECT_THAT(refusal(write(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}})", 8)), HasSubstr("beyond"));
    EXPECT_THAT(refusal(write(R"({"a":7})", 0)), HasSubstr("malformed"));
    EXPECT_THAT(refusal(write(R"({"__metadata__":{"card":5}})", 0)), HasSubstr("metadata"));
}

TEST(ContentHash, IsSha256) {
    EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256(std::string(1000000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(ContentHash, DependsOnNameShapeTypeAndBytes) {
    const auto t = torch::arange(6).to(torch::kFloat32);
    const auto hash = contentHash({{"a", t}});
    EXPECT_EQ(hash.size(), 64U);
    EXPECT_NE(hash, contentHash({{"b", t}}));
    EXPECT_NE(hash, contentHash({{"a", t.view({2, 3})}}));
    EXPECT_NE(hash, contentHash({{"a", t.to(torch::kFloat64)}}));
    EXPECT_NE(hash, contentHash({{"a", t + 1}}));
}

}  // namespace
}  // namespace facet::model
