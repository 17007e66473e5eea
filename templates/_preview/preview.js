// The preview's own script. It reads the page it stands in, sends nothing anywhere, and the page works without it.
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);
  const cards = all("article.card");
  const body = document.body;
  const live = one("#said");
  const say = (text) => { live.textContent = text; };
  body.classList.add("scripted");

  // Filters: what is chosen stands in the address, so that a link shows the same.
  const filters = all("[data-filter]");
  const shown = (card) => filters.every(({ value, dataset: { filter } }) => {
    if (!value) return true;
    if (filter === "finding") return value === "any" ? card.dataset.finding !== "" : card.dataset.finding.split(" ").includes(value);
    if (filter === "review") return (card.dataset.verdict || "open") === value;
    return card.dataset[filter] === value;
  });
  const filter = () => {
    cards.forEach((card) => { card.hidden = !shown(card); });
    all("section.post").forEach((post) => { post.hidden = !one("article.card:not([hidden])", post); });
    const count = cards.filter((card) => !card.hidden).length;
    one("#count").textContent = `${count} of ${cards.length}`;
    const chosen = filters.filter(({ value }) => value).map(({ value, dataset }) => `${dataset.filter}=${encodeURIComponent(value)}`);
    history.replaceState(null, "", chosen.length ? `#${chosen.join("&")}` : location.pathname + location.search);
  };
  const fromAddress = () => {
    const parts = new URLSearchParams(location.hash.slice(1));
    filters.forEach((select) => {
      const value = parts.get(select.dataset.filter) || "";
      select.value = [...select.options].some((option) => option.value === value) ? value : "";
    });
    return filters.some(({ value }) => value);
  };
  filters.forEach((select) => select.addEventListener("change", filter));

  // Ways of looking: phone or desktop width, translations side by side, WeChat's dark mode.
  all("[data-switch]").forEach((button) => button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    body.classList.toggle(button.dataset.switch, on);
    if (button.dataset.switch === "dark-pages") {
      all("iframe.page[data-dark]").forEach((frame) => {
        frame.dataset.light = frame.dataset.light || frame.getAttribute("srcdoc");
        frame.setAttribute("srcdoc", on ? frame.dataset.dark : frame.dataset.light);
      });
    }
  }));

  // Copying: an article goes as rich text and as plain text, everything else exactly as it is posted.
  const copy = (plain, rich) => {
    const put = (event) => {
      event.preventDefault();
      event.clipboardData.setData("text/plain", plain);
      if (rich) event.clipboardData.setData("text/html", rich);
    };
    document.addEventListener("copy", put, { once: true });
    const done = document.execCommand("copy");
    document.removeEventListener("copy", put);
    say(done ? "Copied." : "The browser does not let the page copy.");
    return done;
  };
  const copyField = (field) => {
    const frame = one("iframe.page", field);
    const inside = frame && frame.contentDocument && frame.contentDocument.body;
    return inside ? copy(inside.innerText, frame.dataset.rich) : copy(one(".exact", field).value, "");
  };
  all("button.copy").forEach((button) => button.addEventListener("click", () => {
    const label = button.textContent;
    button.textContent = copyField(button.closest(".field")) ? "Copied" : "Not copied";
    setTimeout(() => { button.textContent = label; }, 1500);
  }));

  // Reviews stay in this browser until they are saved as a file for `socloc review`.
  const store = `socloc ${body.dataset.campaign}`;
  const kept = (() => { try { return JSON.parse(localStorage.getItem(store)) || {}; } catch { return {}; } })();
  const keep = () => { try { localStorage.setItem(store, JSON.stringify(kept)); } catch { say("This browser keeps nothing: save the review before you leave."); } };
  const key = (card) => `${card.id} ${card.dataset.seen}`; // two networks may show the same words
  const verdictOf = (card) => kept[key(card)] || {};
  const paint = (card) => {
    const { verdict, remark } = verdictOf(card);
    card.dataset.verdict = verdict || "open";
    all("[data-verdict-button]", card).forEach((button) => {
      button.setAttribute("aria-pressed", String(button.dataset.verdictButton === verdict));
    });
    const box = one("textarea.remark", card);
    if (document.activeElement !== box) box.value = remark || "";
    const done = cards.filter((other) => other.dataset.verdict !== "open").length;
    one("#reviewed").textContent = `${done} of ${cards.length} reviewed`;
  };
  const judge = (card, change) => {
    kept[key(card)] = { ...verdictOf(card), ...change };
    keep();
    paint(card);
  };
  const toggle = (card, verdict) => judge(card, { verdict: verdictOf(card).verdict === verdict ? undefined : verdict });
  cards.forEach((card) => {
    all("[data-verdict-button]", card).forEach((button) => button.addEventListener("click", () => toggle(card, button.dataset.verdictButton)));
    one("textarea.remark", card).addEventListener("input", (event) => judge(card, { remark: event.target.value }));
    paint(card);
  });
  one("#save").addEventListener("click", () => {
    const reviewer = one("#reviewer").value.trim();
    const verdicts = cards.filter((card) => verdictOf(card).verdict).map((card) => {
      const { network, format, locale, post, seen } = card.dataset;
      const { verdict, remark } = verdictOf(card);
      return { network, format, locale, post, seen, approved: verdict === "approved", ...(remark ? { remark } : {}), ...(reviewer ? { reviewer } : {}) };
    });
    const file = new Blob([`${JSON.stringify({ schema_version: 1, verdicts }, null, 1)}\n`], { type: "application/json" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = `${body.dataset.campaign}-review.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    say(`Saved ${verdicts.length} verdicts.`);
  });

  // Keys: j and k go from variant to variant, c copies, a approves, r refuses.
  const current = () => document.activeElement && document.activeElement.closest("article.card");
  const go = (step) => {
    const visible = cards.filter((card) => !card.hidden);
    const next = visible[Math.max(0, Math.min(visible.length - 1, visible.indexOf(current()) + step))];
    if (next) { next.focus(); next.scrollIntoView({ block: "nearest" }); }
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    const card = current();
    if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (event.key === "c" && card) one("button.copy", card).click();
    else if (event.key === "a" && card) toggle(card, "approved");
    else if (event.key === "r" && card) toggle(card, "refused");
    else return;
    event.preventDefault();
  });

  if (fromAddress()) filter(); else one("#count").textContent = `${cards.length} of ${cards.length}`;
})();
