// The day as one bar: driving, work, lunch, waiting, time at base, what is over the shift.
function drawTimeline(engineer, route) {
  const shift = engineer.shifts[route.day] || [route.leave, route.back];
  const lunchEnd = route.lunch === null ? 0 : route.lunch + plan.lunch_min;
  const from = Math.floor(Math.min(shift[0], route.leave) / 60) * 60;
  const to = Math.ceil(Math.max(shift[1], route.back, lunchEnd) / 60) * 60;
  const bar = el("div", { class: "timeline", role: "img", "aria-label": timelineText(route) });
  const add = (start, end, part, label, title) => {
    if (end <= start) return;
    const piece = el("span", { class: "piece part-" + part, title: title || t("part_" + part) }, label);
    piece.style.left = 100 * (start - from) / (to - from) + "%";
    piece.style.width = 100 * (end - start) / (to - from) + "%";
    bar.append(piece);
  };
  add(shift[0], route.leave, "desk");
  add(route.back, shift[1], "desk");
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
    const mark = el("span", {}, String(minute / 60 % 24));
    mark.style.left = 100 * (minute - from) / (to - from) + "%";
    hours.append(mark);
  }
  const parts = ["drive", "work", "lunch", "wait", "desk"];
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
  return t("timeline") + ": " + [t("leave", { time: clock(route.leave) }), ...stops,
    t("back", { time: clock(route.back) })].join(", ");
}
