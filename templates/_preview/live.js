// Only in a page that `socloc preview` serves: loads it again when it has changed, and shows over it what is wrong.
(() => {
  "use strict";
  const own = document.currentScript.dataset.mark;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const store = "socloc live";
  const kept = (() => { try { return JSON.parse(sessionStorage.getItem(store)); } catch { return null; } })();

  // Before the page goes: where it stands and what is switched on. Filters are in the address already.
  const leave = () => {
    const anchor = all("article.card, section.post > h2").find((one) => one.offsetParent && one.getBoundingClientRect().bottom > 0);
    const writing = document.activeElement && document.activeElement.closest("textarea.remark, #reviewer");
    const card = writing && writing.closest("article.card");
    const state = {
      y: scrollY,
      anchor: anchor && anchor.id,
      top: anchor && anchor.getBoundingClientRect().top,
      switches: all('[data-switch][aria-pressed="true"]').map((button) => button.dataset.switch),
      open: all("details[open]").length > 0,
      reviewer: (document.querySelector("#reviewer") || { value: "" }).value,
      writing: writing && { card: card && card.id, at: writing.selectionStart },
    };
    try { sessionStorage.setItem(store, JSON.stringify(state)); } catch { /* then the browser's own way has to do */ }
    location.reload();
  };

  const scrollBack = (left) => {
    const anchor = kept.anchor && document.getElementById(kept.anchor);
    if (kept.y > 0 && anchor) scrollBy({ top: anchor.getBoundingClientRect().top - kept.top, behavior: "instant" });
    else scrollTo({ top: kept.y, behavior: "instant" });
    // What comes into view gets its real height only then, and moves the rest.
    if (left) requestAnimationFrame(() => scrollBack(left - 1));
  };
  const comeBack = () => {
    sessionStorage.removeItem(store);
    history.scrollRestoration = "manual";
    kept.switches.forEach((name) => all("[data-switch]").filter((button) => button.dataset.switch === name).forEach((button) => button.click()));
    if (kept.open) all("details").forEach((one) => { one.open = true; });
    const reviewer = document.querySelector("#reviewer");
    if (reviewer) reviewer.value = kept.reviewer;
    if (kept.writing) {
      const card = kept.writing.card && document.getElementById(kept.writing.card);
      const field = kept.writing.card ? card && card.querySelector("textarea.remark") : reviewer;
      if (field) { field.focus({ preventScroll: true }); field.setSelectionRange(kept.writing.at, kept.writing.at); }
    }
    scrollBack(3);
    addEventListener("pagehide", () => { history.scrollRestoration = "auto"; });
  };
  if (kept) comeBack();

  // Over the page: words from the campaign only ever as text.
  const style = document.createElement("style");
  style.textContent = `
    #live { position: fixed; inset: auto 0 0 0; z-index: 9; max-height: 60vh; overflow: auto; box-sizing: border-box; padding: 14px 24px; background: #2a1512; color: #fbeeec; border-top: 4px solid #ff8f86; font: 14px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
    #live[hidden] { display: none; }
    #live h2 { margin: 0 88px 0 0; font-size: 16px; }
    #live ul { margin: 8px 0 0; padding: 0; list-style: none; }
    #live li { margin-top: 8px; unicode-bidi: isolate; }
    #live code { font: 13px/1.5 ui-monospace, monospace; color: #ffc9c4; }
    #live small { display: block; color: #e3c4c0; }
    #live button { position: absolute; top: 10px; right: 24px; font: inherit; color: inherit; background: transparent; border: 1px solid #e3c4c0; border-radius: 8px; padding: 3px 12px; cursor: pointer; }
    @media print { #live { display: none; } }`;
  document.head.append(style);
  const make = (name, text, ...inside) => {
    const made = document.createElement(name);
    made.append(text, ...inside);
    return made;
  };
  const panel = make("section", "");
  panel.id = "live";
  panel.hidden = true;
  panel.tabIndex = 0; // so that keys can scroll it
  panel.setAttribute("role", "status");
  panel.setAttribute("aria-label", "What is wrong");
  document.body.append(panel);
  const hide = () => { panel.hidden = true; };
  const line = ({ severity, place, message, check, subject, hint }) => make(
    "li", "", make("code", place), ` ${severity}: ${message}`,
    make("small", [check, subject, hint].filter(Boolean).join(" · ")));
  const show = (title, hint, findings, more) => {
    const button = make("button", "Hide");
    button.type = "button";
    button.addEventListener("click", hide);
    const lines = findings.map(line);
    if (more) lines.push(make("li", `and ${more} more`));
    panel.replaceChildren(make("h2", title), button, make("small", hint), make("ul", "", ...lines));
    panel.hidden = false;
  };

  let last = "";
  const source = new EventSource("/events");
  source.addEventListener("message", ({ data }) => {
    const { mark, title, hint, findings, more } = JSON.parse(data);
    if (mark !== own) { source.close(); leave(); return; }
    if (data === last) return; // hidden is hidden, until something else is wrong
    last = data;
    if (title) show(title, hint, findings, more); else hide();
  });
  source.addEventListener("error", () => {
    if (source.readyState === EventSource.CLOSED) return;
    last = "";
    show("socloc preview does not answer", "It has ended, or starts again; the page goes on as soon as it is back.", [], 0);
  });
})();
