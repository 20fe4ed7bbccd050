"use strict";
(function () {
  var map = document.getElementById("map"), full = map.viewBox.baseVal, w = full.width, h = full.height;
  var box = { x: 0, y: 0, k: 1 }; // k: how many times enlarged
  var each = function (s, f) { document.querySelectorAll(s).forEach(f); };
  // Toggles: a tour, a part of the day, all.
  function route(id, f) { each('.route[data-tour="' + id + '"]', f); }
  function show(input) { route(input.value, function (g) { g.classList.toggle("off", !input.checked); }); }
  each("input[data-of]", function (i) { i.addEventListener("change", function () { show(i); }); });
  each("input[data-band]", function (b) {
    b.addEventListener("change", function () {
      each('input[data-of="' + b.dataset.band + '"]', function (i) { i.checked = b.checked; show(i); });
    });
  });
  each("button[data-all]", function (b) {
    b.addEventListener("click", function () {
      each(".key input", function (i) { i.checked = !!b.dataset.all; if (i.dataset.of) { show(i); } });
    });
  });
  // Pointing at a tour, here or in the legend, brings it out.
  function point(id, on) {
    map.classList.toggle("dimmed", on);
    route(id, function (g) { g.classList.toggle("lit", on); });
    each('.entry[data-tour="' + id + '"]', function (e) { e.classList.toggle("lit", on); });
  }
  function hover(el, id) {
    el.addEventListener("mouseenter", function () { point(id, true); });
    el.addEventListener("mouseleave", function () { point(id, false); });
  }
  each(".entry", function (e) { hover(e, e.dataset.tour); });
  each(".route", function (e) { hover(e, e.dataset.tour); });
  // Zoom and drag; marks and letters keep their size.
  function draw() {
    box.x = Math.min(Math.max(box.x, 0), w - w / box.k);
    box.y = Math.min(Math.max(box.y, 0), h - h / box.k);
    map.setAttribute("viewBox", [box.x, box.y, w / box.k, h / box.k].join(" "));
    map.style.setProperty("--unzoom", 1 / box.k);
    var s = document.querySelector(".scale");
    s.firstElementChild.setAttribute("viewBox", "0 0 " + w / box.k + " " + 24 / box.k);
  }
  function zoom(by, cx, cy) {
    var k = Math.min(Math.max(box.k * by, 1), 40);
    box.x += cx * w * (1 / box.k - 1 / k);
    box.y += cy * h * (1 / box.k - 1 / k);
    box.k = k;
    draw();
  }
  map.addEventListener("wheel", function (e) {
    e.preventDefault();
    var r = map.getBoundingClientRect();
    zoom(e.deltaY < 0 ? 1.25 : 0.8, (e.clientX - r.left) / r.width, (e.clientY - r.top) / r.height);
  }, { passive: false });
  var from = null;
  map.addEventListener("pointerdown", function (e) { from = e; map.setPointerCapture(e.pointerId); });
  map.addEventListener("pointermove", function (e) {
    if (!from) { return; }
    var r = map.getBoundingClientRect();
    box.x -= (e.clientX - from.clientX) / r.width * w / box.k;
    box.y -= (e.clientY - from.clientY) / r.height * h / box.k;
    from = e;
    draw();
  });
  ["pointerup", "pointercancel"].forEach(function (n) { map.addEventListener(n, function () { from = null; }); });
  document.getElementById("in").addEventListener("click", function () { zoom(1.5, 0.5, 0.5); });
  document.getElementById("out").addEventListener("click", function () { zoom(1 / 1.5, 0.5, 0.5); });
  document.getElementById("whole").addEventListener("click", function () { box = { x: 0, y: 0, k: 1 }; draw(); });
})();
