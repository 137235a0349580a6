// Encoded texts are found, decoded, nested to a depth, and each of their bytes has a way back.
#include "scanner/unpack/unpacker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "base/base64.h"
#include "base/hex.h"
#include "tests/scanner/unpack/unpacked.h"
#include "tests/testlib/archive_builder.h"

namespace sluice::testlib {
namespace {

using namespace std::string_literals;
using testing::ElementsAre;
using testing::IsEmpty;

// 40 bytes that no encoding leaves as they are.
const std::string kPlain = "user=\"someone\" and words/of/a secret?~>>";

std::string Each(std::string_view bytes, const std::function<std::string(unsigned char)>& encode) {
  std::string text;
  for (const char c : bytes) text += encode(static_cast<unsigned char>(c));
  return text;
}

std::string Wide(std::string_view ascii, size_t before, size_t after) {
  return Each(ascii, [&](unsigned char c) { return std::string(before, '\0') + static_cast<char>(c) + std::string(after, '\0'); });
}

std::string HexOf(unsigned char c) { return HexEncode(std::string(1, static_cast<char>(c))); }

std::string OctalOf(unsigned char c) {
  return {'\\', static_cast<char>('0' + (c >> 6)), static_cast<char>('0' + (c >> 3 & 7)), static_cast<char>('0' + (c & 7))};
}

struct Case {
  const char* name;
  std::string text;
  std::string decoded;
  uint64_t origin, origin_end;  // of the first byte of kPlain
};

void PrintTo(const Case& each, std::ostream* out) { *out << each.name; }

std::vector<Case> Cases() {
  const std::string base64 = Base64Encode(kPlain), url = Base64UrlEncode(kPlain), hex = HexEncode(kPlain);
  const std::string wrapped =
      "    " + base64.substr(0, 24) + "\n    " + base64.substr(24, 24) + "\n    " + base64.substr(48) + "\n";
  return {
      {"Base64", "key: " + base64 + "\n", "base64", 5, 7},
      {"Base64Url", "{\"k\":\"" + url + "\"}", "base64", 6, 8},
      {"Base64Wrapped", "f: |\n" + wrapped + "g: 1\n", "base64", 9, 11},
      {"Hex", "x = '" + hex + "'", "hex", 5, 7},
      {"HexWrapped", hex.substr(0, 32) + "\n" + hex.substr(32, 32) + "\r\n" + hex.substr(64), "hex", 0, 2},
      {"Percent", "q=" + Each(kPlain, [](unsigned char c) { return "%" + HexOf(c); }), "percent", 2, 5},
      {"HexEscapes", "\"" + Each(kPlain, [](unsigned char c) { return "\\x" + HexOf(c); }) + "\"", "escapes", 1, 5},
      {"UnicodeEscapes", "\"" + Each(kPlain, [](unsigned char c) { return "\\u00" + HexOf(c); }) + "\"", "escapes", 1, 7},
      {"OctalEscapes", "\"" + Each(kPlain, OctalOf) + "\"", "escapes", 1, 5},
      {"HtmlDecimal", "<p>" + Each(kPlain, [](unsigned char c) { return "&#" + std::to_string(c) + ";"; }), "html", 3, 9},
      {"HtmlHex", "<p>" + Each(kPlain, [](unsigned char c) { return "&#x" + HexOf(c) + ";"; }), "html", 3, 9},
      {"Utf16Le", "\xFF\xFE" + Wide(kPlain, 0, 1), "utf-16le", 2, 4},
      {"Utf16Be", "\xFE\xFF" + Wide(kPlain, 1, 0), "utf-16be", 2, 4},
      {"Utf16LeWithoutMark", Wide(kPlain, 0, 1), "utf-16le", 0, 2},
      {"Utf16BeWithoutMark", Wide(kPlain, 1, 0), "utf-16be", 0, 2},
      {"Utf32Le", "\xFF\xFE\0\0"s + Wide(kPlain, 0, 3), "utf-32le", 4, 8},
      {"Utf32BeWithoutMark", Wide(kPlain, 3, 0), "utf-32be", 0, 4},
      {"WideStringInABinary", "MZ\x90\0\x03\0\0\0\xFF\xFF"s + Wide(kPlain, 0, 1) + "\0\0\xFE\xAA"s, "utf-16le", 10, 12},
  };
}

class Encodings : public testing::TestWithParam<Case> {};

TEST_P(Encodings, AreDecodedWithAWayBack) {
  const Case& each = GetParam();
  Unpacker unpacker({});
  int found = 0;
  const UnpackVisitor visitor{.visit =
                                  [&](const Text& text) {
                                    const size_t at = text.bytes.find(kPlain);
                                    if (at == std::string_view::npos) return true;
                                    EXPECT_THAT(DecodedOf(text), ElementsAre(each.decoded));
                                    const Spot spot = Trace(text.parent->bytes, text.region, {at})[0];
                                    EXPECT_EQ(spot.begin, each.origin);
                                    EXPECT_EQ(spot.end, each.origin_end);
                                    ++found;
                                    return true;
                                  },
                              .unread = [](const std::string&, const std::string& why) { ADD_FAILURE() << why; }};
  unpacker.Unpack({each.text, "file", {}}, visitor, {});
  EXPECT_EQ(found, 1) << each.text;
}

INSTANTIATE_TEST_SUITE_P(All, Encodings, testing::ValuesIn(Cases()), [](const auto& each) { return std::string(each.param.name); });

TEST(Unpacker, KeepsTheKeyBeforeAValue) {
  const Unpacked all = UnpackAll("a: 1\n  password: '" + Base64Encode(kPlain) + "' # old\nb: 2\n");
  ASSERT_EQ(all.texts.size(), 1U);
  EXPECT_EQ(all.texts[0].bytes, "  password: '" + kPlain + "' # old");
}

TEST(Unpacker, ReadsShortValuesOfAKubernetesSecret) {
  const std::string manifest = "apiVersion: v1\nkind: Secret\ndata:\n  password: " + Base64Encode("hunter2?") + "\n";
  EXPECT_EQ(UnpackAll(manifest, "s.yaml").With("password: hunter2?").size(), 1U);
  EXPECT_THAT(UnpackAll("kind: ConfigMap" + manifest.substr(26), "s.yaml").With("hunter2"), IsEmpty());
}

TEST(Unpacker, ReadsAQuotedPrintableToken) {
  const std::string mail = "The words before fill a line that breaks in the midst of a token=3Dabc=\ndef and go on.\n";
  const auto found = UnpackAll(mail).With("token=abcdef and");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_THAT(found[0].decoded, ElementsAre("quoted-printable"));
}

TEST(Unpacker, LinesThatEndInADigestAreNotQuotedPrintable) {
  const std::string digest = Base64Encode(std::string(32, '\x9c'));
  std::string sums;
  for (int i = 0; i < 9; ++i) sums += "example.org/a/module" + std::to_string(i) + " v1.0.0 h1:" + digest + "\n";
  EXPECT_TRUE(UnpackAll(sums).With("example.org").empty());
  const std::string too_long = "a line of more than the 76 characters that a line of quoted-printable has, padding=\nnext\n";
  EXPECT_TRUE(UnpackAll(too_long).With("next").empty());
}

TEST(Unpacker, ReadsAPrivateKeyEscapedForJson) {
  const std::string body(64, 'M');
  const Unpacked all = UnpackAll("{\"key\": \"--BEGIN--\\n" + body + "\\n" + body + "\\n--END--\\n\"}");
  EXPECT_EQ(all.With("--BEGIN--\n" + body + "\n" + body + "\n--END--\n").size(), 1U);
}

TEST(Unpacker, DecodesToADepth) {
  const std::string twice = Base64Encode(Base64Encode(kPlain)), thrice = Base64Encode(twice);
  const auto found = UnpackAll(twice).With(kPlain);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_THAT(found[0].decoded, ElementsAre("base64", "base64"));
  EXPECT_THAT(UnpackAll(thrice).With(kPlain), IsEmpty());
  EXPECT_EQ(UnpackAll(thrice, "x", {.decode_depth = 3}).With(kPlain).size(), 1U);
  EXPECT_THAT(UnpackAll(twice, "x", {.decode_depth = 0}).texts, IsEmpty());
}

TEST(Unpacker, NamesWhatIsEncodedDeeperOnce) {
  const std::string thrice = Base64Encode(Base64Encode(Base64Encode(kPlain)));
  EXPECT_THAT(UnpackAll("a: " + thrice + "\nb: x" + thrice + "\n").unread,
              ElementsAre(": encoded more often than --decode-depth 2 undoes"));
  EXPECT_THAT(UnpackAll(Base64Encode(Base64Encode(kPlain))).unread, IsEmpty());
  EXPECT_THAT(UnpackAll(thrice, "x", {.decode_depth = 0}).unread, IsEmpty());
  const std::string once = Base64Encode(kPlain);
  EXPECT_THAT(UnpackAll("a: " + once + " b: " + once + " c: " + once + " d: " + once).unread, IsEmpty()) << "beside each other";
}

TEST(Unpacker, CountsLinesWhereTheOutermostEncodingStands) {
  const std::string wide = Wide("first line\n" + kPlain, 0, 1);
  Unpacker unpacker({});
  int seen = 0;
  const UnpackVisitor visitor{.visit =
                                  [&](const Text& text) {
                                    const size_t at = text.bytes.find(kPlain);
                                    if (at == std::string_view::npos) return false;
                                    EXPECT_EQ(AnchorOf(text).parent, nullptr);
                                    EXPECT_EQ(TraceToAnchor(text, {0}).front().begin, 5U);
                                    ++seen;
                                    return true;
                                  },
                              .unread = [](const std::string&, const std::string& why) { ADD_FAILURE() << why; }};
  const std::string content = "-enc " + Base64Encode(wide) + "\n";
  unpacker.Unpack({content, "x.ps1", {}}, visitor, {});
  EXPECT_EQ(seen, 1);
}

TEST(Unpacker, OpensATarThatIsEncoded) {
  for (const std::string& name : {std::string("a"), std::string("conf/app.env"), std::string(70, 'n')}) {
    const std::string digits = Base64Encode(MakeArchive("ustar", {{name, kPlain}}));
    std::string wrapped;
    for (size_t i = 0; i < digits.size(); i += 76) wrapped += digits.substr(i, 76) + "\n";
    for (const std::string& text : {"data: " + digits + "\n", wrapped}) {
      const auto found = UnpackAll(text).With(kPlain);  // in the archive as a whole, too: nothing is compressed in it
      ASSERT_EQ(found.size(), 2U) << name;
      EXPECT_THAT(found[1].container, ElementsAre(name));
      EXPECT_THAT(found[1].decoded, ElementsAre("base64"));
    }
  }
}

TEST(Unpacker, ReadsHexBehindItsMark) {
  const auto found = UnpackAll("blob = 0x" + HexEncode(kPlain) + "\n").With(kPlain);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_THAT(found[0].decoded, ElementsAre("hex"));
}

TEST(Unpacker, OpensAnArchiveThatIsEncoded) {
  const Unpacked all = UnpackAll("release: " + Base64Encode(MakeArchive("raw", {{"x", kPlain}}, "gzip")), "helm.yaml");
  const auto found = all.With(kPlain);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_THAT(found[0].decoded, ElementsAre("base64"));
  EXPECT_THAT(found[0].container, ElementsAre("helm"));
}

// What Helm keeps of a release, as kubectl prints it: base64 in base64 around gzip around JSON, in which manifests hold base64
// again.
TEST(Unpacker, ReadsAReleaseOfHelm) {
  const std::string value = "a password of 30 characters ~>";
  const std::string json = "{\"name\":\"web\",\"manifest\":\"kind: Secret\\ndata:\\n  password: " + Base64Encode(value) + "\\n\"}";
  const std::string release = Base64Encode(Base64Encode(MakeArchive("raw", {{"x", json}}, "gzip")));
  const Unpacked all = UnpackAll("apiVersion: v1\nkind: Secret\ndata:\n  release: " + release + "\n", "secrets.yaml");
  ASSERT_FALSE(all.With("\"name\":\"web\"").empty());
  EXPECT_THAT(all.With("\"name\":\"web\"")[0].decoded, ElementsAre("base64", "base64"));
  const auto found = all.With("password: " + value);
  ASSERT_FALSE(found.empty());
  EXPECT_THAT(found[0].container, ElementsAre("secrets"));
  EXPECT_THAT(all.unread, IsEmpty());
}

TEST(Unpacker, CountsEncodingsAnewInAnEntry) {
  const std::string thrice = Base64Encode(Base64Encode(Base64Encode(kPlain)));
  const std::string inner = Base64Encode(MakeArchive("zip", {{"a.txt", Base64Encode(Base64Encode(kPlain))}, {"b.txt", thrice}}));
  const Unpacked all = UnpackAll(Base64Encode(inner), "x");
  EXPECT_EQ(all.With(kPlain).size(), 1U);
  EXPECT_THAT(all.unread, ElementsAre(" › b.txt: encoded more often than --decode-depth 2 undoes"));
}

TEST(Unpacker, LeavesOrdinaryTextAlone) {
  EXPECT_THAT(UnpackAll("int main() {\n  printf(\"%d items, %5.2d%%\\n\", a & b, x = 3);\n  return a && b || c == d;\n}\n").texts,
              IsEmpty());
  EXPECT_THAT(
      UnpackAll("sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 getElementsByTagNameAndClass\n").texts,
      IsEmpty());
  EXPECT_THAT(UnpackAll("-----BEGIN CERTIFICATE-----\nMIIBtjCCAVugAwIBAgITBmyf1XSXNmY/Owua2eiedgPySjAKBggqhkjOPQQDAjA5\n").texts,
              IsEmpty());
}

TEST(Unpacker, RemembersWhatHeldNothingPerPath) {
  Unpacker unpacker({});
  int visits = 0;
  const UnpackVisitor visitor{.visit =
                                  [&](const Text&) {
                                    ++visits;
                                    return false;
                                  },
                              .unread = [](const std::string&, const std::string&) {}};
  const std::string text = "k: " + Base64Encode(kPlain) + "\n";
  unpacker.Unpack({text, "a.yaml", {}}, visitor, {});
  unpacker.Unpack({"more: 1\n" + text, "a.yaml", {}}, visitor, {});
  EXPECT_EQ(visits, 1);
  unpacker.Unpack({text, "b.txt", {}}, visitor, {});
  EXPECT_EQ(visits, 2) << "the same bytes may mean something else in another kind of file";
}

TEST(Unpacker, RemembersWhatHeldNothingPerKindOfPathWhereThatIsKnown) {
  Unpacker unpacker({});
  int visits = 0;
  const UnpackVisitor visitor{.visit =
                                  [&](const Text&) {
                                    ++visits;
                                    return false;
                                  },
                              .unread = [](const std::string&, const std::string&) {},
                              .kind_of_path = [](std::string_view path) { return uint64_t{path.starts_with("locale/")}; }};
  const std::string text = "k: " + Base64Encode(kPlain) + "\n";
  unpacker.Unpack({text, "a.yaml", {}}, visitor, {});
  unpacker.Unpack({text, "moved/b.yaml", {}}, visitor, {});
  EXPECT_EQ(visits, 1);
  unpacker.Unpack({text, "locale/b.yaml", {}}, visitor, {});
  unpacker.Unpack({text, "a.txt", {}}, visitor, {});
  EXPECT_EQ(visits, 3);
}

TEST(Unpacker, RemembersWhatIsNoDocumentApartFromTheSameInOne) {
  Unpacker unpacker({});
  int joined = 0;
  const UnpackVisitor visitor{.visit =
                                  [&](const Text& text) {
                                    joined += text.bytes.find("onetwo") != std::string_view::npos ? 1 : 0;
                                    return false;
                                  },
                              .unread = [](const std::string&, const std::string&) {},
                              .kind_of_path = [](std::string_view) { return uint64_t{1}; }};
  const std::string xml = "<?xml?><w:p><w:r><w:t>one</w:t></w:r><w:r><w:t>two</w:t></w:r></w:p>";
  const std::string bytes = MakeArchive("zip", {{"old/word/document.xml", xml}, {"word/document.xml", xml}});
  unpacker.Unpack({bytes, "a.zip", {}}, visitor, {});
  EXPECT_EQ(joined, 1);
}

TEST(Unpacker, StopsWhenAskedAndSaysSo) {
  std::stop_source stop;
  std::vector<std::string> unread;
  Unpacker unpacker({});
  const UnpackVisitor visitor{.visit =
                                  [&](const Text&) {
                                    stop.request_stop();
                                    return false;
                                  },
                              .unread = [&](const std::string&, const std::string& why) { unread.push_back(why); }};
  const std::string bytes = MakeArchive("zip", {{"a", "one"}, {"b", "two"}});
  unpacker.Unpack({bytes, "a.zip", {}}, visitor, stop.get_token());
  EXPECT_THAT(unread, ElementsAre("the scan was stopped before all of it was unpacked"));
}

}  // namespace
}  // namespace sluice::testlib
