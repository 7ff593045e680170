// Sends what one types to the server a second after typing stops, so that nothing is lost when the
// connection drops or the session ends. Nothing is stored in the browser.
"use strict";
(function () {
  var to = document.body.dataset.keep;
  if (!to) return;
  var waiting = new Map(), flying = new Map(), left = false;

  function kept(form) { return form && form.method === "post" && form.elements["kept-as"]; }
  function body(form) {
    var data = new FormData(form);
    data.set("kept-page", new URL(form.action, location.href).pathname);
    return data;
  }
  function say(form, words, alarm) {
    var line = form.querySelector(".keptline");
    if (!line) {
      var bars = form.querySelectorAll(".acts");
      line = document.createElement("span");
      line.className = "keptline small quiet";
      (bars.length ? bars[bars.length - 1] : form).append(line);
    }
    if (alarm) line.setAttribute("role", "status"); else line.removeAttribute("role");
    if (line.textContent !== words) line.textContent = words;
  }
  function clock() { return new Date().toTimeString().slice(0, 5); }

  // A form that was opened before its reader signed in again carries a token that is void: take a new one.
  function renewed() {
    return fetch(location.href, { credentials: "same-origin", cache: "no-store" }).then(function (answer) {
      if (answer.redirected || !answer.ok) throw new Error("out");
      return answer.text();
    }).then(function (text) {
      var fresh = new DOMParser().parseFromString(text, "text/html").querySelector("[name=csrfmiddlewaretoken]");
      if (!fresh) throw new Error("out");
      document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach(function (field) { field.value = fresh.value; });
    });
  }
  function send(form, again) {
    waiting.delete(form);
    if (!document.contains(form)) return;
    var stop = new AbortController();
    flying.set(form, stop);
    fetch(to, { method: "POST", body: body(form), credentials: "same-origin", signal: stop.signal }).then(function (answer) {
      if (answer.status === 204) { say(form, "Your text is kept, " + clock() + "."); return; }
      if (answer.status === 413) { say(form, "This is too long to be kept before it is saved.", true); return; }
      if (answer.redirected) throw new Error("out");
      if (answer.status === 403 && !again) return renewed().then(function () { send(form, true); });
      throw new Error(String(answer.status));
    }).catch(function (error) {
      if (error.name === "AbortError" || left) return;
      say(form, error.message === "out"
        ? "Signed out. What was typed before is kept; sign in again in another window, and the rest is kept too."
        : "The desk does not answer. What you typed is still here; it is sent when the desk answers again.", true);
      later(form, 4000);
    }).finally(function () { if (flying.get(form) === stop) flying.delete(form); });
  }
  function later(form, wait) {
    clearTimeout(waiting.get(form));
    waiting.set(form, setTimeout(function () { send(form); }, wait));
  }
  function done(form) {
    clearTimeout(waiting.get(form));
    waiting.delete(form);
    if (flying.has(form)) flying.get(form).abort();
  }

  document.addEventListener("input", function (event) {
    var form = event.target.form;
    if (kept(form)) later(form, 1000);
  });
  document.addEventListener("submit", function (event) { done(event.target); }, true);
  // Before the next page is asked for, so that it finds what was typed; and once more where that is not told.
  function leaving() {
    left = true;
    new Set(Array.from(waiting.keys()).concat(Array.from(flying.keys()))).forEach(function (form) {
      clearTimeout(waiting.get(form));
      navigator.sendBeacon(to, body(form));
    });
    waiting.clear();
    flying.clear();
  }
  window.addEventListener("beforeunload", leaving);
  window.addEventListener("pagehide", leaving);
  document.querySelectorAll("form[data-unsaved]").forEach(function (form) { if (kept(form)) later(form, 1000); });
})();
