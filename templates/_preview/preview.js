// The preview's own script. It reads the page it stands in, sends nothing anywhere, and the page works without it.
// Whatever stands in the page may be replaced by a newer one (live.js), so it is looked for when it is needed.
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);
  const cards = () => all("article.card");
  const body = document.body;
  const say = (text) => { one("#said").textContent = text; };
  body.classList.add("scripted");

  // Filters: what is chosen stands in the address, so that a link shows the same.
  const filters = all("[data-filter]");
  const matches = (card) => filters.every(({ value, dataset: { filter } }) => {
    if (!value) return true;
    if (filter === "finding") return value === "any" ? card.dataset.finding !== "" : card.dataset.finding.split(" ").includes(value);
    if (filter === "review") return (card.dataset.verdict || "open") === value;
    return card.dataset[filter] === value;
  });
  // Side by side, a translation never stands without its source, nor a converted text without what it was made from.
  const showFormat = (format) => {
    const listed = all("article.card", format);
    const found = listed.filter(matches);
    const origins = found.flatMap(({ dataset }) => (dataset.origins || "").split(" "));
    const comparing = body.classList.contains("compare") && found.length > 0;
    listed.forEach((card) => {
      const isFound = found.includes(card);
      const isBeside = comparing && !isFound && (card.dataset.source !== undefined || origins.includes(card.dataset.locale));
      card.classList.toggle("beside", isBeside);
      card.hidden = !isFound && !isBeside;
    });
    format.hidden = found.length === 0;
    return found.length;
  };
  const show = () => {
    const count = all("section.format").reduce((sum, format) => sum + showFormat(format), 0);
    all("section.post").forEach((post) => { post.hidden = !one("section.format:not([hidden])", post); });
    one("#count").textContent = `${count} of ${cards().length}`;
  };
  const intoAddress = () => {
    const chosen = filters.filter(({ value }) => value).map(({ value, dataset }) => `${dataset.filter}=${encodeURIComponent(value)}`);
    history.replaceState(null, "", chosen.length ? `#${chosen.join("&")}` : location.pathname + location.search);
  };
  const fromAddress = () => {
    const parts = new URLSearchParams(location.hash.slice(1));
    filters.forEach((select) => {
      const value = parts.get(select.dataset.filter) || "";
      select.value = [...select.options].some((option) => option.value === value) ? value : "";
    });
  };
  filters.forEach((select) => select.addEventListener("change", () => { show(); intoAddress(); }));
  // A link to a variant leads there, also where a filter hides it; a link to filters sets them.
  const named = () => { try { return document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return null; } };
  addEventListener("hashchange", () => {
    const target = named();
    if (target && target.offsetParent) return;
    fromAddress();
    show();
    if (target) target.scrollIntoView();
  });

  // Ways of looking: phone or desktop width, translations side by side, WeChat's dark mode.
  const darken = () => {
    const on = body.classList.contains("dark-pages");
    all("iframe.page[data-dark]").filter((frame) => on || frame.dataset.light).forEach((frame) => {
      frame.dataset.light = frame.dataset.light || frame.getAttribute("srcdoc");
      const wanted = on ? frame.dataset.dark : frame.dataset.light;
      if (frame.getAttribute("srcdoc") !== wanted) frame.setAttribute("srcdoc", wanted);
    });
  };
  const stay = (change) => {
    const near = all("section.format, section.post > h2").find((each) => (each.firstElementChild || each).getBoundingClientRect().top > 0);
    const place = () => (near.id ? near : one("article.card:not([hidden])", near) || near).getBoundingClientRect().top;
    const before = near && scrollY > 0 && place();
    change();
    if (before) scrollBy({ top: place() - before, behavior: "instant" });
  };
  all("[data-switch]").forEach((button) => button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    stay(() => { body.classList.toggle(button.dataset.switch, on); show(); });
    darken();
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
  const copyFrom = (button) => {
    button.textContent = copyField(button.closest(".field")) ? "Copied" : "Not copied";
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  };

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
  };
  const countReviewed = () => {
    const done = cards().filter((card) => card.dataset.verdict !== "open").length;
    one("#reviewed").textContent = `${done} of ${cards().length} reviewed`;
  };
  const judge = (card, change) => {
    kept[key(card)] = { ...verdictOf(card), ...change };
    keep();
    paint(card);
    countReviewed();
  };
  const toggle = (card, verdict) => judge(card, { verdict: verdictOf(card).verdict === verdict ? undefined : verdict });
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("main button");
    if (!button) return;
    if (button.classList.contains("copy")) copyFrom(button);
    else if (button.dataset.verdictButton) toggle(button.closest("article.card"), button.dataset.verdictButton);
  });
  document.addEventListener("input", ({ target }) => {
    if (target.matches("textarea.remark")) judge(target.closest("article.card"), { remark: target.value });
  });
  one("#save").addEventListener("click", () => {
    const reviewer = one("#reviewer").value.trim();
    const verdicts = cards().filter((card) => verdictOf(card).verdict).map((card) => {
      const { network, format, locale, post, seen } = card.dataset;
      const { verdict, remark } = verdictOf(card);
      const { row } = document.body.dataset;
      return { network, format, locale, post, ...(row ? { row } : {}), seen, approved: verdict === "approved", ...(remark ? { remark } : {}), ...(reviewer ? { reviewer } : {}) };
    });
    const file = new Blob([`${JSON.stringify({ schema_version: 1, verdicts }, null, 1)}\n`], { type: "application/json" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = `${body.dataset.campaign}-review.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    say(`Saved ${verdicts.length} verdicts.`);
  });

  // Keys: j and k go from variant to variant, c copies, a approves, r refuses, s shows them side by side.
  const current = () => document.activeElement && document.activeElement.closest("article.card");
  const go = (step) => {
    const visible = cards().filter((card) => !card.hidden);
    const next = visible[Math.max(0, Math.min(visible.length - 1, visible.indexOf(current()) + step))];
    if (next) { next.focus({ preventScroll: true }); next.scrollIntoView({ block: "nearest", inline: "nearest" }); }
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    const card = current();
    if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (event.key === "s") one("[data-switch=compare]").click();
    else if (event.key === "c" && card) one("button.copy", card).click();
    else if (event.key === "a" && card) toggle(card, "approved");
    else if (event.key === "r" && card) toggle(card, "refused");
    else return;
    event.preventDefault();
  });

  const arrive = () => { cards().forEach(paint); countReviewed(); show(); darken(); };
  document.addEventListener("socloc-changed", arrive);
  fromAddress();
  arrive();
})();
