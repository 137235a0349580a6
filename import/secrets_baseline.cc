#include "import/secrets_baseline.h"

#include <openssl/evp.h>

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "base/ascii.h"
#include "base/hex.h"
#include "config/glob.h"

namespace sluice {
namespace {

using nlohmann::json;

constexpr size_t kMaxFileBytes = 64 << 20;
constexpr int kMaxDepth = 8;
constexpr size_t kSha1Digits = 40;

class Reader {
 public:
  Reader(std::string_view text, const std::string& file) : text_(text), file_(file) {}

  Result<Imported> Read() {
    SLUICE_ASSIGN(const json document, Document());
    const auto results = document.is_object() ? document.find("results") : document.end();
    if (!document.is_object() || results == document.end() || !results->is_object())
      return At(0, "expected a baseline of detect-secrets: an object with `results`");
    for (const auto& [path, entries] : results->items()) {
      if (!entries.is_array()) return At(text_.find(path), "expected a list of entries");
      for (const json& entry : entries) AddEntry(path, entry);
    }
    return std::move(imported_);
  }

 private:
  Error At(size_t offset, const std::string& what) const {
    const std::string_view before = text_.substr(0, std::min(offset, text_.size()));
    const size_t line_begin = before.rfind('\n') + 1;  // npos + 1 is 0
    return {Code::kConfig, file_ + ":" + std::to_string(std::ranges::count(before, '\n') + 1) + ":" +
                               std::to_string(before.size() - line_begin + 1) + ": " + what};
  }

  Result<json> Document() const {
    const auto keep = [](int depth, json::parse_event_t, const json&) { return depth <= kMaxDepth; };
    try {
      return json::parse(text_, keep);
    } catch (const json::parse_error& error) {
      return At(error.byte > 0 ? error.byte - 1 : 0, "not JSON");
    } catch (const json::exception&) {
      return At(0, "not JSON");
    }
  }

  // Entries stand in the order of the text, so each search goes on from the one before.
  std::string PlaceOf(const std::string& sha1) {
    const size_t found = text_.find(sha1, searched_);
    if (found != std::string_view::npos) {
      line_ += static_cast<size_t>(std::ranges::count(text_.substr(searched_, found - searched_), '\n'));
      searched_ = found;
    }
    return file_ + ":" + std::to_string(line_);
  }

  void AddEntry(const std::string& path, const json& entry) {
    const auto text = [&](const char* key) {
      const auto value = entry.is_object() ? entry.find(key) : entry.end();
      return entry.is_object() && value != entry.end() && value->is_string() ? value->get<std::string>() : std::string();
    };
    const std::string sha1 = Lower(text("hashed_secret"));
    if (sha1.size() != kSha1Digits || !std::ranges::all_of(sha1, IsHex)) {
      imported_.notes.push_back({file_ + ":" + std::to_string(line_), path + ": an entry without a `hashed_secret`"});
      return;
    }
    HashedSecret secret{.sha1 = sha1, .path = path, .place = PlaceOf(text("hashed_secret")), .reason = {}};
    const auto label = entry.find("is_secret");
    const bool is_labelled = label != entry.end() && label->is_boolean();
    secret.reason = "imported from " + secret.place + ": " + (text("type").empty() ? "a secret" : text("type"));
    if (is_labelled) secret.reason += label->get<bool>() ? ", labelled a secret there" : ", labelled no secret there";
    if (is_labelled && !label->get<bool>()) secret.verdict = Review::kFalsePositive;
    imported_.secrets.push_back(std::move(secret));
  }

  std::string_view text_;
  const std::string& file_;
  size_t searched_ = 0, line_ = 1;
  Imported imported_;
};

}  // namespace

Result<Imported> ImportSecretsBaseline(std::string_view json, const std::string& file) {
  if (json.size() > kMaxFileBytes) return Error{Code::kConfig, file + ": larger than 64 MiB"};
  return Reader(json, file).Read();
}

std::vector<AllowEntry> AllowByPath(const std::vector<HashedSecret>& secrets) {
  std::vector<AllowEntry> entries;
  std::set<std::string> seen;
  for (const HashedSecret& secret : secrets) {
    if (!seen.insert(secret.path).second) continue;
    AllowEntry entry;
    entry.paths = {GlobForPath(secret.path)};
    entry.why = "imported from " + secret.place + "; accepts everything in this file";
    entries.push_back(std::move(entry));
  }
  return entries;
}

std::string Sha1Hex(std::string_view bytes) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  SLUICE_CHECK(EVP_Digest(bytes.data(), bytes.size(), digest, &size, EVP_sha1(), nullptr) == 1);
  return HexEncode({reinterpret_cast<const char*>(digest), size});
}

}  // namespace sluice
