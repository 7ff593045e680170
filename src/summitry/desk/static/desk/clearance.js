// Keys of the clearance page. Every act works without this file.
"use strict";
(function () {
  var table = document.querySelector("[data-clearance]");
  if (!table) return;
  document.documentElement.classList.add("scripted");
  var rows = Array.prototype.slice.call(table.querySelectorAll("tr.para"));
  function at() { return Math.max(0, rows.findIndex(function (r) { return r.classList.contains("here"); })); }
  function go(to) {
    to = Math.max(0, Math.min(to, rows.length - 1));
    rows.forEach(function (row, n) {
      row.classList.toggle("here", n === to);
      var link = row.querySelector("th a");
      if (n === to) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
    });
    rows[to].querySelector("th a").focus({ preventScroll: true });
    rows[to].scrollIntoView({ block: "nearest" });
  }
  table.addEventListener("click", function (event) {
    var row = event.target.closest("tr.para");
    if (row && !row.classList.contains("here") && !event.target.closest("button, textarea, summary, label")) go(rows.indexOf(row));
  });
  document.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "radio";
    if (event.key === "Escape" && typing) { event.target.blur(); return; }
    if (!document.body.hasAttribute("data-keys") || event.ctrlKey || event.metaKey || event.altKey || typing) return;
    var here = rows[at()], key = event.key, act = null, found;
    if (key === "j") act = function () { go(at() + 1); };
    else if (key === "k") act = function () { go(at() - 1); };
    else if (key === "c" && (found = here.querySelector('button[data-do="c"]'))) act = function () { found.click(); };
    else if ((key === "e" || key === "o") && (found = here.querySelector('details[data-do="' + key + '"]'))) {
      act = function () { found.open = true; found.querySelector("textarea").focus(); };
    } else if (key === "u" && (found = document.querySelector("[data-back] button"))) act = function () { found.click(); };
    else if (key === "d" && (found = here.querySelector("details.why"))) act = function () { found.open = !found.open; };
    if (act) { event.preventDefault(); event.stopImmediatePropagation(); act(); }
  }, true);
})();
