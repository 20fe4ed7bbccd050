"use strict";
(function () {
  // A visit by several: their bars light up together.
  var bars = document.querySelectorAll(".bar[data-visit]"), by = {};
  bars.forEach(function (b) { (by[b.dataset.visit] = by[b.dataset.visit] || []).push(b); });
  bars.forEach(function (b) {
    ["mouseenter", "mouseleave"].forEach(function (e) {
      b.addEventListener(e, function () {
        by[b.dataset.visit].forEach(function (o) { o.classList.toggle("lit", e === "mouseenter"); });
      });
    });
  });
  // Find: rows without the text fade.
  var find = document.getElementById("find");
  find.addEventListener("input", function () {
    var want = find.value.trim().toLowerCase();
    document.querySelectorAll(".row").forEach(function (r) {
      r.classList.toggle("faded", want !== "" && r.dataset.find.indexOf(want) < 0);
    });
    document.querySelectorAll(".bar[data-home]").forEach(function (b) {
      b.classList.toggle("found", b.dataset.home.toLowerCase() === want);
    });
  });
})();
