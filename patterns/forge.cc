#include "patterns/forge.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>
#include <vector>

#include "base/ascii.h"
#include "base/base64.h"
#include "base/hex.h"
#include "base/percent.h"
#include "patterns/alphabet.h"
#include "patterns/checksum.h"
#include "patterns/forge_keys.h"
#include "patterns/mnemonic.h"

namespace sluice {
namespace {

constexpr int kMaxDepth = 16;
constexpr size_t kMaxBytes = 1u << 20;  // of one example, and of any part of it
constexpr uint32_t kMaxCount = 65536;
constexpr uint32_t kMixedFrom = 12;  // random text of this length or more shows every class of its alphabet

Error Wrong(const std::string& what) { return {Code::kConfig, "template: " + what}; }

std::optional<uint32_t> ParseCount(std::string_view text) {
  uint32_t count = 0;
  const auto [after, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (text.empty() || error != std::errc() || after != text.data() + text.size() || count > kMaxCount) return std::nullopt;
  return count;
}

struct Range {
  uint32_t least, most;
};

std::optional<Range> ParseRange(std::string_view text) {
  const size_t dots = text.find("..");
  const auto least = ParseCount(text.substr(0, dots));
  const auto most = dots == text.npos ? least : ParseCount(text.substr(dots + 2));
  if (!least || !most || *least > *most) return std::nullopt;
  return Range{*least, *most};
}

// Whether `text` has a digit, an upper-case and a lower-case letter as far as `alphabet` has them.
bool ShowsEveryClass(std::string_view text, std::string_view alphabet) {
  for (const auto is_class : {IsDigit, IsUpper, IsLower}) {
    if (std::any_of(alphabet.begin(), alphabet.end(), is_class) && std::none_of(text.begin(), text.end(), is_class)) return false;
  }
  return true;
}

// The place after the `}` that closes the `${` before `begin`.
size_t BodyEnd(std::string_view text, size_t begin) {
  int depth = 1;
  for (size_t i = begin; i < text.size(); ++i) {
    if (text[i] == '{') ++depth;
    if (text[i] == '}' && --depth == 0) return i + 1;
  }
  return text.npos;
}

std::vector<std::string_view> SplitChoices(std::string_view text) {
  std::vector<std::string_view> choices;
  int depth = 0;
  size_t begin = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    depth += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
    if (text[i] != '|' || depth != 0) continue;
    choices.push_back(text.substr(begin, i - begin));
    begin = i + 1;
  }
  choices.push_back(text.substr(begin));
  return choices;
}

// What a validator may need of the text before it: the token, and perhaps a name and an operator.
std::string_view TokenSoFar(std::string_view text) {
  const auto is_token = [](char c) { return IsAlnum(c) || std::string_view("_.=+/-~%\\").find(c) != std::string_view::npos; };
  size_t begin = text.size();
  while (begin > 0 && is_token(text[begin - 1])) --begin;
  return text.substr(begin);
}

std::string PercentText(std::string_view bytes) { return PercentEncode(bytes); }

std::string JsonEscape(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else if (c == '"' || c == '\\') {
      out += {'\\', c};
    } else {
      out += c;
    }
  }
  return out;
}

std::string HexText(std::string_view bytes) { return HexEncode(bytes); }

// Bytes that a YAML file cannot hold; what is no hex stays as it is, which a test then shows.
std::string Unhex(std::string_view hex) { return HexDecode(hex).value_or(std::string(hex)); }

struct Encoder {
  std::string_view name;
  std::string (*encode)(std::string_view);
};

constexpr Encoder kEncoders[] = {{"b64", Base64Encode}, {"b64url", Base64UrlEncode}, {"hex", HexText},
                                 {"unhex", Unhex},      {"urlencode", PercentText},  {"json", JsonEscape}};

class Forge {
 public:
  explicit Forge(uint64_t seed) : random_(seed) {}

  Result<std::string> Expand(std::string_view text, int depth) {
    if (depth > kMaxDepth) return Wrong("nested deeper than 16");
    std::string out;
    size_t at = 0;
    for (;;) {
      const size_t open = text.find("${", at);
      out += text.substr(at, open == text.npos ? open : open - at);
      if (out.size() > kMaxBytes) return Wrong("expands to more than 1 MiB");
      if (open == text.npos) return out;
      const size_t end = BodyEnd(text, open + 2);
      if (end == text.npos) return Wrong("a `${` that is never closed");
      SLUICE_ASSIGN(const std::string part, Part(text.substr(open + 2, end - open - 3), out, depth));
      out += part;
      at = end;
    }
  }

