"""Secrets no provider's form tells: passwords as people choose them, tokens of services nobody has a rule for, under the names they get.

    passwords.passwords(rng), passwords.tokens(rng) -> [(name, value), ...], drawn anew for every seed"""

import base64
import string

WORDS = ("autumn", "badger", "copper", "dragon", "ember", "falcon", "garden", "harbor", "island", "jungle", "kitten", "lemon", "marble", "nebula", "ocean", "pepper",
         "quartz", "river", "silver", "tiger", "umbra", "velvet", "winter", "yellow", "zephyr")
PASSWORD_NAMES = ("password", "db_password", "db_pass", "admin_password", "smtp_password", "user_pwd", "mysql_root_password", "passwd", "redis_password", "ftp_passwd",
                  "keystore_password", "ldap_bind_password", "root_password", "service_password", "rabbitmq_default_pass")
TOKEN_NAMES = ("acme_api_key", "api_secret", "auth_token", "client_secret", "access_token", "signing_key", "webhook_secret", "secret_key", "encryption_key", "deploy_token",
               "internal_api_token", "session_secret", "private_api_key", "license_secret", "app_secret")
LEET = str.maketrans("aeios", "43105")


def password(rng):
    """A word or two with digits and a mark, as most are: 8 to 16 characters."""
    first, second = rng.choice(WORDS), rng.choice(WORDS)
    digits = str(rng.choice((rng.randrange(10, 100), rng.randrange(1970, 2027))))
    mark = rng.choice("!#@%*+?_-.")
    return rng.choice((first.title() + digits + mark, first + mark + second + digits, first.translate(LEET) + digits + mark, mark + first.title() + second[:3] + digits,
                       "".join(rng.choices(string.ascii_letters + string.digits, k=rng.randrange(10, 15))) + mark))


def token(rng):
    return rng.choice(("".join(rng.choices("0123456789abcdef", k=rng.choice((32, 40, 64)))),
                       "".join(rng.choices(string.ascii_letters + string.digits, k=rng.choice((24, 32, 40, 48)))),
                       "".join(rng.choices(string.ascii_letters + string.digits + "-_", k=43)) + "x",
                       base64.b64encode(rng.randbytes(rng.choice((24, 32, 48)))).decode()))


def passwords(rng):
    return [(name, password(rng)) for name in PASSWORD_NAMES]


def tokens(rng):
    return [(name, token(rng)) for name in TOKEN_NAMES]
