"""The `yike` command; each part is loaded only when it is asked for."""
