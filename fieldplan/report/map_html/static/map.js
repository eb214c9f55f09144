// The route on the map: base, numbered stops, streets or straight lines between.
const map = window.map_plan;
// Lines reach beyond the edge, so that a resized window shows no cut.
map.options.renderer = L.svg({ padding: 0.5 });
const drawn = L.layerGroup().addTo(map);
let markers = new Map();
map.attributionControl.setPrefix('<a href="https://leafletjs.com">Leaflet</a>');

map.on("popupopen", (event) => {
  const button = event.popup.getElement().querySelector(".leaflet-popup-close-button");
  button.title = t("close");
  button.setAttribute("aria-label", t("close"));
});

function drawMap() {
  drawn.clearLayers();
  markers = new Map();
  const lists = { unassigned: drawUnassigned, postponed: drawPostponed, changes: drawChanges };
  const bounds = (lists[state.view] || drawRoutes)();
  drawRings(engineerById.get(state.engineer));
  if (bounds.length) {
    // No stop hides under the note at the top.
    const top = Math.max(45, document.getElementById("map-note").offsetHeight + 32);
    map.fitBounds(L.latLngBounds(bounds), {
      paddingTopLeft: [45, top], paddingBottomRight: [45, 45], maxZoom: 13, animate: false,
    });
  }
}

function drawRoutes() {
  const engineer = engineerById.get(state.engineer);
  if (state.others) {
    plan.engineers.filter((other) => other !== engineer).forEach((other) => {
      const route = routeAt(other.id, state.day);
      if (route) routeLine(other, route, 0.45);
    });
  }
  const route = routeAt(state.engineer, state.day);
  const bounds = engineer.base ? [engineer.base] : [];
  if (engineer.base) baseMarker(engineer);
  if (!route) return bounds;
  routeLine(engineer, route, 0.9);
  groupedStops(route).forEach((stops) => bounds.push(stopMarker(engineer, stops)));
  return bounds;
}

/** Stops at one and the same point share a marker: "2, 3". */
function groupedStops(route) {
  const groups = new Map();
  route.stops.forEach((stop) => {
    const at = visitOf(stop.visit).at;
    if (!at) return;
    const key = at.join(",");
    groups.set(key, [...(groups.get(key) || []), stop]);
  });
  return [...groups.values()];
}

function routeLine(engineer, route, opacity) {
  const streets = route.legs && route.legs.flatMap(streetPoints);
  const points = streets && streets.length ? streets : straightPoints(engineer, route);
  const dashed = opacity < 0.5 || (plan.streets === "some" && !route.legs);
  if (opacity > 0.5) {
    L.polyline(points, { color: "#fff", weight: 7, opacity: 0.9, interactive: false }).addTo(drawn);
  }
  L.polyline(points, {
    color: engineer.colour,
    weight: opacity > 0.5 ? 3.5 : 2,
    opacity,
    dashArray: dashed ? "6 6" : null,
    interactive: false,
  }).addTo(drawn);
}

function straightPoints(engineer, route) {
  const points = route.stops.map((stop) => visitOf(stop.visit).at).filter(Boolean);
  return engineer.base ? [engineer.base, ...points, engineer.base] : points;
}

/** A leg's encoded polyline (differences of lat and lon, 5 decimals, 5 bits a letter). */
function streetPoints(line) {
  const points = [];
  const last = [0, 0];
  let value = 0;
  let shift = 0;
  let axis = 0;
  for (const letter of line) {
    const bits = letter.charCodeAt(0) - 63;
    value += (bits & 31) * 2 ** shift;
    shift += 5;
    if (bits < 32) {
      last[axis] += value % 2 ? -(value + 1) / 2 : value / 2;
      if (axis) points.push([last[0] / 1e5, last[1] / 1e5]);
      axis = 1 - axis;
      value = shift = 0;
    }
  }
  return points;
}

function mark(at, className, label, title, colour) {
  const html = el("span", { class: "pin" }, label);
  if (colour) html.style.background = colour;
  const icon = L.divIcon({ className: "mark " + className, html, iconSize: null });
  return L.marker(at, { icon, title, riseOnHover: true });
}

function baseMarker(engineer) {
  mark(engineer.base, "mark-base", t("base_mark"), t("base") + ": " + engineer.name)
    .bindPopup(() => el("p", {}, t("base") + ": ", foreign(engineer.name), baseAddress(engineer)))
    .addTo(drawn);
}

function stopMarker(engineer, stops) {
  const at = visitOf(stops[0].visit).at;
  const label = stops.map((stop) => stop.number).join(", ");
  const title = label + ". " + stops.map((stop) => visitOf(stop.visit).client).join("; ");
  const marker = mark(at, "mark-stop", label, title, engineer.colour)
    .bindPopup(() => el("div", {}, stops.map(stopPopup)), { maxWidth: 280 })
    .addTo(drawn);
  marker.setZIndexOffset(1000);
  stops.forEach((stop) => markers.set(stop.visit, marker));
  return at;
}

function stopPopup(stop) {
  const visit = visitOf(stop.visit);
  return el("div", { class: "pop" },
    el("p", {}, el("strong", {}, stop.number + ". " + clock(stop.start) + "–" + clock(stop.end)),
      " ", kindTag(visit.kind)),
    el("p", {}, foreign(visit.client, "client")),
    addressLine(visit), visit.note ? el("p", {}, foreign(oneLine(visit.note))) : null);
}

function openMarker(visit) {
  const marker = markers.get(visit);
  if (marker) marker.openPopup();
}

function drawUnassigned() {
  return listMarkers(plan.unassigned.map((item) => ({ id: item.visit, ...visitOf(item.visit) })));
}

function drawPostponed() {
  return listMarkers(plan.postponed.map((item) => ({ id: item.visit, ...item })));
}

function drawChanges() {
  return listMarkers(plan.changes.map((item) => ({ id: item.visit, ...item })));
}

function listMarkers(items) {
  return items.filter((item) => item.at).map((item) => {
    markers.set(item.id, mark(item.at, "mark-left-out", "!", item.client)
      .bindPopup(() => el("div", { class: "pop" },
        el("p", {}, foreign(item.client, "client"), " ", kindTag(item.kind)),
        item.address ? el("p", {}, foreign(item.address)) : null))
      .addTo(drawn));
    return item.at;
  });
}
