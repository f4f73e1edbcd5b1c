"""Which ways out a site has chosen: the table `[alerts]` of its configuration."""

from __future__ import annotations

import os
import re
from datetime import time

from data.configuration import BadConfiguration, Configuration
from data.io import Io
from data.watch.channels import Channel, LogFile, Mail, SystemLog, Wall
from models.problem import Problem

SETTINGS = ("syslog", "file", "mail", "wall", "letters")
USUAL_LOG = "/dev/log"
OFF = "off"
TIME_OF_DAY = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def channels_of(configuration: Configuration, io: Io) -> list[Channel]:
    """The ways out. Without a word about it the system log is one, where the machine has one.

    Raises:
        BadConfiguration: a setting that is none, a path that is not absolute, no usable addresses or mail server.
    """
    table = configuration.alerts
    problems = [
        Problem(f"alerts.{name}", f"not a setting; the settings are: {', '.join(SETTINGS)}")
        for name in table
        if name not in SETTINGS
    ]
    problems += [
        Problem(f"alerts.{name}", "a path from the root is wanted, or off")
        for name in ("syslog", "file")
        if table.get(name, OFF) != OFF and not table[name].startswith("/")
    ]
    if problems:
        raise BadConfiguration(tuple(problems))
    found: list[Channel] = []
    log = table.get("syslog", USUAL_LOG if os.path.exists(USUAL_LOG) else OFF)
    if log != OFF:
        found.append(SystemLog(log))
    if table.get("file", OFF) != OFF:
        found.append(LogFile(table["file"], io))
    if table.get("mail", OFF) != OFF:
        found.append(_mail(configuration, table["mail"]))
    if table.get("wall", OFF) != OFF:
        found.append(Wall(table["wall"]))
    return found


def letters_at(configuration: Configuration) -> time | None:
    """When the morning letters go, on the clock of the wall; None where a site sends them by hand.

    Raises:
        BadConfiguration: not a time of day, or no usable mail server.
    """
    from data.mail_settings import BadMail, mail_settings

    said = configuration.alerts.get("letters", OFF)
    if said == OFF:
        return None
    try:
        mail_settings(configuration.mail)
        return time.fromisoformat(said) if TIME_OF_DAY.fullmatch(said) else _no_time()
    except BadMail as why:
        raise BadConfiguration(why.problems) from why


def _no_time() -> time:
    raise BadConfiguration((Problem("alerts.letters", "a time of day like 07:45 is wanted, or off"),))


def _mail(configuration: Configuration, addresses: str) -> Mail:
    from data.mail_settings import BadMail, is_address, mail_settings

    to = tuple(each.strip() for each in addresses.split(",") if each.strip())
    try:
        settings = mail_settings(configuration.mail)
    except BadMail as why:
        raise BadConfiguration(why.problems) from why
    if not to or not all(is_address(each) for each in to):
        raise BadConfiguration((Problem("alerts.mail", "e-mail addresses with commas between are wanted"),))
    return Mail(settings, to)
