"""How children's names are written, heard and misheard: pure rules, no register and no files."""
