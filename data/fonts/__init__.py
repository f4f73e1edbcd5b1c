"""The typeface of printed pages."""
