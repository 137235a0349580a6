// Copies of files: those in which nothing was found are passed over, and nothing else changes.
#include "scanner/item_scan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/base64.h"
#include "tests/scanner/test_rules.h"

namespace sluice {
namespace {

struct File {
  std::string path, bytes;
};

class CopiesOfFiles : public testing::Test {
 protected:
  CopiesOfFiles() {
    Rule token = testlib::TestRule("token", "token=([0-9a-f]{40})");
    token.kind = Kind::kToken;
    database_ = testlib::TestDatabase({testlib::TestRule("key", "KEY[0-9]{6}"), token});
  }

  // "item rule-less-secret-line" of everything found and unread, in order; counts how often the repository was asked for an object.
  std::vector<std::string> Scan(const std::vector<File>& files, bool memoise, LocationSource source = LocationSource::kWorktree) {
    WorkResult result;
    const Allowlist allowlist = Allowlist::Make({{.regexes = {"KEY815203"}, .why = "a test"}}, "x.yaml").value();
    ItemScanOptions options{.rules = &database_->rules(), .allowlist = &allowlist};
    options.unpack.memoise = options.may_meet_copies = memoise;
    ItemScan scan(options, Matcher::Make(database_, {}).value(), &result);
    asked_ = 0;
    for (uint32_t i = 0; i < files.size(); ++i) {
      const ItemPlace place{.item = {source, i},
                            .order = i,
                            .description = [&] { return files[i].path; },
                            .has_object = [&](std::string_view) { return ++asked_ > 0; }};
      scan.Scan(place, {files[i].bytes, files[i].path}, {});
    }
    std::vector<std::string> said;
    for (const auto& [key, group] : result.matches.groups()) {
      for (const Occurrence& occurrence : group.occurrences)
        said.push_back("found in " + files[occurrence.item.index].path + ":" + std::to_string(occurrence.line));
    }
    for (const UnreadItem& unread : result.unread) said.push_back("unread " + files[unread.item.index].path);
    said.push_back(std::to_string(result.allowed.size()) + " allowed");
    std::ranges::sort(said);
    return said;
  }

  std::shared_ptr<const Database> database_;
  int asked_ = 0;
};

TEST_F(CopiesOfFiles, AreFoundAndUnreadWhereverTheyStand) {
  const std::string encrypted("PK\x03\x04\x14\x00\x09\x00", 8);
  const std::string encoded = Base64Encode("a line of text with KEY472913 in it");
  const std::vector<File> files{{"a/x.py", "KEY472913"}, {"b/x.py", "KEY472913"}, {"a/y.py", "KEY815203"}, {"b/y.py", "KEY815203"},
                                {"a/z.zip", encrypted},  {"b/z.zip", encrypted},  {"a/w.py", encoded},     {"b/w.py", encoded}};
  const std::vector<std::string> all = Scan(files, false);
  EXPECT_EQ(Scan(files, true), all);
  EXPECT_EQ(all.size(), 7U) << "two found, two encoded, two unread, and how many secrets are allowed";
}

TEST_F(CopiesOfFiles, AreDocumentsInTheFolderOfADocumentOnly) {
  const std::string xml = "<?xml?><w:p><w:r><w:t>KEY47</w:t></w:r><w:r><w:t>2913</w:t></w:r></w:p>";
  const std::vector<std::string> found = Scan({{"backup/word/document.xml", xml}, {"word/document.xml", xml}}, true);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[1], "found in word/document.xml:1");
}

TEST_F(CopiesOfFiles, OfHarmlessOnesAreLookedAtOnce) {
  const std::string object = "token=" + testlib::Forged("${hex:40}") + "\n";
  const std::vector<File> files{{"a/x.py", object}, {"b/x.py", object}};
  Scan(files, true);
  EXPECT_EQ(asked_, 1);
  Scan(files, false);
  EXPECT_EQ(asked_, 2);
  Scan(files, true, LocationSource::kBlob);
  EXPECT_EQ(asked_, 2) << "blobs are no copies of each other";
}

TEST_F(CopiesOfFiles, UnderAnotherNameAreLookedAtAgain) {
  const std::string object = "token=" + testlib::Forged("${hex:40}") + "\n";
  Scan({{"a/x.py", object}, {"a/x.yaml", object}, {"tests/x.py", object}}, true);
  EXPECT_GE(asked_, 2);
}

}  // namespace
}  // namespace sluice
