"""One module for each command, or group of commands, of `yike`; what is heavy loads as one runs."""
