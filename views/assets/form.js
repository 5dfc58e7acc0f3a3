// Somebody who joins is offered the time zone of their browser.
(() => {
  const zone = document.querySelector("[data-guess-zone] #time-zone");
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone?.value === "UTC" && [...zone.options].some((option) => option.value === own)) zone.value = own;
})();

// What is typed into the form of a draft is kept every half minute, and leaving with something unsaved asks first. Without this, the buttons
// of the form keep it.
(() => {
  const form = document.querySelector("#event-form");
  if (!form) return;
  let isChanged = false;
  let isSending = false;
  form.addEventListener("input", () => { isChanged = true; });
  form.addEventListener("submit", () => { isSending = true; });
  window.addEventListener("beforeunload", (event) => { if (isChanged && !isSending) event.preventDefault(); });
  const line = form.querySelector("[data-kept]");
  if (!line) return;
  const keep = async () => {
    const body = new URLSearchParams(new FormData(form));
    body.set("intent", "keep");
    const answer = await fetch(form.action, { method: "POST", body });
    const kept = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#event-form");
    if (!answer.ok || !kept || isSending) return false;
    // From now on the form changes this draft, as the page of the draft would.
    form.setAttribute("action", kept.getAttribute("action"));
    form.querySelectorAll("input[type=hidden]").forEach((input) => input.remove());
    kept.querySelectorAll("input[type=hidden]").forEach((input) => form.prepend(document.importNode(input)));
    return true;
  };
  let waited = 0;
  setInterval(async () => {
    waited += 1;
    if (!isChanged || isSending || waited < Number(line.dataset.seconds)) return;
    [waited, isChanged] = [0, false];
    const isKept = await keep().catch(() => false);
    if (isKept) {
      line.textContent = line.dataset.kept.replace("{time}", new Date().toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" }));
      line.hidden = false;
    } else {
      isChanged = true;
    }
  }, 1000);
})();

// While numbers are typed, says how many people are given of how many. The form works without this.
(() => {
  const form = document.getElementById("event-form");
  if (!form) return;
  const number = (input) => {
    const digits = (input?.value ?? "").replace(/[\s,，]/g, "");
    return /^\d+$/.test(digits) ? Number(digits) : 0;
  };
  const attended = form.querySelector("#attended");
  const show = () => {
    for (const part of form.querySelectorAll("[data-parts]")) {
      const line = part.querySelector(".running");
      const inputs = [...part.querySelectorAll("input[inputmode=numeric]")];
      const given = inputs.reduce((sum, input) => sum + number(input), 0);
      line.hidden = !attended.value && given === 0;
      line.textContent = line.dataset.text.replace("{given}", given).replace("{total}", number(attended));
      line.classList.toggle("s-delayed", given > number(attended));
      line.classList.toggle("s-verified", given > 0 && given === number(attended));
    }
  };
  // A new line for a country appears as soon as the last one is used.
  const body = form.querySelector("[data-parts=countries] tbody");
  const grow = () => {
    const last = body.lastElementChild;
    if (![...last.querySelectorAll("input")].some((input) => input.value)) return;
    const at = body.children.length;
    const row = last.cloneNode(true);
    row.querySelectorAll(".msg").forEach((message) => message.remove());
    row.querySelectorAll("input").forEach((input) => {
      input.value = "";
      input.id = input.name = input.name.replace(/\d+$/, at);
      input.setAttribute("aria-label", input.getAttribute("aria-label").replace(/\d+/, at + 1));
      input.removeAttribute("aria-invalid");
      input.removeAttribute("aria-describedby");
    });
    body.append(row);
  };
  form.addEventListener("input", () => {
    grow();
    show();
  });
  show();
})();
