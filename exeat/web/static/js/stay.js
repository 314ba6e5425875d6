// Says ten minutes before that one will be signed out, and lets one stay signed in without leaving the page.
const EARLY = 600; // seconds
const part = document.querySelector("[data-ends-in]");

if (part) {
  const form = part.querySelector("form");
  const over = part.querySelector("[data-over]");
  let ends = Date.now() + Number(part.dataset.endsIn) * 1000;

  const look = () => {
    const left = (ends - Date.now()) / 1000;
    form.hidden = left > EARLY || left <= 0;
    over.hidden = left > 0;
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await fetch(form.action, {
      method: "POST", body: new FormData(form), headers: { Accept: "application/json" },
    });
    if (answer.ok && !answer.redirected) {
      ends = Date.now() + (await answer.json()).ends_in * 1000;
    } else {
      ends = 0;
    }
    look();
  });

  look();
  setInterval(look, 15000);
}
