#include "scanner/unpack/document.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace sluice {

bool IsDocumentPath(std::string_view entry_path) {
  static constexpr auto kFolders =
      std::to_array<std::string_view>({"word/", "ppt/slides/", "ppt/notesSlides/", "xl/sharedStrings"});
  if (!entry_path.ends_with(".xml")) return false;
  return entry_path == "content.xml" ||
         std::ranges::any_of(kFolders, [&](std::string_view folder) { return entry_path.starts_with(folder); });
}

bool IsDocumentText(std::string_view entry_path, std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return text.starts_with('<') && IsDocumentPath(entry_path);
}

Tag ReadTag(std::string_view text) {
  static constexpr auto kEndsOfLines = std::to_array<std::string_view>(
      {"</w:p", "<w:br", "<w:cr", "</a:p", "<a:br", "</si", "</text:p", "</text:h", "<text:line-break"});
  const bool may_be = text.size() > 2 && (IsAlpha(text[1]) || std::string_view("/?!").find(text[1]) != std::string_view::npos);
  const size_t end = may_be ? text.substr(0, kMaxTagBytes).find_first_of("<>", 1) : std::string_view::npos;
  if (end == std::string_view::npos || text[end] == '<') return {};  // no tag holds another: linear, whatever stands here
  const auto is_tag = [&](std::string_view name) {
    if (!text.starts_with(name)) return false;
    const char after = text[name.size()];  // there is one: the tag ends behind its name
    return after == '>' || after == '/' || after == ' ';
  };
  return {end + 1, std::ranges::any_of(kEndsOfLines, is_tag)};
}

}  // namespace sluice
