"""Telegram as a channel: it translates updates and replies, and decides nothing.

`application.build` puts the parts together, `routing` says who handles what, `service` runs it.
"""
