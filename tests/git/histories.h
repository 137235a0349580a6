// Histories that git imports into a builder's repository.
#pragma once

#include <random>
#include <string>

#include "tests/testlib/repo_builder.h"

namespace sluice::git {

using testlib::RepoBuilder;

// A history with branches, merges of two and three parents, content that only a merge brings, reverts, copies, files that become
// folders and back. Imported by git; packed when `is_packed`.
inline void ImportHistory(RepoBuilder* builder, uint32_t seed, int commits) {
  std::mt19937 random(seed);
  const auto below = [&random](uint32_t bound) { return static_cast<uint32_t>(random() % bound); };
  std::string stream;
  const auto data = [](const std::string& text) { return "data " + std::to_string(text.size()) + "\n" + text + "\n"; };
  constexpr uint32_t kBlobs = 40;
  for (uint32_t i = 1; i <= kBlobs; ++i) {
    stream += "blob\nmark :" + std::to_string(i) + "\n" + data("content " + std::to_string(seed) + " " + std::to_string(i) + "\n");
  }
  const auto path = [&] {
    std::string text;
    for (uint32_t depth = below(4); depth > 0; --depth) text += std::string(1, static_cast<char>('a' + below(3))) + "/";
    return text + (below(4) == 0 ? std::string(1, static_cast<char>('a' + below(3))) : "f" + std::to_string(below(5)) + ".txt");
  };
  for (int i = 1; i <= commits; ++i) {
    const std::string branch = "refs/heads/b" + std::to_string(below(4));
    stream += "commit " + branch + "\nmark :" + std::to_string(1000 + i) + "\ncommitter C <c@example.com> ";
    stream += std::to_string(1767225600 + 60 * (i + static_cast<int>(below(9)))) + " +0000\n" + data("commit " + std::to_string(i));
    if (i > 1)
      stream += "from :" +
                std::to_string(1000 + (below(3) == 0 ? 1 + below(static_cast<uint32_t>(i) - 1) : static_cast<uint32_t>(i) - 1)) +
                "\n";
    for (uint32_t merges = i > 4 && below(4) == 0 ? 1 + below(2) : 0; merges > 0; --merges) {
      stream += "merge :" + std::to_string(1001 + below(static_cast<uint32_t>(i) - 1)) + "\n";
    }
    for (uint32_t changes = below(4); changes > 0; --changes) {
      stream += below(4) == 0 ? "D " + path() + "\n" : "M 100644 :" + std::to_string(1 + below(kBlobs)) + " " + path() + "\n";
    }
    stream += "\n";
  }
  builder->Git({"fast-import", "--quiet", "--force"}, stream);
}

// A line of commits, each of which changes a file; every seventh has a second parent.
inline void ImportLine(RepoBuilder* builder, int commits) {
  std::string stream;
  const auto data = [](const std::string& text) { return "data " + std::to_string(text.size()) + "\n" + text + "\n"; };
  for (int i = 1; i <= commits; ++i) {
    stream += "commit refs/heads/line\nmark :" + std::to_string(i) + "\ncommitter C <c@example.com> ";
    stream += std::to_string(1767225600 + 60 * i) + " +0000\n" + data("commit " + std::to_string(i * 7919));
    if (i > 1) stream += "from :" + std::to_string(i - 1) + "\n";
    if (i > 5 && i % 7 == 0) stream += "merge :" + std::to_string(i - 5) + "\n";
    stream += "M 100644 inline f" + std::to_string(i % 9) + ".txt\n" + data("content " + std::to_string(i));
  }
  builder->Git({"fast-import", "--quiet", "--force"}, stream);
}

}  // namespace sluice::git
