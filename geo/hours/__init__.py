"""Opening hours: open at a moment, next change, holidays and make-up days."""
