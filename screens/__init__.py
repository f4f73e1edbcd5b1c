"""The rooms the worker sees: board, find, call card, forms, detail and handover."""
