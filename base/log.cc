#include "base/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <array>
#include <string>

#include "base/log_command.h"

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

// Paths and refs come from repositories: they may hold terminal escapes, and commands that a CI system would obey.
std::string Printable(std::string_view message) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (size_t i = 0; i < message.size(); ++i) {
    const char c = message[i];
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\n') || byte == 0x7F || BeginsLogCommand(message.substr(i), i == 0 ? '\n' : message[i - 1])) {
      text += {'\\', 'x', kDigits[byte >> 4], kDigits[byte & 15]};
    } else {
      text += c;
    }
  }
  return text;
}

void Write(spdlog::level::level_enum level, std::string_view message) {
  if (Logger().should_log(level)) Logger().log(level, Printable(message));
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
