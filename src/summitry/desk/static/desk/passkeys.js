// Passkeys: the browser is asked, and its answer is sent with the form. Without this file codes work.
"use strict";
(function () {
  function bytes(text) {
    var plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, function (c) { return c.charCodeAt(0); });
  }
  function letters(buffer) {
    var text = String.fromCharCode.apply(null, new Uint8Array(buffer));
    return btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }
  function key(each) { return Object.assign({}, each, { id: bytes(each.id) }); }
  function asked(said) {
    var found = Object.assign({}, said, { challenge: bytes(said.challenge) });
    if (said.user) found.user = Object.assign({}, said.user, { id: bytes(said.user.id) });
    if (said.excludeCredentials) found.excludeCredentials = said.excludeCredentials.map(key);
    if (said.allowCredentials) found.allowCredentials = said.allowCredentials.map(key);
    return found;
  }
  function answer(found) {
    var said = { clientDataJSON: letters(found.response.clientDataJSON) };
    if (found.response.attestationObject) said.attestationObject = letters(found.response.attestationObject);
    if (found.response.authenticatorData) {
      said.authenticatorData = letters(found.response.authenticatorData);
      said.signature = letters(found.response.signature);
    }
    return JSON.stringify({ id: found.id, rawId: letters(found.rawId), type: found.type, response: said });
  }
  if (!window.PublicKeyCredential) return;
  document.querySelectorAll("form[data-passkey]").forEach(function (form) {
    form.hidden = false;
    form.addEventListener("submit", function (event) {
      if (form.elements.answer.value) return;
      event.preventDefault();
      var said = form.querySelector("[data-said]"), options = asked(JSON.parse(form.dataset.asked));
      said.textContent = "Waiting for the device.";
      var making = form.dataset.passkey === "make";
      (making ? navigator.credentials.create({ publicKey: options }) : navigator.credentials.get({ publicKey: options })).then(function (found) {
        form.elements.answer.value = answer(found);
        form.submit();
      }).catch(function () { said.textContent = "The device gave no answer. Try again, or use a code."; });
    });
  });
})();
