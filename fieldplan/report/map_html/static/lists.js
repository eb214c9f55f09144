// The other views: the month as a calendar, what was left out, what changed, and the search.
function drawMonth(panel) {
  const engineer = engineerById.get(state.engineer);
  const head = el("tr", {}, plan.weekdays.map((name) => el("th", { scope: "col" }, name)));
  const rows = monthWeeks().map((week) => el("tr", {}, week.map((day) => monthCell(engineer, day))));
  replaceContent(panel,
    el("h2", {}, plan.title + " · ", foreign(engineer.name)),
    el("div", { class: "kinds", "aria-label": t("kinds"), role: "group" },
      Object.keys(plan.kinds).map((kind) => el("span", {}, kindTag(kind), " " + kindName(kind)))),
    el("table", { class: "month" }, el("thead", {}, head), el("tbody", {}, rows)));
}

function monthWeeks() {
  const shift = (day, days) => (
    new Date(Date.parse(day + "T00:00:00Z") + days * 86400000).toISOString().slice(0, 10)
  );
  const first = plan.month + "-01";
  const last = plan.days.reduce((latest, day) => (day.d > latest ? day.d : latest), first);
  const weeks = [];
  let monday = shift(first, -weekday(first));
  while (monday <= last || shift(monday, 0).startsWith(plan.month)) {
    weeks.push([0, 1, 2, 3, 4, 5, 6].map((n) => shift(monday, n)));
    monday = shift(monday, 7);
  }
  return weeks;
}

function monthCell(engineer, day) {
  const known = plan.days.some((item) => item.d === day);
  const inMonth = day.startsWith(plan.month);
  const route = routeAt(engineer.id, day);
  const number = String(Number(day.slice(8)));
  if (!known) return el("td", { class: "off" }, inMonth ? el("span", { class: "date" }, number) : "");
  const head = el("button", {
    type: "button",
    class: "date",
    "aria-label": dayLabel(day),
    onclick: () => go({ day, view: "day" }),
  }, number, route ? el("small", {}, clock(route.leave) + "–" + clock(route.back)) : null);
  const stops = route ? route.stops.map((stop) => {
    const visit = visitOf(stop.visit);
    return el("li", {}, el("time", {}, clock(stop.start)), " ", kindTag(visit.kind), " ",
      foreign(visit.client));
  }) : [];
  const absent = day in engineer.absent
    ? el("p", {}, t("absent_day"), awayReason(engineer, day)) : null;
  return el("td", { class: day === state.day ? "chosen" : null }, head,
    stops.length ? el("ul", {}, stops) : absent);
}

function drawUnassignedList(panel) {
  const items = plan.unassigned.map((item) => (
    leftOutItem({ id: item.visit, reasons: item.reasons, ...visitOf(item.visit) })
  ));
  leftOutList(panel, "unassigned", items);
}

function drawPostponedList(panel) {
  const items = plan.postponed.map((item) => leftOutItem({ id: item.visit, ...item }));
  leftOutList(panel, "postponed", items);
}

function drawChangesList(panel) {
  const calls = plan.changes.filter((item) => item.call);
  const others = plan.changes.filter((item) => !item.call);
  const part = (key, items) => (items.length
    ? [el("h2", {}, t(key) + " (" + items.length + ")"),
      el("ul", { class: "left-out" }, items.map(changeItem))]
    : []);
  replaceContent(panel, part("calls_title", calls), part("changes_title", others),
    plan.changes.length ? null : [el("h2", {}, t("changes_title")), el("p", {}, t("changes_none"))]);
}

function changeItem(item) {
  const line = (key, value) => el("p", {}, el("b", {}, t(key) + ": "), foreign(value));
  return el("li", {},
    el("button", {
      type: "button",
      class: "left-out-item",
      onclick: () => openMarker(item.visit),
    },
    el("p", { class: "who-line" }, foreign(item.client, "client"), kindTag(item.kind)),
    el("p", { class: "reason" }, t("change_" + item.change)),
    line("was", item.was),
    line("now", item.now),
    item.why ? line("why", item.why) : null,
    item.promise ? el("p", { class: "notes" }, item.promise) : null),
    contactLine(item));
}

function leftOutList(panel, name, items) {
  replaceContent(panel, el("h2", {}, t(name + "_title") + " (" + items.length + ")"),
    items.length ? el("ul", { class: "left-out" }, items) : el("p", {}, t(name + "_none")));
}

function leftOutItem(item) {
  const facts = [];
  if (item.minutes) facts.push(t("minutes_short", { minutes: item.minutes }));
  if (item.promise) facts.push(item.promise);
  if (item.deadline || item.due) facts.push(t("due", { date: item.deadline || item.due }));
  return el("li", {},
    el("button", { type: "button", class: "left-out-item", onclick: () => openMarker(item.id) },
      el("p", { class: "who-line" }, foreign(item.client, "client"), kindTag(item.kind)),
      item.address ? el("p", { class: "address" }, foreign(item.address)) : null,
      el("p", { class: "reason" }, foreign(item.reasons)),
      facts.length ? el("p", { class: "notes" }, facts.join(" · ")) : null));
}

function drawSearch(panel, query) {
  const words = query.toLocaleLowerCase().replaceAll("ё", "е").split(/\s+/).filter(Boolean);
  const found = [];
  placeOf.forEach((place, id) => {
    const visit = visitOf(id);
    const text = [id, visit.client, visit.address, kindName(visit.kind)].join(" ")
      .toLocaleLowerCase().replaceAll("ё", "е");
    if (words.every((word) => text.includes(word))) found.push({ id, visit, ...place });
  });
  found.sort((a, b) => (a.route.day + String(a.stop.start).padStart(5, "0") <
    b.route.day + String(b.stop.start).padStart(5, "0") ? -1 : 1));
  const shown = found.slice(0, 50);
  const count = t("found", { count: found.length }) +
    (found.length > shown.length ? ", " + t("found_more", { count: shown.length }) : "");
  const items = shown.map(({ visit, route, stop }) => el("li", {},
    el("button", {
      type: "button",
      class: "left-out-item",
      onclick: () => {
        document.getElementById("search").value = "";
        go({ day: route.day, engineer: route.engineer, view: "day" });
        focusStop(stop);
      },
    },
    el("p", { class: "who-line" }, foreign(visit.client, "client"), kindTag(visit.kind)),
    visit.address ? el("p", { class: "address" }, foreign(visit.address)) : null,
    el("p", { class: "notes" }, dayLabel(route.day) + ", " + clock(stop.start) + " · ",
      foreign(engineerById.get(route.engineer).name)))));
  replaceContent(panel, el("h2", {}, count),
    found.length ? el("ul", { class: "left-out" }, items) : el("p", {}, t("nothing_found")));
}
