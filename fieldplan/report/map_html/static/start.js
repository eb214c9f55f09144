// Views, address, keyboard: what makes the page move.
const VIEWS = ["day", "month", "unassigned", "postponed"];
if (plan.changes) VIEWS.push("changes");
if (plan.capacity) VIEWS.push("capacity");
/** Views that have the page to themselves, without the map. */
const WIDE = ["month", "capacity"];
const panel = document.getElementById("panel");
const searchBox = document.getElementById("search");

function go(change) {
  Object.assign(state, change);
  const query = new URLSearchParams({ day: state.day, engineer: state.engineer });
  if (state.view !== "day") query.set("view", state.view);
  const address = "#" + query;
  if (address !== location.hash) history.replaceState(null, "", address);
  draw();
}

function draw() {
  document.body.dataset.view = state.view;
  markStrip();
  document.querySelectorAll("#views button").forEach((button) => {
    button.setAttribute("aria-pressed", String(button.dataset.view === state.view));
  });
  const query = searchBox.value.trim();
  const lists = {
    day: drawDay, month: drawMonth, unassigned: drawUnassignedList, postponed: drawPostponedList,
    changes: drawChangesList, capacity: drawCapacity,
  };
  if (query) drawSearch(panel, query);
  else lists[state.view](panel);
  panel.scrollTop = 0;
  if (!WIDE.includes(state.view)) {
    map.invalidateSize({ pan: false });
    drawMap();
  }
}

/** Read #day=…&engineer=…&view=…; what is missing or unknown keeps its value. */
function readAddress() {
  const query = new URLSearchParams(location.hash.slice(1));
  const change = {};
  if (plan.days.some((item) => item.d === query.get("day"))) change.day = query.get("day");
  if (engineerById.has(query.get("engineer"))) change.engineer = query.get("engineer");
  change.view = VIEWS.includes(query.get("view")) ? query.get("view") : "day";
  return change;
}

function step(days, engineers) {
  const day = plan.days.findIndex((item) => item.d === state.day) + days;
  const who = plan.engineers.findIndex((item) => item.id === state.engineer) + engineers;
  if (!plan.days[day] || !plan.engineers[who]) return;
  go({ day: plan.days[day].d, engineer: plan.engineers[who].id, view: dayView() });
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.target;
  if (target === searchBox) {
    if (event.key === "Escape") {
      searchBox.value = "";
      searchBox.blur();
      draw();
    }
    return;
  }
  if (target.closest && target.closest("input, textarea, select, .leaflet-container")) return;
  const actions = {
    ArrowLeft: () => step(-1, 0),
    ArrowRight: () => step(1, 0),
    ArrowUp: () => step(0, -1),
    ArrowDown: () => step(0, 1),
    d: () => go({ view: "day" }),
    m: () => go({ view: "month" }),
    "/": () => searchBox.focus(),
  };
  // Д and М by what they mean; and by the key they share when the layout is the other one.
  const letters = { "д": "d", "м": "m", l: "d", "ь": "m" };
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const name = Object.hasOwn(letters, key) ? letters[key] : key;
  const vertical = name === "ArrowUp" || name === "ArrowDown";
  if (!Object.hasOwn(actions, name) || (vertical && scrolls(target))) return;
  event.preventDefault();
  actions[name]();
}

/** A panel longer than its box keeps the up and down arrows for itself. */
function scrolls(target) {
  return target === panel && panel.scrollHeight > panel.clientHeight;
}

function fillPage() {
  document.getElementById("title").textContent = plan.title;
  document.getElementById("revision").textContent = plan.revision;
  document.querySelectorAll("[data-t]").forEach((node) => { node.textContent = t(node.dataset.t); });
  document.querySelectorAll("[data-label]").forEach((node) => {
    node.setAttribute("aria-label", t(node.dataset.label));
  });
  searchBox.placeholder = t("search");
  replaceContent(document.getElementById("figures"), plan.figures.map((figure) => (
    el("li", { class: figure.state || null }, el("b", {}, figure.value),
      el("span", {}, figure.label), figure.note ? el("small", {}, figure.note) : null)
  )));
  const counts = { unassigned: plan.unassigned.length, postponed: plan.postponed.length };
  if (plan.changes) counts.changes = plan.changes.length;
  replaceContent(document.getElementById("views"), VIEWS.map((view) => el("button", {
    type: "button", "data-view": view, onclick: () => { searchBox.value = ""; go({ view }); },
  }, t("view_" + view) + (view in counts ? " (" + counts[view] + ")" : ""))));
  const zoom = { ".leaflet-control-zoom-in": "zoom_in", ".leaflet-control-zoom-out": "zoom_out" };
  Object.entries(zoom).forEach(([selector, key]) => {
    const button = document.querySelector(selector);
    button.title = t(key);
    button.setAttribute("aria-label", t(key));
  });
}

/** The page is told of printing before it is laid out for paper: give the map its size there. */
function resizeForPaper(printing) {
  document.body.classList.toggle("printing", printing);
  map.invalidateSize({ pan: false });
  if (!WIDE.includes(state.view)) drawMap();
}

function start() {
  const first = plan.routes[0];
  state.day = first ? first.day : plan.days[0].d;
  state.engineer = first ? first.engineer : plan.engineers[0].id;
  fillPage();
  drawStrip();
  drawBackground();
  Object.assign(state, readAddress());
  draw();
  window.addEventListener("hashchange", () => { Object.assign(state, readAddress()); draw(); });
  document.addEventListener("keydown", onKey);
  searchBox.addEventListener("input", draw);
  document.getElementById("print").addEventListener("click", () => window.print());
  window.addEventListener("beforeprint", () => resizeForPaper(true));
  window.addEventListener("afterprint", () => resizeForPaper(false));
}

if (plan.days.length && plan.engineers.length) start();
else fillPage();
