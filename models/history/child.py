"""A child, as far as this register knows."""

from __future__ import annotations

from datetime import date

from models.record import Remembering, once
from models.times.age import age_on


class Child(Remembering):
    """The newest word on each detail; `details` is by the names of `DETAILS`."""

    id: str
    details: dict[str, str]

    def detail(self, name: str) -> str:
        """One detail, empty where it is not known."""
        return self.details.get(name, "")

    @property
    def name(self) -> str:
        """Forename and surname, as said."""
        return f"{self.detail('forename')} {self.detail('surname')}".strip() or "(no name)"

    @property
    def short_name(self) -> str:
        """Forename and the surname's first letter, for the board."""
        return f"{self.detail('forename')} {self.detail('surname')[:1]}".strip() or "(no name)"

    @property
    def initials(self) -> str:
        """For sites that show no names on the board."""
        return "".join(f"{part[0]}." for part in (self.detail("forename"), self.detail("surname")) if part)

    @once
    def dob(self) -> date | None:
        """Date of birth, if known."""
        try:
            return date.fromisoformat(self.detail("dob"))
        except ValueError:  # none, or a stranger's
            return None

    def age(self, today: date) -> int | None:
        """Whole years: from the date of birth, or as somebody judged it."""
        if self.dob:
            return age_on(self.dob, today)
        said = self.detail("about_age")
        return int(said) if said.isdecimal() and len(said) < 4 else None

    @property
    def legal(self) -> str:
        """One of `LEGAL`. By default a child placed by another authority is looked after, others are home."""
        return self.detail("legal") or ("looked-after" if self.placing else "home")

    @property
    def case(self) -> str:
        """One of `CASE`; a looked-after child, child in need or on a plan is open by definition."""
        return self.detail("case") or ("unknown" if self.legal == "home" else "open")

    @property
    def placing(self) -> str:
        """The authority that placed the child here, or empty for this authority's own."""
        return self.detail("placing")

    @property
    def traits(self) -> frozenset[str]:
        """What a rule's `for` may ask: legal status, case, whose child."""
        looked_after = self.legal == "looked-after"
        known = self.case in ("open", "assessment")
        return frozenset(
            {
                "any",
                self.legal,
                "looked-after" if looked_after else "not-looked-after",
                "open" if known else "not-open",
                "cola" if self.placing else "own",
                *(["phoenix"] if self.detail("phoenix") else []),
                *(["early-help"] if "early help" in self.detail("team").lower() else []),
            }
        )
