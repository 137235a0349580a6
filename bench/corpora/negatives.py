"""Files that hold no secret and look as if they did: one function for each cause of false alarms, values drawn anew for every seed.

    NEGATIVES["uuid"](draw) -> [(file name, text), ...]

`draw` is the source of random values below. A scanner that reports anything here cries wolf."""

import base64
import hashlib
import json
import string

HEX = "0123456789abcdef"
BASE62 = string.ascii_letters + string.digits
BASE64 = BASE62 + "+/"
URL64 = BASE62 + "-_"
NAMES = ("password", "db_password", "api_key", "secret", "auth_token", "client_secret", "access_key", "private_key", "token")


class Draw:
    def __init__(self, rng):
        self.rng = rng

    def of(self, alphabet, count):
        return "".join(self.rng.choices(alphabet, k=count))

    def bytes(self, count):
        return self.rng.randbytes(count)

    def uuid(self):
        digits = list(self.of(HEX, 32))
        digits[12], digits[16] = "4", self.rng.choice("89ab")
        text = "".join(digits)
        return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))

    def base64(self, count):
        return base64.b64encode(self.bytes(count)).decode()

    def one(self, *choices):
        return self.rng.choice(choices)


def lines(template, values):
    return "".join(template.format(name=name, value=value) for name, value in values)


def named(values):
    """Each value under a name that says secret."""
    return [(NAMES[i % len(NAMES)], value) for i, value in enumerate(values)]


def in_many_files(values):
    """The same values where quotes are needed and where they are not."""
    pairs = named(values)
    return [("config.py", lines("{name} = \"{value}\"\n", pairs)), ("config.yaml", lines("{name}: {value}\n", pairs)),
            (".env", "".join(f"{name.upper()}={value}\n" for name, value in pairs)), ("app.json", json.dumps(dict(pairs), indent=2) + "\n"),
            ("Config.java", lines("  String {name} = \"{value}\";\n", pairs)), ("service.ini", "[service]\n" + lines("{name} = {value}\n", pairs))]


def templates(draw):
    name = draw.one("DB_PASSWORD", "ACME_API_TOKEN", "SERVICE_SECRET_KEY")
    return in_many_files([f"${{{name}}}", f"${name}", f"$({name})", f"{{{{ {name.lower()} }}}}", f"#{{{name.lower()}}}", f"%{name}%", f"@{name}@",
                          f"<{name.lower()}>", f"__{name}__", "{0}", "%s", f"<%= {name.lower()} %>", f"%({name.lower()})s", f"$[{name}]"])


def store_references(draw):
    path = f"prod/{draw.one('billing', 'search', 'mail')}/{draw.one('db', 'api')}"
    return in_many_files([f"vault:secret/data/{path}#password", f"op://prod/{path}", f"arn:aws:secretsmanager:eu-west-1:123456789012:secret:{path}-{draw.of(BASE62, 6)}",
                          f"projects/acme-prod/secrets/{path.replace('/', '-')}/versions/latest",
                          f"@Microsoft.KeyVault(SecretUri=https://acme.vault.azure.net/secrets/{path.replace('/', '-')})",
                          "${{ secrets.DEPLOY_TOKEN }}", "credentials('deploy-token')", "${ssm:/prod/db/password}", "sm://prod/db-password"])


def code_on_the_right(draw):
    word = draw.one("session", "account", "tenant")
    python = "".join(f"{name} = {value}\n" for name, value in named((
        f"get_{word}_password()", f"config['{word}_key']", f"self.{word}.credentials.secret", f"os.environ['{word.upper()}_TOKEN']",
        f"request.headers.get('X-{word.title()}-Token')", "None", f"decrypt({word}.password_encrypted)", f"{word}_password or default_password")))
    go = "".join(f"\t{value}\n" for value in (
        f"password := cfg.{word.title()}.Password", f"token, err := client.{word.title()}Token(ctx)", f'apiKey := os.Getenv("{word.upper()}_API_KEY")',
        f"secret := new({word.title()}Secret)", f"accessToken = tokens[{word}Index]"))
    c = f"char *password = getpass(prompt);\nstatic const char *{word}_token = NULL;\nauth_key = {word}->auth_key;\nsecret_key = calloc(1, KEY_BYTES);\n"
    return [("auth.py", python), ("auth.go", go), ("auth.c", c), ("auth.cc", f"const std::string token = tokens_.at({word}Id).value();\n")]


