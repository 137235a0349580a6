#include "tests/testlib/archive_builder.h"

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

namespace sluice::testlib {
namespace {

la_ssize_t Append(archive*, void* to, const void* bytes, size_t size) {
  static_cast<std::string*>(to)->append(static_cast<const char*>(bytes), size);
  return static_cast<la_ssize_t>(size);
}

void Require(archive* writer, int result) { EXPECT_EQ(result, ARCHIVE_OK) << archive_error_string(writer); }

void WriteEntry(archive* writer, const std::string& path, const std::string& bytes) {
  const std::unique_ptr<archive_entry, void (*)(archive_entry*)> entry(archive_entry_new(), archive_entry_free);
  archive_entry_set_pathname(entry.get(), path.c_str());
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), 0644);
  archive_entry_set_size(entry.get(), static_cast<la_int64_t>(bytes.size()));
  Require(writer, archive_write_header(writer, entry.get()));
  for (size_t at = 0; at < bytes.size();) {
    const la_ssize_t written = archive_write_data(writer, bytes.data() + at, std::min<size_t>(bytes.size() - at, 1 << 20));
    ASSERT_GT(written, 0) << archive_error_string(writer);
    at += static_cast<size_t>(written);
  }
}

}  // namespace

std::string MakeArchive(const std::string& format, const ArchiveEntries& entries, const std::string& filter,
                        const std::string& options, const std::string& passphrase) {
  std::string bytes;
  archive* writer = archive_write_new();
  Require(writer, archive_write_set_format_by_name(writer, format == "ar" ? "ar" : format.c_str()));
  if (!filter.empty()) Require(writer, archive_write_add_filter_by_name(writer, filter.c_str()));
  if (!options.empty()) Require(writer, archive_write_set_options(writer, options.c_str()));
  if (!passphrase.empty()) Require(writer, archive_write_set_passphrase(writer, passphrase.c_str()));
  archive_write_set_bytes_in_last_block(writer, 1);
  Require(writer, archive_write_open(writer, &bytes, nullptr, Append, nullptr));
  for (const auto& [path, content] : entries) WriteEntry(writer, path, content);
  Require(writer, archive_write_close(writer));
  archive_write_free(writer);
  return bytes;
}

}  // namespace sluice::testlib