 private:
  // `body` is what stands between `${` and `}`; `before` what the template gave so far.
  Result<std::string> Part(std::string_view body, std::string_view before, int depth) {
    const size_t colon = body.find(':');
    const std::string_view name = body.substr(0, colon);
    if (colon == body.npos) return Bare(name, before);
    const std::string_view argument = body.substr(colon + 1);
    const std::string_view alphabet = AlphabetCharacters(name);
    const auto range = ParseRange(argument);
    if (!alphabet.empty() && range) return Characters(alphabet, *range);
    if (name == "lit") return std::string(argument);
    if (name == "repeat") return Repeat(argument, depth);
    if (name == "bytes") return range ? Result<std::string>(random_.Bytes(Pick(*range))) : Wrong("${bytes:N} needs a number");
    if (name == "pick") return Choose(SplitChoices(argument), depth);
    if (name == "pem") return ForgePem(argument, false, &random_);
    if (name == "pem-encrypted") return ForgePem(argument, true, &random_);
    if (name == "openssh") return ForgeOpenssh(argument, &random_);
    if (name == "jwt") return Jwt(argument, depth);
    if (name == "mnemonic") return range ? Result<std::string>(Mnemonic(Pick(*range))) : Wrong("${mnemonic:N} needs a number");
    for (const Encoder& encoder : kEncoders) {
      if (encoder.name == name) return Encode(encoder, argument, depth);
    }
    if (!alphabet.empty()) return Wrong("${" + std::string(name) + ":N} needs a number or M..N, up to 65536");
    return Unknown(name);
  }

  static Error Unknown(std::string_view name) {
    return Wrong("unknown ${" + std::string(name.substr(0, 40)) + "}; patterns/README.md lists what there is");
  }

  Result<std::string> Bare(std::string_view name, std::string_view before) {
    if (name == "uuid") return Uuid();
    if (!IsChecksumName(name)) return Unknown(name);
    const auto tail = ChecksumTail(name, TokenSoFar(before));
    if (!tail) return Wrong("${" + std::string(name) + "} cannot complete what stands before it");
    return *tail;
  }

  uint32_t Pick(const Range& range) { return range.least + static_cast<uint32_t>(random_.Below(range.most - range.least + 1)); }

  std::string Characters(std::string_view alphabet, const Range& range) {
    const uint32_t count = Pick(range);
    std::string text;
    // A base 62 text of 12 shows its digits in 88 of 100 tries; a hundred tries always do.
    for (int attempt = 0; attempt < 100; ++attempt) {
      text.clear();
      while (text.size() < count) text += alphabet[random_.Below(alphabet.size())];
      if (count < kMixedFrom || ShowsEveryClass(text, alphabet)) break;
    }
    return text;
  }

  std::string Uuid() {
    std::string bytes = random_.Bytes(16);
    bytes[6] = static_cast<char>((bytes[6] & 0x0F) | 0x40);
    bytes[8] = static_cast<char>((bytes[8] & 0x3F) | 0x80);
    std::string text = HexEncode(bytes);
    for (const size_t dash : {8, 13, 18, 23}) text.insert(dash, "-");
    return text;
  }

  Result<std::string> Repeat(std::string_view argument, int depth) {
    const size_t colon = argument.rfind(':');
    const auto count = colon == argument.npos ? std::nullopt : ParseCount(argument.substr(colon + 1));
    if (!count) return Wrong("${repeat:X:N} needs a text and a number");
    SLUICE_ASSIGN(const std::string part, Expand(argument.substr(0, colon), depth + 1));
    if (part.size() * *count > kMaxBytes) return Wrong("expands to more than 1 MiB");
    std::string out;
    for (uint32_t i = 0; i < *count; ++i) out += part;
    return out;
  }

  Result<std::string> Choose(const std::vector<std::string_view>& choices, int depth) {
    return Expand(choices[random_.Below(choices.size())], depth + 1);
  }

  Result<std::string> Encode(const Encoder& encoder, std::string_view argument, int depth) {
    SLUICE_ASSIGN(const std::string inner, Expand(argument, depth + 1));
    return encoder.encode(inner);
  }

  Result<std::string> Jwt(std::string_view payload, int depth) {
    SLUICE_ASSIGN(const std::string claims, Expand(payload, depth + 1));
    return Base64UrlEncode(R"({"alg":"HS256","typ":"JWT"})") + "." + Base64UrlEncode(claims) + "." +
           Base64UrlEncode(random_.Bytes(32));
  }

  std::string Mnemonic(uint32_t words) {
    constexpr uint64_t kWordCount = 2048;
    std::vector<uint32_t> places;
    while (places.size() + 1 < words) places.push_back(static_cast<uint32_t>(random_.Below(kWordCount)));
    return CompleteMnemonic(places);
  }

  ForgeRandom random_;
};

}  // namespace

uint64_t ForgeSeed(std::string_view rule_id, uint64_t index) {
  uint64_t hash = 0xCBF29CE484222325ULL;  // FNV-1a
  for (const char c : rule_id) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return hash ^ ForgeRandom(index).Next();
}

Result<std::string> ForgeExample(std::string_view text_template, uint64_t seed) { return Forge(seed).Expand(text_template, 0); }

}  // namespace sluice
