"""Canonical tables. Times are UTC without a zone; days are local integers (see `days`).

Columns after the comment "worked out at load" are derived by `ingest` and never mapped: they hold
what rollups group by, so that no figure depends on how a database turns times into days.
"""

from uuid import uuid4

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from data_access.days import EVER, NEVER

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    }
)


def _content_hash() -> "Column[str]":
    """Tells an unchanged row from an updated one without comparing every column."""
    return Column("content_hash", String(32), nullable=False)


def _overdue_day() -> "Column[int]":
    """The day after the deadline, from which on what is not done is late."""
    return Column("overdue_day", Integer, nullable=False, default=NEVER, server_default=str(NEVER))


areas = Table(
    "areas",
    metadata,
    Column("code", String(20), primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("valid_to", Date),
    Column("name", String(120), nullable=False),
    Column("level", String(10), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("parent_code", String(20)),
    Column("longitude", Float),
    Column("latitude", Float),
    Column("mountain", Boolean, nullable=False, default=False),
    # Zone of ethnic-minority and mountain areas that a decision puts a commune in (QĐ 861/QĐ-TTg of
    # 4/6/2021): I, II, III; 'none': said to lie in none of them. NULL: nobody has said.
    Column("minority_zone", String(4)),
    _content_hash(),
    CheckConstraint("level IN ('province', 'district', 'commune')", name="level"),
    CheckConstraint("minority_zone IN ('I', 'II', 'III', 'none')", name="minority_zone"),
)

agencies = Table(
    "agencies",
    metadata,
    Column("code", String(40), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("short_name", String(40), nullable=False),
    Column("level", String(10), nullable=False),
    Column("area_code", String(20)),
    Column("valid_from", Date),
    Column("valid_to", Date),
    # Of its house, WGS 84; both NULL where nobody has said where it stands.
    Column("longitude", Float),
    Column("latitude", Float),
    _content_hash(),
    CheckConstraint("level IN ('province', 'district', 'commune')", name="level"),
)

procedures = Table(
    "procedures",
    metadata,
    Column("code", String(40), primary_key=True),
    Column("name", String(400), nullable=False),
    Column("field", String(120), nullable=False),
    Column("level", String(10)),
    Column("statutory_days", SmallInteger),
    Column("online_level", String(12)),  # none, partial (một phần), end_to_end (toàn trình)
    Column("has_fee", Boolean, nullable=False, default=False),
    # Since when it is on the list, and offered online as it is; NULL: as long as anybody asks.
    Column("published_on", Date),
    Column("online_on", Date),
    Column("withdrawn_on", Date),
    # flags: NULL where the source does not say
    Column("published", Boolean),  # all that Decree 61 wants known of it is
    Column("eligible", Boolean),  # could be offered end to end
    Column("integrated", Boolean),  # with the national portal
    Column("online_payment", Boolean),  # its fee can be paid online
    # worked out at load
    Column("published_day", Integer, nullable=False, default=EVER, server_default=str(EVER)),
    Column("online_day", Integer, nullable=False, default=EVER, server_default=str(EVER)),
    Column("withdrawn_day", Integer, nullable=False, default=NEVER, server_default=str(NEVER)),
    _content_hash(),
)

dossiers = Table(
    "dossiers",
    metadata,
    Column("code", String(60), primary_key=True),
    Column("procedure_code", String(40), ForeignKey("procedures.code")),
    Column("agency_code", String(40), ForeignKey("agencies.code"), nullable=False),  # resolving
    Column("receiving_agency_code", String(40)),
    Column("field", String(120), nullable=False),
    Column("channel", String(10), nullable=False),
    Column("state", SmallInteger, nullable=False),  # 1..10, see `states`
    Column("received_at", DateTime, nullable=False),
    Column("due_at", DateTime),
    Column("finished_at", DateTime),
    Column("returned_at", DateTime),
    Column("closed_at", DateTime),  # withdrawn or stopped; mapped only where a source has it
    Column("paused_days", SmallInteger, nullable=False, default=0),  # working days
    # ISO 8601 intervals in UTC, joined by ';', while supplements were awaited; the last may be open
    # ('2024-06-03T08:00:00Z/'). Where they are given, `paused_days` follows from them.
    Column("pauses", Text),
    # flags: NULL where the source does not say, so that a ratio of them is no data, not 0
    Column("end_to_end", Boolean),
    Column("has_fee", Boolean),
    Column("paid_online", Boolean),
    Column("digitised", Boolean),  # dossier and result
    Column("has_result", Boolean),
    Column("result_digitised", Boolean),
    Column("e_result", Boolean),
    Column("reused", Boolean),  # data that had been digitised before were used again
    Column("vneid", Boolean),  # the applicant was identified by VNeID
    Column("synced", Boolean),  # with the national portal
    # worked out at load
    Column("received_day", Integer, nullable=False),
    # due + pauses; NEVER: unknown; WAITING: the clock stands still
    Column("deadline_day", Integer, nullable=False, default=NEVER),
    Column("finished_day", Integer, nullable=False, default=NEVER),
    Column("closed_day", Integer, nullable=False, default=NEVER),  # finished, withdrawn or stopped
    Column("late", Boolean, nullable=False, default=False),  # finished after its deadline
    Column("early", Boolean, nullable=False, default=False),  # finished before its deadline's day
    Column("duration_days", SmallInteger),  # working days, pauses taken out
    _content_hash(),
    CheckConstraint("state BETWEEN 1 AND 10", name="state"),
    CheckConstraint("channel IN ('direct', 'online', 'postal')", name="channel"),
)

# Who applied: only where a mapping asks for it, apart from all that figures are made of.
applicants = Table(
    "applicants",
    metadata,
    Column("dossier_code", String(60), primary_key=True),
    Column("name", String(160)),
    Column("address", String(300)),
    Column("phone", String(40)),
    _content_hash(),
)

documents = Table(
    "documents",
    metadata,
    Column("code", String(60), primary_key=True),
    Column("agency_code", String(40), ForeignKey("agencies.code"), nullable=False),
    Column("direction", String(3), nullable=False),
    Column("secret", Boolean, nullable=False, default=False),
    Column("processed_online", Boolean),
    Column("signed", Boolean),
    Column("registered_at", DateTime, nullable=False),
    Column("due_at", DateTime),
    Column("decided_at", DateTime),  # when the last of those who must agree did
    Column("done_at", DateTime),
    # worked out at load
    Column("registered_day", Integer, nullable=False),
    Column("done_day", Integer, nullable=False, default=NEVER, server_default=str(NEVER)),
    Column("late", Boolean),  # done after it was due; NULL: not done, or due at no time
    _content_hash(),
    CheckConstraint("direction IN ('in', 'out')", name="direction"),
)

villages = Table(
    "villages",
    metadata,
    Column("code", String(40), primary_key=True),
    Column("surveyed_on", Date, primary_key=True),
    Column("name", String(120), nullable=False),
    Column("commune_code", String(20), nullable=False),
    Column("longitude", Float, nullable=False),
    Column("latitude", Float, nullable=False),
    Column("people", Integer, nullable=False),
    Column("households", Integer, nullable=False),
    Column("signal", String(5), nullable=False),  # none, weak, good
    Column("technology", String(4), nullable=False),  # best mobile: none, 2g, 3g, 4g, 5g
    Column("has_power", Boolean, nullable=False),
    Column("has_broadband", Boolean, nullable=False),
    # worked out at load
    Column("surveyed_day", Integer, nullable=False),
    Column("superseded_day", Integer, nullable=False, default=NEVER),
    _content_hash(),
    CheckConstraint("signal IN ('none', 'weak', 'good')", name="signal"),
    CheckConstraint("technology IN ('none', '2g', '3g', '4g', '5g')", name="technology"),
)

stations = Table(
    "stations",
    metadata,
    Column("code", String(40), primary_key=True),
    Column("mast_code", String(40), nullable=False),
    Column("mast_lead", Boolean, nullable=False, default=False),  # one station a mast, to count it
    Column("operator", String(60), nullable=False),
    Column("technology", String(4), nullable=False),
    Column("commune_code", String(20), nullable=False),
    Column("longitude", Float, nullable=False),
    Column("latitude", Float, nullable=False),
    Column("on_air_on", Date, nullable=False),
    Column("off_air_on", Date),
    # NULL where the source does not say: then as stations of its generation are
    Column("frequency_mhz", Float),
    Column("height_m", Float),  # of the antenna, above ground
    Column("power_w", Float),  # of one carrier, before the antenna
    # worked out at load
    Column("on_air_day", Integer, nullable=False),
    Column("off_air_day", Integer, nullable=False, default=NEVER),
    _content_hash(),
    CheckConstraint("technology IN ('2g', '3g', '4g', '5g')", name="technology"),
)

# Routes of cables: public broadband, or the state's dedicated data network.
cables = Table(
    "cables",
    metadata,
    Column("code", String(60), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("kind", String(9), nullable=False),  # fibre, dedicated
    Column("operator", String(60), nullable=False, default=""),
    Column("in_service_on", Date),  # may lie ahead: it is planned; NULL: as long as anybody asks
    Column("out_of_service_on", Date),
    Column("geometry", Text, nullable=False),  # GeoJSON, one line or several, WGS 84
    # worked out at load
    Column("in_service_day", Integer, nullable=False, default=EVER),
    Column("out_of_service_day", Integer, nullable=False, default=NEVER),
    Column("length_km", Float, nullable=False),  # on the ground
    _content_hash(),
    CheckConstraint("kind IN ('fibre', 'dedicated')", name="kind"),
)

# By when a village is to have what it lacks, as a decision names it; what has become of it is
# worked out from surveys and never stored.
commitments = Table(
    "commitments",
    metadata,
    Column("village_code", String(40), primary_key=True),
    Column("what", String(10), primary_key=True),  # signal, power, broadband
    Column("decision", String(120), primary_key=True, default=""),
    Column("planned_on", Date, nullable=False),
    Column("operator", String(60), nullable=False),  # who is to do it
    _content_hash(),
    CheckConstraint("what IN ('signal', 'power', 'broadband')", name="what"),
)

# Where a station could stand, as somebody's list has it: a plan of stations chooses among them.
sites = Table(
    "sites",
    metadata,
    Column("list_name", String(60), primary_key=True, default=""),
    Column("code", String(80), primary_key=True),
    Column("kind", String(10), nullable=False, default="site"),
    Column("longitude", Float, nullable=False),
    Column("latitude", Float, nullable=False),
    # NULL: as of every other new station
    Column("height_m", Float),  # of the antenna, above ground
    Column("cost", Float),  # in whatever unit budgets are asked in
    _content_hash(),
    CheckConstraint("kind IN ('site', 'height')", name="kind"),
)

# What a phone received somewhere, from a drive test or from people's own phones. `technology` none:
# it found no service. No strength: the source does not say.
measurements = Table(
    "measurements",
    metadata,
    Column("code", String(160), primary_key=True),
    Column("measured_at", DateTime, nullable=False),
    Column("longitude", Float, nullable=False),
    Column("latitude", Float, nullable=False),
    Column("operator", String(60), nullable=False),
    Column("technology", String(4), nullable=False),  # none, 2g, 3g, 4g, 5g
    Column("strength_dbm", Float),
    Column("mcc", SmallInteger),
    Column("mnc", SmallInteger),
    # worked out at load
    Column("measured_day", Integer, nullable=False),
    Column("hexagon", String(15), nullable=False),  # of h3, resolution 9: some 0.1 km²
    Column("band", String(4), nullable=False),  # none, weak, good; '' where no strength is told
    _content_hash(),
    CheckConstraint("technology IN ('none', '2g', '3g', '4g', '5g')", name="technology"),
)

# Schools and health posts, from one check to the next.
facilities = Table(
    "facilities",
    metadata,
    Column("code", String(60), primary_key=True),
    Column("checked_on", Date, primary_key=True),
    Column("kind", String(11), nullable=False),  # school, health_post
    Column("name", String(200), nullable=False),
    Column("commune_code", String(20), nullable=False),
    Column("longitude", Float),
    Column("latitude", Float),
    Column("has_broadband", Boolean),  # NULL: not known
    # worked out at load
    Column("checked_day", Integer, nullable=False),
    Column("superseded_day", Integer, nullable=False, default=NEVER),
    _content_hash(),
    CheckConstraint("kind IN ('school', 'health_post')", name="kind"),
)

petitions = Table(
    "petitions",
    metadata,
    Column("code", String(60), primary_key=True),
    Column("agency_code", String(40), ForeignKey("agencies.code"), nullable=False),  # to answer
    Column("area_code", String(20)),  # what place it is about
    Column("field", String(120), nullable=False, default=""),
    Column("channel", String(40), nullable=False, default=""),
    Column("received_at", DateTime, nullable=False),
    Column("due_at", DateTime),
    Column("answered_at", DateTime),
    Column("satisfied", Boolean),  # with the answer; NULL: not asked, or not said
    # worked out at load
    Column("received_day", Integer, nullable=False),
    Column("deadline_day", Integer, nullable=False, default=NEVER),
    Column("answered_day", Integer, nullable=False, default=NEVER),
    Column("late", Boolean, nullable=False, default=False),  # answered after it was due
    _overdue_day(),
    _content_hash(),
)

incidents = Table(
    "incidents",
    metadata,
    Column("code", String(60), primary_key=True),
    Column("agency_code", String(40), ForeignKey("agencies.code"), nullable=False),  # whose system
    Column("kind", String(80), nullable=False, default=""),
    Column("severity", String(8), nullable=False),  # low, medium, serious
    Column("opened_at", DateTime, nullable=False),
    Column("closed_at", DateTime),
    # worked out at load
    Column("opened_day", Integer, nullable=False),
    Column("closed_day", Integer, nullable=False, default=NEVER),
    Column("duration_days", SmallInteger),  # calendar days: attackers do not rest on Sundays
    _content_hash(),
    CheckConstraint("severity IN ('low', 'medium', 'serious')", name="severity"),
)

tasks = Table(
    "tasks",
    metadata,
    Column("code", String(60), primary_key=True),
    Column("agency_code", String(40), ForeignKey("agencies.code"), nullable=False),  # owner
    Column("name", String(400), nullable=False),
    Column("kind", String(9), nullable=False, default="task"),  # task, programme, scheme (đề án)
    Column("decision", String(200), nullable=False, default=""),
    Column("assigned_at", DateTime, nullable=False),
    Column("due_at", DateTime),
    Column("done_at", DateTime),
    Column("progress", Float),  # a fraction, as its owner reports it
    # worked out at load
    Column("assigned_day", Integer, nullable=False),
    Column("deadline_day", Integer, nullable=False, default=NEVER),
    Column("done_day", Integer, nullable=False, default=NEVER),
    Column("late", Boolean, nullable=False, default=False),  # done after it was due
    _overdue_day(),
    _content_hash(),
    CheckConstraint("kind IN ('task', 'programme', 'scheme')", name="kind"),
)

# Ready-made scores of a year: of an agency, of an area, or of the province among provinces.
# `criterion` '' is the total; no `points` means that the unit was not assessed.
assessments = Table(
    "assessments",
    metadata,
    Column("scheme", String(60), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("agency_code", String(40), primary_key=True, default=""),
    Column("area_code", String(20), primary_key=True, default=""),
    Column("criterion", String(120), primary_key=True, default=""),
    Column("points", Float),
    Column("maximum", Float),
    Column("rank", Integer),
    Column("ranked", Integer),  # how many units were ranked
    Column("tier", String(40)),
    Column("note", String(200), nullable=False, default=""),
    _content_hash(),
)

# What an agency has, from one survey to the next. NULL: the survey did not ask.
networks = Table(
    "networks",
    metadata,
    Column("agency_code", String(40), ForeignKey("agencies.code"), primary_key=True),
    Column("surveyed_on", Date, primary_key=True),
    Column("on_dedicated_network", Boolean),
    Column("has_lan", Boolean),
    Column("video_conferencing", Boolean),
    Column("firewall", Boolean),
    Column("antivirus", Boolean),
    Column("computers", Integer),
    Column("officials", Integer),
    # worked out at load
    Column("surveyed_day", Integer, nullable=False),
    Column("superseded_day", Integer, nullable=False, default=NEVER),
    _content_hash(),
)

portals = Table(
    "portals",
    metadata,
    Column("code", String(120), primary_key=True),  # its address, or the system's own code
    Column("checked_on", Date, primary_key=True),
    Column("agency_code", String(40), ForeignKey("agencies.code"), nullable=False),
    Column("name", String(200), nullable=False, default=""),
    Column("updated", Boolean),  # regularly, in the judgement of who checked
    Column("last_post_on", Date),
    # worked out at load
    Column("checked_day", Integer, nullable=False),
    Column("superseded_day", Integer, nullable=False, default=NEVER),
    _content_hash(),
)

# Which new unit took which share of an old one's area, where units changed (1 July 2025).
crosswalk = Table(
    "crosswalk",
    metadata,
    Column("old_code", String(20), primary_key=True),
    Column("new_code", String(20), primary_key=True),
    Column("changed_on", Date, primary_key=True),
    Column("share", Float, nullable=False),  # of the old unit's area, a fraction
    Column("people", Integer),  # of that part; with it counts are led back by people, not by share
    Column("old_name", String(120), nullable=False, default=""),
    Column("new_name", String(120), nullable=False, default=""),
    Column("basis", String(200), nullable=False, default=""),
    _content_hash(),
)

# A total that a system or an agency reports. '' in a key column means 'not limited by it'.
# `value` alone is a published percentage whose counts nobody published: it is shown for exactly
# its own level or unit and never summed.
observations = Table(
    "observations",
    metadata,
    Column("metric", String(60), primary_key=True),
    Column("level", String(10), primary_key=True, default=""),
    Column("area_code", String(20), primary_key=True, default=""),
    Column("agency_code", String(40), primary_key=True, default=""),
    Column("period_from", Date, primary_key=True),
    Column("period_to", Date, primary_key=True),
    Column("numerator", Float),
    Column("denominator", Float),
    Column("value", Float),
    Column("reported_by", String(120), nullable=False, default=""),
    _content_hash(),
)

targets = Table(
    "targets",
    metadata,
    Column("metric", String(60), primary_key=True),
    Column("level", String(10), primary_key=True, default=""),
    Column("area_code", String(20), primary_key=True, default=""),
    Column("agency_code", String(40), primary_key=True, default=""),
    Column("period_from", Date, primary_key=True),
    Column("period_to", Date, primary_key=True),
    Column("value", Float, nullable=False),  # in the metric's unit; a ratio as a fraction
    Column("decision", String(200), nullable=False, default=""),
    _content_hash(),
)

# Who set which target to what, and when: written in the transaction that changes it. No value:
# there was none before, or it was taken back.
target_changes = Table(
    "target_changes",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("changed_at", DateTime, nullable=False),  # by the dataset's clock
    Column("who", String(120), nullable=False),  # a person's own word, or the loaded source
    Column("how", String(4), nullable=False),  # edit, load
    Column("metric", String(60), nullable=False),
    Column("level", String(10), nullable=False, default=""),
    Column("area_code", String(20), nullable=False, default=""),
    Column("agency_code", String(40), nullable=False, default=""),
    Column("period_from", Date, nullable=False),
    Column("period_to", Date, nullable=False),
    Column("old_value", Float),
    Column("new_value", Float),
    Column("old_decision", String(200), nullable=False, default=""),
    Column("new_decision", String(200), nullable=False, default=""),
    CheckConstraint("how IN ('edit', 'load')", name="how"),
)

boundaries = Table(
    "boundaries",
    metadata,
    Column("area_code", String(20), primary_key=True),
    Column("kind", String(10), nullable=False),  # official, schematic
    Column("origin", String(200), nullable=False),
    Column("geometry", Text, nullable=False),  # GeoJSON geometry, rings clockwise, WGS 84
    _content_hash(),
)

holidays = Table(
    "holidays",
    metadata,
    Column("day", Date, primary_key=True),
    Column("name", String(120), nullable=False),
    Column("working", Boolean, nullable=False, default=False),  # true: a make-up working day
    Column("content_hash", String(32), nullable=False, default="", server_default=""),
)

# One row: what the whole database is about. Its version is what every reader asks for; its
# identity tells it from another database that stood at the same address before.
dataset = Table(
    "dataset",
    metadata,
    Column("id", Integer, primary_key=True, default=1, autoincrement=False),
    Column("identity", String(32), nullable=False, default=lambda: uuid4().hex),
    Column("version", Integer, nullable=False, default=0),
    Column("places_version", Integer, nullable=False, default=0),  # agencies, areas, boundaries
    Column("changed_at", DateTime),
    Column("synthetic", Boolean, nullable=False, default=False),
    Column("clock_started_at", DateTime),  # real time at which the demonstration clock was set
    Column("clock_shows", DateTime),  # what it showed then
    Column("clock_runs", Boolean, nullable=False, default=True),
    # Set by a migration that changes what rollups hold, until they are built anew from the rows.
    Column("rollups_due", Boolean, nullable=False, default=False, server_default=false()),
    # Raised whenever alerts were looked at or acted on: data stay as they are meanwhile.
    Column("alerts_version", Integer, nullable=False, default=0, server_default="0"),
    CheckConstraint("id = 1", name="single"),
)

sources = Table(
    "sources",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("as_of", DateTime, nullable=False),  # the newest thing that its rows tell of
    Column("arrived_at", DateTime, nullable=False),  # when they came, changed or not
    Column("rows", Integer, nullable=False, default=0),
)

loads = Table(
    "loads",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("table_name", String(40), nullable=False),
    Column("source", String(400), nullable=False),
    Column("system", String(40), nullable=False, server_default=""),  # as in `sources`
    Column("started_at", DateTime, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("read", Integer, nullable=False),
    Column("inserted", Integer, nullable=False),
    Column("updated", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("deleted", Integer, nullable=False),
    Column("quarantined", Integer, nullable=False),
    Column("data_version", Integer, nullable=False),
    Column("notes", Text, nullable=False, server_default="[]"),  # JSON: what was guessed, and more
)

# Months of rows that count though they do not stand in the database: `moved` to Parquet, a part
# each time, or `folded` elsewhere from rows that never were in it. `file`: their rows, or where
# what they add to the cubes is kept; `origin`: the folder or the input that was named.
archives = Table(
    "archives",
    metadata,
    Column("table_name", String(40), primary_key=True),
    Column("month", Integer, primary_key=True, autoincrement=False),  # in which the rows came
    Column("part", Integer, primary_key=True, autoincrement=False),
    Column("how", String(6), nullable=False),
    Column("file", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("rows", BigInteger, nullable=False),
    Column("last_day", Integer, nullable=False),  # on which one of them changed anything
    Column("made_at", DateTime, nullable=False),
    CheckConstraint("how IN ('moved', 'folded')", name="how"),
)

# What is remembered of a source that is read again and again: how far, and how it went last.
pulls = Table(
    "pulls",
    metadata,
    Column("table_name", String(40), primary_key=True),
    Column("source", String(400), primary_key=True),  # as in `loads`: no password in it
    Column("watermark", String(80)),  # kind and value of the highest one read; NULL: read it all
    Column("mapping", String(32)),  # hash of the mapping it was read by; another: read it all
    Column("compared_at", DateTime),  # when all keys were last compared, to find what is gone
    Column("tried_at", DateTime),
    Column("succeeded_at", DateTime),
    Column("failures", Integer, nullable=False, default=0),  # in a row
    Column("problem", Text),  # the last one, in Vietnamese; NULL while all is well
)

# Readings as they were when somebody fixed them ('số liệu chốt'), to be repeated to the digit.
frozen = Table(
    "frozen",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("made_at", DateTime, nullable=False),  # by the dataset's clock
    Column("data_version", Integer, nullable=False),
    Column("selection", Text, nullable=False),  # JSON of its query
    Column("by", String(10), nullable=False, default=""),
    Column("metrics", Text, nullable=False, server_default="[]"),  # JSON: the ids it holds
    Column("readings", Text, nullable=False),  # JSON, as `tamnhin figure --json` prints them
)

# One row an alert, from the first moment of its condition to its end, and then as history. Its
# states and their order: `alerts.machine`. Times by the dataset's clock.
alerts = Table(
    "alerts",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("rule", String(60), nullable=False),
    Column("about", String(120), nullable=False, default=""),  # '' the province, 'agency:H46.01'
    Column("agency_code", String(40), nullable=False, default=""),
    Column("area_key", String(40), nullable=False, default=""),
    Column("priority", String(8), nullable=False),
    Column("text", Text, nullable=False),
    Column("text_en", Text, nullable=False),
    Column("value", Float),
    Column("limit_value", Float, nullable=False),
    Column("numerator", Float),
    Column("denominator", Float),
    Column("state", String(16), nullable=False),
    Column("alarm", Boolean, nullable=False),  # the condition, as it was seen last
    Column("turned_at", DateTime, nullable=False),  # since when it is so
    Column("acknowledged", Boolean, nullable=False, default=False),
    Column("raised_at", DateTime),
    Column("acknowledged_at", DateTime),
    Column("acknowledged_by", String(120), nullable=False, default=""),
    Column("note", String(500), nullable=False, default=""),  # of whoever acted last
    Column("cleared_at", DateTime),
    Column("assigned_to", String(40), nullable=False, default=""),  # an agency
    Column("due_at", DateTime),
    Column("shelved_until", DateTime),
    Column("ended_at", DateTime),  # NULL: it stands
    CheckConstraint("priority IN ('urgent', 'high', 'normal')", name="priority"),
)
Index(None, alerts.c.ended_at)
Index(
    "uq_alerts_standing",
    alerts.c.rule,
    alerts.c.about,
    unique=True,
    sqlite_where=alerts.c.ended_at.is_(None),
    postgresql_where=alerts.c.ended_at.is_(None),
)

alert_events = Table(
    "alert_events",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("alert_id", Integer, ForeignKey("alerts.id"), nullable=False, index=True),
    Column("at", DateTime, nullable=False),
    Column("what", String(16), nullable=False),
    Column("who", String(120), nullable=False, default=""),  # '' nobody: it happened
    Column("note", String(500), nullable=False, default=""),
    Column("value", Float),
    Column("text", Text, nullable=False, default=""),  # what was said then, where it was raised
    Column("text_en", Text, nullable=False, default=""),
    Column("agency_code", String(40), nullable=False, default=""),  # whom it was assigned to
    Column("until", DateTime),  # when that is due, or the end of shelving
)

# What is to be sent, written with the event that it tells of. Times by the real clock.
alert_outbox = Table(
    "alert_outbox",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("event_id", Integer, ForeignKey("alert_events.id"), nullable=False),
    Column("receiver", String(60), nullable=False),
    Column("message_key", String(64), nullable=False),  # the same however often it is sent
    Column("body", Text, nullable=False),  # JSON
    Column("created_at", DateTime, nullable=False),
    Column("next_try_at", DateTime),  # NULL: sent, or given up
    Column("tries", Integer, nullable=False, default=0),
    Column("sent_at", DateTime),
    Column("problem", Text),  # of the last try
    UniqueConstraint("message_key"),
)
Index(None, alert_outbox.c.next_try_at)

# One row: who looks at conditions, and when that was last done.
alert_watch = Table(
    "alert_watch",
    metadata,
    Column("id", Integer, primary_key=True, default=1, autoincrement=False),
    Column("since", DateTime, nullable=False),  # without a longer gap; by the dataset's clock
    Column("evaluated_at", DateTime, nullable=False),
    Column("evaluated_real", DateTime, nullable=False),  # the same moment by the real clock
    Column("every_seconds", Integer, nullable=False),
    Column("busy_until", DateTime),  # of programs before leases; nobody reads it any more
    CheckConstraint("id = 1", name="single"),
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("table_name", String(40), nullable=False),
    Column("source", String(400), nullable=False),
    # in the file, its header being line 1; negative: a number made of a row of a query, to tell it
    Column("line", Integer, nullable=False),
    Column("row_key", String(200), nullable=False),
    Column("reason", String(40), nullable=False),  # code, see ingest.reasons
    Column("detail", Text, nullable=False),  # in Vietnamese: what is wrong with which value
    Column("raw", Text, nullable=False),  # JSON of the row as it came
    Column("arrived_at", DateTime, nullable=False),
    UniqueConstraint("table_name", "row_key", "reason", "line", "source"),
)
Index(None, quarantine.c.table_name, quarantine.c.row_key)
Index(None, loads.c.table_name, loads.c.id)  # a table's last load, however many there were

Index(None, dossiers.c.agency_code, dossiers.c.received_day)
# In the order of lists behind figures: a page of rows is read where the one before it ended.
Index(None, dossiers.c.received_day, dossiers.c.code)
Index(None, dossiers.c.finished_day, dossiers.c.code)
Index(None, documents.c.registered_day, documents.c.code)
Index(
    "ix_dossiers_open",
    dossiers.c.deadline_day,
    sqlite_where=dossiers.c.closed_day == NEVER,
    postgresql_where=dossiers.c.closed_day == NEVER,
)
Index(
    "ix_villages_current",
    villages.c.commune_code,
    sqlite_where=villages.c.superseded_day == NEVER,
    postgresql_where=villages.c.superseded_day == NEVER,
)

# -- of a national installation: cubes of provinces, as they told them themselves. Never summed into
#    our own rollups: those are folded from our own rows, and can be proven by them.

# `version`, `identity`, `today`, `as_of`, `sources` and `reported` as it told them last; `heard_at`
# by our clock; `state` and why, as of the last time it was asked. `differs`: families that it
# defines otherwise than we did by `defined`, so that nothing of them is held.
federated_provinces = Table(
    "federated_provinces",
    metadata,
    Column("code", String(20), primary_key=True),
    Column("version", Integer, nullable=False, default=0, server_default="0"),
    Column("identity", String(32), nullable=False, default="", server_default=""),
    Column("tag", String(120), nullable=False, default="", server_default=""),
    Column("today", Date),
    Column("as_of", DateTime),
    Column("sources", Text, nullable=False, default="[]", server_default="[]"),
    Column("reported", Text, nullable=False, default="{}", server_default="{}"),
    Column("differs", Text, nullable=False, default="[]", server_default="[]"),
    Column("defined", String(16), nullable=False, default="", server_default=""),
    Column("synthetic", Boolean, nullable=False, default=False, server_default=false()),
    Column("heard_at", DateTime),
    Column("asked_at", DateTime),
    Column("state", String(10), nullable=False, default="never", server_default="never"),
    Column("reason", Text, nullable=False, default="", server_default=""),
    Column("reason_en", Text, nullable=False, default="", server_default=""),
    Column("received_bytes", Integer, nullable=False, default=0, server_default="0"),
)

# Which months of a province are held, by what they hold.
federated_months = Table(
    "federated_months",
    metadata,
    Column("province_code", String(20), ForeignKey("federated_provinces.code"), primary_key=True),
    Column("month", Integer, primary_key=True, autoincrement=False),
    Column("digest", String(16), nullable=False),
)

# One measure of one cell. `slot`: the month of receipt of a cohort, the block of a histogram, or 0;
# `level` '' where a family knows none; measure 'folded' tells that there is a cell.
federated_cubes = Table(
    "federated_cubes",
    metadata,
    Column("province_code", String(20), ForeignKey("federated_provinces.code"), primary_key=True),
    Column("family", String(20), primary_key=True),
    Column("month", Integer, primary_key=True, autoincrement=False),
    Column("slot", Integer, primary_key=True, autoincrement=False),
    Column("level", String(10), primary_key=True),
    Column("measure", String(40), primary_key=True),
    Column("value", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
