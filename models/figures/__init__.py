"""Figures for managers: the monthly panel paper (B15), the yearly report (B16), when children go missing."""
