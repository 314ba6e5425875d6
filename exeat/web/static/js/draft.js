// Saves a draft while one types: forms marked data-draft are sent in the background, and a line says how it went.
const PAUSE = 1500; // milliseconds without a key

for (const form of document.querySelectorAll("form[data-draft]")) {
  const line = form.querySelector("[data-draft-line]");
  let timer = 0;

  const save = async () => {
    const body = new FormData(form);
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Draft": "1" } });
      line.textContent = answer.redirected ? line.dataset.out : answer.ok ? line.dataset.saved : line.dataset.not;
    } catch {
      line.textContent = line.dataset.not;
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
}
