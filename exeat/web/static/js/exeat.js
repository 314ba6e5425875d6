// What scripts add to pages that work without them: focus on the list of errors, choices that open, printing.
import { initAll } from "../vendor/govuk/govuk.js";
import "./draft.js";
import "./stay.js";

initAll();

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