def unquoted_words(draw):
    word = draw.one("handler", "manager", "provider")
    return [("auth.js", f"const token = tokenFrom{word.title()};\nlet password = userPasswordInput;\nvar secret = sharedSecretValue2;\n"),
            ("auth.cs", f"var apiKey = _apiKey{word.title()};\nstring clientSecret = clientSecretSetting1;\n"),
            ("auth.cpp", f"auto password = password_{word}_v2;\nkey = encryption_key_for_{word};\n"), ("auth.py", f"secret_key = secret_{word}_key_v1\n")]


def type_words(_):
    return in_many_files(["string", "boolean", "null", "true", "false", "required", "uuid", "undefined", "SecretString", "password", "Bearer", "optional"])


def schemas(_):
    return [("openapi.yaml", "components:\n  schemas:\n    Login:\n      properties:\n        password:\n          type: string\n          format: password\n"
                             "        api_key:\n          $ref: '#/components/schemas/ApiKey'\n        token:\n          description: the token of the session\n"),
            ("model.py", "class User(Model):\n    password = CharField(max_length=128)\n    api_token = models.UUIDField(unique=True)\n    secret: Optional[str] = None\n"),
            ("user.ts", "interface User {\n  password: string;\n  apiKey?: string;\n  accessToken: string | undefined;\n}\n"),
            ("variables.tf", 'variable "db_password" {\n  type      = string\n  sensitive = true\n}\n'),
            ("schema.sql", "CREATE TABLE users (\n  password VARCHAR(60) NOT NULL,\n  api_token CHAR(40) UNIQUE\n);\n")]


def own_name(_):
    return in_many_files(["password", "my_db_password", "apikey", "mysecret", "auth_token", "client-secret", "access_key", "privateKey", "token"])


def masks(draw):
    n = draw.rng.randrange(12, 40)
    return in_many_files(["*" * n, "x" * n, "X" * n, "." * n, "-" * n, "#" * n, "\u2026" * 3, "[REDACTED]", "<hidden>", "DATA+OMITTED", "\u2022" * 8, "0" * n,
                          "xxxx-xxxx-xxxx-xxxx", "****" + draw.of(BASE62, 4)])


def placeholders(draw):
    return in_many_files(["your-api-key-here", "changeme", "my-secret-token", "example-password", "replace_with_your_key", "insert-token-here", "dummy_key_for_tests",
                          "TO" + "DO-set-password", "fake-api-token-123", "YOUR_CLIENT_SECRET", "hunter2", "foobar", "sample_access_key",
                          draw.one("enter your password", "put your key here"), "<your token>", "PLACEHOLDER_VALUE"])


def sequences(draw):
    start = draw.rng.randrange(0, 10)
    run = (string.ascii_lowercase * 2)[start:start + 26]
    return in_many_files(["1234567890" * 2, run, run.upper(), "0123456789abcdef" * 2, "abcdefghijklmnopqrstuvwxyz123456", "qwertyuiopasdfghjkl", "abcabcabcabcabcabc",
                          "1234-5678-9012-3456", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "deadbeefdeadbeefdeadbeefdeadbeef"])


def empty_assignments(_):
    return [(".env", "DB_PASSWORD=\nDATABASE_HOST=localhost\nAPI_KEY=\nNEXT_PUBLIC_SITE_NAME=acme\nSECRET_TOKEN=\n\nLOG_LEVEL=debug\n"),
            ("app.ini", "[db]\npassword =\nhost = db1\ntoken =\nretries = 3\n"), ("values.yaml", "password:\nusername: app\napiKey: \"\"\ntoken: ''\nsecret: ~\n")]


def swallowed_flags(_):
    return [("run.sh", "acme login --password --verbose\nmysql -p -u root acme\nacme run --token --retries 3\nread -s -p 'Password: ' answer\nacme --api-key-file /run/secrets/key\n")]


def messages(_):
    return [("errors.py", 'PASSWORD_REQUIRED = "password is required"\nTOKEN_EXPIRED = "the token has expired."\nMESSAGE = "Wrong username/password combination."\n'
                          'raise AuthError("secret: must be at least 12 characters")\nlog.info("token: %s", "refreshed the access token")\n'),
            ("README.md", "Password: choose one that nobody knows.\nToken: see the settings page.\nThe API key is shown once; the secret is never shown again.\n"),
            ("messages.go", 'const errPassword = "password: the two passwords do not match"\nvar tokenHelp = "token that the server printed when it started"\n')]


