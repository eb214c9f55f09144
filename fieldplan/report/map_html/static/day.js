// The chosen engineer's chosen day: facts, timeline, stops in order.
function drawDay(panel) {
  const engineer = engineerById.get(state.engineer);
  const route = routeAt(state.engineer, state.day);
  const title = el("h2", {}, dayLabel(state.day) + " · ", foreign(engineer.name));
  if (!route) {
    const shift = engineer.shifts[state.day];
    const key = shift ? "free_day" : state.day in engineer.absent ? "absent_day" : "off_day";
    const idle = { day: state.day, leave: 1440, back: 0, lunch: null, overtime: 0, stops: [] };
    const desk = deskList(engineer, state.day);
    replaceContent(panel, title,
      el("p", { class: "facts" }, t(desk ? "desk_day" : key), awayReason(engineer, state.day)),
      desk ? drawTimeline(engineer, idle) : null, desk);
    return;
  }
  replaceContent(panel, title, dayFacts(route), drawTimeline(engineer, route),
    stopList(engineer, route), deskList(engineer, state.day), dayTools(engineer, route));
}

function awayReason(engineer, day) {
  return engineer.absent[day] ? [" ", foreign(engineer.absent[day])] : null;
}

function dayFacts(route) {
  const facts = [
    t("leave", { time: clock(route.leave) }),
    t("back", { time: clock(route.back) }),
    t("visit_count", { count: route.stops.length }),
    t("drive", { minutes: route.drive }),
    t("distance", { km: Math.round(route.distance_m / 1000) }),
  ];
  if (route.lunch !== null && plan.lunch_min) {
    facts.push(t("lunch_at", {
      start: clock(route.lunch), end: clock(route.lunch + plan.lunch_min),
    }));
  }
  if (route.overtime) facts.push(t("overtime", { minutes: route.overtime }));
  return el("ul", { class: "facts" }, facts.map((fact) => el("li", {}, fact)));
}

function stopList(engineer, route) {
  const items = [baseItem(engineer, route.leave, "base_leave")];
  let from = route.leave;
  route.stops.forEach((stop) => {
    items.push(legItem(stop.arrive - from), stopItem(engineer, stop));
    from = stop.depart;
  });
  items.push(legItem(route.back - from), baseItem(engineer, route.back, "base_back"));
  return el("ol", { class: "stops", "aria-label": t("stops") }, items);
}

function baseItem(engineer, minutes, key) {
  return el("li", { class: "base" }, el("time", {}, clock(minutes)), t(key), baseAddress(engineer));
}

function baseAddress(engineer) {
  return engineer.base_address ? el("span", { class: "address" }, " ", foreign(engineer.base_address))
    : null;
}

function legItem(minutes) {
  return el("li", { class: "leg" }, minutes ? t("leg", { minutes }) : t("same_place"));
}

function stopItem(engineer, stop) {
  const visit = visitOf(stop.visit);
  const badge = el("span", { class: "num" }, String(stop.number));
  badge.style.background = engineer.colour;
  const lines = el("div", { class: "what" },
    el("p", { class: "who-line" }, foreign(visit.client, "client"), kindTag(visit.kind)),
    addressLine(visit),
    visitNotes(visit, stop));
  const button = el("button", { type: "button", class: "stop", onclick: () => focusStop(stop) },
    badge, el("time", {}, clock(stop.start) + "–" + clock(stop.end)), lines);
  return el("li", { class: "stop-item", "data-visit": stop.visit }, button, contactLine(visit));
}

function oneLine(note) {
  return note.split(/\s*\n\s*/).join(" · ");
}

function addressLine(visit) {
  const parts = [visit.address, visit.site_kind].filter(Boolean).map((part) => foreign(part));
  if (!parts.length) return null;
  return el("p", { class: "address" }, parts[0], parts.length > 1 ? [" · ", parts[1]] : null);
}

function visitNotes(visit, stop) {
  const notes = [t("arrive", { time: clock(stop.arrive) })];
  if (visit.windows) notes.push(t("access", { windows: visit.windows }));
  if (visit.deadline) notes.push(t("deadline", { date: visit.deadline }));
  else if (visit.due) notes.push(t("due", { date: visit.due }));
  if (!visit.at) notes.push(t("no_coordinates"));
  const line = el("p", { class: "notes" }, notes.join(" · "));
  if (visit.note) line.append(" · ", foreign(t("note", { note: oneLine(visit.note) })));
  if (visit.promise) line.prepend(el("strong", { class: "promise" }, visit.promise), " · ");
  return line;
}

function contactLine(visit) {
  if (!visit.contact && !visit.phone) return null;
  const line = el("p", { class: "contact" });
  if (visit.contact) line.append(foreign(t("contact", { contact: visit.contact })), " ");
  const digits = (visit.phone || "").replace(/[^\d+]/g, "");
  if (digits.length >= 5 && digits.length <= 16) {
    line.append(el("a", { href: "tel:" + digits }, foreign(visit.phone)));
  } else if (visit.phone) line.append(foreign(visit.phone));
  return line;
}

function dayTools(engineer, route) {
  const box = el("input", { type: "checkbox", id: "others" });
  box.checked = state.others;
  box.addEventListener("change", () => {
    state.others = box.checked;
    drawMap();
  });
  const tools = el("p", { class: "tools" }, el("label", {}, box, " ", t("all_routes")));
  const points = route.stops.map((stop) => visitOf(stop.visit).at).filter(Boolean);
  if (engineer.base && points.length) {
    const way = [engineer.base, ...points, engineer.base].map((at) => at.join(",")).join("~");
    tools.append(el("a", {
      href: "https://yandex.ru/maps/?rtext=" + encodeURIComponent(way) + "&rtt=auto",
      target: "_blank",
      rel: "noopener noreferrer",
    }, t("yandex")));
  }
  return tools;
}

function focusStop(stop) {
  document.querySelectorAll(".stop-item").forEach((item) => {
    item.classList.toggle("chosen", item.dataset.visit === stop.visit);
  });
  openMarker(stop.visit);
}
