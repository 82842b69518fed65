"""What people do in Telegram, handed to the dialogue or to staff's handlers, and answered."""
