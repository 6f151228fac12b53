"""The composition root: settings in, a served application out. The only place that wires."""

from __future__ import annotations

from typing import Any

from dash import Dash
from flask import Flask
from flask_compress import Compress

from access import current
from access.current_doors import hang
from access.doors import Doors
from access.store import Store, store_of
from api.audit import audit_routes
from api.callbacks import guard_callbacks
from api.cookies import bake
from api.gate import guard_doors
from api.headers import guard
from api.identity import identify
from api.limits import limit
from api.packed import serve_packed
from api.problems import problem
from api.request_log import tell_who
from api.routes import routes
from api.traces import trace
from api.unforeseen import tell_unforeseen
from components.index import TamNhin, fonts_ahead, plotly_address
from config.access import read_access
from config.alerts import read_alerts
from config.briefings import read_briefings
from config.federation import read_federation
from config.meaning import meaning
from config.packed import FOLDER, PLOTLY
from config.province import read_province
from config.settings import ROOT, Settings
from data_access.analytics import analytics_at
from data_access.cache import shared_cache
from data_access.engine import make_engine
from data_access.errors import NotReady, TamNhinError
from metrics.desk import Desk
from metrics.index.known import known_schemes
from pages import shell
from pages.briefing.known import hang_briefings
from pages.briefing.routes import briefing_routes
from pages.doors.given import hang_desk
from pages.doors.oidc import SECRET
from pages.doors.routes import door_routes
from pages.layers.routes import layer_routes
from pages.provinces.known import hang_federation
from pages.provinces.routes import nation_routes
from wording.format import epoch_ms

VENDOR = ROOT / "assets/1-vendor"
ANSWERS_WITHIN = 8.0  # seconds: longer than any page needs, and then nobody hangs


def create_app(settings: Settings) -> Dash:
    server = Flask("tamnhin")
    server.secret_key = settings.secret_key
    server.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    Compress(server).compress_mimetypes_set.add("application/geo+json")
    desk = Desk(
        engine=make_engine(settings.database_url, answers_within=ANSWERS_WITHIN),
        province=read_province(settings.config_dir),
        cache=shared_cache(
            server, settings.cache_url, settings.cache_dir, meaning(settings.config_dir)
        ),
        scope=current.scope,
        alert_settings=read_alerts(settings.config_dir),
        schemes=known_schemes(settings.config_dir),
        analytics=analytics_at(settings.analytics_url),
    )
    _doors(server, settings, desk)
    server.register_blueprint(routes(desk))
    briefings = briefing_routes(desk)
    briefings.register_error_handler(TamNhinError, problem)
    server.register_blueprint(briefings)
    server.register_blueprint(nation_routes())
    layers = layer_routes(desk)
    layers.register_error_handler(TamNhinError, problem)
    server.register_blueprint(layers)
    trace(server, desk.engine)
    return _dash(server, desk)


def _doors(server: Flask, settings: Settings, desk: Desk) -> None:
    """Before anything else that looks at a request."""
    rules = read_access(settings.config_dir)
    doors = Doors(store=Store(store_of(settings.database_url)), rules=rules)
    hang(server, doors)
    hang_desk(server, desk)
    hang_briefings(server, read_briefings(settings.config_dir))
    hang_federation(server, read_federation(settings.config_dir))
    server.config[SECRET] = settings.oidc_secret
    bake(server, settings)
    identify(server, believed=bool(settings.proxies))
    tell_unforeseen(server)
    guard_doors(server, doors, desk.cache, open_doors=settings.access == "open")
    tell_who(server)
    limit(server, rules, settings.cache_url)
    server.register_blueprint(door_routes(desk.province.title))
    server.register_blueprint(audit_routes(doors))


def _dash(server: Flask, desk: Desk) -> Dash:
    options: dict[str, Any] = {"server": server, "update_title": None}
    app = TamNhin(
        __name__,
        **options,
        assets_folder=str(ROOT / "assets"),
        assets_ignore=PLOTLY.replace(".", r"\."),  # asked for ahead, not before the page
        serve_locally=True,
        title="Tầm Nhìn",
        suppress_callback_exceptions=True,
    )
    app.moment = lambda: _moment(desk)
    app.ahead = fonts_ahead(app.get_asset_url, VENDOR)
    app.plotly = plotly_address(app.get_asset_url, VENDOR)
    serve_packed(server, VENDOR / FOLDER)
    shell.register(app, desk)
    app.opened = shell.first_opened(desk)
    guard(server, app.csp_hashes())
    guard_callbacks(server, app.callback_map)
    return app


def _moment(desk: Desk) -> tuple[int, int] | None:
    try:
        return desk.answer(lambda view: (epoch_ms(view.snap.clock), view.snap.version))
    except NotReady:
        return None


def server() -> Flask:
    """For gunicorn: `gunicorn 'app:server()'`."""
    flask: Flask = create_app(Settings.from_env()).server
    return flask
