// The day as one bar: driving, work, lunch, waiting, time at base, what is over the shift.
function drawTimeline(engineer, route) {
  const shift = engineer.shifts[route.day] || [route.leave, route.back];
  const desk = deskOf(engineer.id, route.day);
  const lunchEnd = route.lunch === null ? 0 : route.lunch + plan.lunch_min;
  const from = Math.floor(Math.min(shift[0], route.leave, ...desk.map((b) => b[0])) / 60) * 60;
  const to = Math.ceil(Math.max(shift[1], route.back, lunchEnd, ...desk.map((b) => b[1])) / 60) * 60;
  const bar = el("div", { class: "timeline", role: "img", "aria-label": timelineText(route) });
  const add = (start, end, part, label, title) => {
    if (end <= start) return;
    const piece = el("span", { class: "piece part-" + part, title: title || t("part_" + part) }, label);
    piece.style.left = 100 * (start - from) / (to - from) + "%";
    piece.style.width = 100 * (end - start) / (to - from) + "%";
    bar.append(piece);
  };
  const within = (block) => Math.max(block[0], shift[0]) < Math.min(block[1], shift[1]);
  desk.forEach((block) => add(block[0], block[1], within(block) ? "desk" : "extra", "", deskLine(block)));
  let at = route.leave;
  route.stops.forEach((stop) => {
    add(at, stop.arrive, "drive");
    add(stop.arrive, stop.start, "wait");
    add(stop.start, stop.end, "work", String(stop.number), visitOf(stop.visit).client);
    add(stop.end, stop.depart, "wait");
    at = stop.depart;
  });
  add(at, route.back, "drive");
  if (route.lunch !== null) add(route.lunch, lunchEnd, "lunch");
  if (route.overtime) add(shift[1], Math.max(route.back, lunchEnd), "over");
  const hours = el("div", { class: "hours", "aria-hidden": "true" });
  for (let minute = from; minute <= to; minute += 60) {
    const mark = el("span", {}, String((minute / 60 + 24) % 24));
    mark.style.left = 100 * (minute - from) / (to - from) + "%";
    hours.append(mark);
  }
  const parts = route.stops.length ? ["drive", "work", "lunch", "wait"] : [];
  if (desk.some(within)) parts.push("desk");
  if (!desk.every(within)) parts.push("extra");
  if (route.overtime) parts.push("over");
  const legend = el("ul", { class: "legend" }, parts.map((part) => (
    el("li", {}, el("i", { class: "part-" + part }), t("part_" + part))
  )));
  return el("figure", { class: "day-bar" }, bar, hours, legend);
}

function timelineText(route) {
  const stops = route.stops.map((stop) => (
    stop.number + ": " + clock(stop.start) + "–" + clock(stop.end)
  ));
  if (!stops.length) return t("timeline");
  return t("timeline") + ": " + [t("leave", { time: clock(route.leave) }), ...stops,
    t("back", { time: clock(route.back) })].join(", ");
}

/** Blocks of desk work: [start, end, what, for whom, minutes beyond the shift]. */
function deskOf(engineer, day) {
  return (plan.desk[engineer] || {})[day] || [];
}

function deskLine(block) {
  return block[2] + (block[3] ? ": " + block[3] : "");
}

function deskList(engineer, day) {
  const blocks = deskOf(engineer.id, day);
  if (!blocks.length) return null;
  const items = blocks.map((block) => el("li", {},
    el("time", {}, clock((block[0] + 1440) % 1440) + "–" + clock(block[1] % 1440)), " ",
    foreign(deskLine(block)),
    block[4] ? el("em", {}, " " + t("desk_over", { minutes: block[4] })) : null));
  return el("section", { class: "desk" }, el("h3", {}, t("desk_title")), el("ul", {}, items));
}
