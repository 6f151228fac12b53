"""Tables of the doors: in a file of their own beside SQLite, so that nobody waits at the door for a
load; on PostgreSQL in the same database. Every secret is kept as a hash. Times are UTC."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    DateTime,
    Double,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()

accounts = Table(
    "accounts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(80), nullable=False, unique=True),
    Column("shown", String(160), nullable=False),
    Column("role", String(20), nullable=False),
    Column("scope", String(80), nullable=False),
    Column("password", String(200), nullable=False, server_default=""),
    Column("failed", Integer, nullable=False, server_default="0"),
    Column("locked_until", DateTime),
    Column("closed_at", DateTime),
    Column("made_at", DateTime, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False, index=True),
    Column("began_at", DateTime, nullable=False),
    Column("seen_at", DateTime, nullable=False),
    Column("ended_at", DateTime),
    Column("browser", String(160), nullable=False, server_default=""),
)

links = Table(
    "links",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("made_at", DateTime, nullable=False),
    Column("used_at", DateTime),
)

displays = Table(
    "displays",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(80), nullable=False),
    Column("playlist", String(80), nullable=False, server_default=""),
    Column("scope", String(80), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
    Column("paired_at", DateTime, nullable=False),
    Column("seen_at", DateTime),
    Column("revoked_at", DateTime),
)

# Of walls; `body` is JSON, as `[playlists.NAME]` of province.toml has it.
playlists = Table(
    "playlists",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("body", Text, nullable=False),
    Column("edited_at", DateTime, nullable=False),
    Column("edited_by", String(120), nullable=False),
)

# Briefings as the page saves them; `body` is JSON, as `[briefings.NAME]` of briefings.toml has it.
briefings = Table(
    "briefings",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("body", Text, nullable=False),
    Column("edited_at", DateTime, nullable=False),
    Column("edited_by", String(120), nullable=False),
)

# What was told: a briefing as it was made, to be written into files again to the byte.
briefings_made = Table(
    "briefings_made",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("name", String(40), nullable=False),
    Column("title", String(120), nullable=False),
    Column("filters", Text, nullable=False),
    Column("scope", String(80), nullable=False),
    Column("data_version", Integer, nullable=False),
    Column("made_at", DateTime, nullable=False),
    Column("made_by", String(120), nullable=False),
    Column("body", LargeBinary, nullable=False),
)

# Which ways of delivery a briefing that was made has gone: 'folder', 'email', 'webdav'.
briefings_sent = Table(
    "briefings_sent",
    metadata,
    Column("made", Integer, ForeignKey("briefings_made.id"), primary_key=True),
    Column("way", String(20), primary_key=True),
    Column("sent_at", DateTime, nullable=False),
)

# A screen that waits to be paired: what it has been given, and the code that it shows.
waiting = Table(
    "waiting_displays",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("code", String(12), nullable=False, unique=True),
    Column("made_at", DateTime, nullable=False),
)

keys = Table(
    "api_keys",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(80), nullable=False),
    Column("role", String(20), nullable=False),
    Column("scope", String(80), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
    Column("made_at", DateTime, nullable=False),
    Column("made_by", String(120), nullable=False),
    Column("seen_at", DateTime),
    Column("revoked_at", DateTime),
)

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", DateTime, nullable=False),
    Column("who", String(120), nullable=False),
    Column("what", String(40), nullable=False),
    Column("about", Text, nullable=False),
    Column("before", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)

# The newest line, so that one removed from the end is missed too.
audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
)

# Which process does what one alone is to do, however many there are; access/leases.py. Not beside
# what is loaded: on SQLite a load, which may take minutes, would keep a lease from being renewed.
leases = Table(
    "leases",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("holder", String(120), nullable=False),  # machine, process and a number made by chance
    Column("until", Double, nullable=False),  # seconds since 1970 by the database's clock
)
