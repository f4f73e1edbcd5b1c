"""A door that leads to a store on a server: how its workers reach it, said by whoever keeps the host.

Beside the configuration file stand `pg_service.conf`, for an address such as `postgresql://?service=nightdesk`, and
`pgpass/ACCOUNT`, one file of passwords for each worker who needs one; libpq reads them, Nightdesk never does. No
password is in an argument, an address or the environment.
"""

from __future__ import annotations

import os
from collections.abc import MutableMapping

from data.account import signed_in
from data.ledger_pg.address import LOCAL

SITE = "/etc/nightdesk"
"""Where these files are when no configuration file is named."""
SERVICES, PASSWORDS = "pg_service.conf", "pgpass"


def lead(environ: MutableMapping[str, str], local: str, config: str) -> None:
    """Puts into an emptied environment where this host keeps its copy, and where libpq looks.

    The home folder is the root's: no `~/.pg_service.conf`, `~/.pgpass` or `~/.postgresql` of the caller's is read.
    """
    site = os.path.dirname(config) or SITE
    environ[LOCAL], environ["HOME"] = local, "/"
    environ["PGSYSCONFDIR"], environ["PGSERVICEFILE"] = site, f"{site}/{SERVICES}"
    environ["PGPASSFILE"] = f"{site}/{PASSWORDS}/{signed_in().name}"
