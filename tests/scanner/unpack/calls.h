// What a reader of archives tells its visitor, as texts to compare: with the help of libdeflate it is to tell what it tells
// without.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "scanner/unpack/archive.h"

namespace sluice::testlib {

// Words in no order, without runs of 258 bytes: a changed bit makes another code of theirs (archive.h), which only libdeflate
// reads.
inline std::string Words(size_t size) {
  std::string words;
  for (uint32_t state = static_cast<uint32_t>(size); words.size() < size; state = state * 1664525 + 1013904223)
    words += std::to_string(state % 1000) + (state >> 28 == 0 ? "\n" : state >> 31 == 0 ? " word " : "=");
  return words.substr(0, size);
}

using ArchiveReader = decltype(ReadArchive);

// Entries are read in their turn, from the same budget, as an Unpacker does.
inline bool AddCalls(ArchiveReader* read, std::string_view bytes, std::string_view path, int depth, Budget* budget,
                     std::vector<std::string>* calls) {
  return read(
      bytes, path, budget,
      {.entry =
           [&](const std::string& name, std::string_view content, const PackedEntry*) {
             calls->push_back("entry " + name + ": " + std::string(content));
             if (depth > 0 && AddCalls(read, content, name, depth - 1, budget, calls)) calls->push_back("end of " + name);
             return !budget->is_spent() && name != "the last";
           },
       .unread = [&](const std::string& name, const std::string& why) { calls->push_back("unread " + name + ": " + why); }});
}

inline std::vector<std::string> Calls(ArchiveReader* read, std::string_view bytes, std::string_view path,
                                      const Budget::Limits& limits) {
  std::vector<std::string> calls;
  Budget budget(limits, bytes.size());
  if (AddCalls(read, bytes, path, 2, &budget, &calls)) calls.emplace_back("an archive");
  int entries = 0;
  while (entries < 200 && budget.TakeEntry()) ++entries;
  calls.push_back(std::to_string(budget.left_bytes()) + " bytes, " + std::to_string(entries) + " entries are left; " +
                  budget.why());
  return calls;
}

inline void ExpectSameCalls(std::string_view bytes, std::string_view path, const Budget::Limits& limits = {.max_entries = 100}) {
  EXPECT_EQ(Calls(ReadArchive, bytes, path, limits), Calls(ReadByLibarchiveAlone, bytes, path, limits));
}

// Whole, within ample and tight bounds; cut short; with a bit of some bytes changed.
inline void ExpectSameCallsWhateverTheDamage(const std::string& bytes, std::string_view path) {
  for (const uint64_t most : {0, 1, 40, 300, 3000, 290'000}) {
    SCOPED_TRACE("no more than " + std::to_string(most));
    ExpectSameCalls(bytes, path, {.free_bytes = most, .max_ratio = 0});
    ExpectSameCalls(bytes, path, {.max_entry_bytes = most, .max_entries = most / 20});
  }
  const size_t step = bytes.size() / 150 + 1;
  for (size_t at = 0; at < bytes.size(); at += step) {
    SCOPED_TRACE("damaged at " + std::to_string(at));
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 1 << at % 8);
    ExpectSameCalls(damaged, path);
    if (at % 4 == 0) ExpectSameCalls(bytes.substr(0, at), path);
  }
}

}  // namespace sluice::testlib
