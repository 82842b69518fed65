"""The words Yike knows: those of the language, of a town and of its people."""
