"""The table [mail]: what is wrong is said before anything goes; nobody gets another child's letter."""

from __future__ import annotations

import pytest

from data.configuration import BadConfiguration, read_configuration
from data.mail import NotSent, deliver
from data.mail_settings import BadMail, address_of, mail_settings
from models.letters.letter import Reader

GOOD = {"server": "mail.example", "sender": "edt@bury.example"}


def test_server_and_sender_are_enough_and_the_line_is_protected():
    found = mail_settings(GOOD)
    assert (found.port, found.security) == (587, "starttls")
    assert mail_settings({**GOOD, "security": "tls"}).port == 465


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"server": ""}, "mail.server"),
        ({"port": "0"}, "mail.port"),
        ({"port": "smtp"}, "mail.port"),
        ({"security": "ssl"}, "mail.security"),
        ({"sender": "EDT <edt@bury.example>"}, "mail.sender"),
        ({"timeout": "1000"}, "mail.timeout"),
        ({"user": "edt"}, "mail.user"),
        ({"user": "edt", "password_file": "/etc/x", "security": "none"}, "mail.security"),
    ],
)
def test_what_is_wrong_is_named(change, field):
    with pytest.raises(BadMail) as why:
        mail_settings({**GOOD, **change})
    assert [problem.field for problem in why.value.problems] == [field]


def test_a_port_may_stand_without_quotes(tmp_path):
    file = tmp_path / "site.toml"
    file.write_text('[mail]\nserver = "mail.example"\nport = 2525\n"school Elm High" = "office@elm.example"\n')
    mail = read_configuration(str(file)).mail
    assert mail["port"] == "2525"
    assert address_of(Reader("school", "School", "elm high"), mail) == "office@elm.example"
    file.write_text("[mail]\nport = true\n")
    with pytest.raises(BadConfiguration):
        read_configuration(str(file))


def test_the_childs_own_details_come_before_the_roles_address():
    table = {**GOOD, "sw": "team@bury.example"}
    assert address_of(Reader("sw", "Social worker", "A Khan <a.khan@bury.example>"), table) == "a.khan@bury.example"
    assert address_of(Reader("sw", "Social worker", "A Khan"), table) == "team@bury.example"
    assert address_of(Reader("tm", "Team manager"), table) == ""


@pytest.mark.parametrize("server", ["x" * 70 + ".example", "a..b"])
def test_a_server_whose_name_cannot_be_one_is_said(server):
    with pytest.raises(NotSent, match="NOT SENT"):
        deliver(mail_settings({**GOOD, "server": server}), ("a@b.example",), b"x", lambda: None)


@pytest.mark.parametrize("role", ["school", "placing-authority"])
def test_no_address_stands_for_every_school_or_every_authority(role):
    table = {**GOOD, role: "one@other.example", f"{role} Salford": "duty@salford.example"}
    assert address_of(Reader(role, "x", "Rochdale"), table) == ""
    assert address_of(Reader(role, "x"), table) == ""
    assert address_of(Reader(role, "x", "Salford"), table) == "duty@salford.example"
