// Every way in which files give a name a value, each with a token and with a password: whatever the language, the secret is found,
// whole, once.
#include <gtest/gtest.h>

#include <string>

#include "patterns/forge.h"
#include "tests/rules/all_rules.h"

namespace sluice {
namespace {

struct Syntax {
  const char* name;
  const char* path;
  const char* text;  // ${T} stands for a token, ${P} for a password
};

void PrintTo(const Syntax& syntax, std::ostream* out) { *out << syntax.name; }

const Syntax kSyntaxes[] = {
    // Languages.
    {"C", "a.c", "static const char *api_key = \"${T}\";\nchar password[] = \"${P}\";\n"},
    {"CDefine", "a.h", "#define API_KEY \"${T}\"\n#define DB_PASSWORD \"${P}\"\n"},
    {"CppInitializer", "a.cc", "const std::string api_key{\"${T}\"};\nstd::string password(\"${P}\");\n"},
    {"CppRaw", "a.cc", "auto api_token = R\"(${T})\";\nauto password = L\"${P}\";\n"},
    {"Java", "A.java", "private static final String API_KEY = \"${T}\";\nString dbPassword = \"${P}\";\n"},
    {"JavaSetter", "A.java", "client.setApiKey(\"${T}\");\nds.setPassword(\"${P}\");\n"},
    {"JavaMap", "A.java", "map.put(\"api_key\", \"${T}\");\nmap.put(\"password\", \"${P}\");\n"},
    {"JavaBuilder", "A.java", "builder.withToken(\"${T}\");\nbuilder.password(\"${P}\").build();\n"},
    {"Kotlin", "A.kt", "val apiKey: String = \"${T}\"\nconst val PASSWORD = \"${P}\"\n"},
    {"Scala", "A.scala", "val apiToken = \"${T}\"\nval password: String = \"${P}\"\n"},
    {"Groovy", "build.gradle", "apiKey '${T}'\npassword '${P}'\n"},
    {"GroovyAssign", "a.groovy", "def apiKey = '${T}'\ndef password = '${P}'\n"},
    {"Python", "a.py", "API_KEY = '${T}'\npassword = \"${P}\"\n"},
    {"PythonBytes", "a.py", "SECRET_KEY = b'${T}'\npassword = u\"${P}\"\n"},
    {"PythonDict", "a.py", "conf = {'api_key': '${T}', 'password': '${P}'}\n"},
    {"PythonArgument", "a.py", "connect(api_key='${T}', password='${P}')\n"},
    {"PythonEnviron", "a.py", "os.environ['ACME_TOKEN'] = '${T}'\nos.environ[\"DB_PASSWORD\"] = \"${P}\"\n"},
    {"PythonGetenv", "a.py", "t = os.getenv('ACME_TOKEN', '${T}')\np = os.environ.get('DB_PASSWORD', '${P}')\n"},
    {"PythonTyped", "a.py", "api_key: str = '${T}'\npassword: str = '${P}'\n"},
    {"JavaScript", "a.js", "const apiKey = '${T}';\nlet password = \"${P}\";\n"},
    {"JavaScriptObject", "a.js", "{ apiKey: '${T}', password: '${P}' }\n"},
    {"JavaScriptTemplate", "a.js", "const apiKey = `${T}`;\nthis.password = `${P}`;\n"},
    {"JavaScriptFallback", "a.js", "const t = process.env.API_TOKEN || '${T}';\nconst p = process.env.DB_PASSWORD ?? '${P}';\n"},
    {"TypeScript", "a.ts", "private readonly apiKey: string = '${T}';\npassword?: string = '${P}';\n"},
    {"Jsx", "a.jsx", "<Login apiKey=\"${T}\" password=\"${P}\" />\n"},
    {"Go", "a.go", "apiKey := \"${T}\"\nvar password string = \"${P}\"\n"},
    {"GoStruct", "a.go", "Config{\n\tAPIKey:   \"${T}\",\n\tPassword: \"${P}\",\n}\n"},
    {"GoRaw", "a.go", "const apiToken = `${T}`\npassword = `${P}`\n"},
    {"CSharp", "A.cs", "string apiKey = \"${T}\";\nvar password = @\"${P}\";\n"},
    {"CSharpCredential", "A.cs", "new NetworkCredential(\"svc\", \"${P}\");\n"},
    {"VisualBasic", "A.vb", "Dim apiKey As String = \"${T}\"\nDim password As String = \"${P}\"\n"},
    {"Php", "a.php", "$apiKey = '${T}';\n$password = \"${P}\";\n"},
    {"PhpArray", "a.php", "'api_key' => '${T}',\n'password' => '${P}',\n"},
    {"PhpDefine", "a.php", "define('API_KEY', '${T}');\ndefine('DB_PASSWORD', '${P}');\n"},
    {"PhpIndex", "a.php", "$cfg['api_key'] = '${T}';\n$cfg['password'] = '${P}';\n"},
    {"PhpMember", "a.php", "$mail->apiKey = '${T}';\n$mail->Password = '${P}';\n"},
    {"Ruby", "a.rb", "api_key = '${T}'\npassword = \"${P}\"\n"},
    {"RubyRocket", "a.rb", ":api_key => '${T}',\n:password => '${P}'\n"},
    {"RubyKeyword", "a.rb", "connect(api_key: '${T}', password: '${P}')\n"},
    {"RubyEnv", "a.rb", "ENV['API_TOKEN'] ||= '${T}'\nENV.fetch('DB_PASSWORD', '${P}')\n"},
    {"Rust", "a.rs", "let api_key = \"${T}\";\nconst PASSWORD: &str = \"${P}\";\n"},
    {"RustRaw", "a.rs", "let api_key: &'static str = r#\"${T}\"#;\nlet password = r\"${P}\";\n"},
    {"RustString", "a.rs", "api_key: String::from(\"${T}\"),\npassword: \"${P}\".to_string(),\n"},
    {"RustByteString", "a.rs", "const SIGNING_SECRET: &[u8] = b\"${T}\";\nlet password = Some(\"${P}\");\n"},
    {"CSharpProperty", "A.cs", "public string ApiKey { get; set; } = \"${T}\";\nstring Password { get; } = \"${P}\";\n"},
    {"NextLine", "a.ts", "const apiToken =\n  '${T}';\nconst dbPassword: string =\n  '${P}';\n"},
    {"Clojure", "a.clj", "{:api-token \"${T}\" :password \"${P}\"}\n"},
    {"Erlang", "a.config", "[{api_token, <<\"${T}\">>}, {db_password, \"${P}\"}].\n"},
    {"KotlinPair", "A.kt", "mapOf(\"login\" to \"svc\", \"password\" to \"${P}\")\n"},
    {"HeaderInAString", "a.php", "$headers[] = 'X-Api-Key: ${T}';\n"},
    {"Swift", "a.swift", "let apiKey = \"${T}\"\nstatic let password: String = \"${P}\"\n"},
    {"ObjectiveC", "a.m", "NSString *apiKey = @\"${T}\";\nNSString *password = @\"${P}\";\n"},
    {"Dart", "a.dart", "final apiKey = '${T}';\nString password = '${P}';\n"},
    {"Perl", "a.pl", "my $api_key = '${T}';\nmy $password = \"${P}\";\n"},
    {"PerlHash", "a.pl", "api_key => '${T}',\npassword => '${P}',\n"},
    {"Lua", "a.lua", "local api_key = \"${T}\"\nlocal password = '${P}'\n"},
    {"R", "a.r", "api_key <- \"${T}\"\npassword <- '${P}'\n"},
    {"Julia", "a.jl", "api_key = \"${T}\"\npassword = \"${P}\"\n"},
    {"Elixir", "a.exs", "config :acme, api_key: \"${T}\", password: \"${P}\"\n"},
    {"Haskell", "A.hs", "apiKey = \"${T}\"\npassword = \"${P}\"\n"},
    {"Tcl", "a.tcl", "set api_key \"${T}\"\nset password \"${P}\"\n"},
    {"PowerShell", "a.ps1", "$apiKey = \"${T}\"\n$password = '${P}'\n"},
    {"PowerShellEnv", "a.ps1", "$env:API_TOKEN = \"${T}\"\n$env:DB_PASSWORD = \"${P}\"\n"},
    {"PowerShellSecure", "a.ps1", "$p = ConvertTo-SecureString \"${P}\" -AsPlainText -Force\n"},
    {"Batch", "a.bat", "SET API_TOKEN=${T}\r\nset DB_PASSWORD=${P}\r\n"},
    // Configuration.
    {"Yaml", "a.yml", "api_key: ${T}\npassword: ${P}\n"},
    {"YamlQuoted", "a.yaml", "api_key: \"${T}\"\npassword: '${P}'\n"},
    {"YamlList", "a.yaml", "env:\n- name: API_TOKEN\n  value: ${T}\n- name: DB_PASSWORD\n  value: \"${P}\"\n"},
    {"YamlCompose", "docker-compose.yml", "environment:\n  - API_TOKEN=${T}\n  - DB_PASSWORD=${P}\n"},
    {"YamlQuotedAssignment", "docker-compose.yml", "environment:\n  - \"API_TOKEN=${T}\"\n  - \"DB_PASSWORD=${P}\"\n"},
    {"YamlNested", "a.yml", "token:\n  value: ${T}\npassword:\n  value: ${P}\n"},
    {"YamlBlock", "a.yml", "api_key: |\n  ${T}\npassword: >-\n  ${P}\n"},
    {"Json", "a.json", "{\"api_key\": \"${T}\", \"password\": \"${P}\"}\n"},
    {"JsonTight", "a.json", "{\"api_key\":\"${T}\",\"password\":\"${P}\"}\n"},
    {"JsonEscaped", "a.json", "\"body\": \"{\\\"api_key\\\":\\\"${T}\\\",\\\"password\\\":\\\"${P}\\\"}\"\n"},
    {"JsonPair", "a.json", "[{\"name\": \"API_TOKEN\", \"value\": \"${T}\"}, {\"name\": \"DB_PASSWORD\", \"value\": \"${P}\"}]\n"},
    {"Toml", "a.toml", "api_key = \"${T}\"\npassword = '${P}'\n"},
    {"Ini", "a.ini", "[acme]\napi_key = ${T}\npassword=${P}\n"},
    {"Properties", "a.properties", "acme.api-key=${T}\nspring.datasource.password: ${P}\n"},
    {"Dotenv", ".env", "API_TOKEN=${T}\nexport DB_PASSWORD='${P}'\n"},
    {"XmlElement", "a.xml", "<apiKey>${T}</apiKey>\n<password>${P}</password>\n"},
    {"XmlAttribute", "a.xml", "<acme apiKey=\"${T}\" password=\"${P}\"/>\n"},
    {"XmlNameValue", "a.xml", "<property name=\"api_key\" value=\"${T}\"/>\n<property name=\"password\" value=\"${P}\"/>\n"},
    {"XmlAdd", "web.config", "<add key=\"ApiKey\" value=\"${T}\"/>\n<add key=\"Password\" value=\"${P}\" />\n"},
    {"XmlNestedValue", "a.xml", "<property name=\"password\">\n  <value>${P}</value>\n</property>\n"},
    {"XmlNameElement", "a.xml", "<name>s3.secret.key</name><value>${T}</value>\n<name>db.password</name>\n<value>${P}</value>\n"},
    {"MarkdownBold", "a.md", "**Token:** ${T}\n**Password:** ${P}\n"},
    {"AndroidStrings", "secrets.xml", "<string name=\"api_key\">${T}</string>\n<string name=\"db_password\">${P}</string>\n"},
    {"Plist", "a.plist", "<key>ApiKey</key>\n<string>${T}</string>\n<key>Password</key>\n<string>${P}</string>\n"},
    {"Hcl", "a.tf", "api_key = \"${T}\"\nmaster_password = \"${P}\"\n"},
    {"HclVariable", "a.tf", "variable \"db_password\" {\n  default = \"${P}\"\n}\n"},
    {"Shell", "a.sh", "export API_TOKEN=\"${T}\"\nDB_PASSWORD='${P}'\n"},
    {"ShellBare", "a.sh", "API_TOKEN=${T} ./run\nexport PGPASSWORD=${P}\n"},
    {"ShellDefault", "a.sh", "API_TOKEN=${API_TOKEN:-${T}}\nDB_PASSWORD=${DB_PASSWORD:-${P}}\n"},
    {"Csh", "a.csh", "setenv API_TOKEN ${T}\nsetenv DB_PASSWORD ${P}\n"},
    {"Fish", "a.fish", "set -gx API_TOKEN ${T}\nset -gx DB_PASSWORD ${P}\n"},
    {"Makefile", "Makefile", "API_TOKEN := ${T}\nDB_PASSWORD ?= ${P}\n"},
    {"DockerfileEnv", "Dockerfile", "ENV API_TOKEN=${T} DB_PASSWORD=${P}\n"},
    {"DockerfileEnvBlank", "Dockerfile", "ENV API_TOKEN ${T}\nENV DB_PASSWORD ${P}\n"},
    {"DockerfileArg", "Dockerfile", "ARG API_TOKEN=${T}\nARG DB_PASSWORD=${P}\n"},
    {"Systemd", "a.service", "Environment=\"API_TOKEN=${T}\"\nEnvironment=DB_PASSWORD=${P}\n"},
    {"Jenkinsfile", "Jenkinsfile", "environment { API_TOKEN = '${T}'\n DB_PASSWORD = '${P}' }\n"},
    // Data bases, command lines, protocols.
    {"SqlIdentifiedBy", "a.sql", "CREATE USER 'svc'@'%' IDENTIFIED BY '${P}';\n"},
    {"SqlWithPassword", "a.sql", "ALTER ROLE svc WITH LOGIN PASSWORD '${P}';\n"},
    {"SqlSetPassword", "a.sql", "SET PASSWORD FOR 'svc' = PASSWORD('${P}');\n"},
    {"SqlServerLogin", "a.sql", "CREATE LOGIN svc WITH PASSWORD = N'${P}';\n"},
    {"FlagEquals", "a.sh", "acme login --token=${T} --password=${P}\n"},
    {"FlagBlank", "a.sh", "acme login --token ${T} --password ${P}\n"},
    {"FlagQuoted", "a.sh", "acme login --api-key '${T}' --password \"${P}\"\n"},
    {"MysqlShort", "a.sh", "mysql -u svc -p'${P}' acme\n"},
    {"CurlUser", "a.sh", "curl -u svc:${P} https://acme.io/x\n"},
    {"CurlHeader", "a.sh", "curl -H 'Authorization: Bearer ${T}' https://acme.io/x\n"},
    {"HeaderApiKey", "a.http", "X-Api-Key: ${T}\n"},
    {"QueryString", "a.py", "url = 'https://acme.io/x?access_token=${T}&y=1'\n"},
    {"Url", "a.py", "url = 'postgres://svc:${P}@db.acme.io:5432/x'\n"},
    {"ConnectionString", "a.json", "\"x\": \"Server=db.acme.io;Database=x;User Id=svc;Password=${P};\"\n"},
    {"Dsn", "a.py", "dsn = 'host=db.acme.io user=svc password=${P} dbname=x'\n"},
    {"Npmrc", ".npmrc", "//npm.acme.io/:_authToken=${T}\n"},
    {"Netrc", ".netrc", "machine acme.io login svc password ${P}\n"},
    {"Pgpass", ".pgpass", "db.acme.io:5432:x:svc:${P}\n"},
    {"DockerLogin", "a.sh", "docker login -u svc -p ${P} registry.acme.io\n"},
    {"Sshpass", "a.sh", "sshpass -p ${P} ssh svc@acme.io\n"},
};

// The text with `value` for the mark, and every line that holds the other mark left out.
std::string With(const std::string& text, const std::string& mark, const std::string& value) {
  std::string filled = text;
  const std::string other = mark == "${T}" ? "${P}" : "${T}";
  for (size_t at = filled.find(mark); at != filled.npos; at = filled.find(mark, at)) filled.replace(at, mark.size(), value);
  for (size_t at = filled.find(other); at != filled.npos; at = filled.find(other, at)) filled.replace(at, other.size(), "x");
  return filled;
}

std::string Forged(const std::string& form, uint64_t index) {
  auto forged = ForgeExample(form, ForgeSeed("syntax-table", index));
  SLUICE_CHECK(forged.ok());
  return *forged;
}

class SyntaxTable : public testing::TestWithParam<Syntax> {};

void ExpectFound(const Syntax& syntax, const std::string& mark, const std::string& form) {
  if (std::string_view(syntax.text).find(mark) == std::string_view::npos) return;
  for (uint64_t i = 0; i < 3; ++i) {
    const std::string value = Forged(form, i);
    const std::string text = With(syntax.text, mark, value);
    const auto reported = testlib::ReportedIn(text, syntax.path);
    std::string all;
    for (const auto& each : reported) all += " " + each.rule + "=" + each.secret;
    EXPECT_TRUE(reported.size() == 1 && reported[0].secret == value) << syntax.path << ": " << text << "reported:" << all;
  }
}

TEST_P(SyntaxTable, TokenIsFoundWhole) { ExpectFound(GetParam(), "${T}", "${base62:32}"); }
TEST_P(SyntaxTable, PasswordIsFoundWhole) { ExpectFound(GetParam(), "${P}", "Tr4b${base62:7}"); }

INSTANTIATE_TEST_SUITE_P(All, SyntaxTable, testing::ValuesIn(kSyntaxes),
                         [](const auto& parameter) { return std::string(parameter.param.name); });

}  // namespace
}  // namespace sluice
