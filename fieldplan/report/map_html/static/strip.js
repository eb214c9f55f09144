// Engineer × day: the date picker, with the load of every day as a bar.
function drawStrip() {
  const head = el("tr", {}, el("th", { scope: "col", class: "who" }, t("engineer")));
  plan.days.forEach((day) => {
    head.append(el("th", { scope: "col", class: weekStart(day.d) },
      el("span", { class: "wd" }, plan.weekdays[weekday(day.d)]),
      String(Number(day.d.slice(8)))));
  });
  const rows = plan.engineers.map((engineer) => {
    const name = foreign(engineer.name);
    const who = el("th", { scope: "row", class: "who" }, el("i", { class: "dot" }), name);
    who.querySelector(".dot").style.background = engineer.colour;
    if (engineer.contractor) who.append(el("small", {}, t("contractor")));
    return el("tr", {}, who, plan.days.map((day) => stripCell(engineer, day)));
  });
  replaceContent(document.getElementById("strip"),
    el("table", {}, el("thead", {}, head), el("tbody", {}, rows)));
}

function weekStart(day) {
  return weekday(day) === 0 ? "monday" : null;
}

function stripCell(engineer, day) {
  const route = routeAt(engineer.id, day.d);
  const shift = engineer.shifts[day.d];
  const count = route ? route.stops.length : 0;
  const values = { day: day.label, name: engineer.name, count, pct: shift ? shift[2] : 0 };
  const absent = day.d in engineer.absent;
  const key = shift || route ? "cell" : absent ? "cell_absent" : "cell_off";
  const bar = el("span", { class: "bar" + (values.pct > 100 ? " over" : "") }, el("i"));
  bar.firstChild.style.width = Math.min(values.pct, 100) + "%";
  const button = el("button", {
    type: "button",
    tabindex: "-1",
    class: "cell" + (shift || route ? "" : " off"),
    "aria-label": t(key, values),
    "data-day": day.d,
    "data-engineer": engineer.id,
    title: t(key, values),
    onclick: () => go({ day: day.d, engineer: engineer.id, view: dayView() }),
  }, el("b", {}, shift || route ? String(count || "·") : absent ? "×" : ""), bar);
  return el("td", { class: weekStart(day.d) }, button);
}

/** Picking a day leaves the month open, and leads back to the day from the lists. */
function dayView() {
  return state.view === "month" ? "month" : "day";
}

function markStrip() {
  const strip = document.getElementById("strip");
  const hadFocus = strip.contains(document.activeElement) && document.activeElement !== strip;
  strip.querySelectorAll("button.cell").forEach((button) => {
    const chosen = button.dataset.day === state.day && button.dataset.engineer === state.engineer;
    button.setAttribute("aria-pressed", String(chosen));
    button.tabIndex = chosen ? 0 : -1;
    if (!chosen) return;
    if (hadFocus) button.focus({ preventScroll: true });
    const box = strip.getBoundingClientRect();
    const place = button.getBoundingClientRect();
    const covered = strip.querySelector(".who").offsetWidth;
    if (place.left < box.left + covered) strip.scrollLeft -= box.left + covered - place.left + 40;
    if (place.right > box.right) strip.scrollLeft += place.right - box.right + 40;
  });
}
