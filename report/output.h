// Output: where a report goes. Buffers, and turns every way in which writing can fail (full disk, closed pipe, no permission) into
// a Status of kIo that names the target. Owns its descriptor unless it was lent one. One thread at a time.
//
// A file appears whole or not at all: bytes go to a temporary file beside it that replaces it in Finish() and is removed when the
// Output ends unfinished. What is not a regular file (a pipe, /dev/full) is written directly. Not synced: a report can be made
// again.
//
// Order of calls: Write... -> Finish. After an error every further call returns the same error.
//
//   SLUICE_ASSIGN(std::unique_ptr<Output> out, Output::OpenFile("findings.json"));
//   SLUICE_TRY(out->Write("{}\n"));
//   SLUICE_TRY(out->Finish());
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace sluice {

class Output {
 public:
  // A symbolic link is followed: what it names is replaced, not the link. A replaced file keeps its permissions.
  static Result<std::unique_ptr<Output>> OpenFile(const std::string& path);
  // Lends `descriptor`, which stays open; `name` is for messages ("standard output").
  static std::unique_ptr<Output> ForDescriptor(int descriptor, std::string name);

  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  Status Write(std::string_view bytes);
  // Everything written has reached its target when this succeeds. A second call does nothing.
  Status Finish();

 private:
  Output(int descriptor, bool owns_descriptor, std::string name);

  Status OpenDirect(const std::string& path);
  Status OpenBeside(const std::string& target, unsigned mode);
  Status Flush();
  Status Close();
  Status Fail(const std::string& doing, int error_number);

  int descriptor_;
  bool owns_descriptor_;
  bool finished_ = false;
  std::string name_;       // as the user knows the target
  std::string target_;     // what `temporary_` will replace; empty when written directly
  std::string temporary_;  // exists until Finish(); empty when written directly
  std::string buffer_;
  Status status_;
};

}  // namespace sluice
