"""What comes from Telegram: fetched, kept until it is answered, handled once, read."""
