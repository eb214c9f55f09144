// Load and verdict: sentences, and pictures of hours against what exists.
const PART_COLOURS = ["#0072B2", "#56B4E9", "#9AA5B1", "#E69F00", "#F0C75E", "#CC79A7"];
const TWO_COLOURS = ["#0072B2", "#D55E00"];
const LINE_COLOURS = ["#1A1A1A", "#8A8A8A"];
const CHART = { width: 900, height: 260, left: 44, right: 8, top: 12, bottom: 46 };

function drawCapacity(panel) {
  const capacity = plan.capacity;
  replaceContent(panel,
    el("h2", { class: "verdict " + capacity.state }, capacity.headline),
    el("p", {}, capacity.meaning),
    capacity.sections.map((section) => [
      el("h3", {}, section.title),
      el("ul", { class: "sentences" }, section.lines.map((line) => el("li", {}, foreign(line)))),
    ]).flat(),
    capacity.charts.filter((chart) => chart.bars.length).map(drawChart));
}

function svg(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  children.flat().forEach((child) => node.append(child));
  return node;
}

function drawChart(chart) {
  const colours = chart.parts.length > 2 ? PART_COLOURS : TWO_COLOURS;
  const total = (bar) => bar.parts.reduce((sum, part) => sum + Math.max(0, part), 0);
  const most = Math.max(1, ...chart.bars.map((bar) => Math.max(total(bar), ...bar.lines)));
  const step = niceStep(most / 5);
  const top = Math.ceil(most / step) * step;
  const inner = CHART.height - CHART.top - CHART.bottom;
  const slot = (CHART.width - CHART.left - CHART.right) / chart.bars.length;
  const y = (value) => CHART.top + inner * (1 - value / top);
  const middle = (n) => CHART.left + slot * (n + 0.5);
  const nodes = [];
  for (let value = 0; value <= top + step / 2; value += step) {
    nodes.push(svg("line", { x1: CHART.left, x2: CHART.width - CHART.right, y1: y(value),
      y2: y(value), stroke: "#D8D8D8" }));
    nodes.push(svg("text", { x: CHART.left - 6, y: y(value) + 4, "text-anchor": "end" },
      String(Math.round(value))));
  }
  chart.bars.forEach((bar, n) => {
    let from = 0;
    bar.parts.forEach((part, index) => {
      if (part <= 0) return;
      nodes.push(svg("rect", { x: middle(n) - slot * 0.36, width: slot * 0.72, y: y(from + part),
        height: y(from) - y(from + part), fill: colours[index] },
      svg("title", {}, bar.label + " " + bar.note + ": " + chart.parts[index] + " " +
        decimal(part))));
      from += part;
    });
    nodes.push(svg("text", { x: middle(n), y: CHART.height - 30, "text-anchor": "middle" },
      bar.label));
    const note = chart.parts.length > 2 && plan.engineers.length > 1 ? initials(bar.note) : "";
    nodes.push(svg("text", { x: middle(n), y: CHART.height - 16, "text-anchor": "middle" }, note));
  });
  chart.lines.forEach((name, index) => chart.bars.forEach((bar, n) => {
    // A step for each bar: what exists in one week says nothing of the next.
    nodes.push(svg("line", { x1: middle(n) - slot * 0.46, x2: middle(n) + slot * 0.46,
      y1: y(bar.lines[index]), y2: y(bar.lines[index]), stroke: LINE_COLOURS[index],
      "stroke-width": 3 }, svg("title", {}, name + " " + decimal(bar.lines[index]))));
  }));
  const picture = svg("svg", { viewBox: "0 0 " + CHART.width + " " + CHART.height, role: "img",
    "aria-label": chart.title, class: "chart" }, nodes);
  return el("figure", {},
    el("figcaption", {}, el("b", {}, chart.title), chart.note ? " " + chart.note : ""),
    picture, el("p", { class: "legend" }, legend(chart.parts, colours),
      legend(chart.lines, LINE_COLOURS)));
}

function legend(names, colours) {
  return names.map((name, index) => {
    const mark = svg("svg", { width: 12, height: 12, "aria-hidden": "true" },
      svg("rect", { width: 12, height: 12, fill: colours[index] }));
    return el("span", {}, mark, " " + name);
  });
}

function niceStep(least) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return [1, 2, 5, 10].map((n) => n * power).find((step) => step >= least);
}

function initials(name) {
  return name.split(/\s+/).filter(Boolean).slice(0, 2)
    .map((word) => Array.from(word)[0]).join("");
}
