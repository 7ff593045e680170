// Keys of the inbox. Every act works without this file.
"use strict";
(function () {
  var page = document.querySelector("[data-inbox]");
  if (!page) return;
  function opened(id) {
    var there = document.getElementById(id);
    if (!there) return null;
    return function () {
      there.open = true;
      var first = there.querySelector("button, input, select");
      if (first) first.focus();
      there.scrollIntoView({ block: "nearest" });
    };
  }
  document.addEventListener("keydown", function (event) {
    var on = event.target, box = on.type === "checkbox";
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(on.tagName) && !box && on.type !== "radio";
    if (event.key === "Escape" && typing) { on.blur(); return; }
    if (event.key === "Enter" && on.id === "f-title") {
      event.preventDefault();
      on.form.querySelector("button[value=accept]").click();
      return;
    }
    if (!document.body.hasAttribute("data-keys") || event.ctrlKey || event.metaKey || event.altKey || typing) return;
    var key = event.key, act = null, field = document.getElementById("f-title");
    if (key === "a" && field) act = function () { field.focus(); field.select(); };
    else if (key === "t") act = opened("attach");
    else if (key === "m") act = opened("merge");
    else if (/^[1-9]$/.test(key)) {
      var tick = page.querySelector('input[name=pick][data-n="' + key + '"]');
      if (tick) act = function () { tick.checked = !tick.checked; tick.focus(); };
    } else if (key === "s") {
      var ticks = page.querySelectorAll("input[name=pick]"), apart = page.querySelector("button[value=split]");
      if (apart) act = function () {
        if (page.querySelector("input[name=pick]:checked")) apart.click(); else ticks[0].focus();
      };
    } else if (box) {
      var other = document.querySelector('[data-key="' + CSS.escape(key) + '"]');
      if (other) act = function () { other.click(); };
    }
    if (act) { event.preventDefault(); event.stopImmediatePropagation(); act(); }
  }, true);
})();
