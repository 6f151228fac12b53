"""A desk from the settings, for commands that show figures."""

from __future__ import annotations

from config.alerts import read_alerts
from config.province import read_province
from config.settings import Settings
from data_access.analytics import analytics_at
from data_access.cache import SharedCache
from data_access.engine import make_engine
from metrics.desk import Desk
from metrics.index.known import known_schemes


def desk_of(settings: Settings) -> Desk:
    return Desk(
        engine=make_engine(settings.database_url),
        province=read_province(settings.config_dir),
        cache=SharedCache(),
        alert_settings=read_alerts(settings.config_dir),
        schemes=known_schemes(settings.config_dir),
        analytics=analytics_at(settings.analytics_url),
    )
