#include "scanner/detect/context.h"

#include <algorithm>

#include "scanner/detect/line.h"
#include "scanner/detect/names_around.h"

namespace sluice {
namespace {

constexpr uint64_t kLineReachBytes = 1000;
constexpr uint64_t kBeforeKeyBytes = 16;
constexpr uint64_t kNeighboursReachBytes = 600;

}  // namespace

ValueContext ReadContext(std::string_view bytes, ByteRange whole, ByteRange secret, FileKind file) {
  ValueContext context;
  context.file = file;
  const auto [first, key] = NamesAround(bytes, whole, secret);
  const ByteRange line = LineAround(bytes, secret.begin, kLineReachBytes);
  context.key = bytes.substr(key.begin, key.size());
  context.section = first.end <= key.begin ? bytes.substr(first.end, key.begin - first.end) : std::string_view();
  const uint64_t before_bytes = std::min(key.begin, kBeforeKeyBytes);
  context.before = bytes.substr(key.begin - before_bytes, before_bytes);
  context.between = bytes.substr(key.end, secret.begin - key.end);
  context.after = bytes.substr(secret.end, std::max(line.end, secret.end) - secret.end);
  context.line = bytes.substr(line.begin, line.size());
  const uint64_t preceding_bytes = std::min(key.begin, kNeighboursReachBytes);
  context.preceding = bytes.substr(key.begin - preceding_bytes, preceding_bytes);
  context.following = bytes.substr(secret.end, kNeighboursReachBytes);
  context.is_on_long_line = secret.begin - line.begin >= kLineReachBytes || line.end - secret.begin >= kLineReachBytes;
  const char before = secret.begin > 0 ? bytes[secret.begin - 1] : '\0';
  const char after = secret.end < bytes.size() ? bytes[secret.end] : '\0';
  context.is_quoted = ((before == '"' || before == '\'' || before == '`') && before == after) || (before == '>' && after == '<') ||
                      (context.before.ends_with("${") && after == '}') || (context.between.ends_with("R\"(") && after == ')') ||
                      ((context.between.ends_with("q{") || context.between.ends_with("qq{")) && after == '}');
  return context;
}

}  // namespace sluice
