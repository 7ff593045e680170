// Says quietly that somebody changed what this page shows. Nothing on the page moves by itself.
"use strict";
(function () {
  var body = document.body, state = '"' + body.dataset.state + '"', shown = Date.now(), wait = 1000, used = Date.now();
  if (!body.dataset.watch) return;
  ["keydown", "pointerdown", "scroll"].forEach(function (kind) {
    document.addEventListener(kind, function () { used = Date.now(); }, { passive: true, capture: true });
  });
  function tell(says) {
    var place = document.getElementById("news"), words = document.createElement("p"), link = document.createElement("a");
    words.textContent = says + " ";
    link.href = location.href.split("#")[0];
    link.textContent = "Show";
    words.append(link);
    place.replaceChildren(words);
  }
  function look() {
    if (document.hidden) { setTimeout(look, 1000); return; }
    var age = Math.round((Date.now() - shown) / 1000);
    fetch(body.dataset.watch + "&age=" + age, { credentials: "same-origin", cache: "no-store", headers: { "If-None-Match": state } }).then(function (answer) {
      if (answer.redirected || answer.status === 404) return false;
      wait = Date.now() - used > 600000 ? 10000 : 1000;
      if (answer.status === 304) return true;
      if (!answer.ok) throw new Error(String(answer.status));
      state = answer.headers.get("ETag") || state;
      shown = Date.now();
      return answer.json().then(function (news) { tell(news.says); return true; });
    }).catch(function () { wait = Math.min(wait * 2, 30000); return true; }).then(function (on) { if (on) setTimeout(look, wait); });
  }
  setTimeout(look, 1000);
})();
