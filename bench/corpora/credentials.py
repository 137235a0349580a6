"""Synthetic credentials in the shapes providers document, made from random numbers: nothing here was ever issued.

No complete credential stands in this file, and none may be written into the tree: they exist only in generated repositories."""

import base64
import zlib

BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
BASE64 = BASE62 + "+/"
BASE64URL = BASE62 + "-_"
DIGITS = "0123456789"
LOWER_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def draw(rng, alphabet, count):
    return "".join(rng.choices(alphabet, k=count))


def crc_tail(body):
    """CRC-32 in base 62, six characters: the check that GitHub documents for its tokens."""
    value, tail = zlib.crc32(body.encode()), ""
    while value:
        value, digit = divmod(value, 62)
        tail = BASE62[digit] + tail
    return tail.rjust(6, "0")


def aws(rng):
    # The first character after the prefix has its top bit set in ids issued since 2019.
    key_id = "AKIA" + rng.choice("QRSTUVWXYZ234567") + draw(rng, BASE32, 15)
    secret = draw(rng, BASE64, 40)
    return key_id, f"aws_access_key_id = {key_id}\naws_secret_access_key = {secret}"


def github(rng):
    body = draw(rng, BASE62, 30)
    token = "ghp_" + body + crc_tail(body)
    return token, f'GITHUB_TOKEN="{token}"'


def gitlab(rng):
    token = "glpat-" + draw(rng, BASE62, 20)
    return token, f"gitlab_token: {token}"


def stripe(rng):
    token = "sk_live_" + draw(rng, BASE62, 24)
    return token, f"stripe.api_key = '{token}'"


def slack(rng):
    token = "-".join(("xoxb", draw(rng, "123456789", 12), draw(rng, "123456789", 13), draw(rng, BASE62, 24)))
    return token, f'slack_bot_token: "{token}"'


def google(rng):
    token = "AIza" + "SyA" + draw(rng, BASE64URL, 32)
    return token, f'const apiKey = "{token}";'


def private_key(rng):
    # A PKCS #1 key begins with a SEQUENCE of about 1190 bytes, version 0 and the modulus of 257 bytes.
    der = bytes.fromhex("308204a40201000282010100") + rng.randbytes(1180)
    text = base64.b64encode(der).decode()
    lines = [text[i:i + 64] for i in range(0, len(text), 64)]
    label = "RSA PRIVATE" + " KEY"
    block = "\n".join((f"-----BEGIN {label}-----", *lines, f"-----END {label}-----"))
    return block, block


def postgres(rng):
    password = draw(rng, BASE62, 20)
    host = draw(rng, LOWER_DIGITS, 8)
    return password, f"DATABASE_URL=postgres://app:{password}@{host}.db.internal:5432/app"


KINDS = {
    "aws-access-key-id": aws,
    "github-pat-classic": github,
    "gitlab-pat": gitlab,
    "stripe-secret-live": stripe,
    "slack-bot-token": slack,
    "google-api-key": google,
    "private-key": private_key,
    "postgres-url-password": postgres,
}


def make(rng):
    """A kind, the secret, and the lines of text that hold it."""
    kind = rng.choice(list(KINDS))
    secret, text = KINDS[kind](rng)
    return kind, secret, text
