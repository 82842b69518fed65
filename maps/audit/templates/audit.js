"use strict";
// Draws the data of an audit on its maps. All words come from the page; none is read as HTML.
(() => {
  const found = document.querySelector(".map-data");
  if (!found) return;
  const data = JSON.parse(found.textContent);
  const digits = "0123456789abcdefghijklmnopqrstuvwxyz";
  const spots = [...document.querySelector("template.markers").content.children];
  const stages = [...document.querySelectorAll(".stage")].map(prepare);
  const chosen = (name) => document.querySelector(`input[name="${name}"]:checked`)?.value;
  for (const input of document.querySelectorAll(".choices input")) input.addEventListener("change", show);
  document.querySelector(".home-search")?.addEventListener("submit", search);
  show();
  addEventListener("beforeprint", () => print(true));
  addEventListener("afterprint", () => print(false));

  function prepare(stage) {
    const map = window[stage.querySelector(".map").id];
    const made = {map, stage, scenario: Number(stage.dataset.scenario), drawn: L.layerGroup().addTo(map), cells: L.layerGroup().addTo(map), labels: addLabels(map, stage)};
    if (L.Browser.mobile) map.dragging.disable(); // one finger scrolls the page, two move the map
    map.getPane("labels").setAttribute("aria-hidden", "true");
    addControls(made);
    map.on("moveend resize", () => thin(made));
    map.on("zoomend", () => drawCells(made));
    map.on("click", (event) => ask(made, event.latlng));
    return made;
  }

  // What is chosen: the category, the minutes of its circle, states or choice.
  function choice() {
    const category = chosen("category") ?? Object.keys(data.circles)[0];
    const what = chosen("what");
    const own = what === "choice" || !chosen("circle"); // choice is counted in the standard's circle
    return {category, what, minutes: own ? data.circles[category] : Number(chosen("circle"))};
  }

  function show() {
    const now = choice();
    if (stages.length > 1) part(now.what !== "change");
    for (const made of stages) {
      made.drawn.clearLayers();
      drawCells(made);
      for (const spot of spots) {
        if (spot.dataset.category === now.category && spot.dataset.shown.split(" ").includes(String(made.scenario))) drawMarker(made, spot);
      }
      thin(made);
    }
    const key = {choice: "map_shows_choice", change: "map_shows_change"}[now.what] ?? "map_shows";
    document.querySelector(".map-shows").textContent = fill(key, {category: data.names[now.category], circle: now.minutes});
    document.querySelector(".legend-states").hidden = now.what === "choice";
    document.querySelector(".legend-choice").hidden = now.what !== "choice";
  }

  // Two maps side by side, or the one of what is different alone.
  function part(two) {
    const pair = document.querySelector(".stages");
    if (pair.classList.contains("pair") === two && pair.dataset.parted) return;
    pair.classList.toggle("pair", two);
    pair.dataset.parted = "yes";
    stages[0].stage.parentElement.hidden = !two;
    for (const {map} of stages) fit(map, [32, 32]);
  }

  function fit(map, padding) {
    map.invalidateSize({animate: false, pan: false});
    map.fitBounds(map.options.view, {animate: false, padding});
  }

  // One path for all cells that look the same: few elements, and their borders show.
  function drawCells(made) {
    const now = choice();
    made.cells.clearLayers();
    const layer = data.scenarios[made.scenario][now.category];
    const marks = now.what === "choice" ? layer.choice : layer.states[now.minutes];
    const rings = new Map();
    data.cells.forEach((cell, place) => {
      if (now.what === "change" && !differs(now, place)) return;
      const mark = look(now.what, marks[place]);
      if (!rings.has(mark)) rings.set(mark, []);
      const [west, south, east, north] = visible(made.map, cell);
      rings.get(mark).push([[[south, west], [north, west], [north, east], [south, east]]]);
    });
    for (const [mark, all] of rings) {
      L.polygon(all, {className: `state ${mark}`, pane: "rings", interactive: false, weight: 0.7, fillOpacity: 1}).addTo(made.cells);
    }
  }

  // A few cells far apart would be too small on a phone to tell their patterns: they are drawn larger.
  function visible(map, [west, south, east, north]) {
    const zoom = map.getZoom();
    const low = map.project([south, west], zoom), high = map.project([north, east], zoom);
    const lack = (15 - (high.x - low.x)) / 2;
    if (data.cells.length > 300 || lack <= 0) return [west, south, east, north];
    const {lat: bottom, lng: left} = map.unproject(low.add([-lack, lack]), zoom);
    const {lat: top, lng: right} = map.unproject(high.add([lack, -lack]), zoom);
    return [left, bottom, right, top];
  }

  // Of a change only what is different is drawn, as it was and as it would be.
  function differs(now, place) {
    const [before, after] = data.scenarios.map((scenario) => scenario[now.category].states[now.minutes][place]);
    return before !== after;
  }

  function look(what, mark) {
    if (what !== "choice") return `state-${mark}`;
    return {p: "state-1", u: "state-2", 0: "state-3"}[mark] ?? `choice-${mark}`;
  }

  function drawMarker(made, spot) {
    const {number, lat, lon, error, path, colour} = spot.dataset;
    const name = spot.querySelector(".popup-name").textContent;
    if (Number(error)) {
      L.circle([lat, lon], {radius: Number(error), pane: "doubt", interactive: false, className: `doubt doubt-${number}`,
        color: "#5b4a8a", weight: 1.5, opacity: 0.5, dashArray: "2 5", fillOpacity: 0.05}).addTo(made.drawn);
    }
    const line = JSON.parse(path);
    if (line.length) L.polyline(line, {pane: "sites", color: colour, weight: 6, opacity: 0.85, interactive: false}).addTo(made.drawn);
    const icon = L.divIcon({html: spot.querySelector("svg").cloneNode(true), className: "marker facility", iconSize: [44, 44]});
    const marker = L.marker([lat, lon], {icon, title: name}).addTo(made.drawn);
    marker.getElement().setAttribute("aria-label", name);
    marker.on("click", () => open(made, [lat, lon], [...spot.querySelector(".popup").cloneNode(true).childNodes]));
  }

  function fill(key, values) {
    return data.words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  // The minutes of a home, how sure they are, and why.
  function answer(scenario, place) {
    const {category, minutes} = choice();
    const layer = data.scenarios[scenario][category];
    const read = (text) => (text[place] === "z" ? Infinity : digits.indexOf(text[place]));
    const [near, fast, slow] = [layer.near, layer.fast, layer.slow].map(read);
    const [, , name, weight, area] = data.homes[place];
    const nearest = spots.find((spot) => spot.dataset.category === category && Number(spot.dataset.number) === layer.site[place]);
    const values = {name: name || "·", category: data.names[category], minutes: near, fast, slow, circle: minutes,
      count: layer.unlocated, horizon: data.horizon, weight, area, site: nearest?.querySelector(".popup-name").textContent};
    const lines = [fill(kind(layer, near, fast, slow), values)];
    if (layer.known + layer.unlocated) lines.push(fill(`home_why_${layer.home_states[minutes][place]}`, values));
    lines.push(area ? fill("home_people", values) : weight);
    return lines;
  }

  function kind(layer, near, fast, slow) {
    if (Number.isFinite(near)) return slow > near && Number.isFinite(slow) ? "home_near_about" : "home_near";
    if (layer.unlocated) return "home_unknown";
    return layer.known ? "home_far" : "home_none";
  }

  function ask(made, spot) {
    const at = made.map.latLngToContainerPoint(spot);
    const far = (home) => made.map.latLngToContainerPoint(home).distanceTo(at);
    let best = -1, least = 40;
    data.homes.forEach((home, place) => {
      const pixels = far(home);
      if (pixels < least) [best, least] = [place, pixels];
    });
    if (best >= 0) open(made, data.homes[best], lines(answer(made.scenario, best)));
  }

  function lines(texts) {
    return texts.map((text, place) => {
      const line = document.createElement("p");
      line.textContent = text;
      if (!place) line.className = "popup-name";
      return line;
    });
  }

  function open({map}, at, parts) {
    const box = document.createElement("div");
    box.append(...parts);
    L.popup({maxWidth: 300, closeButton: true}).setLatLng([at[0], at[1]]).setContent(box).openOn(map);
    map.getContainer().querySelector(".leaflet-popup-close-button")?.setAttribute("aria-label", data.words.popup_close);
  }

  function search(event) {
    event.preventDefault();
    const wanted = event.target.querySelector("input").value.trim();
    const output = event.target.querySelector(".home-answer");
    const names = data.homes.map((home) => home[2]);
    const place = names.includes(wanted) ? names.indexOf(wanted) : names.findIndex((name) => wanted && name.includes(wanted));
    for (const made of stages) made.map.closePopup(); // an old answer beside a new one misleads
    if (place < 0) return output.replaceChildren(...lines([fill("home_not_found", {name: wanted})]));
    output.replaceChildren(...stages.flatMap((made) => {
      const said = lines(answer(made.scenario, place));
      if (stages.length > 1) said[0].prepend(`${made.stage.parentElement.querySelector("figcaption").textContent} · `);
      return said;
    }));
    for (const made of stages) open(made, data.homes[place], lines(answer(made.scenario, place)));
  }

  function addControls({map, stage}) {
    L.control.zoom({position: "bottomright", zoomInTitle: stage.dataset.zoomIn, zoomOutTitle: stage.dataset.zoomOut}).addTo(map);
    const whole = L.DomUtil.create("a", "", stage.querySelector(".leaflet-control-zoom"));
    Object.assign(whole, {href: "#", title: stage.dataset.wholeMap, textContent: "⤢", role: "button"});
    whole.setAttribute("aria-label", stage.dataset.wholeMap);
    L.DomEvent.disableClickPropagation(whole);
    L.DomEvent.on(whole, "click", (event) => {
      L.DomEvent.preventDefault(event);
      map.fitBounds(map.options.view, {animate: false, padding: [32, 32]});
    });
  }

  function addLabels(map, stage) {
    const template = stage.querySelector("template.labels");
    return [...template.content.querySelectorAll(".label")].map((label) => {
      const {lon, lat, turn} = label.dataset;
      label.style.transform = `translate(-50%, -50%) rotate(${turn}deg)`;
      const icon = L.divIcon({html: label, className: "label-spot", iconSize: [0, 0]});
      L.marker([lat, lon], {icon, pane: "labels", interactive: false, keyboard: false}).addTo(map);
      return label;
    });
  }

  // A name that would touch a marker, a more important name or the frame is left out.
  function thin({stage, labels}) {
    const taken = [...stage.querySelectorAll(".marker, .leaflet-control")].map((marker) => marker.getBoundingClientRect());
    const frame = stage.getBoundingClientRect();
    for (const label of labels) {
      const box = label.getBoundingClientRect();
      const inside = box.left > frame.left && box.right < frame.right && box.top > frame.top && box.bottom < frame.bottom;
      const free = inside && taken.every((other) => box.right < other.left || box.left > other.right
        || box.bottom < other.top || box.top > other.bottom);
      label.style.visibility = free ? "visible" : "hidden";
      if (free) taken.push(box);
    }
  }

  // On paper a map has the size of the sheet, and what is folded is open.
  function print(begins) {
    document.body.classList.toggle("printing", begins);
    if (begins) for (const folded of document.querySelectorAll("details")) folded.open = true;
    for (const {map} of stages) {
      map.closePopup();
      map.options.zoomSnap = begins ? 0 : 0.25;
      fit(map, begins ? [8, 8] : [32, 32]);
    }
  }
})();
