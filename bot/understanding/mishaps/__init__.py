"""What goes wrong in daily life and is no danger yet, and questions about whom to call."""
