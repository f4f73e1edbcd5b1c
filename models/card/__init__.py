"""The call card: what police ask about a child, in their order, with the gaps in words (PRACTICE 6)."""

from models.card.card import call_card
from models.card.line import CardLine, CardSection
from models.card.text import card_text

__all__ = ["CardLine", "CardSection", "call_card", "card_text"]
