// Build-time program: sluice_embed_html OUT.cc FOLDER. Writes the parts of the HTML report as C++ (report/html_parts.h), with the
// hashes that its Content-Security-Policy names, so that nothing else can run or style in it.
#include <openssl/sha.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

#include "base/base64.h"

namespace {

constexpr char kDelimiter[] = "sluice-part";

int Fail(const std::string& message) {
  std::fprintf(stderr, "%s\n", message.c_str());
  return 1;
}

std::optional<std::string> Read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(file), {});
  // Either would end the element or the literal that holds it.
  const bool is_usable = file.good() || file.eof();
  for (const char* end : {"</style", "</script", kDelimiter}) {
    if (text.find(end) != std::string::npos) return {};
  }
  return is_usable && !text.empty() ? std::optional(text) : std::nullopt;
}

std::string Literal(const std::string& name, const std::string& text) {
  return "const std::string_view " + name + " = R\"" + kDelimiter + "(" + text + ")" + kDelimiter + "\";\n";
}

std::string HashOf(const std::string& text) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest);
  return "sha256-" + sluice::Base64Encode({reinterpret_cast<const char*>(digest), sizeof digest});
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return Fail("usage: sluice_embed_html OUT.cc FOLDER");
  const std::string folder = argv[2];
  const auto style = Read(folder + "/report.css");
  const auto script = Read(folder + "/report.js");
  const auto controls = Read(folder + "/controls.html");
  if (!style || !script || !controls) {
    return Fail(folder + ": report.css, report.js or controls.html is missing, empty or holds what would end its element");
  }
  std::ofstream out(argv[1], std::ios::binary);
  out << "#include \"report/html_parts.h\"\n\nnamespace sluice {\n\n"
      << Literal("kHtmlStyle", *style) << Literal("kHtmlStyleHash", HashOf(*style)) << Literal("kHtmlScript", *script)
      << Literal("kHtmlScriptHash", HashOf(*script)) << Literal("kHtmlControls", *controls) << "\n}  // namespace sluice\n";
  out.close();
  return out ? 0 : Fail(std::string(argv[1]) + ": cannot be written");
}
