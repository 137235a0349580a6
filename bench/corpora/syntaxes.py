"""How a name and a value are written down in the languages people leak secrets in: one function a syntax.

    SYNTAXES["python"](["acme", "api", "key"], value) -> (file name, text)

A syntax writes what a person would: the language's own style of name, its own quotes and escapes, a few lines of other things around."""

import json
import re


def words_of(name):
    """acmeApiKey, ACME_API_KEY, acme-api.key -> ["acme", "api", "key"]"""
    name = re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", name)
    return [word.lower() for word in re.split(r"[^A-Za-z0-9]+", name) if word] or ["value"]


def snake(words):
    return "_".join(words)


def upper(words):
    return "_".join(words).upper()


def kebab(words):
    return "-".join(words)


def dotted(words):
    return ".".join(words)


def camel(words):
    return words[0] + pascal(words[1:])


def pascal(words):
    return "".join(word[:1].upper() + word[1:] for word in words)


def double_quoted(value):
    return json.dumps(value, ensure_ascii=False)


def single_quoted(value):
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def shell_quoted(value):
    return "'" + value.replace("'", "'\\''") + "'"


def plain_or(value, quote):
    """Without quotes where no reader could take a character for syntax."""
    return value if re.fullmatch(r"[\w./+=~@%:-]+", value) and not value.endswith(":") else quote(value)


def xml_text(value):
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def indented(value, spaces):
    return "\n".join(" " * spaces + line for line in value.split("\n"))


def python(words, value):
    text = f'"""{value}"""' if "\n" in value else double_quoted(value)
    return "settings.py", f"import os\n\nRETRIES = 3\n{upper(words)} = {text}\n\n\ndef retries():\n    return int(os.environ.get('RETRIES', RETRIES))\n"


def python_dict(words, value):
    return "client.py", f"client = connect(\n    region='north',\n    {snake(words)}={double_quoted(value)},\n    retries=3,\n)\n"


def javascript(words, value):
    text = f"`{value}`" if "\n" in value else single_quoted(value)
    return "config.js", f"'use strict';\n\nconst retries = 3;\nconst {camel(words)} = {text};\nmodule.exports = {{ retries }};\n"


def typescript(words, value):
    text = f"`{value}`" if "\n" in value else double_quoted(value)
    return "config.ts", f"export const config = {{\n  retries: 3,\n  {camel(words)}: {text},\n}} as const;\n"


def java(words, value):
    return "Config.java", ("package io.acme;\n\nfinal class Config {\n  static final int RETRIES = 3;\n"
                           f"  private static final String {upper(words)} = {double_quoted(value)};\n}}\n")


def go(words, value):
    text = f"`{value}`" if "\n" in value else double_quoted(value)
    return "main.go", f"package main\n\nvar retries = 3\n\nfunc load() string {{\n\t{camel(words)} := {text}\n\treturn {camel(words)}\n}}\n"


def csharp(words, value):
    return "Settings.cs", f"namespace Acme\n{{\n    internal static class Settings\n    {{\n        public const string {pascal(words)} = {double_quoted(value)};\n    }}\n}}\n"


def php(words, value):
    return "config.php", f"<?php\nreturn [\n    'retries' => 3,\n    '{snake(words)}' => {single_quoted(value)},\n];\n"


def ruby(words, value):
    return "setup.rb", f"Acme.configure do |config|\n  config.retries = 3\n  config.{snake(words)} = {single_quoted(value)}\nend\n"


def rust(words, value):
    return "main.rs", f"const RETRIES: u32 = 3;\nconst {upper(words)}: &str = {double_quoted(value)};\n"


def swift(words, value):
    return "Config.swift", f"struct Config {{\n    static let retries = 3\n    static let {camel(words)} = {double_quoted(value)}\n}}\n"


def yaml(words, value):
    if "\n" in value:
        return "values.yaml", f"service:\n  retries: 3\n  {snake(words)}: |\n{indented(value, 4)}\n"
    return "values.yaml", f"service:\n  retries: 3\n  {snake(words)}: {plain_or(value, double_quoted)}\n"


def compose(words, value):
    return "docker-compose.yml", (f"services:\n  app:\n    image: acme/app:3\n    environment:\n      - RETRIES=3\n      - {upper(words)}={plain_or(value, shell_quoted)}\n")


def json_file(words, value):
    return "config.json", f'{{\n  "retries": 3,\n  "{camel(words)}": {double_quoted(value)},\n  "region": "north"\n}}\n'


def toml(words, value):
    return "config.toml", f"[service]\nretries = 3\n{snake(words)} = {double_quoted(value)}\n"


def ini(words, value):
    return "service.ini", f"[service]\nretries = 3\n{snake(words)} = {value}\n"


def properties(words, value):
    return "application.properties", f"service.retries=3\nservice.{dotted(words)}={value}\n"


def xml(words, value):
    return "config.xml", f"<service>\n  <retries>3</retries>\n  <{camel(words)}>{xml_text(value)}</{camel(words)}>\n</service>\n"


def xml_attribute(words, value):
    return "app.config", f'<appSettings>\n  <add key="Retries" value="3" />\n  <add key="{pascal(words)}" value="{xml_text(value)}" />\n</appSettings>\n'


def hcl(words, value):
    if "\n" in value:
        return "main.tf", f'resource "acme_service" "main" {{\n  retries = 3\n  {snake(words)} = <<EOT\n{value}\nEOT\n}}\n'
    return "main.tf", f'resource "acme_service" "main" {{\n  retries = 3\n  {snake(words)} = {double_quoted(value)}\n}}\n'


def dotenv(words, value):
    return ".env", f"RETRIES=3\n{upper(words)}={double_quoted(value) if chr(10) in value else plain_or(value, double_quoted)}\nREGION=north\n"


def dockerfile(words, value):
    return "Dockerfile", f"FROM debian:bookworm-slim\nENV RETRIES=3\nENV {upper(words)}={plain_or(value, double_quoted)}\nRUN make install\n"


def shell(words, value):
    return "deploy.sh", f"#!/bin/sh\nset -eu\nRETRIES=3\nexport {upper(words)}={shell_quoted(value)}\nexec ./run\n"


def powershell(words, value):
    return "deploy.ps1", f"$ErrorActionPreference = 'Stop'\n$env:{upper(words)} = {double_quoted(value)}\n./run.exe\n"


def sql(words, value):
    quoted = "'" + value.replace("'", "''") + "'"
    return "seed.sql", f"BEGIN;\nUPDATE settings SET retries = 3, {snake(words)} = {quoted} WHERE id = 1;\nCOMMIT;\n"


def command_line(words, value):
    return "README.md", f"Start it with\n\n    acme run --retries 3 --{kebab(words)} {plain_or(value, shell_quoted)} --verbose\n"


SYNTAXES = {
    "python": python, "python-call": python_dict, "javascript": javascript, "typescript": typescript, "java": java, "go": go,
    "c#": csharp, "php": php, "ruby": ruby, "rust": rust, "swift": swift, "yaml": yaml, "compose": compose, "json": json_file,
    "toml": toml, "ini": ini, "properties": properties, "xml": xml, "xml-attribute": xml_attribute, "hcl": hcl, "dotenv": dotenv,
    "dockerfile": dockerfile, "shell": shell, "powershell": powershell, "sql": sql, "command-line": command_line,
}
# Those that can hold a line break as it is, or write it as \n.
MULTILINE = ("python", "javascript", "typescript", "java", "go", "yaml", "json", "hcl", "dotenv", "shell", "rust")
