// Only in a page that `socloc preview` serves: takes over what has changed, and shows over the page what is wrong.
(() => {
  "use strict";
  let own = document.currentScript.dataset.mark;
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // What has changed comes into the page that stands; so scrolling, filters, frames and videos stay as they are.
  const CONTAINERS = "main, section.post, .grid, section.format, .pair";
  const nameOf = (one) => one.id || one.dataset.key || `${one.tagName} ${one.className}`;
  const isSame = (old, fresh) => (old.dataset.sum ? old.dataset.sum === fresh.dataset.sum : old.isEqualNode(fresh));
  const replace = (old, fresh) => {
    const writing = document.activeElement !== old && old.contains(document.activeElement) && document.activeElement;
    const hadFocus = document.activeElement === old;
    old.replaceWith(fresh);
    if (hadFocus) fresh.focus({ preventScroll: true });
    if (!writing || !writing.matches("textarea.remark")) return;
    const box = fresh.querySelector("textarea.remark");
    box.value = writing.value;
    box.focus({ preventScroll: true });
    box.setSelectionRange(writing.selectionStart, writing.selectionEnd);
    box.dispatchEvent(new Event("input", { bubbles: true })); // what is being written is not lost
  };
  const settle = (old, fresh) => {
    if (!old.matches(CONTAINERS)) {
      fresh.open = old.open; // of the calendar
      if (!isSame(old, fresh)) replace(old, fresh);
      return;
    }
    [...fresh.attributes].forEach(({ name, value }) => old.setAttribute(name, value));
    merge(old, fresh);
  };
  const merge = (old, fresh) => {
    const coming = [...fresh.children];
    const names = new Set(coming.map(nameOf));
    [...old.children].filter((one) => !names.has(nameOf(one))).forEach((one) => one.remove());
    const here = new Map([...old.children].map((one) => [nameOf(one), one]));
    let next = old.firstElementChild;
    coming.forEach((one) => {
      const same = here.get(nameOf(one));
      if (!same) { old.insertBefore(one, next); return; }
      here.delete(nameOf(one)); // of two with one name, the second is new
      if (same === next) next = next.nextElementSibling; else old.insertBefore(same, next);
      settle(same, one);
    });
    here.forEach((one) => one.remove());
  };
  const choose = (fresh) => all("[data-filter]").forEach((select) => {
    const newer = fresh.querySelector(`[data-filter="${select.dataset.filter}"]`);
    if (select.isEqualNode(newer)) return;
    const { value } = select;
    select.replaceChildren(...newer.children);
    select.value = value;
    if (select.selectedIndex < 0) select.value = "";
  });
  const takeOver = (fresh) => {
    document.title = fresh.title;
    const [style, newStyle] = [document, fresh].map((one) => one.querySelector("style"));
    if (style.textContent !== newStyle.textContent) style.textContent = newStyle.textContent;
    [".top .about", "main", "[data-switch=dark-pages]"].forEach((selector) => {
      const [old, newer] = [document, fresh].map((one) => one.querySelector(selector));
      if (old.matches("[data-switch]")) old.hidden = newer.hidden; else settle(old, newer);
    });
    choose(fresh);
    document.dispatchEvent(new Event("socloc-changed"));
  };

  // What is being looked at stays where it is, whatever has grown or gone above it.
  const anchors = "article.card, section.post > h2";
  const inSight = () => {
    const anchor = scrollY > 0 && all(anchors).find((one) => one.offsetParent && one.getBoundingClientRect().bottom > 0);
    return anchor && { id: anchor.id, top: anchor.getBoundingClientRect().top };
  };
  const scrollBack = (seen, left) => {
    const anchor = seen && document.getElementById(seen.id);
    if (!anchor || !anchor.offsetParent) return;
    scrollBy({ top: anchor.getBoundingClientRect().top - seen.top, behavior: "instant" });
    // What comes into view gets its real height only then, and moves the rest.
    if (left) requestAnimationFrame(() => scrollBack(seen, left - 1));
  };

  const policy = (page) => (page.querySelector("meta[http-equiv]") || { content: "" }).content;
  const take = async () => {
    const answer = await fetch("/", { cache: "no-store" });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const isOther = policy(fresh) !== policy(document) || fresh.body.dataset.campaign !== document.body.dataset.campaign;
    if (isOther || !document.querySelector("main") || !fresh.querySelector("main")) { location.reload(); return; }
    const seen = inSight();
    takeOver(fresh);
    own = fresh.querySelector("script[data-mark]").dataset.mark;
    scrollBack(seen, 3);
  };
  let wanted = own;
  let isTaking = false;
  const follow = async (mark) => {
    wanted = mark;
    if (isTaking) return;
    isTaking = true;
    let asked;
    try {
      do { asked = wanted; await take(); } while (asked !== wanted && own !== wanted);
    } catch { /* the server has gone; the next word from it brings the page again */ }
    isTaking = false;
  };

  // Over the page: words from the campaign only ever as text.
  const style = document.createElement("style");
  style.textContent = `
    #live { position: fixed; inset: auto 0 0 0; z-index: 9; max-height: 60vh; overflow: auto; box-sizing: border-box; padding: 14px 24px 18px; background: #2a1512; color: #fbeeec; border-top: 4px solid #ff8f86; box-shadow: 0 -8px 32px #0006; font: 14px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
    #live[hidden] { display: none; }
    #live h2 { margin: 0 88px 0 0; font-size: 16px; }
    #live ul { margin: 8px 0 0; padding: 0; list-style: none; }
    #live li { margin-top: 10px; unicode-bidi: isolate; }
    #live code { display: block; font: 12px/1.5 ui-monospace, monospace; color: #ffc9c4; }
    #live small { display: block; color: #e3c4c0; }
    #live button { position: absolute; top: 10px; right: 24px; font: inherit; color: inherit; background: transparent; border: 1px solid #e3c4c0; border-radius: 8px; padding: 3px 12px; cursor: pointer; }
    #live:focus-visible, #live button:focus-visible { outline: 2px solid #ffffff; outline-offset: -4px; }
    @media (max-width: 640px) { #live { padding: 12px 16px 16px; max-height: 50vh; } #live button { right: 16px; } }
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
  panel.setAttribute("aria-label", "What is wrong");
  const said = make("div", "");
  said.setAttribute("role", "status");
  panel.append(said);
  document.body.append(panel);
  const hide = () => { panel.hidden = true; };
  const line = ({ severity, place, message, check, subject, hint }) => make(
    "li", "", make("code", place), make("strong", severity), ` ${message}`,
    make("small", [check, subject, hint].filter(Boolean).join(" · ")));
  const show = (title, hint, findings, more) => {
    const button = make("button", "Hide");
    button.type = "button";
    button.addEventListener("click", hide);
    const lines = findings.map(line);
    if (more) lines.push(make("li", `and ${more} more`));
    said.replaceChildren(make("h2", title), ...(hint ? [make("small", hint)] : []), ...(lines.length ? [make("ul", "", ...lines)] : []));
    panel.replaceChildren(said, button);
    panel.hidden = false;
  };
  document.addEventListener("keydown", ({ key }) => { if (key === "Escape") hide(); });

  let last = "";
  const source = new EventSource("/events");
  source.addEventListener("message", ({ data }) => {
    const { mark, title, hint, findings, more } = JSON.parse(data);
    if (mark !== own) follow(mark);
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