def translations(draw):
    keys = ("login.password", "password", "token.label", "api_key", "secret", "passwordHint", "reset_password")
    texts = ("Mot de passe oubli\u00e9 ?", "Wachtwoord", "Jeton d'acc\u00e8s", "API-Schl\u00fcssel", draw.one("geheim", "sekret", "segreto"), "Mindestens12Zeichen",
             "Passwort zur\u00fccksetzen")
    entries = dict(zip(keys, texts))
    pairs = "".join(f'msgid "{key}"\nmsgstr "{value}"\n\n' for key, value in entries.items())
    resources = "".join(f'  <data name="{key}"><value>{value}</value></data>\n' for key, value in entries.items())
    return [("locales/fr.json", json.dumps(entries, ensure_ascii=False, indent=2)), ("lang/de.php", "<?php return " + repr(entries) + ";\n"),
            ("i18n/nl.po", pairs), ("Strings.resx", f"<root>\n{resources}</root>\n"), ("messages_it.properties", "".join(f"{k}={v}\n" for k, v in entries.items()))]


def label_constants(_):
    return [("Keys.java", 'static final String PASSWORD = "user.password";\nstatic final String TOKEN_HEADER = "X-Auth-Token";\nstatic final String SECRET_KEY = "app.secret.key.name";\n'
                          'static final String API_KEY_PARAM = "apiKeyParameter";\n'),
            ("keys.ts", "export const TOKEN_KEY = 'auth.session.token';\nexport const PASSWORD_FIELD = 'new-password-confirmation';\nconst SECRET_STORAGE_KEY = 'acme:session:secret';\n")]


def uuids(draw):
    return in_many_files([draw.uuid(), draw.uuid().upper(), "{" + draw.uuid() + "}", "00000000-0000-0000-0000-000000000000", draw.uuid(), draw.uuid()]) + [
        ("ids.json", json.dumps({"requestToken": draw.uuid(), "session_key": draw.uuid(), "id": draw.uuid(), "clientToken": draw.uuid()}, indent=1))]


def digests(draw):
    def digest(name):
        return hashlib.new(name, draw.bytes(20)).hexdigest()
    return [("sums.txt", "".join(f"{digest(name)}  acme-{i}.tar.gz\n" for i, name in enumerate(("md5", "sha1", "sha256", "sha512")))),
            ("build.yaml", f"source:\n  sha256: {digest('sha256')}\n  md5sum: {digest('md5')}\n  commit: {digest('sha1')}\n  etag: \"{digest('md5')}\"\n  cache_key: {digest('sha1')}\n"),
            ("recipe.py", f'KEY_FINGERPRINT = "{digest("sha1")}"\npassword_hash_digest = "{digest("sha256")}"\nchecksum = "{digest("sha1")}"\nREVISION = "{digest("sha1")}"\n'),
            (".github/workflows/ci.yml", f"steps:\n- uses: actions/checkout@{digest('sha1')}\n- uses: acme/token-action@{digest('sha1')}\n"),
            ("image.tf", f'image = "registry.acme.io/app@sha256:{digest("sha256")}"\ntoken_image = "sha256:{digest("sha256")}"\n')]


def lock_files(draw):
    packages = {f"node_modules/{name}": {"version": "1.2.3", "resolved": f"https://registry.npmjs.org/{name}/-/{name}-1.2.3.tgz", "integrity": "sha512-" + draw.base64(64)}
                for name in ("token-types", "secret-box", "passport", "key-tree")}
    go_sum = "".join(f"github.com/acme/{name} v1.{i}.0 h1:{draw.base64(32)}\ngithub.com/acme/{name} v1.{i}.0/go.mod h1:{draw.base64(32)}\n"
                     for i, name in enumerate(("token", "secret", "apikey")))
    cargo = "".join(f'[[package]]\nname = "{name}"\nversion = "0.3.1"\nchecksum = "{draw.of(HEX, 64)}"\n\n' for name in ("secrecy", "token-bucket", "password-hash"))
    poetry = "".join(f'    {{file = "{name}-1.0.tar.gz", hash = "sha256:{draw.of(HEX, 64)}"}},\n' for name in ("keyring", "tokenizers", "secretstorage"))
    yarn = "".join(f'"{name}@npm:^1.0.0":\n  version: 1.0.0\n  checksum: 10c0/{draw.of(HEX, 128)}\n' for name in ("api-key", "auth-token"))
    return [("package-lock.json", json.dumps({"packages": packages}, indent=1)), ("go.sum", go_sum), ("Cargo.lock", cargo), ("poetry.lock", f"files = [\n{poetry}]\n"),
            ("yarn.lock", yarn), ("Gemfile.lock", f"CHECKSUMS\n  secret_token (1.0) sha256={draw.of(HEX, 64)}\n"),
            ("index.html", f'<script src="https://cdn.acme.io/token.js" integrity="sha384-{draw.base64(48)}" crossorigin="anonymous"></script>\n')]


