#include "patterns/token_run.h"

#include <re2/re2.h>

#include <algorithm>

#include "base/word_bytes.h"
#include "patterns/expression.h"

namespace sluice {

// Whether an expression of one byte matches token characters only.
bool TokenRunFinder::IsTokenByte(const std::string& expression) {
  const auto [it, is_new] = known_.try_emplace(expression, false);
  if (!is_new) return it->second;
  re2::RE2::Options options(re2::RE2::Latin1);
  options.set_log_errors(false);
  const re2::RE2 regex(expression, options);
  bool is_token = regex.ok() && expression.find("\\b") == std::string::npos;  // alone a byte has no neighbours
  for (int c = 0; c < 256 && is_token; ++c) {
    const char byte = static_cast<char>(c);
    is_token = TokenBytes::Has(byte) || !re2::RE2::FullMatch(re2::StringPiece(&byte, 1), regex);
  }
  return it->second = is_token;
}

// Whether all that a part matches is token characters.
bool TokenRunFinder::IsOfTokenBytes(const Part& part) {
  if (part.most_bytes == 1) return IsTokenByte((part.ignores_case ? "(?i)" : "") + std::string(part.text));
  const auto atoms = Atoms(part.text);
  // What ignores case somewhere is taken to do so everywhere: a class may only become larger.
  return atoms && std::ranges::all_of(*atoms, [this](std::string_view atom) { return IsTokenByte("(?i)" + std::string(atom)); });
}

std::optional<TokenRun> TokenRunFinder::Find(const std::string& regex) {
  const auto parts = SplitExpression(regex);
  if (!parts) return std::nullopt;
  uint32_t before = 0, least = 0, most = 0;  // of the run that the part is in or follows
  std::optional<TokenRun> found;
  bool is_in_run = true;
  uint32_t after = 0;
  for (const Part& part : *parts) {
    if (part.most_bytes == 0) continue;
    const uint32_t most_bytes = part.most_bytes * part.most_times;
    const bool is_token = IsOfTokenBytes(part);
    if (found) {
      is_in_run = is_in_run && is_token;
      (is_in_run ? found->run_bytes : after) += is_in_run ? part.least_bytes * part.least_times : most_bytes;
      continue;
    }
    if (is_token) {
      least += part.least_bytes * part.least_times;
      most += most_bytes;
    } else {
      before += most + most_bytes;
      least = most = 0;
    }
    if (least >= kTokenRunBytes) found = TokenRun{before, 0, least};
  }
  if (found) found->after_bytes = after;
  return found;
}

}  // namespace sluice
