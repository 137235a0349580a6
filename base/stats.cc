#include "base/stats.h"

namespace sluice {

void Stats::Add(const Stats& other) {
  items += other.items;
  bytes += other.bytes;
  matches += other.matches;
  commits += other.commits;
  tags += other.tags;
  blobs += other.blobs;
  paths += other.paths;
  files += other.files;
  texts += other.texts;
  text_bytes += other.text_bytes;
  reading += other.reading;
  matching += other.matching;
  unpacking += other.unpacking;
  sealing += other.sealing;
}

}  // namespace sluice
