// Somebody who joins is offered the time zone of their browser.
(() => {
  const zone = document.querySelector("[data-guess-zone] #time-zone");
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone?.value === "UTC" && [...zone.options].some((option) => option.value === own)) zone.value = own;
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