def armour(label, body):
    dashes = "-" * 5
    text = base64.b64encode(body).decode()
    rows = "\n".join(text[i:i + 64] for i in range(0, len(text), 64))
    return f"{dashes}BEGIN {label}{dashes}\n{rows}\n{dashes}END {label}{dashes}\n"


def public_material(draw):
    certificate = bytes.fromhex("308203b530820 29da003020102020900".replace(" ", "")) + draw.bytes(900)
    rsa = bytes.fromhex("30820122300d06092a864886f70d01010105000382010f003082010a0282010100") + draw.bytes(256) + bytes.fromhex("0203010001")
    ssh = base64.b64encode(b"\0\0\0\x07ssh-rsa\0\0\0\x03\x01\0\x01\0\0\x01\x81\0" + draw.bytes(384)).decode()
    return [("server.crt", armour("CERTIFICATE", certificate)), ("request.csr", armour("CERTIFICATE REQUEST", certificate)), ("jwt_public_key.pem", armour("PUBLIC KEY", rsa)),
            ("signing.asc", armour("PGP PUBLIC KEY BLOCK", b"\x99\x01\x0d\x04" + draw.bytes(300))), ("authorized_keys", f"ssh-rsa {ssh} deploy@acme\n"),
            ("known_hosts", f"git.acme.io ssh-ed25519 {base64.b64encode(bytes.fromhex('0000000b7373682d6564323535313900000020') + draw.bytes(32)).decode()}\n"),
            ("dh.pem", armour("DH PARAMETERS", bytes.fromhex("3082010802820101 00".replace(" ", "")) + draw.bytes(256))),
            ("tls.yaml", f"tls:\n  certificate: {base64.b64encode(armour('CERTIFICATE', certificate).encode()).decode()}\n"),
            ("jwks.json", json.dumps({"keys": [{"kty": "RSA", "use": "sig", "kid": draw.of(URL64, 20), "e": "AQAB", "n": draw.of(URL64, 342)}]}, indent=1))]


def encrypted(draw):
    vault = "$ANSIBLE_VAULT;1.1;AES256\n" + "".join(draw.of(HEX, 80) + "\n" for _ in range(6))
    sops = f"ENC[AES256_GCM,data:{draw.base64(24)},iv:{draw.base64(32)},tag:{draw.base64(16)},type:str]"
    return [("vault.yml", vault), ("secrets.enc.yaml", f"db_password: {sops}\napi_key: {sops}\n"), ("application.properties", f"spring.datasource.password=ENC({draw.base64(40)})\n"),
            ("config-server.yml", f"password: '{{cipher}}{draw.of(HEX, 96)}'\n"), ("hiera.yaml", f"db::password: ENC[PKCS7,{draw.base64(200)}]\n"),
            ("sealed.yaml", f"apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nspec:\n  encryptedData:\n    password: AgB{draw.base64(520)}\n"),
            ("credentials.xml", f"<com.acme.Credentials>\n  <password>{{AQAAABAAAA{draw.base64(48)}}}</password>\n</com.acme.Credentials>\n"),
            ("NuGet.config", f'<add key="Password" value="AQAAANCMnd8BFdERjHoAwE/Cl+{draw.base64(120)}" />\n'), ("travis.yml", f'env:\n  - secure: "{draw.base64(256)}"\n'),
            ("backup.asc", armour("PGP MESSAGE", b"\x85\x01\x0c\x03" + draw.bytes(300))), ("token.enc", "U2FsdGVkX1" + draw.base64(80) + "\n"),
            ("credentials.yml.enc", f"{draw.base64(200)}--{draw.base64(12)}--{draw.base64(16)}\n")]


