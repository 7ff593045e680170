// Dragging an element of a message to a telling: by mouse, pen, finger or key. It fills in the page's own form and
// sends it; without this file the form does the same.
"use strict";
(function () {
  var table = document.querySelector("table.relay[data-carry]"), form = document.querySelector("#carry form");
  if (!table || !form) return;
  var spoken = document.getElementById("carry-said"), frame = table.closest(".scroll");
  var heads = Array.prototype.slice.call(table.querySelectorAll("thead th[data-hop]"));
  var lifted = null, over = null, from = null, ghost = null, dragged = false;
  Array.prototype.forEach.call(document.querySelectorAll("[data-grip], .dragline"), function (each) { each.hidden = false; });

  function words(which, name) { return document.querySelector('#carry [data-say="' + which + '"]').textContent.replace("%", name || ""); }
  function say(text) { spoken.textContent = text; }
  function column(hop) { return Array.prototype.slice.call(table.querySelectorAll('[data-hop="' + CSS.escape(hop) + '"]')); }
  function takes(head) { return head.dataset.has.split(" ").indexOf(lifted.dataset.lift) < 0; }
  function lift(th) {
    lifted = th;
    th.classList.add("lifted");
    table.classList.add("lifting");
    heads.forEach(function (head) {
      column(head.dataset.hop).forEach(function (cell) { cell.classList.add(takes(head) ? "target" : "taken"); });
    });
    grip(th).setAttribute("aria-pressed", "true");
    if (!ghost) spoken.className = "seen";
    say(words("lifted", th.dataset.title));
  }
  function grip(th) { return th.querySelector("[data-grip]"); }
  function aim(head) {
    if (over === head) return;
    if (over) column(over.dataset.hop).forEach(function (cell) { cell.classList.remove("over"); });
    over = head;
    if (ghost) ghost.lastChild.textContent = head ? words(takes(head) ? "over" : "taken", head.dataset.name) : "";
    if (!head) return;
    column(head.dataset.hop).forEach(function (cell) { cell.classList.add("over"); });
    say(words(takes(head) ? "over" : "taken", head.dataset.name));
  }
  function leave(text) {
    if (!lifted) return;
    aim(null);
    lifted.classList.remove("lifted");
    grip(lifted).setAttribute("aria-pressed", "false");
    table.classList.remove("lifting");
    Array.prototype.forEach.call(table.querySelectorAll(".target, .taken"), function (cell) { cell.classList.remove("target", "taken"); });
    spoken.className = "vh";
    if (ghost) ghost.remove();
    lifted = ghost = from = null;
    if (text) say(text);
  }
  function put() {
    if (!over || !takes(over)) { leave(over ? words("taken", over.dataset.name) : words("left")); return; }
    var element = lifted.dataset.lift, hop = over.dataset.hop, same = form.elements.element.value === element && form.elements.hop.value === hop;
    if (!same) Array.prototype.forEach.call(form.querySelectorAll("[name=take]:checked"), function (each) { each.checked = false; });
    form.elements.element.value = element;
    form.elements.hop.value = hop;
    leave(words("put", over.dataset.name));
    form.requestSubmit();
  }

  // keys: Put lifts, arrows choose, Enter puts, Escape leaves
  table.addEventListener("click", function (event) {
    var button = event.target.closest("[data-grip]");
    if (button && !dragged) {
      event.preventDefault();
      var th = button.closest("[data-lift]");
      if (lifted === th) { if (over) put(); else leave(words("left")); } else { leave(""); lift(th); button.focus(); }
    } else if (lifted && !dragged) {
      var cell = event.target.closest("[data-hop]");
      event.preventDefault();
      event.stopPropagation();
      if (cell) { aim(head(cell.dataset.hop)); put(); } else leave(words("left"));
    } else if (dragged && event.target.closest("[data-lift], [data-hop]")) {
      event.preventDefault();
      event.stopPropagation();
    }
    dragged = false;
  }, true);
  function head(hop) { return heads.filter(function (each) { return each.dataset.hop === hop; })[0] || null; }
  document.addEventListener("keydown", function (event) {
    if (!lifted || event.ctrlKey || event.metaKey || event.altKey) return;
    var step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step && document.dir === "rtl" && /Left|Right/.test(event.key)) step = -step;
    if (step) {
      var at = heads.indexOf(over) + step;
      if (!over && step < 0) at = heads.length - 1;
      aim(heads[(at + heads.length) % heads.length]);
      var there = lifted.parentNode.querySelector('[data-hop="' + CSS.escape(over.dataset.hop) + '"]');
      there.scrollIntoView({ block: "nearest", inline: "nearest" });
    } else if (event.key === "Escape") leave(words("left"));
    else if ((event.key === "Enter" || event.key === " ") && over) put();
    else if (event.key === "Tab") { leave(words("left")); return; }
    else if (event.key === "Enter" || event.key === " ") leave(words("left"));
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);

  // mouse, pen and finger: a finger drags by the button, so that the table still scrolls elsewhere
  table.addEventListener("pointerdown", function (event) {
    var th = event.target.closest("[data-lift]");
    dragged = false;
    if (!th || event.button !== 0 || (event.pointerType === "touch" && !event.target.closest("[data-grip]"))) return;
    from = { th: th, x: event.clientX, y: event.clientY, id: event.pointerId };
  });
  table.addEventListener("dragstart", function (event) { if (event.target.closest && event.target.closest("[data-lift]")) event.preventDefault(); });
  document.addEventListener("pointermove", function (event) {
    if (!from || event.pointerId !== from.id) return;
    if (!dragged && Math.hypot(event.clientX - from.x, event.clientY - from.y) < 7) return;
    if (!dragged) {
      var th = from.th, began = from;
      leave("");
      from = began;
      dragged = true;
      ghost = document.createElement("div");
      ghost.className = "ghost";
      ghost.setAttribute("aria-hidden", "true");
      ghost.append(th.dataset.title, document.createElement("small"));
      document.body.append(ghost);
      lift(th);
    }
    event.preventDefault();
    var right = document.documentElement.clientWidth - ghost.offsetWidth - 8;
    ghost.style.transform = "translate(" + Math.max(8, Math.min(event.clientX + 14, right)) + "px, " + (event.clientY + 18) + "px)";
    if (event.clientY > window.innerHeight - 50) window.scrollBy(0, 16);
    else if (event.clientY < 50) window.scrollBy(0, -16);
    var edge = frame.getBoundingClientRect();
    if (event.clientX > edge.right - 40) frame.scrollLeft += 24;
    else if (event.clientX < edge.left + 240 && event.clientX > edge.left && frame.scrollLeft) frame.scrollLeft -= 24;
    var under = document.elementFromPoint(event.clientX, event.clientY), cell = under && under.closest("[data-hop]");
    aim(cell && table.contains(cell) ? head(cell.dataset.hop) : null);
  });
  document.addEventListener("pointerup", function (event) {
    if (!from || event.pointerId !== from.id) return;
    from = null;
    if (dragged) { put(); setTimeout(function () { dragged = false; }, 0); }
  });
  document.addEventListener("pointercancel", function () { if (from) { leave(words("left")); dragged = false; } from = null; });
})();
