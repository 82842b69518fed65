"""Telegram as a channel: it translates updates and replies, and decides nothing.

`app.build` puts the parts together and holds the routing table; `service` runs what it builds.
"""
