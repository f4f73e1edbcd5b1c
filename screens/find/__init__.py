"""Finding a child while the caller is still spelling the name, and the card of what police ask."""

from screens.find.find import FindScreen

__all__ = ["FindScreen"]
