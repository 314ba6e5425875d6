// The verifier's page: lists that are kept and renewed, three ways to give a code, one verdict. Keeps no history.
"use strict";

(function () {
  const place = document.querySelector("[data-verify]");
  if (!place || !globalThis.crypto || !crypto.subtle) return; // without a secure connection the server answers
  const { Answer, OLDEST_LIST, readKeys, readStatus, signedBy, verify } = globalThis.exeatSeal;
  const STORE = "exeat-verify";
  const MAY_DIFFER = 5 * 60 * 1000;
  const RENEW = 10 * 60 * 1000;
  const SIDES = [1200, 800, 1800];
  const find = (name) => place.querySelector(`[data-${name}]`);
  const language = document.documentElement.lang;
  const heading = find("heading"); // a page has one main heading: this one, or the verdict's
  const known = { keys: null, status: null, offset: 0, latest: 0, strange: false };
  let camera = null;

  const show = (name, on) => {
    find(name).hidden = !on;
  };
  const words = (name) => document.querySelector(`[data-words="${name}"]`).textContent;

  // ---- the lists and the clock

  function stored() {
    try {
      return JSON.parse(localStorage.getItem(STORE)) || {};
    } catch (_error) {
      return {};
    }
  }

  function keep() {
    try {
      localStorage.setItem(STORE, JSON.stringify({
        keys: known.keys && known.keys.list, status: known.status && known.status.list,
        offset: known.offset, latest: known.latest,
      }));
    } catch (_error) {
      // a device that keeps nothing checks while it is open
    }
  }

  async function remember() {
    const kept = stored();
    known.offset = Number(kept.offset) || 0;
    known.latest = Number(kept.latest) || 0;
    try {
      if (kept.keys) known.keys = await readKeys(kept.keys);
      if (known.keys && kept.status) known.status = await readStatus(kept.status, known.keys);
    } catch (_error) {
      known.keys = known.status = null; // what was kept is damaged: start afresh
    }
  }

  async function fetched(address) {
    const asked = Date.now();
    const response = await fetch(address, { cache: "no-store", credentials: "omit" });
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    const list = await response.json();
    const said = Date.parse(response.headers.get("Date"));
    if (!Number.isNaN(said) && !response.headers.has("X-Exeat-Kept")) known.offset = (asked + Date.now()) / 2 - said;
    return list;
  }

  // A list of keys is taken when one of the keys that are believed already has signed it, and it is not an older one.
  async function renew() {
    try {
      const list = await fetched(place.dataset.keys);
      const keys = await readKeys(list);
      const believed = !known.keys || (await signedBy(list, known.keys.keys));
      known.strange = !believed;
      if (believed && (!known.keys || keys.madeAt >= known.keys.madeAt)) known.keys = keys;
      const status = await readStatus(await fetched(place.dataset.status), known.keys);
      if (status.trusted && (!known.status || !known.status.trusted || status.madeAt >= known.status.madeAt)) {
        known.status = status;
      }
    } catch (_error) {
      // no network: what is kept must do
    }
    known.latest = Math.max(known.latest, Date.now());
    keep();
    trust();
  }

  function clockInDoubt() {
    const now = Date.now();
    return Math.abs(known.offset) > MAY_DIFFER || now < known.latest - MAY_DIFFER ||
      (known.status !== null && now < known.status.madeAt - MAY_DIFFER);
  }

  function trust() {
    const made = [known.keys && known.keys.madeAt, known.status && known.status.madeAt].filter((one) => one);
    const age = made.length === 2 ? Math.max(0, Date.now() - Math.min(...made)) : null;
    const old = age === null || age > OLDEST_LIST || known.strange;
    const doubted = clockInDoubt();
    find("age").textContent = age === null ? words("no-list-yet") : duration(age);
    find("age-box").classList.toggle("bad", old);
    show("age-good", !old);
    show("age-bad", old);
    find("age-note").textContent = words(known.strange ? "list-strange" : old ? "list-old" : "list-fresh");
    find("clock-box").classList.toggle("bad", doubted);
    show("clock-good", !doubted);
    show("clock-bad", doubted);
    find("clock").textContent = words(doubted ? "clock-doubt" : "clock-agrees");
    find("clock-note").textContent = words(doubted ? "clock-check" : "clock-with-list");
    find("network").textContent = words(navigator.onLine ? "online" : "offline");
    show("afresh", known.strange);
  }

  function duration(milliseconds) {
    const minutes = Math.floor(milliseconds / 60000);
    return minutes < 60 ? `${minutes} ${words("minutes")}` : `${Math.floor(minutes / 60)} ${words("hours")}`;
  }

  // ---- the verdict

  async function check(token) {
    stop();
    known.latest = Math.max(known.latest, Date.now());
    keep();
    let word = "valid";
    let why = "";
    let permit = null;
    try {
      if (!known.keys) throw new Answer("refer", "", null, "no list");
      permit = await verify(token, {
        keys: known.keys, status: known.status, at: Date.now(), clockInDoubt: clockInDoubt(),
      });
      if (known.strange) throw new Answer("refer", "", permit, "strange list");
    } catch (answer) {
      word = answer.word || "unreadable";
      why = answer.why || "";
      permit = answer.permit || permit;
    }
    tell(word, why, permit);
  }

  function tell(word, why, permit) {
    const kind = word === "valid" ? "go" : word === "refer" ? "ask" : "stop";
    const verdict = document.querySelector(`template[data-verdict="${kind}"]`).content.cloneNode(true);
    verdict.querySelector("[data-line]").textContent = words(kind === "go" ? "valid" : (why || word).replaceAll(" ", "-"));
    const list = verdict.querySelector("dl");
    for (const [label, value] of permit ? facts(permit) : []) {
      const term = document.createElement("dt");
      const fact = document.createElement("dd");
      term.textContent = words(label);
      fact.textContent = value;
      list.append(term, fact);
    }
    list.hidden = !permit;
    find("verdict").replaceChildren(verdict);
    if (heading) heading.remove();
    show("verdict", true);
    show("start", false);
    show("again", true);
    trust();
    scrollTo(0, 0);
    find("verdict").querySelector("h1").focus();
  }

  function facts(permit) {
    const names = new Intl.DisplayNames([language], { type: "region" });
    const where = permit.countries.map((code) => {
      const name = names.of(code.slice(0, 2));
      return code.length > 2 ? `${name} (${code})` : name;
    });
    const lines = [
      ["fact-name", `${permit.name}, ${permit.birthYear}`],
      ["fact-document", `${permit.documentState} …${permit.documentLast4}`],
      ["fact-where", where.join(", ")],
      ["fact-days", span(permit.firstDay, permit.lastDay)],
      ["fact-points", permit.crossingPoints.join(", ")],
      ["fact-number", permit.number],
    ];
    return lines.filter(([, value]) => value);
  }

  // Both days included: 26 to 29 November 2026; 2026 m. lapkričio 26–29 d.
  function span(first, last) {
    const [from, to] = [new Date(first), new Date(last)];
    const day = new Intl.DateTimeFormat(language === "lt" ? "lt" : "en-GB", { dateStyle: "long", timeZone: "UTC" });
    if (first === last) return day.format(from);
    if (language !== "lt") return day.formatRange(from, to).replace(/\s*–\s*/, " to ");
    const whole = day.format(to);
    const monthAndDay = whole.slice(whole.indexOf("m. ") + 3);
    if (first.slice(0, 4) !== last.slice(0, 4)) return `${day.format(from)} – ${whole}`;
    if (first.slice(0, 7) !== last.slice(0, 7)) return `${day.format(from)} – ${monthAndDay}`;
    return `${day.format(from).replace(/ d\.$/, "")}–${to.getUTCDate()} d.`;
  }

  function again() {
    find("verdict").replaceChildren();
    show("verdict", false);
    show("again", false);
    find("start").prepend(heading);
    show("start", true);
    find("token").value = "";
    find("picture").value = "";
    show("picture-fault", false);
    show("token-fault", false);
    heading.focus();
  }

  // ---- the camera, a picture, the text

  function codeIn(source, width, height, side) {
    const scale = Math.min(1, side / Math.max(width, height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(source, 0, 0, canvas.width, canvas.height);
    const pixels = pen.getImageData(0, 0, canvas.width, canvas.height);
    const code = globalThis.jsQR(pixels.data, canvas.width, canvas.height, { inversionAttempts: "attemptBoth" });
    return code ? code.data : null;
  }

  async function start() {
    const video = find("video");
    show("camera-fault", false);
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
      camera = { stream, timer: 0 };
      video.srcObject = stream;
      show("video", true);
      show("camera-start", false);
      show("camera-stop", true);
      await video.play();
      look(video);
    } catch (_error) {
      stop();
      show("camera-fault", true);
    }
  }

  function look(video) {
    if (!camera) return;
    const code = video.videoWidth ? codeIn(video, video.videoWidth, video.videoHeight, 900) : null;
    if (code) check(code);
    else camera.timer = setTimeout(look, 150, video);
  }

  function stop() {
    if (camera) {
      clearTimeout(camera.timer);
      camera.stream.getTracks().forEach((track) => track.stop());
      camera = null;
    }
    find("video").srcObject = null;
    show("video", false);
    show("camera-start", true);
    show("camera-stop", false);
  }

  async function picture(file) {
    show("picture-fault", false);
    if (file.type === "application/pdf" && navigator.onLine) {
      find("form").submit(); // only the server reads PDFs
      return;
    }
    let code = null;
    try {
      const bitmap = await createImageBitmap(file);
      for (const side of SIDES) code = code || codeIn(bitmap, bitmap.width, bitmap.height, side);
      bitmap.close();
    } catch (_error) {
      code = null;
    }
    if (code) check(code);
    else show("picture-fault", true);
  }

  find("camera-start").addEventListener("click", start);
  find("camera-stop").addEventListener("click", stop);
  find("again").addEventListener("click", (event) => {
    if (place.dataset.answered) return; // the server has answered: its link leads to a fresh page
    event.preventDefault();
    again();
  });
  find("afresh").addEventListener("click", () => {
    localStorage.removeItem(STORE);
    location.reload();
  });
  find("picture").addEventListener("change", (event) => {
    if (event.target.files.length) picture(event.target.files[0]);
  });
  find("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const file = find("picture").files[0];
    const token = find("token").value.replace(/[\r\n\t]/g, "").trim();
    const fault = /^[A-Z]-[A-Z0-9]{4}(-[A-Z0-9]{4}){2}$/i.test(token) ? "fault-number" : !token && !file ? "fault-nothing" : "";
    show("token-fault", Boolean(fault));
    if (fault) {
      find("token-fault").textContent = words(fault);
      find("token").focus();
    } else if (file && !token) picture(file);
    else check(token);
  });
  addEventListener("online", renew);
  addEventListener("offline", trust);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) stop();
    else renew();
  });
  setInterval(renew, RENEW);
  setInterval(trust, 60 * 1000);

  show("camera", Boolean(navigator.mediaDevices && navigator.mediaDevices.getUserMedia));
  if (navigator.serviceWorker) navigator.serviceWorker.register(place.dataset.worker, { scope: place.dataset.scope });
  remember().then(() => {
    show("trust", true);
    trust();
    return renew();
  }).then(() => {
    place.dataset.ready = "yes";
  });
})();
