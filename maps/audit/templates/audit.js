"use strict";
// Switches the layers of the maps of an audit. All words come from the page; none is read as HTML.
(() => {
  const names = new Map();
  for (const name of document.querySelectorAll("template.names")) {
    for (const one of name.content.children) names.set(`${one.dataset.category} ${one.dataset.number}`, one.textContent);
  }
  const stages = [...document.querySelectorAll(".stage")].map(prepare);
  const choices = document.querySelectorAll(".choices input");
  choices.forEach((choice) => choice.addEventListener("change", () => show(choice.value)));
  show([...choices].find((choice) => choice.checked)?.value);
  addEventListener("beforeprint", () => print(true));
  addEventListener("afterprint", () => print(false));

  function prepare(stage) {
    const map = window[stage.querySelector(".map").id];
    const groups = [];
    map.eachLayer((layer) => layer.options.category && groups.push(layer));
    const made = {map, stage, groups, labels: addLabels(map, stage)};
    if (L.Browser.mobile) map.dragging.disable(); // one finger scrolls the page, two move the map
    map.getPane("labels").setAttribute("aria-hidden", "true");
    addControls(made);
    map.on("moveend resize", () => thin(made));
    return made;
  }

  // Shows one category everywhere; a map with a single one shows that.
  function show(category) {
    for (const {map, groups} of stages) {
      for (const group of groups) {
        if (category === undefined || group.options.category === category) group.addTo(map);
        else group.remove();
      }
    }
    stages.forEach(dress);
  }

  // The name that a screen reader says and a mouse shows.
  function dress(made) {
    for (const group of made.groups) {
      group.eachLayer((marker) => {
        const element = marker.options.number && marker.getElement();
        if (!element) return;
        const name = names.get(`${group.options.category} ${marker.options.number}`);
        element.setAttribute("aria-label", `${marker.options.number} ${name}`);
        element.title = name;
      });
    }
    thin(made);
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
    const taken = [...stage.querySelectorAll(".marker")].map((marker) => marker.getBoundingClientRect());
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

  // On paper a map has the size of the sheet.
  function print(begins) {
    document.body.classList.toggle("printing", begins);
    for (const {map} of stages) {
      map.options.zoomSnap = begins ? 0 : 0.25;
      map.invalidateSize({animate: false, pan: false});
      map.fitBounds(map.options.view, {animate: false, padding: begins ? [8, 8] : [32, 32]});
    }
  }
})();
