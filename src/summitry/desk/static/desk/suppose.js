// Shows what the check would find in a record as it is typed. It stops nobody. Without this file a button does it.
"use strict";
(function () {
  var form = document.querySelector("form[data-suppose]"), waiting = 0, asking = 0;
  if (!form || !form.dataset.suppose) return;
  document.documentElement.classList.add("scripted");
  function look() {
    var mine = ++asking;
    fetch(form.dataset.suppose, { method: "POST", body: new FormData(form), credentials: "same-origin" }).then(function (answer) {
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      return answer.text();
    }).then(function (text) {
      if (mine !== asking) return;
      var fresh = new DOMParser().parseFromString(text, "text/html").getElementById("soon");
      var there = document.getElementById("soon"), spoken = document.getElementById("soon-said");
      if (!fresh || !there) return;
      var said = fresh.querySelector("[data-said]").textContent;
      there.replaceWith(document.importNode(fresh, true));
      if (spoken.textContent !== said) spoken.textContent = said;
    }).catch(function () {});
  }
  form.addEventListener("input", function () {
    clearTimeout(waiting);
    waiting = setTimeout(look, 120);
  });
})();
