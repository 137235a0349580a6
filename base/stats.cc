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
  reading += other.reading;
  matching += other.matching;
  sealing += other.sealing;
}

}  // namespace sluice
