"""A role as people say it."""

SHORT = ("sw", "tm", "atm", "sm", "iro", "mash", "irt", "cst", "camhs")
"""Roles that are said by their letters."""


def role_words(role: str) -> str:
    """`SW`, `police`, `placing authority`."""
    return role.upper() if role in SHORT else role.replace("-", " ")
