// Arrows over the cells of a relay; trials that follow at once. Every page works without this file.
"use strict";
(function () {
  var asking = 0;
  function swap(address, ids, then) {
    var mine = ++asking;
    fetch(address, { credentials: "same-origin" }).then(function (answer) {
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      return answer.text();
    }).then(function (text) {
      if (mine !== asking) return;
      var fresh = new DOMParser().parseFromString(text, "text/html");
      ids.forEach(function (id) {
        var there = document.getElementById(id), piece = fresh.getElementById(id);
        if (there && piece) there.replaceWith(document.importNode(piece, true));
      });
      if (then) then();
    }).catch(function () {});
  }

  var cells = Array.prototype.slice.call(document.querySelectorAll(".relay [data-cell]"));
  if (cells.length) {
    var current = cells.filter(function (c) { return c.hasAttribute("aria-current"); })[0] || cells[0];
    var waiting = 0;
    var choose = function (cell) {
      cells.forEach(function (c) { c.tabIndex = -1; c.removeAttribute("aria-current"); });
      cell.tabIndex = 0;
      cell.setAttribute("aria-current", "true");
      clearTimeout(waiting);
      waiting = setTimeout(function () { swap(cell.href, ["strip"]); }, 80);
    };
    cells.forEach(function (c) {
      c.tabIndex = c === current ? 0 : -1;
      c.addEventListener("focus", function () { if (!c.hasAttribute("aria-current")) choose(c); });
      c.addEventListener("click", function (event) { if (event.ctrlKey || event.metaKey || event.shiftKey) return; event.preventDefault(); c.focus(); choose(c); });
    });
    document.querySelector(".relay").addEventListener("keydown", function (event) {
      var step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (!step || cells.indexOf(event.target) < 0) return;
      event.preventDefault();
      var from = event.target.getBoundingClientRect(), best = null, cost = 1e9;
      cells.forEach(function (c) {
        if (c === event.target) return;
        var to = c.getBoundingClientRect(), dx = to.left - from.left, dy = to.top - from.top;
        var along = step[0] ? dx * step[0] : dy * step[1], aside = Math.abs(step[0] ? dy : dx);
        if (along > 4 && along + aside * 8 < cost) { cost = along + aside * 8; best = c; }
      });
      if (best) best.focus();
    });
  }

  // The acts in the rows of a table: j and k go from row to row, Escape leaves an open form, Ctrl and Enter file it.
  var rows = Array.prototype.slice.call(document.querySelectorAll(".rowacts"));
  document.addEventListener("keydown", function (event) {
    var form = event.target.closest ? event.target.closest(".inplace form") : null;
    if (form && event.key === "Escape") { event.preventDefault(); form.querySelector("[data-leave]").click(); return; }
    if (form && event.key === "Enter" && event.ctrlKey) { event.preventDefault(); form.requestSubmit(); return; }
    if (!rows.length || !document.body.hasAttribute("data-keys") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || (event.key !== "j" && event.key !== "k")) return;
    var at = rows.indexOf(document.activeElement.closest(".rowacts")), next = rows[at < 0 ? 0 : at + (event.key === "j" ? 1 : -1)];
    if (next) { event.preventDefault(); next.querySelector("a").focus(); }
  });

  var known = document.querySelector("datalist[data-more]"), typing = 0;
  if (known) {
    document.addEventListener("input", function (event) {
      var field = event.target;
      if (field.getAttribute("list") !== known.id || field.value.length < 2) return;
      clearTimeout(typing);
      typing = setTimeout(function () {
        fetch(known.dataset.more + "?" + new URLSearchParams({ q: field.value }), { credentials: "same-origin" }).then(function (answer) {
          if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
          return answer.text();
        }).then(function (text) {
          var fresh = new DOMParser().parseFromString("<datalist>" + text + "</datalist>", "text/html").querySelector("datalist");
          known.replaceChildren.apply(known, Array.prototype.map.call(fresh.children, function (each) { return document.importNode(each, true); }));
        }).catch(function () {});
      }, 150);
    });
  }

  var trial = document.querySelector("form[data-trial]");
  if (trial) {
    trial.addEventListener("change", function () {
      var address = trial.action.split("?")[0] + "?" + new URLSearchParams(new FormData(trial));
      swap(address, trial.dataset.trial.split(" "));
    });
  }
})();
