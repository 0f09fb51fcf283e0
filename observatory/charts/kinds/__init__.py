"""The kinds of chart that a view may be: a module each."""
