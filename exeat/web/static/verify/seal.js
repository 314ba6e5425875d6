// Reading and believing permits in the browser: the same answers as exeat_seal, held to the same vectors.
//
// Base45, the part of CBOR that permits use, and the frame of the message are read here, in one spelling only; the
// mathematics of the signature is the browser's own. Nothing here touches the page, the network or the clock.
"use strict";

(function (root) {
  const PREFIX = "EXT1:";
  const LONGEST = 4000;
  const OLDEST_LIST = 24 * 60 * 60 * 1000;
  const CLOCK_MAY_DIFFER = 60 * 1000;
  const ZONE = "Europe/Vilnius";
  const DAY = 24 * 60 * 60 * 1000;
  const LAST_DATE = 2932896; // 9999-12-31 in days since 1970
  const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
  const KEY_ID = /^[A-Za-z0-9._-]{1,32}$/;
  const HALF = hex("7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8"); // of the order of P-256

  // Why a permit is not believed; `word` is that of the border post, `why` says more where somebody must be asked.
  class Answer extends Error {
    constructor(word, message, permit, why) {
      super(message);
      this.word = word;
      this.permit = permit || null;
      this.why = why || "";
    }
  }

  // A list that cannot be used at all.
  class WrongList extends Error {}

  class Tag {
    constructor(number, value) {
      this.number = number;
      this.value = value;
    }
  }

  function hex(text) {
    return Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16));
  }

  function joined(pieces) {
    const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
    let at = 0;
    for (const piece of pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  }

  function same(a, b) {
    return a.length === b.length && a.every((byte, place) => byte === b[place]);
  }

  function compare(a, b) {
    for (let place = 0; place < Math.min(a.length, b.length); place++) {
      if (a[place] !== b[place]) return a[place] - b[place];
    }
    return a.length - b.length;
  }

  // ---- base45

  function fromBase45(text) {
    if (text.length % 3 === 1) throw new Error("the text ends in the middle of a group");
    const out = [];
    for (let start = 0; start < text.length; start += 3) {
      const group = text.slice(start, start + 3);
      let number = 0;
      for (let place = group.length - 1; place >= 0; place--) {
        const value = ALPHABET.indexOf(group[place]);
        if (value < 0) throw new Error("a letter is not of base45");
        number = number * 45 + value;
      }
      if (group.length === 3) {
        if (number > 0xffff) throw new Error("a group stands for no bytes");
        out.push(number >> 8, number & 255);
      } else {
        if (number > 0xff) throw new Error("a group stands for no bytes");
        out.push(number);
      }
    }
    return Uint8Array.from(out);
  }

  // ---- CBOR: whole numbers, bytes, text, arrays, maps and tags, in one spelling

  function head(kind, number) {
    if (number < 24) return Uint8Array.of((kind << 5) | number);
    if (number < 0x100) return Uint8Array.of((kind << 5) | 24, number);
    if (number < 0x10000) return Uint8Array.of((kind << 5) | 25, number >> 8, number & 255);
    const wide = number >= 0x100000000;
    const out = new Uint8Array(wide ? 9 : 5);
    const view = new DataView(out.buffer);
    out[0] = (kind << 5) | (wide ? 27 : 26);
    if (wide) view.setBigUint64(1, BigInt(number));
    else view.setUint32(1, number);
    return out;
  }

  function encode(value) {
    if (typeof value === "number") return value >= 0 ? head(0, value) : head(1, -1 - value);
    if (value instanceof Uint8Array) return joined([head(2, value.length), value]);
    if (typeof value === "string") {
      const data = new TextEncoder().encode(value);
      return joined([head(3, data.length), data]);
    }
    if (Array.isArray(value)) return joined([head(4, value.length), ...value.map(encode)]);
    if (value instanceof Map) {
      const pairs = [...value].map(([key, one]) => [encode(key), encode(one)]);
      pairs.sort((a, b) => compare(a[0], b[0]));
      return joined([head(5, pairs.length), ...pairs.flat()]);
    }
    if (value instanceof Tag) return joined([head(6, value.number), encode(value.value)]);
    throw new Error("permits hold nothing of this kind");
  }

  function decode(data) {
    let at = 0;

    function readHead() {
      if (at >= data.length) throw new Error("the bytes end too early");
      const kind = data[at] >> 5;
      const code = data[at] & 31;
      at += 1;
      if (kind > 6) throw new Error("permits hold no fractions, truth values or gaps");
      if (code < 24) return [kind, code];
      const size = { 24: 1, 25: 2, 26: 4, 27: 8 }[code];
      if (!size) throw new Error("lengths must be written out");
      if (at + size > data.length) throw new Error("the bytes end too early");
      let number = 0;
      for (let place = 0; place < size; place++) number = number * 256 + data[at + place];
      at += size;
      if (!Number.isSafeInteger(number)) throw new Error("the number is too large");
      return [kind, number];
    }

    function read(depth) {
      if (depth === 0) throw new Error("the values stand too deep in one another");
      const [kind, number] = readHead();
      if (kind === 0) return number;
      if (kind === 1) return -1 - number;
      if (kind === 6) return new Tag(number, read(depth - 1));
      if (number > data.length - at) throw new Error("more is announced than follows");
      if (kind === 2 || kind === 3) {
        const piece = data.slice(at, at + number);
        at += number;
        return kind === 2 ? piece : new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(piece);
      }
      if (kind === 4) return Array.from({ length: number }, () => read(depth - 1));
      const found = new Map();
      for (let count = 0; count < number; count++) {
        const key = read(depth - 1);
        if (typeof key !== "number" && typeof key !== "string") throw new Error("a key is of another kind");
        if (found.has(key)) throw new Error("a key stands twice");
        found.set(key, read(depth - 1));
      }
      return found;
    }

    const value = read(8);
    if (at !== data.length) throw new Error("bytes stand after the end");
    if (!same(encode(value), data)) throw new Error("the value is not written in its only spelling");
    return value;
  }

  // ---- what a permit says

  function permitOf(claims, keyId) {
    if (!(claims instanceof Map) || claims.size !== 10) throw new Error("other fields than a permit has");
    const [number, name, birthYear, documentState, documentLast4, countries, first, last, crossingPoints, issuedAt] =
      Array.from({ length: 10 }, (_, place) => claims.get(place + 1));
    const texts = [number, name, documentState, documentLast4];
    const lists = [countries, crossingPoints];
    const holds =
      texts.every((one) => typeof one === "string") &&
      lists.every((one) => Array.isArray(one) && one.length <= 12 && one.every((text) => typeof text === "string")) &&
      [birthYear, first, last, issuedAt].every((one) => Number.isSafeInteger(one)) &&
      /^[A-Z0-9][A-Z0-9-]{1,30}[A-Z0-9]$/.test(number) &&
      oneLine(name, 120) &&
      birthYear >= 1850 &&
      birthYear <= 2200 &&
      /^[A-Z]{1,3}$/.test(documentState) &&
      /^[A-Z0-9]{1,4}$/.test(documentLast4) &&
      countries.length >= 1 &&
      countries.every((code) => /^[A-Z]{2}(-[A-Z0-9]{1,5})?$/.test(code)) &&
      first >= 0 &&
      first <= last &&
      last <= LAST_DATE &&
      crossingPoints.every((point) => oneLine(point, 60)) &&
      issuedAt >= 0 &&
      issuedAt <= LAST_DATE * 86400;
    if (!holds) throw new Error("a field is not what a permit says");
    return {
      number, name, birthYear, documentState, documentLast4, countries,
      firstDay: dayOf(first), lastDay: dayOf(last), crossingPoints, keyId, issuedAt,
    };
  }

  function oneLine(text, longest) {
    const length = [...text].length;
    return length >= 1 && length <= longest && /^(?:[^\p{C}\p{Z}]| )+$/u.test(text) && text === text.trim();
  }

  function dayOf(days) {
    return new Date(days * DAY).toISOString().slice(0, 10);
  }

  function localDay(moment) {
    const parts = {};
    const format = new Intl.DateTimeFormat("en-GB", {
      timeZone: ZONE, year: "numeric", month: "2-digit", day: "2-digit",
    });
    for (const { type, value } of format.formatToParts(new Date(moment))) parts[type] = value;
    return `${parts.year.padStart(4, "0")}-${parts.month}-${parts.day}`;
  }

  // ---- keys and lists

  function fromBase64url(text) {
    if (typeof text !== "string" || !/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) {
      throw new WrongList("a value is not base64url");
    }
    const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const data = Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
    if (toBase64url(data) !== text) throw new WrongList("a value is not base64url in its only spelling");
    return data;
  }

  function toBase64url(data) {
    const plain = [];
    for (let start = 0; start < data.length; start += 8192) {
      plain.push(String.fromCharCode(...data.subarray(start, start + 8192)));
    }
    return btoa(plain.join("")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  }

  function canonical(value) {
    if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
    if (value && typeof value === "object") {
      const names = Object.keys(value).sort();
      return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
    }
    if (typeof value === "number" && !Number.isSafeInteger(value)) throw new WrongList("lists hold whole numbers only");
    return JSON.stringify(value);
  }

  // The keys of a set, ready to check with. Keys of other kinds are passed over.
  async function keysOf(list) {
    if (!list || !Array.isArray(list.keys)) throw new WrongList("this is not a set of keys");
    const found = new Map();
    for (const jwk of list.keys) {
      if (jwk.d !== undefined) throw new WrongList("the set holds a secret key");
      const ours = jwk.kty === "EC" && jwk.crv === "P-256" && (jwk.alg ?? "ES256") === "ES256";
      if (!ours || (jwk.use ?? "sig") !== "sig") continue;
      if (typeof jwk.kid !== "string" || !KEY_ID.test(jwk.kid)) throw new WrongList("a key has no id");
      if (found.has(jwk.kid)) throw new WrongList("two keys have the same id");
      const key = await crypto.subtle.importKey(
        "jwk", { kty: "EC", crv: "P-256", x: jwk.x, y: jwk.y }, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"],
      );
      found.set(jwk.kid, { key, from: moment(jwk.nbf, -Infinity), until: moment(jwk.exp, Infinity) });
    }
    return found;
  }

  function moment(seconds, otherwise) {
    if (seconds === undefined) return otherwise;
    if (!Number.isSafeInteger(seconds) || seconds < 0) throw new WrongList("nbf and exp are whole seconds since 1970");
    return seconds * 1000;
  }

  function inUse(key, at) {
    return key.from <= at && at < key.until;
  }

  async function signed(key, message, signature) {
    if (signature.length !== 64 || compare(signature.slice(32), HALF) > 0) return false;
    return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key.key, signature, message);
  }

  function timeOf(text) {
    if (typeof text !== "string" || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) || Number.isNaN(Date.parse(text))) {
      throw new WrongList("the list does not say when it was made and when the next is due");
    }
    return Date.parse(text);
  }

  // Whether one of these keys, in use when the list was made, signed the list as it stands.
  async function signedBy(list, keys) {
    const seal = list.signature;
    if (!seal || Object.keys(seal).sort().join() !== "protected,signature") return false;
    try {
      const header = JSON.parse(new TextDecoder().decode(fromBase64url(seal.protected)));
      if (Object.keys(header).sort().join() !== "alg,kid" || header.alg !== "ES256") return false;
      const key = keys.get(header.kid);
      if (!key || !inUse(key, timeOf(list.made_at))) return false;
      const { signature: _left, ...rest } = list;
      const payload = toBase64url(new TextEncoder().encode(canonical(rest)));
      return await signed(key, new TextEncoder().encode(`${seal.protected}.${payload}`), fromBase64url(seal.signature));
    } catch (_error) {
      return false;
    }
  }

  // The list of keys: `keys` by id, and when it was made where it says so. Throws WrongList.
  async function readKeys(list) {
    const keys = await keysOf(list);
    if (!list.signature) return { keys, madeAt: null, list };
    if (list.kind !== "exeat-keys") throw new WrongList("this is not a list of keys");
    const madeAt = timeOf(list.made_at);
    timeOf(list.next_due);
    if (!(await signedBy(list, keys))) throw new WrongList("the list of keys is not signed by one of them");
    return { keys, madeAt, list };
  }

  // The list of revoked permits, trusted when a key that is believed signed it. Throws WrongList.
  async function readStatus(list, keys) {
    if (!list || list.kind !== "exeat-status") throw new WrongList("this is not a list of revoked permits");
    const madeAt = timeOf(list.made_at);
    timeOf(list.next_due);
    if (typeof list.salt !== "string" || !Array.isArray(list.revoked)) throw new WrongList("the list is not whole");
    return { madeAt, salt: list.salt, revoked: new Set(list.revoked), trusted: await signedBy(list, keys.keys), list };
  }

  async function hashOf(number, salt) {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${salt}:${number}`));
    return toBase64url(new Uint8Array(digest).slice(0, 16));
  }

  // ---- believing

  function opened(token) {
    if (token.length > LONGEST) throw new Answer("unreadable", "The text is longer than any permit.");
    if (!token.startsWith(PREFIX)) throw new Answer("unreadable", "The text does not begin with EXT1:");
    try {
      const message = decode(fromBase45(token.slice(PREFIX.length)));
      const [protectedHeader, unprotected, payload, signature] = message.value;
      const whole =
        message instanceof Tag && message.number === 18 && message.value.length === 4 &&
        protectedHeader instanceof Uint8Array && unprotected instanceof Map && unprotected.size === 0 &&
        payload instanceof Uint8Array && signature instanceof Uint8Array && signature.length === 64;
      if (!whole) throw new Error("not a signed permit");
      const header = decode(protectedHeader);
      const algorithm = header.get(1);
      const name = header.get(4);
      if (header.size !== 2 || typeof algorithm !== "number" || !(name instanceof Uint8Array)) {
        throw new Error("who signed it is not said in the way of permits");
      }
      const keyId = new TextDecoder("utf-8", { fatal: true }).decode(name);
      if (!KEY_ID.test(keyId)) throw new Error("no key is named");
      return { algorithm, keyId, protectedHeader, payload, signature };
    } catch (error) {
      throw new Answer("unreadable", `The text is damaged: ${error.message}`);
    }
  }

  // What a known key has signed, whatever the day. Throws Answer.
  async function readToken(token, keys) {
    const { algorithm, keyId, protectedHeader, payload, signature } = opened(token);
    const key = keys.keys.get(keyId);
    if (!key) throw new Answer("unknown key", "No key of the list has this id.");
    const message = encode(["Signature1", protectedHeader, new Uint8Array(0), payload]);
    if (algorithm !== -7 || !(await signed(key, message, signature))) {
      throw new Answer("forged", "The signature does not belong to the content.");
    }
    let permit;
    try {
      permit = permitOf(decode(payload), keyId);
    } catch (error) {
      throw new Answer("unreadable", `The signed content is not a permit: ${error.message}`);
    }
    if (!inUse(key, permit.issuedAt * 1000)) {
      throw new Answer("unknown key", "The key was not one to sign with when the permit was issued.", permit);
    }
    return permit;
  }

  // The permit, if it is valid at this moment (milliseconds). Throws Answer with the exact reason, or "refer".
  async function verify(token, { keys, status, at, clockInDoubt = false }) {
    const permit = await readToken(token, keys);
    const list = status && status.trusted ? status : null;
    if (list && list.revoked.has(await hashOf(permit.number, list.salt))) {
      throw new Answer("revoked", "The permit was revoked.", permit);
    }
    const past = Math.max(permit.issuedAt * 1000, keys.madeAt ?? 0, list ? list.madeAt : 0);
    if (clockInDoubt ? localDay(past) > permit.lastDay : localDay(Math.max(at, past)) > permit.lastDay) {
      throw new Answer("expired", "The last day of the permit is over.", permit);
    }
    if (clockInDoubt || at < past - CLOCK_MAY_DIFFER) {
      throw new Answer("refer", "The clock is in doubt.", permit, "clock");
    }
    if (localDay(at) < permit.firstDay) {
      throw new Answer("not yet valid", "The first day of the permit has not come.", permit);
    }
    if (!status) throw new Answer("refer", "There is no list of revoked permits.", permit, "no list");
    if (!list) throw new Answer("refer", "The list is not signed by a key that is believed.", permit, "strange list");
    if (at - list.madeAt > OLDEST_LIST || (keys.madeAt !== null && at - keys.madeAt > OLDEST_LIST)) {
      throw new Answer("refer", "A list is older than 24 hours.", permit, "old list");
    }
    return permit;
  }

  root.exeatSeal = { Answer, WrongList, readKeys, readStatus, readToken, signedBy, verify, OLDEST_LIST, PREFIX };
})(globalThis);
