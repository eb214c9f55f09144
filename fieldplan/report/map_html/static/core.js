// The plan, the state of the page, and small helpers. Text goes in through textContent only.
const plan = JSON.parse(document.getElementById("plan").textContent);
const state = { view: "day", day: null, engineer: null, others: false };
const COLOURS = ["#0072B2", "#D55E00", "#009E73", "#AA4499", "#8A6D00", "#444444"];
const routeOf = new Map();
const engineerById = new Map();
const placeOf = new Map();

plan.engineers.forEach((engineer, index) => {
  engineer.colour = COLOURS[index % COLOURS.length];
  engineerById.set(engineer.id, engineer);
});
plan.routes.forEach((route) => {
  routeOf.set(route.engineer + "\n" + route.day, route);
  route.stops = route.stops.map(([visit, arrive, start, end, depart], index) => (
    { number: index + 1, visit, arrive, start, end, depart }
  ));
  route.stops.forEach((stop) => placeOf.set(stop.visit, { route, stop }));
});

function routeAt(engineer, day) {
  return routeOf.get(engineer + "\n" + day);
}

function visitOf(id) {
  return Object.hasOwn(plan.visits, id) ? plan.visits[id] : { client: id, kind: "other" };
}

/** Text of a key with {name} filled in; values are inserted as they are, once. */
function t(key, values) {
  return plan.t[key].replace(/\{(\w+)\}/g, (found, name) => (
    values && Object.hasOwn(values, name) ? String(values[name]) : found
  ));
}

function clock(minutes) {
  const days = Math.floor(minutes / 1440);
  const rest = minutes - days * 1440;
  const two = (number) => String(number).padStart(2, "0");
  const shown = two(Math.floor(rest / 60)) + ":" + two(rest % 60);
  return days ? "+" + days + " " + shown : shown;
}

function decimal(number) {
  const shown = number.toFixed(1);
  return plan.lang === "ru" ? shown.replace(".", ",") : shown;
}

/** Make an element: el("p", {class: "x", onclick: f}, "text", child, …). */
function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== "") node.append(child);
  }
  return node;
}

/** A client's text, kept apart from the direction of what stands around it. */
function foreign(value, className) {
  return el("bdi", { class: className || null }, String(value));
}

function kindTag(kind) {
  const names = plan.kinds[kind] || [kind.slice(0, 3), kind];
  const known = Object.hasOwn(plan.kinds, kind) ? kind : "other";
  return el("span", { class: "kind kind-" + known, title: names[1] }, names[0]);
}

function kindName(kind) {
  return Object.hasOwn(plan.kinds, kind) ? plan.kinds[kind][1] : kind;
}

function dayLabel(day) {
  const found = plan.days.find((item) => item.d === day);
  return found ? found.label : day;
}

/** Monday = 0. */
function weekday(day) {
  return (new Date(day + "T00:00:00Z").getUTCDay() + 6) % 7;
}

function replaceContent(node, ...children) {
  node.replaceChildren(...children.flat().filter((child) => child));
}
