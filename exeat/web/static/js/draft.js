// Saves what one types: forms marked data-draft are sent in the background, and a line says how it went. Where the page
// has no draft of its own ("keep"), what was typed is kept beside it and stands in the form again; files are not.
const PAUSE = 1500; // milliseconds without a key

for (const form of document.querySelectorAll("form[data-draft]")) {
  if (form.dataset.draftOn) continue; // the script stands beside each such form
  form.dataset.draftOn = "yes";
  const line = form.querySelector("[data-draft-line]");
  const keeps = form.dataset.draft === "keep";
  let timer = 0;
  let running = new AbortController();

  const save = async () => {
    const body = new FormData(form);
    const headers = { "X-Draft": keeps ? "keep" : "1" };
    for (const [name, value] of keeps ? [...body] : []) {
      if (!(value instanceof File)) continue;
      body.delete(name);
      if (value.size > 0) headers["X-Draft-Files"] = "1";
    }
    running = new AbortController();
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers, signal: running.signal });
      line.textContent = answer.redirected ? line.dataset.out : answer.ok ? line.dataset.saved : line.dataset.not;
    } catch {
      line.textContent = line.dataset.not;
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    running.abort();
  });
}
