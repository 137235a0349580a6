// What stands encoded or archived in a repository is found, with the way to it; what is not opened is named.
#include <fstream>
#include <functional>
#include <map>

#include "base/base64.h"
#include "base/hex.h"
#include "tests/cli/scan_fixture.h"
#include "tests/testlib/archive_builder.h"

namespace sluice::testlib {
namespace {

using nlohmann::json;

std::string Utf16(std::string_view ascii) {
  std::string wide = "\xFF\xFE";
  for (const char c : ascii) wide += {c, '\0'};
  return wide;
}

std::string Escaped(std::string_view text, const std::function<std::string(unsigned char)>& each) {
  std::string escaped;
  for (const char c : text) escaped += each(static_cast<unsigned char>(c));
  return escaped;
}

struct Expected {
  std::string bytes;
  json container, decoded;  // null: not there
  int line = 1;
};

std::string Deb(const std::string& conf) {
  return MakeArchive("ar", {{"debian-binary", "2.0\n"},
                            {"control.tar.xz", MakeArchive("paxr", {{"./control", "Package: p\n"}}, "xz")},
                            {"data.tar.xz", MakeArchive("paxr", {{"./etc/p.conf", conf}}, "xz")}});
}

std::string ImageLayer(const std::string& npmrc) {
  return MakeArchive("paxr", {{"manifest.json", "[]"}, {"abc/layer.tar", MakeArchive("paxr", {{"root/.npmrc", npmrc}})}});
}

std::string Dump(std::string_view bytes) {
  std::string text;
  for (size_t at = 0; at < bytes.size(); at += 16)
    text += "000000" + HexEncode(std::string(1, static_cast<char>(at))) + ": " + HexEncode(bytes.substr(at, 16)) + "\n";
  return text;
}

// By path. Each gets a token of its own, `n` is its number.
std::map<std::string, std::function<Expected(const std::string&)>> Places() {
  const auto line = [](const std::string& token) { return "# comment\nTOKEN=" + token + "\n"; };
  return {
      {"utf16.txt",
       [=](auto& t) {
         return Expected{Utf16(line(t)), nullptr, {"utf-16le"}, 2};
       }},
      {"secret.yaml",
       [](auto& t) {
         return Expected{"kind: Secret\ndata:\n  token: " + Base64Encode(t) + "\n", nullptr, {"base64"}, 3};
       }},
      {"hex.ini",
       [](auto& t) {
         return Expected{"v = " + HexEncode(t) + "\n", nullptr, {"hex"}};
       }},
      {"query.txt",
       [](auto& t) {
         return Expected{"q=a%3Dtoken%3D" + t + "%26b\n", nullptr, {"percent"}};
       }},
      {"unicode.json",
       [](auto& t) {
         return Expected{"{\"a\": \"k\\u003d" + t + "\\u0026\"}\n", nullptr, {"escapes"}};
       }},
      {"hex.c",
       [](auto& t) {
         const auto hex = [](unsigned char c) { return "\\x" + HexEncode(std::string(1, static_cast<char>(c))); };
         return Expected{"\n\nchar* k = \"" + Escaped(t, hex) + "\";\n", nullptr, {"escapes"}, 3};
       }},
      {"page.html",
       [](auto& t) {
         return Expected{"<b>" + Escaped(t, [](unsigned char c) { return "&#" + std::to_string(c) + ";"; }), nullptr, {"html"}};
       }},
      {"mail.eml",
       [](auto& t) {
         return Expected{
             "The words of this mail fill the whole line before a token: " + t.substr(0, 9) + "=\n" + t.substr(9) + "\n",
             nullptr,
             {"quoted-printable"}};
       }},
      {"nested.json",
       [=](auto& t) {
         return Expected{"{\"f\": \"x\\n" + Base64Encode(line(t)) + "\\n\"}\n", nullptr, {"escapes", "base64"}};
       }},
      {"notebook.ipynb",
       [](auto& t) {
         const json cell = {{"source", {"import os\n", "os.environ[\"A\"]=\"\\u003d" + t + "\"\n"}}};
         return Expected{json{{"cells", {cell}}}.dump(), nullptr, {"escapes", "escapes"}};
       }},
      {"a.zip",
       [=](auto& t) {
         return Expected{MakeArchive("zip", {{"conf/.env", line(t)}}), {"a.zip", "conf/.env"}, nullptr, 2};
       }},
      {"b.tar.gz",
       [=](auto& t) {
         return Expected{MakeArchive("paxr", {{"in/a.zip", MakeArchive("zip", {{"conf/.env", line(t)}})}}, "gzip"),
                         {"b.tar.gz", "in/a.zip", "conf/.env"},
                         nullptr,
                         2};
       }},
      {"image.tar",
       [=](auto& t) {
         return Expected{ImageLayer(line(t)), {"image.tar", "abc/layer.tar", "root/.npmrc"}, nullptr, 2};
       }},
      {"p.deb",
       [=](auto& t) {
         return Expected{Deb(line(t)), {"p.deb", "data.tar.xz", "./etc/p.conf"}, nullptr, 2};
       }},
      {"helm.yaml",
       [=](auto& t) {
         const std::string release = Base64Encode(Base64Encode(MakeArchive("raw", {{"x", line(t)}}, "gzip")));
         return Expected{"kind: Secret\ndata: {release: " + release + "}\n", {"helm.yaml", "helm"}, {"base64", "base64"}, 2};
       }},
      {"cat.jpg",
       [=](auto& t) {
         const std::string picture = "\xFF\xD8\xFF" + std::string(300, '\0');
         return Expected{picture + MakeArchive("zip", {{"conf/.env", line(t)}}), {"cat.jpg", "conf/.env"}, nullptr, 2};
       }},
      {"dump.md",
       [=](auto& t) {
         return Expected{"The file:\n\n" + Dump(line(t)), nullptr, {"hexdump"}, 4};
       }},
      {"plain.bin",
       [=](auto& t) {
         return Expected{std::string("\0\1\2", 3) + t + std::string(3, '\0'), nullptr, nullptr};
       }},
  };
}

json OrNull(const json& object, const char* key) { return object.contains(key) ? object[key] : json(); }

class ScanUnpack : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    repo_ = new RepoBuilder;
    uint64_t number = 100;
    for (const auto& [path, make] : Places()) {
      tokens()[path] = FakeToken(number++);
      expected()[path] = make(tokens()[path]);
      repo_->Write(path, expected()[path].bytes);
    }
    repo_->Commit("add");
  }
  static void TearDownTestSuite() { delete repo_; }

