// What a document of an office program says: its XML without the tags, a line for each paragraph. The program splits what was typed
// in one go wherever spelling or a format changes, so a credential stands in pieces between the tags. Pure, any thread. Formats:
// ECMA-376 (WordprocessingML, PresentationML, SpreadsheetML), OASIS OpenDocument 1.3 part 3.
#pragma once

#include <cstddef>
#include <string_view>

namespace sluice {

// Whether an entry of an archive may hold the text of a document: word/document.xml, xl/sharedStrings.xml, ppt/slides/slide1.xml,
// content.xml.
bool IsDocumentPath(std::string_view entry_path);
// Whether it does. Without the tag that all XML begins with it has been read already.
bool IsDocumentText(std::string_view entry_path, std::string_view text);

struct Tag {
  size_t size = 0;         // 0: none begins here
  bool ends_line = false;  // of a paragraph, a string or a line in one
};

// Requires: text begins with '<'. A tag longer than kMaxTagBytes is none.
constexpr size_t kMaxTagBytes = 4096;
Tag ReadTag(std::string_view text);

}  // namespace sluice
