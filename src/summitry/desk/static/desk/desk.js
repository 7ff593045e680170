// Keys of the desk. Every act works without this file.
"use strict";
(function () {
  var going = false;
  var places = { h: 0, r: 1, p: 2, l: 3, o: 4, c: 5, k: 6, m: 7 };
  function typing(element) {
    return element && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));
  }
  document.addEventListener("keydown", function (event) {
    if (!document.body.hasAttribute("data-keys") || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (going) {
      going = false;
      var links = document.querySelectorAll(".masthead nav a");
      if (event.key in places && links[places[event.key]]) { event.preventDefault(); links[places[event.key]].click(); }
      return;
    }
    if (event.key === "g") { going = true; return; }
    var act = document.querySelector('[data-key="' + (window.CSS ? CSS.escape(event.key) : event.key) + '"]');
    if (act) { event.preventDefault(); act.click(); }
  });
  var fault = document.querySelector(".fault[tabindex]");
  if (fault) fault.focus();
})();
