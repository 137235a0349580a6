// Unpacking: what it costs to find that nothing is encoded in a text, and that no input makes it worse than linear. Compare the
// bytes per second with those of candidates_bench: finding must be far cheaper than matching.
#include <benchmark/benchmark.h>

#include <functional>
#include <random>
#include <string>

#include "base/base64.h"
#include "scanner/unpack/unpacker.h"

namespace {

constexpr size_t kMegabyte = size_t{1} << 20;

std::string Repeated(std::string_view piece, size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += piece;
  return text;
}

std::string Words(size_t bytes, char separator) {
  std::mt19937 random(1);
  static constexpr std::string_view kSigns = "abcdefghijklmnopqrstuvwxyz_ABCDEF0123456789";
  std::string text;
  while (text.size() < bytes) {
    for (size_t i = random() % 9 + 1; i > 0; --i) text += kSigns[random() % kSigns.size()];
    text += " (){};,.*&=+-"[random() % 13];
    if (random() % 9 == 0) text += separator;
  }
  return text;
}

std::string Settings(size_t bytes) {
  std::string text;
  for (size_t i = 0; text.size() < bytes; ++i) text += "key_" + std::to_string(i) + " = value" + std::to_string(i * 7919) + "\n";
  return text;
}

std::string NestedBase64(size_t bytes) {
  return sluice::Base64Encode(sluice::Base64Encode(Repeated("a line of a text of no interest\n", bytes * 9 / 16)));
}

std::string ManyRegions(size_t bytes) {
  std::string text;
  for (size_t i = 0; text.size() < bytes; ++i)
    text += "k: " + sluice::Base64Encode("value number " + std::to_string(i) + " of many") + "\n";
  return text;
}

const std::pair<const char*, std::function<std::string()>> kInputs[] = {
    {"source", [] { return Words(8 * kMegabyte, '\n'); }},
    {"one_line_of_32MB", [] { return Words(32 * kMegabyte, ' '); }},
    {"minified_3MB", [] { return Repeated("function(e,t){return e.a(\"\\u003d\"+t)&&n[\"x\"]||!1},", 3 * kMegabyte); }},
    {"settings", [] { return Settings(8 * kMegabyte); }},
    {"base64_30MB", [] { return sluice::Base64Encode(Repeated("a line of a text of no interest\n", 22 * kMegabyte)); }},
    {"base64_nested_30MB", [] { return NestedBase64(30 * kMegabyte); }},
    {"base64_values", [] { return ManyRegions(8 * kMegabyte); }},
    {"letters_30MB", [] { return std::string(30 * kMegabyte, 'A'); }},
    {"backslashes_30MB", [] { return std::string(30 * kMegabyte, '\\'); }},
    {"percents_30MB", [] { return Repeated("%41", 30 * kMegabyte); }},
    {"entities_30MB", [] { return Repeated("&#65;", 30 * kMegabyte); }},
    {"wide_30MB", [] { return Repeated(std::string_view("w\0o\0r\0d\0s\0 \0i\0n\0 \0\1\2\3", 21), 30 * kMegabyte); }},
};

// The matcher's part is left out: what it would see is counted.
void Unpack(benchmark::State& state) {
  const std::string bytes = kInputs[state.range(0)].second();
  uint64_t texts = 0, text_bytes = 0;
  const sluice::UnpackVisitor visitor{.visit =
                                          [&](const sluice::Text& text) {
                                            ++texts;
                                            text_bytes += text.bytes.size();
                                            return false;
                                          },
                                      .unread = [](const std::string&, const std::string&) {}};
  for (auto _ : state) {
    sluice::Unpacker unpacker({});
    unpacker.Unpack({bytes, "src/file.c", {}}, visitor, {});
  }
  state.SetLabel(kInputs[state.range(0)].first);
  state.SetBytesProcessed(static_cast<int64_t>(bytes.size()) * state.iterations());
  state.counters["texts"] = benchmark::Counter(static_cast<double>(texts) / static_cast<double>(state.iterations()));
  state.counters["text_share"] = benchmark::Counter(static_cast<double>(text_bytes) / static_cast<double>(state.iterations()) /
                                                    static_cast<double>(bytes.size()));
}
BENCHMARK(Unpack)->DenseRange(0, std::size(kInputs) - 1)->Unit(benchmark::kMillisecond);

}  // namespace
