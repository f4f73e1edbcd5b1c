"""A protected line: the server must prove who it is before the password or a letter goes."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword

from data.mail import NotSent, deliver
from data.mail_settings import mail_settings
from tests.outbox.post_office import PostOffice, mail_table, served

LETTER = b"Subject: words\r\n\r\n.dot\r\nwords\r\n"
pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to make a certificate")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("certificate")
    made = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout key.pem -out cert.pem -subj /CN=localhost"
    more = ["-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run([*made.split(), *more], cwd=folder, check=True, capture_output=True)
    return folder


def knows(_server, _session, _envelope, _mechanism, said) -> AuthResult:
    fits = isinstance(said, LoginPassword) and said == LoginPassword(b"edt", b"right")
    return AuthResult(success=fits, handled=fits)


@pytest.fixture
def office() -> PostOffice:
    return PostOffice()


@pytest.fixture
def port(office: PostOffice, certificate: Path) -> Iterator[int]:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    with served(office, tls_context=context, require_starttls=True, authenticator=knows, auth_required=True) as port:
        yield port


def settings(port: int, folder: Path, password: str = "right", **more: str):
    (folder / "password").write_text(f"{password}\n")
    table = {"security": "starttls", "user": "edt", "password_file": str(folder / "password"), **more}
    return mail_settings(mail_table(port, **table))


def send(found) -> None:
    deliver(found, ("sw@bury.example",), LETTER, lambda: None)


def test_a_letter_goes_over_a_line_that_is_proved(office, port, certificate, tmp_path):
    send(settings(port, tmp_path, ca_file=str(certificate / "cert.pem")))
    assert office.taken[0].get_content().splitlines() == [".dot", "words"]


def test_a_server_that_cannot_prove_itself_gets_nothing(office, port, tmp_path):
    with pytest.raises(NotSent, match="cannot be protected"):
        send(settings(port, tmp_path))
    assert office.in_data == 0


def test_a_wrong_password_is_said_without_being_shown(port, certificate, tmp_path):
    with pytest.raises(NotSent, match="does not know this user") as why:
        send(settings(port, tmp_path, "sesame", ca_file=str(certificate / "cert.pem")))
    assert "sesame" not in str(why.value)


def test_a_password_file_that_is_not_there_is_said(port, tmp_path):
    with pytest.raises(NotSent, match="password cannot be read"):
        send(settings(port, tmp_path).but(password_file=str(tmp_path / "none")))


def test_a_server_without_protection_is_refused(office, tmp_path):
    with served(office) as plain_port, pytest.raises(NotSent, match="cannot do what is configured"):
        send(settings(plain_port, tmp_path))
    assert office.in_data == 0
