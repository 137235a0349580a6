#include "base/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <string>

#include "base/printable.h"

namespace sluice {
namespace {

spdlog::logger& Logger() {
  static spdlog::logger logger = [] {
    spdlog::logger made("sluice", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made.set_pattern("%n: %l: %v");
    made.set_level(spdlog::level::warn);
    return made;
  }();
  return logger;
}

// Paths and refs come from repositories. Lines of our own stay lines.
std::string PrintableLines(std::string_view message) {
  std::string text;
  for (size_t begin = 0; begin <= message.size();) {
    const size_t end = std::min(message.find('\n', begin), message.size());
    text += (begin > 0 ? "\n" : "") + Printable(message.substr(begin, end - begin));
    begin = end + 1;
  }
  return text;
}

void Write(spdlog::level::level_enum level, std::string_view message) {
  if (Logger().should_log(level)) Logger().log(level, PrintableLines(message));
}

}  // namespace

bool SetLogLevel(std::string_view name) {
  struct Level {
    std::string_view name;
    spdlog::level::level_enum level;
  };
  static constexpr std::array<Level, 5> kLevels{{{"debug", spdlog::level::debug},
                                                 {"info", spdlog::level::info},
                                                 {"warning", spdlog::level::warn},
                                                 {"error", spdlog::level::err},
                                                 {"off", spdlog::level::off}}};
  for (const Level& level : kLevels) {
    if (level.name != name) continue;
    Logger().set_level(level.level);
    return true;
  }
  return false;
}

void LogDebug(std::string_view message) { Write(spdlog::level::debug, message); }
void LogInfo(std::string_view message) { Write(spdlog::level::info, message); }
void LogWarning(std::string_view message) { Write(spdlog::level::warn, message); }
void LogError(std::string_view message) { Write(spdlog::level::err, message); }

}  // namespace sluice