  static std::map<std::string, std::string>& tokens() {
    static std::map<std::string, std::string> tokens;
    return tokens;
  }
  static std::map<std::string, Expected>& expected() {
    static std::map<std::string, Expected> expected;
    return expected;
  }
  static inline RepoBuilder* repo_ = nullptr;
};

TEST_F(ScanUnpack, EveryPlaceIsFoundOnceWithTheWayToIt) {
  const ScanRun run = Scan(repo_->path());
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_EQ(run.err, "");
  EXPECT_EQ(run.Of("github-pat-classic").size(), tokens().size());
  for (const auto& [path, want] : expected()) {
    SCOPED_TRACE(path);
    const json finding = run.Holding(tokens()[path]);
    if (finding.is_null()) continue;
    const json& at = finding["location"];
    EXPECT_EQ(at["path"], path);
    EXPECT_EQ(at["line"], want.line);
    EXPECT_EQ(OrNull(at, "container"), want.container);
    EXPECT_EQ(OrNull(at, "decoded"), want.decoded);
    EXPECT_EQ(finding["locations_total"], 1);
  }
}

TEST_F(ScanUnpack, ThreadsAndDeltasDoNotShow) {
  const std::string one = Scan(repo_->path(), {"--jobs", "1"}).out;
  EXPECT_EQ(Scan(repo_->path(), {"--jobs", "2"}).out, one);
  EXPECT_EQ(Scan(repo_->path(), {"--no-delta"}).out, one);
}

TEST_F(ScanUnpack, DepthZeroSwitchesItOff) {
  const ScanRun run = Scan(repo_->path(), {"--archive-depth", "0", "--decode-depth", "0"});
  EXPECT_TRUE(run.Holds(tokens()["plain.bin"]));
  EXPECT_FALSE(run.Holds(tokens()["a.zip"]));
  EXPECT_FALSE(run.Holds(tokens()["utf16.txt"]));
  EXPECT_EQ(run.err, "");
}

TEST_F(ScanUnpack, SettingsFileGivesTheDepthsFlagsWin) {
  TempDir dir;
  const auto file = dir.path() / "s.yaml";
  std::ofstream(file) << "scan: {archive_depth: 0, decode_depth: 0}\n";
  EXPECT_FALSE(Scan(repo_->path(), {"--config", file.string()}).Holds(tokens()["a.zip"]));
  EXPECT_TRUE(Scan(repo_->path(), {"--config", file.string(), "--archive-depth", "1"}).Holds(tokens()["a.zip"]));
}

TEST_F(ScanUnpack, TextReportShowsTheWay) {
  const std::string text = Sluice({"scan", repo_->path().string()}).out;
  EXPECT_NE(text.find("b.tar.gz › in/a.zip › conf/.env:2:7"), std::string::npos) << text;
  EXPECT_NE(text.find(" (escapes, base64)\n"), std::string::npos) << text;
}

TEST(ScanUnopened, WhatIsNotOpenedMakesAScanIncomplete) {
  TempDir dir;
  std::ofstream(dir.path() / "photos.rar") << std::string("Rar!\x1A\x07\x01\0", 8) << std::string(50, '\x91');
  const CommandResult output = Sluice({"scan", dir.path().string()});
  EXPECT_EQ(output.exit_code, 3);
  EXPECT_NE((output.out + output.err).find("photos.rar: a RAR archive is not opened"), std::string::npos)
      << output.out << output.err;
}

