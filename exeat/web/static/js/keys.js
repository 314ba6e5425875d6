// Single keys on a page with `data-key`: they press what is there anyway, rest while one writes, and can be switched off.
const form = document.querySelector("[data-keys]");
const off = document.querySelector("[data-keys-off]");
const NAME = "exeat-keys-off";

function show() {
  const on = localStorage.getItem(NAME) !== "1";
  for (const hint of form.querySelectorAll(".x-key")) hint.hidden = !on;
  off.setAttribute("aria-pressed", String(!on));
  return on;
}

if (form && off) {
  document.querySelector("[data-keys-help]").hidden = false;
  let on = show();
  off.addEventListener("click", () => {
    localStorage.setItem(NAME, on ? "1" : "0");
    on = show();
  });
  document.addEventListener("keydown", (event) => {
    const writing = event.target.matches("textarea, input, select");
    if (writing && event.key === "Escape") event.target.blur();
    if (!on || writing || event.ctrlKey || event.altKey || event.metaKey) return;
    const key = event.key.toLowerCase();
    const why = form.querySelector("textarea");
    if (key === "w") {
      event.preventDefault();
      why.focus();
      return;
    }
    const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!target) return;
    event.preventDefault();
    if (target.matches("button") && !why.value.trim()) why.focus();
    else target.click();
  });
}
