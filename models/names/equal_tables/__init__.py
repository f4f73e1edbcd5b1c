"""Tables of equal names, our own compilation, by where a name comes from.

Between two commas stands a set of names any of which may be said, heard or written for any other.
A name may stand in several sets.
"""

from __future__ import annotations

from models.names.equal_tables.celtic import CELTIC
from models.names.equal_tables.english_boys import ENGLISH_BOYS
from models.names.equal_tables.english_girls import ENGLISH_GIRLS
from models.names.equal_tables.european import EUROPEAN
from models.names.equal_tables.muslim import MUSLIM
from models.names.equal_tables.south_asian import SOUTH_ASIAN
from models.names.equal_tables.surnames import SURNAMES
from models.names.equal_tables.world import WORLD

TABLES = (ENGLISH_GIRLS, ENGLISH_BOYS, CELTIC, MUSLIM, SOUTH_ASIAN, EUROPEAN, WORLD, SURNAMES)
