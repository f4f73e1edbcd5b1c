"""Protocols: an authority's rules as data, each with the paragraph it comes from."""
