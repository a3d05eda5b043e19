"""A real mail server (Dovecot) on loopback, with a certificate of its own, and a postman who puts letters into it."""

import datetime as dt
import getpass
import os
import shutil
import socket
import subprocess
import tempfile
import time
from email.message import EmailMessage
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.support.people import free_port

VENDOR = "Mi Account <no-reply@account.xiaomi.com>"
MAILBOX_PASSWORD = "b0x-of-letters"

CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/dovecot.log
ssl = required
ssl_cert = <{home}/cert.pem
ssl_key = <{home}/key.pem
mail_location = maildir:{home}/Maildir
mailbox_idle_check_interval = 1s
default_login_user = {login}
default_internal_user = {internal}
first_valid_uid = 0
last_valid_uid = 0
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}
}}
"""


def certificate(home):
    """One for 127.0.0.1, which vouches for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    import ipaddress

    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    (home / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (home / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


class Post:
    """The server, and what is put into its one mailbox."""

    def __init__(self, home, port, server):
        self.home, self.port, self.server = home, port, server
        self.sent = 0

    @property
    def settings(self):
        return {"MI_IMAP_SHOP_HOST": "127.0.0.1", "MI_IMAP_SHOP_PORT": str(self.port), "MI_IMAP_SHOP_USER": "shop",
                "MI_IMAP_SHOP_CA": str(self.home / "cert.pem"), "MI_IMAP_SHOP_SECRET": "env:BOX",
                "MI_IMAP_SHOP_SENDER": "@xiaomi.com,@account.practice.test", "BOX": MAILBOX_PASSWORD}  # fmt: skip

    def deliver(self, data):
        """A letter, whole at once, as a mail server does it."""
        self.sent += 1
        name = f"{time.time():.6f}.{self.sent}.{os.getpid()}"
        (self.home / "Maildir" / "tmp" / name).write_bytes(data)
        shutil.move(self.home / "Maildir" / "tmp" / name, self.home / "Maildir" / "new" / name)

    def letter(self, text="", to="owner@example.test", sender=VENDOR, html=""):
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = sender, to, "Your code"
        message.set_content(text)
        if html:
            message.add_alternative(html, subtype="html")
        self.deliver(message.as_bytes())

    def empty(self):
        for folder in ("new", "cur"):
            for path in (self.home / "Maildir" / folder).iterdir():
                path.unlink()


@pytest.fixture(scope="session")
def _dovecot():
    program = shutil.which("dovecot", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
    if program is None:
        pytest.fail("this test needs Dovecot: install the package dovecot-imapd")
    import pwd  # there is none on Windows, and no Dovecot either

    home = Path(tempfile.mkdtemp(prefix="mi-runner-post-"))
    for folder in ("run", "state", "Maildir/new", "Maildir/cur", "Maildir/tmp"):
        (home / folder).mkdir(parents=True)
    certificate(home)
    port, as_root = free_port(), os.geteuid() == 0
    own = getpass.getuser()
    reader = pwd.getpwnam("nobody" if as_root else own)  # it never reads mail as root
    (home / "dovecot.conf").write_text(
        CONFIG.format(
            home=home, port=port, password=MAILBOX_PASSWORD, uid=reader.pw_uid, gid=reader.pw_gid,
            login="dovenull" if as_root else own, internal="dovecot" if as_root else own,
        )
    )  # fmt: skip
    home.chmod(0o755)
    if as_root:
        for path in (home / "Maildir", *(home / "Maildir").iterdir()):
            os.chown(path, reader.pw_uid, reader.pw_gid)
    server = subprocess.Popen([program, "-F", "-c", str(home / "dovecot.conf")])
    until = time.monotonic() + 60
    while True:
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                break
        log = (home / "dovecot.log").read_text() if (home / "dovecot.log").exists() else ""
        alive = server.poll() is None and time.monotonic() < until
        assert alive, f"Dovecot did not start: {log[-500:]}"
        time.sleep(0.1)
    yield Post(home, port, server)
    server.terminate()
    server.wait(60)
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def post(_dovecot):
    _dovecot.empty()
    return _dovecot
