"""The demonstration night: a training store with an invented, believable Bury winter night."""

from data.demo.making import make_demo

__all__ = ["make_demo"]