TEST_F(ScanUnpack, StandardInputIsUnpackedToo) {
  const ScanRun run = ParseRun(Sluice({"scan", "-", "--format", "jsonl", "--show-secrets"}, expected()["a.zip"].bytes));
  EXPECT_EQ(run.Holding(tokens()["a.zip"])["location"]["container"][1], "conf/.env");
}

TEST(ScanUnpackLimits, WhatIsNotOpenedIsNamedAndMakesTheScanIncomplete) {
  RepoBuilder repo;
  repo.Write("locked.zip", MakeArchive("zip", {{"a.env", "A=1\n"}}, "", "zip:encryption=traditional", "pass"));
  repo.Write("noise.dat", std::string("PK\x03\x04") + std::string(200, '\x9A'));
  repo.Commit("add");
  const ScanRun run = Scan(repo.path());
  EXPECT_EQ(run.exit_code, 3);
  EXPECT_NE(run.err.find("(locked.zip) › a.env: encrypted"), std::string::npos) << run.err;
  EXPECT_EQ(run.err.find("noise.dat"), std::string::npos) << run.err;
}

TEST(ScanUnpackLimits, WhatIsNotOpenedMayBeAcceptedByItsPath) {
  RepoBuilder repo;
  const std::string locked = MakeArchive("zip", {{"a.env", "A=1\n"}}, "", "zip:encryption=traditional", "pass");
  repo.Write("old/locked.zip", locked);
  repo.Commit("add");
  const auto scan_with = [&](const std::string& allow) {
    repo.Write(".sluice.yaml", "allow:\n- {paths: ['old/*.zip'], why: passwords are gone" + allow + "}\n");
    return Sluice({"scan", repo.path().string(), "--format", "json"});
  };
  const CommandResult accepted = scan_with("");
  EXPECT_EQ(accepted.exit_code, 0) << accepted.err;
  EXPECT_NE(accepted.out.find("\"complete\":true,\n\"unread\":[],\n\"unread_accepted\":1"), std::string::npos) << accepted.out;
  EXPECT_EQ(accepted.err.find("encrypted"), std::string::npos) << accepted.err;
  const CommandResult text = Sluice({"scan", repo.path().string()});
  EXPECT_NE(text.out.find("1 thing not read: the allow list accepts whatever is in it"), std::string::npos) << text.out;
  EXPECT_EQ(scan_with(", rules: [github-pat-classic]").exit_code, 3) << "for one rule only";
  repo.Write("new/locked.zip", locked);
  repo.Commit("the same elsewhere");
  EXPECT_EQ(scan_with("").exit_code, 3) << "stands at another path, too";
}

TEST(ScanUnpackMarkers, AllowACommentBesideAnEncodedSecret) {
  RepoBuilder repo;
  const std::string token = FakeToken(1);
  repo.Write("a.yaml", "a: " + Base64Encode("token=" + token) + "  # sluice:allow a test\n");
  repo.Commit("add");
  EXPECT_FALSE(Scan(repo.path()).Holds(token));
}

TEST(ScanUnpackOnce, APlainSecretInADecodedRegionIsSeenWhereItStands) {
  RepoBuilder repo;
  const std::string token = FakeToken(2);
  repo.Write("a.json", "{\"x\": \"a\\u003db\", \"t\": \"" + token + "\"}\n");
  repo.Write("a.tar", MakeArchive("paxr", {{"a.env", "T=" + token + "\n"}}));
  repo.Commit("add");
  const json finding = Scan(repo.path()).Holding(token);
  EXPECT_EQ(finding["locations_total"], 2);
  EXPECT_FALSE(finding["location"].contains("decoded"));
  EXPECT_EQ(finding["other_locations"][0]["container"], (json{"a.tar", "a.env"}));
}

TEST(ScanUnpackOnce, ATokenThatALoginWrapsIsToldAsThatToken) {
  RepoBuilder repo;
  const std::string auth = R"({"auths":{"ghcr.io":{"auth":")" + Base64Encode("ci:" + FakeToken(3)) + R"("},)";
  const std::string other = R"("r.acme.net":{"auth":")" + Base64Encode("joe:Xk92-" + std::string("ffjP3q1")) + R"("}}})";
  repo.Write("r.http", "Authorization: Basic " + Base64Encode("ci:" + FakeToken(4)) + "\n");
  repo.Write("s.yaml", "data:\n  .dockerconfigjson: " + Base64Encode(auth + other) + "\n");
  repo.Commit("add");
  const ScanRun run = Scan(repo.path());
  EXPECT_EQ(run.Holding(FakeToken(3))["location"]["decoded"], (json{"base64", "base64"}));
  EXPECT_TRUE(run.Holds(FakeToken(4)));
  EXPECT_EQ(run.Of("github-pat-classic").size(), 2U);
  EXPECT_EQ(run.Of("docker-config-auth").size(), 1U) << "the other login has no form of its own";
  EXPECT_TRUE(run.Of("http-basic-header").empty());
}

}  // namespace
}  // namespace sluice::testlib
