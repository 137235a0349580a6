#include "cli/hook/bypass_log.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "base/printable.h"
#include "base/time.h"

namespace sluice {
namespace {

std::string Joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ",") + part;
  return text;
}

// One write, so that two pushes at once do not mix their lines.
Status Append(const std::string& path, const std::string& line) {
  const int fd = open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  const bool is_written = fd >= 0 && write(fd, line.data(), line.size()) == static_cast<ssize_t>(line.size());
  const int error = errno;
  const bool is_closed = fd >= 0 && close(fd) == 0;
  if (is_written && is_closed) return {};
  return Error{Code::kIo, path + ": " + std::strerror(error) + "; a bypass that cannot be recorded is refused"};
}

}  // namespace

std::string BypassReason() {
  const char* value = std::getenv("SLUICE_BYPASS");
  std::string reason = value == nullptr ? "" : value;
  const size_t first = reason.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return "";
  return reason.substr(first, reason.find_last_not_of(" \t\r\n") - first + 1);
}

Result<std::string> RecordBypass(const std::string& common_dir, const Bypass& bypass) {
  const std::string folder = common_dir + "/sluice";
  mkdir(folder.c_str(), 0700);  // what is wrong with it shows when the file is opened
  std::string line = FormatUtc(bypass.now_s);
  for (const std::string& field :
       {bypass.hook, bypass.reason, Joined(bypass.refs), Joined(bypass.fingerprints), bypass.not_scanned}) {
    line += "\t" + Printable(field);
  }
  const std::string path = folder + "/bypass.log";
  SLUICE_TRY(Append(path, line + "\n"));
  return path;
}

}  // namespace sluice
