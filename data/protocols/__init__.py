"""Protocol files, one per authority."""