def publishable(draw):
    return [("web.js", f"const stripe = Stripe('pk_live_{draw.of(BASE62, 24)}');\nposthog.init('phc_{draw.of(BASE62, 43)}');\n"
                       f"Sentry.init({{ dsn: 'https://{draw.of(HEX, 32)}@o{draw.of('123456789', 6)}.ingest.sentry.io/{draw.of('123456789', 7)}' }});\n"
                       f"const supabaseKey = 'sb_publishable_{draw.of(URL64, 22)}_{draw.of(BASE62, 8)}';\n"),
            ("form.html", f'<div class="g-recaptcha" data-sitekey="6L{draw.of(URL64, 38)}"></div>\n<div class="cf-turnstile" data-sitekey="0x4AAAAAAA{draw.of(URL64, 14)}"></div>\n'),
            ("flags.ts", f"const ldClientId = '{draw.of(HEX, 24)}';\nconst mobileKey = 'mob-{draw.uuid()}';\n"),
            ("rum.js", f"datadogRum.init({{ applicationId: '{draw.uuid()}', clientToken: 'pub{draw.of(HEX, 32)}' }});\n"),
            ("pay.js", f"const key = 'FLWPUBK-{draw.of(HEX, 32)}-X';\nconst paystack = 'pk_live_{draw.of(HEX, 40)}';\nconst razorpay = 'rzp_live_{draw.of(BASE62, 14)}';\n")]


def identifiers(draw):
    return [("stack.json", json.dumps({"NextToken": draw.base64(60), "ClientToken": draw.uuid(), "LockToken": draw.uuid(), "nextPageToken": draw.of(URL64, 40),
                                       "continuationToken": draw.base64(48), "RequestToken": draw.of(BASE62, 32), "client_id": draw.of(BASE62, 32),
                                       "accessKeyId": "access-key-1", "secret_id": draw.of(BASE62, 24), "token_id": draw.of(HEX, 24)}, indent=1)),
            ("main.tf", f'secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-{draw.of(BASE62, 6)}"\nkey_id = "arn:aws:kms:eu-west-1:123456789012:key/{draw.uuid()}"\n'
                        f'security_group_id = "sg-{draw.of(HEX, 17)}"\nkms_key = "projects/acme/locations/global/keyRings/main/cryptoKeys/token"\nrole_id = "AROA{draw.of(string.ascii_uppercase + "234567", 17)}"\n'),
            ("azure.tf", f'tenant_id = "{draw.uuid()}"\nclient_id = "{draw.uuid()}"\nsubscription_id = "{draw.uuid()}"\n'),
            ("pools.yml", f"userPoolId: eu-west-1_{draw.of(BASE62, 9)}\nidentityPoolId: eu-west-1:{draw.uuid()}\n")]


def data_uris(draw):
    png = base64.b64encode(bytes.fromhex("89504e470d0a1a0a0000000d49484452") + draw.bytes(600)).decode()
    jpeg = "data:image/jpeg;base64,/9j/" + draw.base64(300)
    font = base64.b64encode(b"wOFF" + draw.bytes(700)).decode()
    return [("style.css", f".key {{ background: url(data:image/png;base64,{png}); }}\n@font-face {{ src: url(data:font/woff;base64,{font}); }}\n"),
            ("icons.json", json.dumps({"token_icon": png, "password_icon": jpeg}, indent=1)),
            ("logo.py", f'SECRET_ICON = "{base64.b64encode(b"GIF89a" + draw.bytes(400)).decode()}"\nKEY_PDF = "{base64.b64encode(b"%PDF-1.4" + draw.bytes(300)).decode()}"\n'),
            ("module.js", f'const tokenWasm = "{base64.b64encode(bytes.fromhex("0061736d01000000") + draw.bytes(500)).decode()}";\n')]


def long_base64(draw):
    body = draw.of(BASE64, 3000)
    # What begins like a key in the middle of something longer is part of it.
    for i, head in enumerate(("AKIA", "AIza", "EAAA", "ghp", "SK", "ya29")):
        body = body[:300 * (i + 1)] + head + body[300 * (i + 1) + len(head):]
    rows = "\n".join(body[i:i + 76] for i in range(0, len(body), 76))
    return [("blob.txt", rows + "\n"), ("blob.json", json.dumps({"payload": body})), ("attachment.eml", "Content-Transfer-Encoding: base64\n\n" + rows + "\n")]


