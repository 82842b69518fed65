(function () {
  "use strict";
  var doc = document, one = function (q) { return doc.querySelector(q); };
  var all = function (q) { return Array.prototype.slice.call(doc.querySelectorAll(q)); };
  all("[data-script]").forEach(function (el) { el.hidden = false; });

  // Larger letters and dark paper stay as they were chosen; else the paper is as the phone is.
  ["large", "contrast"].forEach(function (id) {
    var box = doc.getElementById(id);
    try {
      var chosen = localStorage.getItem(id);
      var dark = id === "contrast" && window.matchMedia("(prefers-color-scheme: dark)").matches;
      box.checked = chosen ? chosen === "1" : dark || box.checked;
    } catch (e) { /* none */ }
    box.addEventListener("change", function () {
      try { localStorage.setItem(id, box.checked ? "1" : "0"); } catch (e) { /* none */ }
    });
  });

  // A position is asked for only when the button is pressed.
  var locate = one("#locate");
  if (locate) {
    var said = locate.querySelector("[role=status]");
    var refused = function () {
      said.textContent = locate.dataset.denied;
      one("#place").focus();
    };
    locate.querySelector("button").addEventListener("click", function () {
      if (!navigator.geolocation || !window.isSecureContext) { refused(); return; }
      said.textContent = locate.dataset.wait;
      navigator.geolocation.getCurrentPosition(function (at) {
        locate.elements.lon.value = at.coords.longitude;
        locate.elements.lat.value = at.coords.latitude;
        locate.elements.error_m.value = at.coords.accuracy || 0;
        locate.submit();
      }, refused, { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 });
    });
  }

  // The answer is read aloud by the browser's own voice.
  var reader = one("[data-read]"), voice = window.speechSynthesis;
  if (reader && !(voice && window.SpeechSynthesisUtterance)) { reader.hidden = true; }
  else if (reader) {
    var idle = reader.textContent;
    var quiet = function () { reader.textContent = idle; };
    reader.addEventListener("click", function () {
      if (voice.speaking) { voice.cancel(); quiet(); return; }
      var words = new SpeechSynthesisUtterance(all("#answer h1, #answer h2, #answer p:not(.row)")
        .map(function (el) { return el.textContent; }).join("\n"));
      words.lang = doc.documentElement.lang;
      words.rate = 0.9;
      words.onend = words.onerror = quiet;
      reader.textContent = reader.dataset.read;
      voice.speak(words);
    });
  }
  var printer = one("[data-print]");
  if (printer) { printer.addEventListener("click", function () { window.print(); }); }

  // Once the page is there, a worker keeps the last pages for when there is no network; not those of staff.
  var offline = one("#offline");
  if (offline) {
    if (navigator.onLine === false) { offline.hidden = false; }
    ["offline", "online"].forEach(function (name) {
      window.addEventListener(name, function () { offline.hidden = name === "online"; });
    });
  }
  if (navigator.serviceWorker && window.isSecureContext && !doc.body.hasAttribute("data-private")) {
    window.addEventListener("load", function () {
      navigator.serviceWorker.register("/sw.js").then(function () {
        var link = doc.createElement("link");
        link.rel = "manifest";
        link.href = "/manifest.webmanifest";
        doc.head.appendChild(link);
        if (navigator.serviceWorker.controller) { return null; }
        return caches.open("yike-pages").then(function (pages) {
          return pages.addAll(location.pathname === "/" ? ["/"] : ["/", location.pathname]);
        });
      }).catch(function () { /* private windows have no worker */ });
    });
  }

  // The map: buttons, two fingers, the wheel with Ctrl, arrow keys; letters keep their size.
  var map = one(".map");
  if (map) {
    var whole = 1000, view = { x: 0, y: 0, side: whole };
    var draw = function () {
      view.side = Math.max(125, Math.min(whole, view.side));
      view.x = Math.max(0, Math.min(whole - view.side, view.x));
      view.y = Math.max(0, Math.min(whole - view.side, view.y));
      map.setAttribute("viewBox", view.x + " " + view.y + " " + view.side + " " + view.side);
      map.style.setProperty("--k", view.side / (map.clientWidth || 340));
      map.classList.toggle("near", view.side < whole);
    };
    // Keeps the spot (x, y: 0 to 1 across the frame) where it is.
    var zoom = function (factor, x, y) {
      var side = Math.max(125, Math.min(whole, view.side / factor));
      view.x += (view.side - side) * x;
      view.y += (view.side - side) * y;
      view.side = side;
      draw();
    };
    all("[data-zoom]").forEach(function (button) {
      button.addEventListener("click", function () {
        var way = Number(button.dataset.zoom);
        if (way) { zoom(way > 0 ? 1.6 : 1 / 1.6, 0.5, 0.5); }
        else { view = { x: 0, y: 0, side: whole }; draw(); }
      });
    });
    var spots = {}, spread = 0;
    var share = function (p) {
      var box = map.getBoundingClientRect();
      return [(p.clientX - box.left) / box.width, (p.clientY - box.top) / box.height];
    };
    var down = function () { return Object.keys(spots).map(function (id) { return spots[id]; }); };
    map.addEventListener("pointerdown", function (p) { spots[p.pointerId] = share(p); spread = 0; });
    map.addEventListener("pointermove", function (p) {
      var before = spots[p.pointerId], now = share(p);
      if (!before) { return; }
      spots[p.pointerId] = now;
      var both = down();
      if (both.length > 1) {
        var wide = Math.hypot(both[0][0] - both[1][0], both[0][1] - both[1][1]);
        if (spread) {
          zoom(wide / spread, (both[0][0] + both[1][0]) / 2, (both[0][1] + both[1][1]) / 2);
        }
        spread = wide;
      } else if (view.side < whole) {
        view.x -= (now[0] - before[0]) * view.side;
        view.y -= (now[1] - before[1]) * view.side;
        draw();
      }
    });
    ["pointerup", "pointercancel", "pointerleave"].forEach(function (name) {
      map.addEventListener(name, function (p) { delete spots[p.pointerId]; spread = 0; });
    });
    // While two fingers are down the page itself must not scroll or zoom.
    map.addEventListener("touchmove", function (t) {
      if (t.touches.length > 1) { t.preventDefault(); }
    }, { passive: false });
    map.addEventListener("wheel", function (w) {
      if (w.ctrlKey) { var at = share(w); w.preventDefault(); zoom(w.deltaY < 0 ? 1.2 : 1 / 1.2, at[0], at[1]); }
    }, { passive: false });
    map.setAttribute("tabindex", "0");
    map.addEventListener("keydown", function (k) {
      var step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[k.key];
      if (step && view.side < whole) {
        view.x += step[0] * view.side / 5;
        view.y += step[1] * view.side / 5;
        draw();
        k.preventDefault();
      }
      if (k.key === "+" || k.key === "=") { zoom(1.6, 0.5, 0.5); }
      if (k.key === "-") { zoom(1 / 1.6, 0.5, 0.5); }
    });
    window.addEventListener("resize", draw);
    draw();
  }
}());
