(function () {
  "use strict";
  var box = document.getElementById("search");
  if (!box) { return; }
  var lines = Array.prototype.slice.call(document.querySelectorAll("[data-found-by]"));
  var groups = Array.prototype.slice.call(document.querySelectorAll(".kind"));
  document.getElementById("finder").hidden = false;
  box.addEventListener("input", function () {
    var words = box.value.toLowerCase().split(/\s+/).filter(Boolean), shown = 0;
    lines.forEach(function (line) {
      var fits = words.every(function (word) { return line.dataset.foundBy.indexOf(word) >= 0; });
      line.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    groups.forEach(function (group) { group.hidden = !group.querySelector("li:not([hidden])"); });
    document.getElementById("none").hidden = shown > 0;
  });
}());
