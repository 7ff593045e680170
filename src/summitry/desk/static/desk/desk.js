// Keys of the desk. Every act works without this file.
"use strict";
(function () {
  var going = false;
  function typing(element) {
    return element && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));
  }
  document.addEventListener("keydown", function (event) {
    if (!document.body.hasAttribute("data-keys") || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (going) {
      going = false;
      var place = document.querySelector('[data-go="' + CSS.escape(event.key) + '"]');
      if (place) { event.preventDefault(); place.click(); }
      return;
    }
    if (event.key === "g") { going = true; return; }
    var asked = event.key === "/" && document.getElementById("q");
    if (asked) { event.preventDefault(); asked.focus(); asked.select(); return; }
    var act = document.querySelector('[data-key="' + (window.CSS ? CSS.escape(event.key) : event.key) + '"]');
    if (act) { event.preventDefault(); act.click(); }
  });
  var fault = document.querySelector(".fault[tabindex]");
  if (fault) fault.focus();
})();
