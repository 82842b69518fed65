"""What `yike doctor` looks at: what is installed, writable, old and missing."""
