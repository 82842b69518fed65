"""Heights of the ground: files of them, and the height at any point."""
