// What lies under the route: tiles if the settings name them; else ring road, towns, distances.
const rings = L.layerGroup().addTo(map);
const sketch = L.layerGroup();
let ringsFor = null;

/** Leaflet's scale knows only Latin units. */
const Scale = L.Control.Scale.extend({
  _updateScale(line, text, ratio) {
    line.style.width = Math.round(this.options.maxWidth * ratio) + "px";
    const [number, unit] = text.split(" ");
    line.textContent = number + " " + plan.t[unit === "km" ? "unit_km" : "unit_m"];
  },
});

function drawBackground() {
  new Scale({ imperial: false }).addTo(map);
  if (plan.streets !== "none") map.attributionControl.addAttribution(t("roads_credit"));
  makePane("sketch", 250);
  makePane("towns", 260);
  if (plan.tiles) useTiles();
  else useSketch("tiles_off");
  map.on("zoomend", rankTowns);
  map.on("moveend", hideBeyond);
  rankTowns();
}

function makePane(name, height) {
  const pane = map.createPane(name);
  pane.style.zIndex = height;
  pane.style.pointerEvents = "none";
  pane.setAttribute("aria-hidden", "true");  // scenery: the lists say where the visits are
}

function useTiles() {
  note(null);
  let loaded = 0;
  const tiles = L.tileLayer(plan.tiles.url, { maxZoom: 19, attribution: "" });
  tiles.on("tileload", () => { loaded += 1; });
  tiles.on("tileerror", () => {
    if (loaded || !map.hasLayer(tiles)) return;
    map.removeLayer(tiles);
    useSketch("tiles_failed");
  });
  tiles.addTo(map);
  // The attribution is the user's text: as text, not as the HTML that Leaflet would make of it.
  const credit = el("span", {}, plan.tiles.attribution);
  map.attributionControl.addAttribution(credit.innerHTML);
}

function useSketch(noteKey) {
  note(noteKey);
  sketch.addTo(map);
  L.polygon(plan.mkad, {
    pane: "sketch", color: "#6d6d6d", weight: 2.5, fillColor: "#e9e4d8", fillOpacity: 0.8,
    interactive: false,
  }).addTo(sketch);
  plan.towns.forEach(([name, lat, lon, rank]) => {
    const html = el("span", {}, name);
    const icon = L.divIcon({ className: "town rank-" + rank, html, iconSize: null });
    L.marker([lat, lon], { pane: "towns", icon, interactive: false, keyboard: false }).addTo(sketch);
  });
  map.attributionControl.addAttribution(t("towns_credit"));
  ringsFor = null;
  if (state.engineer) drawRings(engineerById.get(state.engineer));
}

function rankTowns() {
  const zoom = map.getZoom();
  const rank = zoom <= 8 ? 1 : zoom === 9 ? 2 : 3;
  const pane = map.getPane("towns");
  pane.className = pane.className.replace(/ ?show-\d/, "") + " show-" + rank;
}

/** Names of places beyond the map's edge would be cut off, or taken for text on what is there. */
function hideBeyond() {
  const bounds = map.getBounds();
  [sketch, rings].forEach((group) => group.eachLayer((layer) => {
    if (!(layer instanceof L.Marker) || !layer.getElement()) return;
    layer.getElement().style.visibility = bounds.contains(layer.getLatLng()) ? "" : "hidden";
  }));
}

function drawRings(engineer) {
  if (!map.hasLayer(sketch) || !engineer.base || ringsFor === engineer.id) return;
  ringsFor = engineer.id;
  rings.clearLayers();
  [10, 20, 40, 60, 80].forEach((km) => {
    L.circle(engineer.base, {
      pane: "sketch", radius: km * 1000, color: "#9aa4ad", weight: 1, dashArray: "3 5", fill: false,
      interactive: false,
    }).addTo(rings);
    const at = [engineer.base[0] + km / 111.2, engineer.base[1]];
    const icon = L.divIcon({
      className: "ring", html: el("span", {}, t("ring", { km })), iconSize: null,
    });
    L.marker(at, { pane: "towns", icon, interactive: false, keyboard: false }).addTo(rings);
  });
  hideBeyond();
}

/** What lies under the route, and whether its lines are streets. */
function note(key) {
  const lines = { all: "lines_all", some: "lines_some", none: "lines_none" };
  const parts = [t(lines[plan.streets])];
  if (key) parts.unshift(t(key));
  document.getElementById("map-note").textContent = parts.join(" ");
}
