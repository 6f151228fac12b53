"""A document brings its page along, and what all are told alike is worked out once."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from components import ids
from data_access.clock import now, set_clock
from data_access.engine import make_engine, writing
from data_access.schema import dataset
from tests.integration.test_api import client_of

UPDATE = "/_dash-update-component"
ANSWERS = re.compile(
    r'<script type="application/json" data-answers="([^"]+)">(.*?)</script>', re.DOTALL
)


@pytest.fixture(scope="module")
def url(small_demonstration_url: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Its clock stands: two looks at a page are alike."""
    path = tmp_path_factory.mktemp("opened") / "still.db"
    shutil.copy(small_demonstration_url.removeprefix("sqlite:///"), path)
    copied = f"sqlite:///{path}"
    with writing(make_engine(copied)) as connection:
        connection.execute(update(dataset).values(identity=f"{path}"))
        set_clock(connection, now(connection), runs=False)
    return copied


@pytest.fixture(scope="module")
def client(url: str) -> Iterator[FlaskClient]:
    with client_of(url) as opened:
        yield opened


def answers(client: FlaskClient, address: str) -> dict[str, Any]:
    return {name: json.loads(text) for name, text in ANSWERS.findall(client.get(address).text)}


def asked_for(client: FlaskClient, path: str, search: str) -> Any:
    body = {
        "output": f"{ids.SHELL}.children",
        "outputs": {"id": ids.SHELL, "property": "children"},
        "inputs": [{"id": ids.LOCATION, "property": "pathname", "value": path}],
        "state": [{"id": ids.LOCATION, "property": "search", "value": search}],
        "changedPropIds": [f"{ids.LOCATION}.pathname"],
    }
    return client.post(UPDATE, json=body).get_json()


@pytest.mark.parametrize("path", ["/", "/dossiers", "/sources", "/wall"])
@pytest.mark.parametrize("search", ["", "?district=455", "?district=nowhere"])
def test_a_document_holds_the_answer_that_its_page_would_ask_for(
    client: FlaskClient, path: str, search: str
) -> None:
    told = answers(client, path + search)[UPDATE.removeprefix("/")]
    assert told == asked_for(client, path, search)


def test_a_document_holds_layout_and_callbacks(client: FlaskClient) -> None:
    told = answers(client, "/")
    assert told["_dash-layout"] == client.get("/_dash-layout").get_json()
    assert told["_dash-dependencies"] == client.get("/_dash-dependencies").get_json()


def test_nothing_in_an_address_ends_the_script_that_holds_the_page(client: FlaskClient) -> None:
    text = client.get("/?agency=</script><script>alert(1)</script>").text
    assert "<script>alert" not in text
    assert set(answers(client, "/?agency=</script>")) == {
        "_dash-layout",
        "_dash-dependencies",
        "_dash-update-component",
    }


def test_a_document_is_kept_by_no_browser(client: FlaskClient) -> None:
    """The way back would show its figures as they were, as if they were new."""
    assert "no-store" in client.get("/").headers["Cache-Control"]


def test_an_age_is_never_kept_beyond_its_state(url: str, client: FlaskClient) -> None:
    """Time makes a source late without a new data version."""
    engine = make_engine(url)
    with writing(engine) as connection:
        shows = now(connection)
    seen = []
    for hours in (0, 0, 1, 6, 10):
        with writing(engine) as connection:
            set_clock(connection, shows + timedelta(hours=hours), runs=False)
        seen.append((_fresh(client.get("/").text), _fresh(json.dumps(filled(client, "")))))
    ages = [opened for opened, _ in seen]
    assert ages == [refreshed for _, refreshed in seen]
    assert ages[0] == ages[1]
    assert all(old > new for old, new in pairwise(ages[1:]))


def _fresh(text: str) -> float:
    """The most that any tile has left."""
    return max(float(found) for found in re.findall(r"--fresh:([\d.]+)", text))


def filled(client: FlaskClient, search: str) -> Any:
    """The slots of the overview."""
    known = next(
        each
        for each in client.get("/_dash-dependencies").get_json()
        if f"{ids.part('overview', 'body')}.{ids.HAD}" in each["output"]
    )
    values = {"search": search, "pathname": "/"}
    places = {
        part: [{**each, "value": values.get(each["property"])} for each in known[part]]
        for part in ("inputs", "state")
    }
    outputs = [
        dict(zip(("id", "property"), each.rsplit(".", 1), strict=True))
        for each in known["output"].strip(".").split("...")
    ]
    changed = [f"{ids.LOCATION}.search"]
    body = {"output": known["output"], "outputs": outputs, "changedPropIds": changed, **places}
    return client.post(UPDATE, json=body).get_json()["response"]
