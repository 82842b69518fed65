"use strict";
// Ties the list and the map together. All words come from the page itself; none is read as HTML.
(() => {
  const stage = document.querySelector(".stage");
  const map = window[stage.querySelector(".map").id];
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const markers = new Map();
  const cards = new Map();
  const stems = L.layerGroup().addTo(map);
  map.eachLayer((layer) => layer.options.number && markers.set(layer.options.number, layer));
  for (const card of document.querySelectorAll(".card")) cards.set(Number(card.dataset.number), card);

  // A phone shows the circle alone, and the numbers of what is nearest: the rest are dots.
  const isNarrow = map.options.narrow && map.getSize().x < 500;
  const mostWide = 8;
  if (isNarrow) map.fitBounds(map.options.narrow, {animate: false, padding: [12, 12]});

  addControls();
  const labels = addLabels();
  markers.forEach(dress);
  cards.forEach((card, number) => {
    const button = card.querySelector("h3 button");
    if (button) button.addEventListener("click", () => visit(number));
  });
  map.on("zoomend resize", arrange);
  map.on("moveend", thin);
  map.on("popupopen", () => {
    stage.querySelector(".leaflet-popup-close-button").setAttribute("aria-label", stage.dataset.close);
  });
  map.on("popupclose", () => choose(0));
  if (L.Browser.mobile) map.dragging.disable(); // one finger scrolls the page, two move the map
  map.getPane("labels").setAttribute("aria-hidden", "true");
  arrange();
  // On paper the map has another width.
  matchMedia("print").addEventListener("change", () => {
    map.invalidateSize({animate: false});
    map.fitBounds(map.options.view, {animate: false, padding: [32, 32]});
  });

  function addControls() {
    const {zoomIn, zoomOut} = stage.dataset;
    L.control.zoom({position: "bottomright", zoomInTitle: zoomIn, zoomOutTitle: zoomOut}).addTo(map);
    const whole = L.DomUtil.create("a", "", document.querySelector(".leaflet-control-zoom"));
    Object.assign(whole, {href: "#", title: stage.dataset.wholeMap, textContent: "⤢", role: "button"});
    whole.setAttribute("aria-label", stage.dataset.wholeMap);
    L.DomEvent.disableClickPropagation(whole);
    L.DomEvent.on(whole, "click", (event) => {
      L.DomEvent.preventDefault(event);
      map.closePopup();
      map.fitBounds(map.options.view, {animate: !calm, padding: [32, 32]});
    });
  }

  // The name that a screen reader says, and the little window that opens at a marker.
  function dress(marker, number) {
    const card = cards.get(number);
    const name = card.querySelector("h3").textContent;
    const words = [...card.querySelectorAll(".walk strong, .state")].map((part) => part.textContent);
    marker.getElement().setAttribute("aria-label", [number, name, ...words].join(" "));
    marker.bindPopup(() => popup(number, name, card), {maxWidth: 280, autoPanPadding: [16, 16]});
    marker.on("popupopen", () => choose(number));
  }

  function popup(number, name, card) {
    const box = document.createElement("div");
    const title = Object.assign(document.createElement("p"), {className: "popup-name"});
    title.textContent = `${number} ${name}`;
    box.append(title);
    for (const part of card.querySelectorAll(".walk, .state, .doubtful")) box.append(part.cloneNode(true));
    const more = Object.assign(document.createElement("button"), {type: "button"});
    more.textContent = stage.dataset.seeInList;
    more.addEventListener("click", () => {
      const fold = card.closest("details");
      if (fold) fold.open = true;
      card.scrollIntoView({block: "center"});
      card.querySelector("h3 button").focus({preventScroll: true});
    });
    box.append(more);
    return box;
  }

  function visit(number) {
    const marker = markers.get(number);
    const {top, bottom} = stage.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight) stage.scrollIntoView({block: "start"});
    map.setView(marker.getLatLng(), Math.max(map.getZoom(), 16), {animate: false});
    marker.openPopup();
  }

  function choose(number) {
    for (const old of document.querySelectorAll(".chosen")) old.classList.remove("chosen");
    if (!number) return;
    const doubts = stage.querySelectorAll(`.doubt-${number}`);
    for (const part of [cards.get(number), markers.get(number).getElement(), ...doubts]) {
      part.classList.add("chosen");
    }
  }

  function addLabels() {
    const template = stage.querySelector("template.labels");
    return [...template.content.querySelectorAll(".label")].map((label) => {
      const {lon, lat, turn} = label.dataset;
      label.style.transform = `translate(-50%, -50%) rotate(${turn}deg)`;
      const icon = L.divIcon({html: label, className: "label-spot", iconSize: [0, 0]});
      L.marker([lat, lon], {icon, pane: "labels", interactive: false, keyboard: false}).addTo(map);
      return label;
    });
  }

  function arrange() {
    spread();
    thin();
  }

  // A name that would touch a marker, a more important name or the frame is left out.
  function thin() {
    const taken = [...stage.querySelectorAll(".marker")].map((marker) => marker.getBoundingClientRect());
    const frame = stage.getBoundingClientRect();
    for (const label of labels) {
      const box = label.getBoundingClientRect();
      const inside = box.left > frame.left && box.right < frame.right && box.top > frame.top
        && box.bottom < frame.bottom;
      const free = inside && taken.every((other) => box.right < other.left || box.left > other.right
        || box.bottom < other.top || box.top > other.bottom);
      label.style.visibility = free ? "visible" : "hidden";
      if (free) taken.push(box);
    }
  }

  // Markers that would cover each other move apart; a stem shows where each belongs. Of those that
  // the list folds away, and of the farther ones on a phone, one without room is a dot until the map is near enough.
  function spread() {
    const gap = 42;
    const taken = [];
    stems.clearLayers();
    map.eachLayer((layer) => {
      if (layer.options.number !== 0) return;
      const middle = map.latLngToLayerPoint(layer.getLatLng());
      taken.push(middle);
      if (!layer.getElement().matches(".ring-label")) return;
      taken.push(middle.add([30, 0]), middle.subtract([30, 0])); // as wide as three markers
    });
    markers.forEach((marker) => {
      const anchor = map.latLngToLayerPoint(marker.getLatLng());
      const small = isFolded(marker) && !taken.every((other) => other.distanceTo(anchor) >= gap);
      marker.getElement().classList.toggle("small", small);
      marker.getElement().tabIndex = small ? -1 : 0;
      marker.setZIndexOffset(small ? -1000 : 0);
      const spot = isFolded(marker) ? anchor : freeSpot(anchor, taken, gap);
      if (!small) taken.push(spot);
      shift(marker, spot.subtract(anchor), small ? 13 : 22);
    });
  }

  function isFolded(marker) {
    const {number} = marker.options;
    return isNarrow && number > mostWide || Boolean(cards.get(number).closest("details"));
  }

  function freeSpot(anchor, taken, gap) {
    const half = gap / 2;
    const frame = L.bounds([half, half], map.getSize().subtract([half, half]));
    const bound = frame.contains(map.layerPointToContainerPoint(anchor));
    for (let step = 0; step < 400; step += 1) {
      const reach = gap / 4 * Math.sqrt(step);
      const spot = anchor.add([reach * Math.cos(step * 2.39996), reach * Math.sin(step * 2.39996)]);
      const inside = !bound || !step || frame.contains(map.layerPointToContainerPoint(spot));
      if (inside && taken.every((other) => other.distanceTo(spot) >= gap)) return spot;
    }
    return anchor;
  }

  function shift(marker, by, half) {
    const element = marker.getElement();
    element.style.marginLeft = `${by.x - half}px`;
    element.style.marginTop = `${by.y - half}px`;
    marker.options.icon.options.popupAnchor = [by.x, by.y - half + 8];
    if (!by.x && !by.y) return;
    const anchor = marker.getLatLng();
    const spot = map.layerPointToLatLng(map.latLngToLayerPoint(anchor).add(by));
    const look = {pane: "stems", color: "#1d2b33", weight: 2, interactive: false};
    stems.addLayer(L.polyline([anchor, spot], look));
    stems.addLayer(L.circleMarker(anchor, {...look, radius: 3, fillOpacity: 1}));
  }
})();
