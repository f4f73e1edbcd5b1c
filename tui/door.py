"""The door that sshd's ForceCommand opens: `nightdesk --door STORE [--config FILE]`, and nothing else behind it.

For a store on a server: `--door postgresql://… --local FOLDER [--config FILE]`. All of them are the command's. What the
caller sends, in words (SSH_ORIGINAL_COMMAND) or in the environment, can choose among the plain commands and cannot name
another store, server, login, file, clock, program or worker.
"""

from __future__ import annotations

import os
import re
from collections.abc import MutableMapping, Sequence

from models.record import Record

OPTION = "--door"
LONGEST = 65536
"""Characters of a command that is sent."""
FIXED = ("--store", "--config", "--clock", "--view-only", "--local", OPTION)
"""What the door has settled already. `--view-only` writes nothing, not even who looked: not for a caller to choose."""
COMMANDS = frozenset(
    """board alerts seen due show find card handover on-call history export panel short figures outbox
    worker protocol verify access doctor""".split()
)
"""Besides the acts on the record. Not among them, for they name files and folders of the machine, or are its
keeper's: import, backup, copy, repair, demo, watch."""
KEPT = {"TERM": re.compile(r"[\w.+-]{1,64}", re.ASCII), "LANG": re.compile(r"[\w.@-]{1,64}", re.ASCII)}
KEPT |= dict.fromkeys(("LC_ALL", "LC_CTYPE"), KEPT["LANG"])
"""All that is kept of the environment, and how it must look."""


class Closed(Exception):
    """What was asked for is not to be had here; `str()` says so in words."""


class Settled(Record):
    """What sshd's configuration says, and the caller cannot change."""

    store: str
    config: str
    local: str
    """For a store on a server: the folder of this host for its copy of the record, drafts and the access log."""


def enter(words: Sequence[str], environ: MutableMapping[str, str] = os.environ) -> list[str]:
    """What to do, as words of a plain command line on the one store. The environment is emptied on the way.

    Raises:
        Closed: refused, and noted in the security log.
    """
    settled = _settled(words)
    asked, auth = environ.get("SSH_ORIGINAL_COMMAND", ""), environ.get("SSH_USER_AUTH", "")
    _harden(environ)
    if settled.local:
        from tui.door_to_server import lead

        lead(environ, settled.local, settled.config)
    _sign_with(auth)
    try:
        wanted = _split(asked)
        _check(wanted)
    except Closed:
        _note_refusal(settled.store)
        raise
    if not settled.local and not os.path.exists(f"{settled.store}/HEAD"):
        raise Closed("There is no store here yet. Whoever keeps this machine makes it.")
    return [*_options(settled), *wanted]


def _settled(words: Sequence[str]) -> Settled:
    """Store, configuration and local folder, from sshd's configuration alone."""
    from data.stores import is_server

    store, rest = (words[1] if len(words) > 1 else ""), list(words[2:])
    named = dict(zip(rest[::2], rest[1::2], strict=False))
    if not store or 2 * len(named) != len(rest) or not named.keys() <= {"--config", "--local"}:
        raise Closed(f"The door is set up wrongly: nightdesk {OPTION} STORE [--config FILE] is wanted.")
    if not all(path.startswith("/") for path in (*named.values(), *([] if is_server(store) else [store]))):
        raise Closed("The door is set up wrongly: paths from the root are wanted.")
    if why := _unfit(store, "--local" in named):
        raise Closed(f"The door is set up wrongly: {why}")
    return Settled(store, named.get("--config", ""), named.get("--local", ""))


def _unfit(store: str, has_local: bool) -> str:
    """What is wrong with a server's address, or nothing."""
    from data.stores import is_server

    if not is_server(store):
        return "--local is only for a store on a server." if has_local else ""
    if not has_local:
        return "a store on a server needs --local FOLDER."
    from data.ledger_pg.address import BadAddress, checked

    try:
        checked(store)
    except BadAddress as why:
        return str(why)
    return ""


def _options(settled: Settled) -> list[str]:
    return ["--store", settled.store, *(["--config", settled.config] if settled.config else [])]


def _harden(environ: MutableMapping[str, str]) -> None:
    """Nothing from outside stays but what kind of terminal it is; no dumps; no folder of the caller's to look into."""
    from data.protocol_files import by_name_only
    from tui.environment import no_core_dumps

    kept = {name: environ[name] for name, looks in KEPT.items() if looks.fullmatch(environ.get(name, ""))}
    environ.clear()
    environ.update(kept, PATH="/usr/bin:/bin")
    os.chdir("/")
    no_core_dumps()
    by_name_only()


def _sign_with(auth_file: str) -> None:
    """Which key opened the door stands beside the account on every entry, where sshd tells (ExposeAuthInfo)."""
    if auth_file:
        from data import account

        account.came_with(account.fingerprint_in(auth_file))


def _split(asked: str) -> list[str]:
    """The words of a command as they stand between blanks and quotes. Nothing in them is expanded or run."""
    if len(asked) > LONGEST:
        raise Closed("That is too long.")
    if not asked.strip():
        return []
    import shlex

    try:
        words = shlex.split(asked)
    except ValueError as why:
        raise Closed(f"That cannot be read as a command: {why}.") from why
    return words[1:] if words[:1] == ["nightdesk"] else words


def _check(words: list[str]) -> None:
    """Only what is open at the door."""
    from tui.plain.options import split

    if any(word in FIXED or word.startswith(tuple(f"{option}=" for option in FIXED)) for word in words):
        raise Closed(f"{', '.join(FIXED[:4])} are settled here and cannot be given.")
    command = split(words)[0]
    if command and command not in COMMANDS and not _is_act(command):
        raise Closed("That is not one of the commands that are open here. For those: --help")


def _is_act(command: str) -> bool:
    from tui.plain.acts import ACTS

    return command in ACTS or command == "child"


def _note_refusal(store: str) -> None:
    """That it was tried, and by whom; not what, for names of children may stand in it."""
    from pathlib import Path

    from data.access_log import AccessLog, AccessNotLogged
    from data.account import signed_in
    from data.io import Io
    from data.stores import folder_of

    who = signed_in()
    try:
        AccessLog(Path(folder_of(store)), Io()).record(
            account=who.name, name=who.full_name or who.name, role="", what="door", subject=who.key, result="refused"
        )
    except AccessNotLogged:
        return  # it is refused all the same
