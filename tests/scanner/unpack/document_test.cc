// The text of a document is put together again, whatever tags its program puts between.
#include "scanner/unpack/document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/scanner/unpack/unpacked.h"
#include "tests/testlib/archive_builder.h"

namespace sluice::testlib {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(IsDocumentText, PartsThatPeopleWrite) {
  for (const char* path :
       {"word/document.xml", "word/footnotes.xml", "xl/sharedStrings.xml", "ppt/slides/slide12.xml", "content.xml"})
    EXPECT_TRUE(IsDocumentText(path, "<?xml?>")) << path;
  for (const char* path : {"pom.xml", "src/word/document.xml", "word/media/a.png", "xl/workbook.xml", "a/content.xml"})
    EXPECT_FALSE(IsDocumentText(path, "<?xml?>")) << path;
  EXPECT_TRUE(IsDocumentText("content.xml", "\xEF\xBB\xBF<?xml?>"));
  EXPECT_FALSE(IsDocumentText("content.xml", "what it said"));
}

TEST(ReadTag, EndsOfParagraphsAndOthers) {
  EXPECT_EQ(ReadTag("</w:p><w:p>").size, 6U);
  EXPECT_TRUE(ReadTag("</w:p><w:p>").ends_line);
  EXPECT_TRUE(ReadTag("<w:br w:type=\"x\"/>").ends_line);
  EXPECT_FALSE(ReadTag("</w:pPr>").ends_line);
  EXPECT_FALSE(ReadTag("<w:t xml:space=\"preserve\">").ends_line);
  for (const char* text : {"<w:t", "<w:t <b>", "< 2>", "<>"}) EXPECT_EQ(ReadTag(text).size, 0U) << text;
  EXPECT_EQ(ReadTag("<" + std::string(kMaxTagBytes, 'x') + ">").size, 0U);
}

TEST(Documents, AreReadWithoutTheirTags) {
  const std::string xml =
      "<w:p><w:r><w:t>pass</w:t></w:r><w:proofErr/><w:r><w:t>word = \"x</w:t></w:r></w:p><w:p><w:t>next 1 < 2</w:t></w:p>";
  const Unpacked all = UnpackAll(MakeArchive("zip", {{"word/document.xml", xml}, {"pom.xml", xml}}), "a.docx");
  const auto found = all.With("password = \"x\nnext 1 < 2\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_THAT(found[0].container, ElementsAre("word/document.xml"));
  EXPECT_THAT(found[0].decoded, ElementsAre("markup"));
  EXPECT_THAT(all.unread, IsEmpty());
}

}  // namespace
}  // namespace sluice::testlib
