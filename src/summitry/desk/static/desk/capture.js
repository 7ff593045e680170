// Keys and clicks of the capture page. Every act works without this file.
"use strict";
(function () {
  var twin = document.querySelector("[data-capture]");
  if (!twin) return;
  document.documentElement.classList.add("scripted");
  var sentences = Array.prototype.slice.call(twin.querySelectorAll("a.s"));
  var first = sentences.findIndex(function (s) { return s.classList.contains("sel"); });
  var last = first < 0 ? -1 : sentences.length - 1 - sentences.slice().reverse().findIndex(function (s) { return s.classList.contains("sel"); });
  var kind = "", words = "", asking = 0, waiting = 0, moving = 0;

  function form() { return document.querySelector("#filing form"); }
  function typing(element) { return element && /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) && element.type !== "checkbox"; }

  // -- what is pointed at ----------------------------------------------------------------------
  function mark() {
    sentences.forEach(function (s, at) {
      var on = at >= first && at <= last;
      s.classList.toggle("sel", on);
      s.tabIndex = at === Math.max(first, 0) ? 0 : -1;
      if (on) s.setAttribute("aria-current", "true"); else s.removeAttribute("aria-current");
    });
  }
  function point(a, b, focus) {
    if (!sentences.length) return;
    first = Math.max(0, Math.min(a, sentences.length - 1));
    last = Math.max(first, Math.min(b, sentences.length - 1));
    words = "";
    mark();
    var mine = ++moving;
    if (focus) {
      sentences[last].focus({ preventScroll: true });
      sentences[last].scrollIntoView({ block: "nearest" });
    }
    setTimeout(function () { if (mine === moving) show(); }, kind ? 0 : 70);
  }
  function running(at, step) {
    for (var i = at + step; i >= 0 && i < sentences.length; i += step) {
      if (!sentences[i].parentNode.classList.contains("is-head") || step < 0) return i;
    }
    return at;
  }

  // -- pieces of the page that changed, each known by its id --------------------------------------
  function put(text) {
    var fresh = new DOMParser().parseFromString(text, "text/html");
    fresh.querySelectorAll("body > [id]").forEach(function (piece) {
      var there = document.getElementById(piece.id);
      if (there) there.replaceWith(document.importNode(piece, true));
    });
  }
  function ask(address, body) {
    var options = { headers: { "X-Desk": "1" }, credentials: "same-origin" };
    if (body) { options.method = "POST"; options.body = body; }
    return fetch(address, options).then(function (answer) {
      if (answer.redirected || !(answer.ok || answer.status === 422)) throw new Error(String(answer.status));
      return answer.text().then(function (text) { return { ok: answer.ok, text: text }; });
    });
  }
  function lost() {
    var did = document.querySelector("#filed .did");
    if (did) did.textContent = "The desk did not answer. What you typed is still here; try again.";
  }

  function show(then) {
    if (first < 0) return;
    var query = new URLSearchParams({ s: sentences[first].dataset.s, e: sentences[last].dataset.s, kind: kind });
    if (words) query.set("w", words);
    var mine = ++asking;
    ask(twin.dataset.form + "?" + query).then(function (answer) {
      if (mine !== asking) return;
      put(answer.text);
      if (then) then();
    }).catch(lost);
  }
  function into() {
    var blank = Array.prototype.find.call(document.querySelectorAll("#filing .fields [required]"), function (f) { return !f.value; });
    var to = blank || document.querySelector("#filing .acts button[name=file]");
    if (to) to.focus();
  }
  function choose(which) {
    if (first < 0) { kind = which; point(0, 0, true); return; }
    kind = which;
    moving++;
    show(into);
  }
  function check() {
    var now = form();
    if (!now) return;
    var mine = ++waiting;
    setTimeout(function () {
      if (mine !== waiting || form() !== now) return;
      ask(twin.dataset.check, new FormData(now)).then(function (answer) {
        if (mine === waiting && form() === now) put(answer.text);
      }).catch(function () {});
    }, 90);
  }
  function turn(field) {
    var name = field.name, mine = ++asking;
    ask(twin.dataset.form, new FormData(form())).then(function (answer) {
      if (mine !== asking) return;
      put(answer.text);
      var again = document.querySelector('#filing [name="' + CSS.escape(name) + '"]');
      if (again) again.focus();
    }).catch(lost);
  }

  // -- acts ------------------------------------------------------------------------------------
  function file(sent) {
    var data = new FormData(sent), at = last;
    if (sent.dataset.busy) return;
    sent.dataset.busy = "1";
    ask(sent.action.split("#")[0], data).then(function (answer) {
      delete sent.dataset.busy;
      put(answer.text);
      if (!answer.ok) { var fault = document.querySelector("#filing .fault"); if (fault) fault.focus(); return; }
      if (at === sentences.length - 1) {
        var later = document.querySelector("[data-later]");
        if (later) { later.focus(); return; }
      }
      kind = "";
      point(at + 1, at + 1, true);
    }).catch(function () { delete sent.dataset.busy; lost(); });
  }
  function back(sent, button) {
    var data = new FormData(sent);
    if (button && button.name) data.set(button.name, button.value);
    ask(sent.action, data).then(function (answer) { put(answer.text); }).catch(lost);
  }
  function leave() {
    kind = "";
    if (first >= 0) { sentences[first].focus({ preventScroll: true }); show(); }
  }

  // -- mouse -----------------------------------------------------------------------------------
  twin.addEventListener("click", function (event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey && !event.target.closest("a.s")) return;
    var sentence = event.target.closest("a.s"), named = event.target.closest("[data-kind]");
    if (sentence) {
      event.preventDefault();
      if (String(window.getSelection())) return;
      var at = sentences.indexOf(sentence);
      if (event.shiftKey && first >= 0) point(Math.min(first, at), Math.max(last, at), true); else point(at, at, true);
    } else if (named) {
      event.preventDefault();
      choose(named.dataset.kind);
    } else if (event.target.closest("[data-leave]")) {
      event.preventDefault();
      leave();
    }
  });
  twin.addEventListener("mouseup", function () {
    var chosen = window.getSelection();
    if (!chosen || chosen.isCollapsed || !chosen.rangeCount) return;
    var range = chosen.getRangeAt(0), inside = sentences.filter(function (s) { return range.intersectsNode(s); });
    if (!inside.length) return;
    first = sentences.indexOf(inside[0]);
    last = sentences.indexOf(inside[inside.length - 1]);
    words = inside.length ? String(chosen).replace(/\s+/g, " ").trim() : "";
    mark();
    show();
  });
  twin.addEventListener("dragstart", function (event) { if (event.target.closest && event.target.closest("a.s")) event.preventDefault(); });
  twin.addEventListener("submit", function (event) {
    if (event.target.matches("[data-back]")) { event.preventDefault(); back(event.target, event.submitter); }
    else if (event.target.closest("#filing")) {
      if (event.submitter && event.submitter.name === "turn") return;
      event.preventDefault();
      file(event.target);
    }
  });
  twin.addEventListener("input", function (event) {
    if (!event.target.closest("#filing")) return;
    if (event.target.matches("[data-turns]")) turn(event.target); else check();
  });

  // -- keys ------------------------------------------------------------------------------------
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      if (document.activeElement) document.activeElement.blur();
      leave();
      return;
    }
    if (event.key === "Enter" && event.target.tagName === "SELECT" && event.target.closest("#filing")) {
      event.preventDefault();
      form().requestSubmit(document.querySelector("#filing .acts button[name=file]"));
      return;
    }
    if (!document.body.hasAttribute("data-keys") || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    var key = event.key, act = null;
    if (key === "j") act = function () { point(running(last, 1), running(last, 1), true); };
    else if (key === "k") act = function () { point(running(first, -1), running(first, -1), true); };
    else if (key === "J") act = function () { point(Math.max(first, 0), last + 1, true); };
    else if (key === "K") act = function () { point(first, Math.max(first, last - 1), true); };
    else if (/^[1-7]$/.test(key)) {
      var named = ["statement", "claim", "pledge", "duty", "step", "event", "position"][Number(key) - 1];
      act = function () { choose(named); };
    } else if (key === "u" && document.querySelector("#filed form")) act = function () { var mine = document.querySelector("#filed form"); back(mine, mine.querySelector("button")); };
    else if (key === "Enter" && document.activeElement && document.activeElement.matches("a.s, body") && document.querySelector("#filing .acts button[name=file]")) {
      act = function () { form().requestSubmit(document.querySelector("#filing .acts button[name=file]")); };
    }
    if (act) { event.preventDefault(); event.stopImmediatePropagation(); act(); }
  }, true);
  if (sentences.length) mark();
})();
