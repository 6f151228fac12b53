/* The province's own background map, under the communes. */
(() => {
  "use strict";
  const { tamnhin } = window;
  const { canvasIn } = tamnhin.maps;
  const MOST = 300;
  const kept = new Map();  // address → { picture }, oldest first

  function load(set, zoom, x, y) {
    const address = `${set.address}/${zoom}/${x}/${y}`;
    if (kept.has(address)) return kept.get(address);
    const tile = {};
    kept.set(address, tile);
    if (kept.size > MOST) kept.delete(kept.keys().next().value);
    const picture = new Image();
    picture.onload = () => { tile.picture = picture; tamnhin.maps.all().forEach(tamnhin.maps.ask); };
    picture.src = address;
    return tile;
  }

  function put(pen, tile, x, y, side) {
    if (tile.picture) pen.drawImage(tile.picture, x, y, side + 0.5, side + 0.5);
  }

  tamnhin.maps.onPaint((map) => {
    const sets = tamnhin.spots.told.tiles ?? [];
    map.over.parentElement.toggleAttribute("data-tiles", sets.length > 0);
    if (!map.under || (!sets.length && !map.tiled)) return;
    const { pen, sharp, box } = canvasIn(map, map.under, "tiles"), { scale, left, top } = map.camera;
    map.tiled = sets.length > 0;
    pen.scale(sharp, sharp);
    const world = 2 * Math.PI * scale, corner = [left - Math.PI * scale, top - Math.PI * scale];
    for (const set of sets) {
      const zoom = Math.max(set.zooms[0], Math.min(set.zooms[1], Math.round(Math.log2((world * sharp) / set.side) - 0.3))), side = world / 2 ** zoom, last = 2 ** zoom - 1;
      const at = (start, from) => Math.max(0, Math.min(last, Math.floor((start - from) / side)));
      const [x0, x1] = [at(box.left, corner[0]), at(box.left + box.width, corner[0])], [y0, y1] = [at(box.top, corner[1]), at(box.top + box.height, corner[1])];
      if ((x1 - x0 + 1) * (y1 - y0 + 1) > MOST) continue;
      for (let x = x0; x <= x1; x++) for (let y = y0; y <= y1; y++) put(pen, load(set, zoom, x, y), corner[0] + x * side, corner[1] + y * side, side);
    }
  });
})();