def text_encodings(draw):
    printable = "".join(chr(c) for c in range(33, 97))
    uu = "begin 644 token.bin\n" + "".join("M" + draw.of(printable, 60) + "\n" for _ in range(12)) + "`\nend\n"
    base85 = string.digits + string.ascii_letters + "!#$%&()*+-;<=>?@^_`{|}~"
    patch = "diff --git a/secret.bin b/secret.bin\nGIT binary patch\nliteral 2000\n" + "".join("z" + draw.of(base85, 65) + "\n" for _ in range(12)) + "\n"
    return [("token.uue", uu), ("change.patch", patch)]


def minified(draw):
    parts = []
    for _ in range(400):
        name = draw.of(string.ascii_lowercase, 1)
        parts.append(draw.one(f"{name}.token=function(){{return {name}.password=e}}", f"var {name}=n({draw.of(string.digits, 4)})", f"{name}.secret=t.key+{draw.of(string.digits, 3)}",
                              f'apiKey:"{draw.of(string.ascii_lowercase, 5)}"', f"t.accessToken={name}.accessTokenFactory"))
    vlq = draw.of(BASE64, 2000)
    return [("vendor.min.js", "!function(e,t){" + ";".join(parts) + "}(this);\n//# sourceMappingURL=vendor.min.js.map\n"),
            ("vendor.min.js.map", json.dumps({"version": 3, "names": ["token", "password"], "mappings": "AAAA;" + vlq})),
            ("index.html", f'<script src="/static/main.{draw.of(HEX, 20)}.js"></script>\n<link href="/static/tokens.{draw.of(HEX, 8)}.css">\n')]


def numbers(draw):
    return in_many_files([draw.of(string.digits, 12), f"0x{draw.of(HEX, 16)}", "2026-11-22T10:20:30Z", f"1.{draw.of(string.digits, 2)}.3+build.{draw.of(string.digits, 4)}",
                          f"#{draw.of(HEX, 6)}", f"10.{draw.of('12345', 2)}.0.1", "3600", "978-3-16-148410-0"])


def sample_jwts(draw):
    def part(value):
        return base64.urlsafe_b64encode(json.dumps(value, separators=(",", ":")).encode()).decode().rstrip("=")
    signed = part({"alg": "HS256", "typ": "JWT"}) + "." + part({"sub": "1234567890", "name": "John Doe", "iat": 1516239022})
    unsigned = part({"alg": "none"}) + "." + part({"sub": "user", "exp": 1516239022}) + "."
    anon = part({"alg": "HS256", "typ": "JWT"}) + "." + part({"iss": "supabase", "ref": draw.of(string.ascii_lowercase, 20), "role": "anon", "iat": 1700000000, "exp": 2015000000})
    return [("README.md", f"A token looks like this:\n\n    {signed}.{'SflKxwRJSMeKKF2QT4fw' + 'pMeJf36POk6yJV_adQssw5c'}\n\nor, unsigned, `{unsigned}`.\n"),
            ("supabase.js", f"const anonKey = '{anon}.{draw.of(URL64, 43)}';\n")]


def shapes_in_code(draw):
    return [("test_orders.py", f"def test_{draw.of(string.ascii_lowercase, 35)}():\n    pass\n\n\ndef test_the_order_total_includes_every_shipping_cost():\n    pass\n"),
            ("api.js", "this.dapiDataGetTopSellingProductsOfTheMonthByRegion();\nreturn s.getServerAddressByConnectionNameOrDefault(name);\n"),
            ("live.py", "live_streaming_session_manager_for_all_regions(1)\n")]


def keyword_in_word(draw):
    return [("app.py", f'monkey = "{draw.of(BASE62, 24)}"[:0]\nkeyboard_layout = "qwertz-de-nodeadkeys"\nauthor = "Ada King of Lovelace"\ncompass_bearing = "north-north-west-12"\n'
                       'tokenizer = "bert-base-uncased-whole-word"\nturkey_region = "marmara-region-34"\nrapid_mode = "capital-letters-only-mode1"\n'),
            ("editor.json", json.dumps([{"key": "ctrl+shift+down", "command": "editor.moveDown"}, {"key": "cmd+alt+k", "command": "token.next"}], indent=1))]


