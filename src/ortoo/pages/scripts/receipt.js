// Checks a candidate's receipt, alone: nothing is sent, nothing is fetched. The same file runs in a page that was saved.
// What it does stands in docs/reference/ledger.md; `ortoo verify` does the same in Python.
(() => {
  const input = document.querySelector("[data-receipt]");
  if (!input) return;
  const steps = document.querySelector("[data-receipt-steps]");
  const answer = document.querySelector("[data-receipt-answer]");
  const words = Object.fromEntries(
    Array.from(document.querySelectorAll("[data-word]"), (one) => [one.dataset.word, one.textContent.trim()]));

  class Wrong extends Error {}
  const must = (holds, word, values) => { if (!holds) throw new Wrong(sentence(word, values)); };
  const sentence = (word, values = {}) => words[word].replace(/\[(\w+)\]/g, (whole, name) => values[name] ?? whole);
  const say = (word, values, state = "good") => {
    const line = document.createElement("li");
    line.className = `step step--${state}`;
    line.textContent = sentence(word, values);
    steps.append(line);
  };

  // Bytes.
  const utf8 = (text) => new TextEncoder().encode(text);
  const joined = (...parts) => Uint8Array.from(parts.flatMap((part) => Array.from(part)));
  const hex = (bytes) => Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("");
  const fromHex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  const fromBase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const sha256 = async (...parts) => new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));
  const leafOf = (text) => sha256([0], utf8(text));

  // The root of RFC 6962 that a path leads to (RFC 9162, 2.1.3.2); null where its length cannot be.
  const rootAbove = async (leaf, index, size, path) => {
    if (!Number.isSafeInteger(index) || index < 0 || index >= size) return null;
    let at = index, last = size - 1, found = leaf;
    for (const sibling of path) {
      if (last === 0) return null;
      if (at % 2 || at === last) {
        found = await sha256([1], sibling, found);
        while (at % 2 === 0 && at) { at /= 2; last = Math.floor(last / 2); }
      } else {
        found = await sha256([1], found, sibling);
      }
      at = Math.floor(at / 2);
      last = Math.floor(last / 2);
    }
    return last === 0 ? hex(found) : null;
  };

  // A checkpoint: text, an empty line, signature lines. The answer of `signed` is true, false, or null: cannot tell.
  const readNote = (note) => {
    const end = note.lastIndexOf("\n\n");
    const [origin, size, root] = note.slice(0, end).split("\n");
    must(end > 0 && /^(0|[1-9]\d{0,14})$/.test(size), "not_receipt");
    return { text: note.slice(0, end + 1), lines: note.slice(end + 2).split("\n"), origin, size: Number(size),
      root: hex(fromBase64(root)) };
  };
  const readKey = async (text) => {
    const [, name, hash, encoded] = text.match(/^([^+]+)\+([0-9a-f]{8})\+(.+)$/) ?? [];
    const raw = fromBase64(encoded ?? "");
    const known = hex((await sha256(utf8(`${name}\n`), raw)).slice(0, 4));
    must(raw.length === 33 && raw[0] === 1 && known === hash, "key_wrong");
    return { name, hash, bytes: raw.slice(1) };
  };
  const signed = async (note, key) => {
    const line = note.lines.find((one) => one.startsWith(`— ${key.name} `));
    const signature = fromBase64(line ? line.split(" ")[2] : "");
    if (hex(signature.slice(0, 4)) !== key.hash) return false;
    let imported;
    try {
      imported = await crypto.subtle.importKey("raw", key.bytes, { name: "Ed25519" }, false, ["verify"]);
    } catch {
      return null;
    }
    return crypto.subtle.verify({ name: "Ed25519" }, imported, signature.slice(4), utf8(note.text));
  };

  const PROOF = /^c2sp\.org\/tlog-proof@v1\n(?:extra [\w+/=]*\n)?index (\d{1,15})\n((?:[\w+/]{43}=\n)*)\n([^]+)$/;
  const readEntry = async (part, kind) => {
    const found = part.proof.match(PROOF);
    must(found, "not_receipt");
    const [index, path, note] = [Number(found[1]), found[2].split("\n").filter(Boolean).map(fromBase64), readNote(found[3])];
    const root = await rootAbove(await leafOf(part.entry), index, note.size, path);
    must(root !== null && root === note.root, "entry_wrong", { number: index + 1 });
    const entry = JSON.parse(part.entry);
    must(entry.seq === index + 1 && entry.kind === kind, "entry_wrong", { number: index + 1 });
    return { entry, note, whole: found[3] };
  };

  // The own sum, in whole thousandths.
  const thousandths = (text) => {
    const [, sign, whole, rest = ""] = text.match(/^(-?)(\d+)(?:\.(\d{1,3}))?$/) ?? [];
    must(whole !== undefined, "not_receipt");
    return (sign ? -1 : 1) * Number(whole + rest.padEnd(3, "0"));
  };
  const shown = (figure) => {
    const digits = String(Math.abs(figure)).padStart(4, "0");
    return `${figure < 0 ? "−" : ""}${digits.slice(0, -3)}${words.decimal}${digits.slice(-3)}`;
  };
  const added = (row, result) => {
    const own = result.adjustments.filter((one) => row[one.attribute] === one.value).map((one) => one.adjustment);
    const floors = own.filter((one) => one > 0);
    const best = result.floors === "one" ? Math.max(0, ...floors) : floors.reduce((sum, one) => sum + one, 0);
    return best + own.filter((one) => one < 0).reduce((sum, one) => sum + one, 0);
  };
  const band = async (said, result) => {
    if (!result.borderline || result.borderline.merit === null) return [];
    const known = hex(await sha256(utf8(said.band.join("\n"))));
    must(known === result.borderline.people_sha256, "band_wrong");
    return said.band;
  };

  const sums = async (said, row, listed) => {
    const result = listed.result;
    const status = ["chosen", "reserve"].find((part) => listed[part].includes(row.pseudonym)) ?? "others";
    if (result.eligible !== null && row[result.eligible] !== "yes") {
      must(status === "others", "ineligible_listed");
      return "ineligible";
    }
    say(`status_${status}`);
    if (result.cut === null) {
      say("no_prices", { decision: listed.decision_sha256 }, "open");
      return status;
    }
    const inside = (await band(said, result)).includes(row.pseudonym);
    if (inside) say("in_band", { merit: shown(result.borderline.merit) });
    const merit = inside ? result.borderline.merit : thousandths(row[result.merit]);
    const price = added(row, result);
    const margin = merit + price - result.cut;
    const side = margin === 0 ? "on" : margin > 0 ? "above" : "below";
    say("sum", { merit: shown(merit), added: shown(price), sum: shown(merit + price), cut: shown(result.cut) });
    say(`margin_${side}`, { margin: shown(Math.abs(margin)) });
    if (result.proof !== "prices") {
      say("branching", { decision: listed.decision_sha256 }, "open");
      return status;
    }
    must(status === "chosen" ? margin >= 0 : margin <= 0, status === "chosen" ? "chosen_below" : "passed_over");
    if (margin === 0) say("tied");
    say("prices");
    return status;
  };

  const check = async (text) => {
    const said = JSON.parse(text);
    must(said.format === "ortoo-receipt/1" && typeof said.row === "string" && said.keys.length > 0, "not_receipt");
    const [sealed, list] = [await readEntry(said.sealed, "records.sealed"), await readEntry(said.list, "list.provisional")];
    const joint = sealed.entry.round === list.entry.round && sealed.entry.seal === list.entry.seal;
    must(joint && sealed.whole === list.whole, "entries_apart");
    const root = await rootAbove(await leafOf(said.row), said.index, sealed.entry.count, said.path.map(fromHex));
    must(root !== null && root === sealed.entry.root, "row_wrong");
    const row = JSON.parse(said.row).row;
    say("read", { round: sealed.entry.round, name: row.pseudonym });
    say("row", { number: said.index + 1, count: sealed.entry.count, root });
    say("entries", { first: sealed.entry.seq, second: list.entry.seq, size: sealed.note.size });
    const keys = await Promise.all(said.keys.map(readKey));
    const answers = await Promise.all(keys.map((key) => signed(sealed.note, key)));
    const by = answers.includes(true) ? answers.indexOf(true) : answers.indexOf(null);
    must(by >= 0, "signature_wrong");
    if (answers[by]) say("signature", { key: said.keys[by] }); else say("signature_unknown", { key: said.keys[by] }, "open");
    return sums(said, row, list.entry);
  };

  const tell = (text, state) => {
    answer.textContent = text;
    answer.className = `answer answer--${state}`;
    answer.hidden = false;
  };
  input.addEventListener("click", () => { input.value = ""; });  // the same file may be chosen again
  input.addEventListener("change", async () => {
    steps.replaceChildren();
    answer.hidden = true;
    if (!input.files.length) return;
    if (!globalThis.crypto?.subtle) { tell(sentence("no_crypto"), "open"); return; }
    try {
      tell(sentence(`holds_${await check(await input.files[0].text())}`), "good");
    } catch (wrong) {
      tell(wrong instanceof Wrong ? wrong.message : sentence("not_receipt"), "bad");
    }
  });
})();
