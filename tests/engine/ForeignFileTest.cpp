// SPDX-License-Identifier: GPL-3.0-or-later
// Files of weights that are damaged, lack something, or mean harm.
#include "engine/Error.h"
#include "engine/ModelImport.h"
#include "tests/support/TemporaryFolder.h"

#include <gmock/gmock.h>
#include <zip.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

namespace facet {
namespace {

using testing::HasSubstr;

const std::filesystem::path Folder = FACET_FOREIGN;

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

/// An array as numpy.save writes it.
std::string array(const std::string& type, const std::string& shape, const std::string& values) {
    const auto header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }\n";
    return bytes("\x93NUMPY\x01\x00") + static_cast<char>(header.size()) + '\0' + header + values;
}

/// An .npz with an entry added or, where there is no content, taken away.
std::string changed(const std::string& npz, const std::string& name, const std::string& content) {
    const test::TemporaryFolder folder;
    const auto path = folder / "changed.npz";
    std::ofstream(path, std::ios::binary) << npz;
    zip_t* zip = zip_open(path.c_str(), npz.empty() ? ZIP_CREATE | ZIP_TRUNCATE : 0, nullptr);
    if (content.empty()) {
        EXPECT_EQ(zip_delete(zip, static_cast<zip_uint64_t>(zip_name_locate(zip, name.c_str(), 0))), 0) << name;
    } else {
        const auto entry = zip_file_add(
            zip, name.c_str(), zip_source_buffer(zip, content.data(), content.size(), /*freep=*/0), ZIP_FL_ENC_UTF_8);
        zip_set_file_compression(zip, static_cast<zip_uint64_t>(entry), ZIP_CM_STORE, 0);
    }
    EXPECT_EQ(zip_close(zip), 0);
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

TEST_F(ForeignFile, ArraysOfOtherThingsThanNumbersAreRefused) {
    const auto refusal = [this](const std::string& type) {
        return refusalOf(changed({}, "w.npy", array(type, "1,", "cos\nsystem\n.")));
    };
    EXPECT_THAT(refusal("|O"), HasSubstr("array of objects"));
    EXPECT_THAT(refusal(">f4"), HasSubstr("type >f4, which is not supported"));
    EXPECT_THAT(refusal("<U3"), HasSubstr("type U3, which is not supported"));
    EXPECT_THAT(refusalOf(changed({}, "notes.txt", "hello")), HasSubstr("zip archive without weights; give a .pt"));
}

TEST_F(ForeignFile, WhatTheOpenAiFormLacksOrAddsIsNamed) {
    const auto plain = contentOf("openai_affine.npz");
    const auto reversing = contentOf("openai_reverse.npz");
    EXPECT_THAT(refusalOf(changed(plain, "model/1/0/invconv/W:0.npy", {})),
                HasSubstr("no order of channels for the step 1/0/, but has one for others"));
    EXPECT_THAT(refusalOf(changed(plain, "model/0/1/f1/l_2/W:0.npy", {})),
                HasSubstr("the tensor 0/1/f1/l_2/W is missing"));
    EXPECT_THAT(refusalOf(changed(contentOf("openai_lu.npz"), "model/0/0/invconv/U:0.npy", {})),
                HasSubstr("the tensor 0/0/invconv/U is missing"));
    const auto twice = array("<i4", "4,", bytes("\0\0\0\0\1\0\0\0\1\0\0\0\3\0\0\0"));
    EXPECT_THAT(refusalOf(changed(reversing, "model/0/0/shuffle/indices:0.npy", twice)),
                HasSubstr("0/0/shuffle/indices is no order of channels"));
    EXPECT_THAT(refusalOf(changed(plain, "model/0/0/f1/l_1/context/W:0.npy", array("<f4", "1,", bytes("\0\0\0\0")))),
                HasSubstr("a model under a condition, which is not supported"));
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