def names_of_things(draw):
    return [("settings.py", f'password_file = "/run/secrets/db_password_v2"\napi_key_name = "billing-production-key-7"\ntoken_url = "https://id.acme.io/oauth2/token"\n'
                            f'secret_name = "prod/billing/db-{draw.of(HEX, 6)}"\npassword_policy = "Min12-Upper1-Digit1"\ntoken_type = "urn:ietf:params:oauth:token-type:jwt"\n'
                            'key_alias = "alias/billing-2026-main"\nprivate_key_path = "/etc/ssl/private/acme-2026.pem"\ntoken_endpoint = "/v1/oauth/token/refresh2"\n'
                            'secret_version = "projects/1/versions/27"\npassword_hash_algorithm = "pbkdf2-sha512-v3"\n'),
            ("page.html", f'<input type="hidden" name="csrf_token" value="{draw.of(URL64, 43)}">\n<input name="password" placeholder="Enter8OrMoreCharacters">\n'),
            ("deployment.yaml", "env:\n- name: DB_PASSWORD\n  valueFrom:\n    secretKeyRef:\n      name: billing-db-credentials\n      key: password-2026\n- name: API_TOKEN_FILE\n  value: /var/run/secrets/api-token-1\n")]


def imports(_):
    return [("app.ts", "import { tokenProvider } from '@acme/token-provider-2026';\nimport secretStore from 'secret-store/dist/v2/client';\n"),
            ("Dockerfile", "RUN --mount=type=secret,id=npm_token_2026,target=/opt/app/.npmrc npm ci\n"),
            ("acme.bb", 'LIC_FILES_CHKSUM = "file://LICENSE;md5=0835ade698e0bcf8506ecda2f7b4f302"\nSRC_URI[token.sha256sum] = "' + "5f" * 32 + '"\n'),
            ("main.rs", "use acme::auth::token::{TokenProviderV2, SecretKeyBuilder3};\n")]


def local_defaults(_):
    return [("docker-compose.yml", "environment:\n  DATABASE_URL: postgres://postgres:postgres@localhost:5432/app\n  AMQP_URL: amqp://guest:guest@rabbitmq:5672/\n"),
            ("test.env", "REDIS_URL=redis://:redis@127.0.0.1:6379/0\nMONGO_URL=mongodb://root:root@mongo:27017\n")]


def url_shapes(_):
    return [("urls.txt", "https://acme.io:8080/image@2x.png\ngit@git.acme.io:team/token.git\nhttps://acme.io/?email=user:name@acme.io\njar:file:lib.jar:v2@acme\n"
                         "https://${USER}:${PASS}@acme.io/\nhttp://[::1]:8080/a@b\nssh://git@git.acme.io:22/team/app.git\nhttps://user@acme.io/\npostgres://app:$DB_PASSWORD@db.acme.io/app\n"
                         "https://user:password@example.com/\nftp://anonymous:anonymous@ftp.acme.io/\n")]


def vendor_samples(_):
    return [("README.md", "aws_access_key_id = AKIA" + "IOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/" + "bPxRfiCYEXAMPLEKEY\n"
                          "otpauth://totp/Acme:ada@acme.io?secret=" + "JBSWY3DPEHPK3PXP&issuer=Acme\n"
                          "https://hooks.slack.com/services/T00000000/B00000000/" + "X" * 24 + "\n")]


def example_files(_):
    return [(".env.example", "DB_PASSWORD=secret\nAPI_KEY=your-key\nSTRIPE_KEY=sk_live_...\nTOKEN=<token>\nJWT_SECRET=change-me-please\n"),
            ("config.sample.yaml", "password: password123\napi_key: abc123\nsecret: supersecret\n")]


NEGATIVES = {
    "template": templates, "store reference": store_references, "code on the right": code_on_the_right, "unquoted word": unquoted_words,
    "type word": type_words, "schema": schemas, "its own name": own_name, "mask": masks, "placeholder": placeholders, "sequence": sequences,
    "empty": empty_assignments, "swallowed flag": swallowed_flags, "message": messages, "i18n": translations, "label constant": label_constants,
    "uuid": uuids, "digest": digests, "lock file": lock_files, "public key, certificate": public_material, "encrypted": encrypted,
    "publishable key": publishable, "identifier": identifiers, "data URI": data_uris, "inside long base64": long_base64,
    "uuencode, base85": text_encodings, "minified": minified, "number, date": numbers, "sample JWT": sample_jwts, "shape in code": shapes_in_code,
    "keyword in a word": keyword_in_word, "name of a thing": names_of_things, "import": imports, "local default": local_defaults,
    "URL shape": url_shapes, "vendor's sample": vendor_samples, "example file": example_files,
}
