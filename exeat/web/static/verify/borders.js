// The borders that are closed: what the server knows, or what was kept of it when there was a network.
"use strict";

(async function () {
  const place = document.querySelector("[data-borders]");
  const list = place.querySelector("[data-borders-list]");
  let told;
  try {
    const answer = await fetch(place.dataset.borders, { credentials: "omit" });
    if (!answer.ok) return;
    told = await answer.json();
  } catch (_error) {
    return; // neither a network nor anything kept
  }
  list.replaceChildren(...told.closed.map((one) => {
    const item = document.createElement("li");
    const where = document.createElement("b");
    const source = document.createElement("small");
    where.textContent = one.where;
    source.textContent = one.source;
    item.append(where, ` ${one.when} `, source);
    return item;
  }));
  place.querySelector("[data-borders-at]").textContent = told.at;
  place.hidden = told.closed.length === 0;
})();
