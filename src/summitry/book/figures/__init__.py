"""Figures: lanes over days, drawn as SVG, written in letters, said in words."""
