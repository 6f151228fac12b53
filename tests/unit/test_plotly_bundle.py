"""plotly.js for the browser holds what is drawn here, and is whole."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from config.plotly_bundle import TRACES, BundleChanged, trimmed
from config.settings import ROOT

TOY = (
    "var W=(e,t)=>()=>(t||e((t={exports:{}}).exports,t),t.exports);"
    'var a=W((e,t)=>{t.exports={moduleType:"trace",name:"bar"}});'
    'var b=W((e,t)=>{t.exports={moduleType:"trace",name:"pie",of:/[)}/]"/g.test(`)${d()}`)}});'
    'var c=W((e,t)=>{t.exports={moduleType:"trace",name:"choropleth",by:d()}});'
    'var d=W((e,t)=>{t.exports="})" /* ) */});'
    'var f=W((e,t)=>{t.exports={moduleType:"trace",name:"scattergeo"}});'
    "var g=W((e,t)=>{var r={register:x=>x};r.register([a(),b(),c(),f()])});"
)


def test_types_that_are_not_drawn_are_emptied_and_what_others_need_stays() -> None:
    found = trimmed(TOY)
    assert "b=W(()=>{})" in found
    assert ".register([a(),c(),f()])" in found
    assert "pie" not in found
    assert 'd=W((e,t)=>{t.exports="})" /* ) */})' in found


@pytest.mark.parametrize("text", ["", "var a=1", TOY.replace("choropleth", "map"), TOY[:300]])
def test_a_file_that_is_built_otherwise_is_refused(text: str) -> None:
    with pytest.raises(BundleChanged):
        trimmed(text)


def test_every_type_that_is_drawn_is_in_the_bundle() -> None:
    """Whoever draws another adds it to TRACES, and `make vendor` makes the file anew."""
    text = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("components", "pages")
        for path in (ROOT / folder).rglob("*.py")
    )
    names = {name.lower() for name in re.findall(r"\bgo\.([A-Z]\w+)\(", text)}
    drawn = names - {"figure", "layout"}
    assert {"scatter", "choropleth", "scattergeo"} <= drawn <= TRACES


def test_the_installed_plotly_becomes_a_third() -> None:
    spec = find_spec("plotly")
    assert spec
    assert spec.origin
    full = (Path(spec.origin).parent / "package_data/plotly.min.js").read_text(encoding="utf-8")
    found = trimmed(full)
    assert len(found) < 0.45 * len(full)
