"""Forms: one for each act of the worker, all made from declarations."""
