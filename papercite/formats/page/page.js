/* What a table cannot do: search, filters, order, BibTeX to copy and to take home.
   The form holds the state; the part of the address behind "#" is the form, written out. */
"use strict";

(() => {
  const root = document.documentElement;
  const $ = (selector, within = document) => within.querySelector(selector);
  const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

  root.classList.add("js");

  // ---- light and dark: as the system has it, until somebody chooses

  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);

  function kept() {
    try {
      return localStorage.getItem("papercite-theme");
    } catch {
      return null; // a browser that keeps nothing
    }
  }

  function keep(theme) {
    try {
      localStorage.setItem("papercite-theme", theme);
    } catch {
      // then it holds for this time
    }
  }

  function dress(theme) {
    if (theme === "dark" || theme === "light") root.dataset.theme = theme;
    const button = $("#theme");
    if (!button) return;
    button.textContent = isDark() ? "Light" : "Dark";
    button.setAttribute("aria-label", `${button.textContent} colours`);
  }

  // ---- text as it is compared: small letters without accents, one space between words

  const UNDIVIDED = {
    ß: "ss", æ: "ae", œ: "oe", ø: "o", ð: "d", þ: "th", ł: "l", đ: "d", ħ: "h", ı: "i", ŋ: "n", ŧ: "t", ĸ: "k",
    ſ: "s", ə: "e", ƒ: "f", ɓ: "b", ɗ: "d", ƙ: "k",
  };

  function fold(text) {
    let folded = text.toLowerCase();
    if (/[^\x00-\x7f]/.test(folded)) {
      folded = folded.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();
      folded = folded.replace(/[ßæœøðþłđħıŋŧĸſəƒɓɗƙ]/g, (letter) => UNDIVIDED[letter]);
    }
    return folded.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  }

  // ---- what is there

  const numbers = (text) => (text ? text.split(" ").map(Number) : []);

  function facetOf(fieldset) {
    return {
      name: fieldset.dataset.facet,
      legend: $("legend", fieldset).textContent,
      boxes: $$("input:not([name=every])", fieldset),
      counters: $$("b", fieldset),
    };
  }

  function paperOf(row, place, facets) {
    const cells = [...row.cells];
    const more = cells.pop();
    const paper = {
      row, place, more,
      key: row.id.slice("ref-".length),
      band: Number(row.dataset.band),
      text: fold([row.id.slice("ref-".length), row.dataset.words, ...cells.map((cell) => cell.textContent)].join(" ")),
      held: facets.map((facet) => numbers(row.dataset[facet.name])),
    };
    const title = $(".title a", row) || $(".title", row);
    paper.title = title ? title.textContent : paper.key;
    return paper;
  }

  const PORTION = 60; // rows that are added at once

  const bibtexOf = (papers) => papers.map((paper) => $("pre", paper.more).textContent).join("\n");

  // ---- the page

  function start() {
    dress();
    system.addEventListener("change", () => dress());
    $("#theme").addEventListener("click", () => {
      const theme = isDark() ? "light" : "dark";
      keep(theme);
      dress(theme);
    });

    const form = $("#filters");
    const table = $("#papers table");
    const facets = $$("fieldset", form).map(facetOf);
    const papers = $$("tr[id]").map((row, place) => paperOf(row, place, facets));
    const bodies = table ? [...table.tBodies] : []; // one under each heading
    const years = facets.find((facet) => facet.name === "year");
    let order = papers;
    let shown = papers;
    let sorting = "";
    let limit = PORTION; // of the papers found so many have a row that is seen
    const ticks = new Set();

    // ---- a box and a button for each paper; made when its row is seen for the first time

    const box = document.createElement("input");
    box.type = "checkbox";
    const copier = document.createElement("button");
    copier.type = "button";
    copier.textContent = "Copy";

    function equip(paper) {
      paper.box = box.cloneNode();
      paper.box.setAttribute("aria-label", paper.title);
      const cell = paper.row.insertCell(0);
      cell.className = "tick";
      cell.append(paper.box);
      const button = copier.cloneNode(true);
      button.setAttribute("aria-label", `Copy BibTeX of ${paper.key}`);
      paper.more.append(button);
    }

    function widen() {
      const tick = document.createElement("th");
      tick.scope = "col";
      tick.textContent = "Tick";
      table.tHead.rows[0].prepend(tick);
      for (const cell of $$(".group th", table)) cell.colSpan += 1;
    }

    // ---- state: form <-> address

    function written() {
      const fields = [...new FormData(form)].filter(([, value]) => value.trim());
      return new URLSearchParams(fields).toString();
    }

    function recall() {
      clearTimeout(waiting);
      wasTyping = false;
      const hash = location.hash.slice(1);
      const wanted = new URLSearchParams(hash.includes("=") ? hash : "");
      form.elements.q.value = wanted.get("q") || "";
      form.elements.sort.value = wanted.get("sort") || "";
      if (form.elements.sort.selectedIndex < 0) form.elements.sort.value = "";
      for (const box of $$("input[type=checkbox]", form)) box.checked = wanted.getAll(box.name).includes(box.value);
      update();
      const meant = hash && shown.findIndex((paper) => paper.row.id === hash);
      if (hash && meant >= 0) {
        reveal(meant + 1);
        shown[meant].row.scrollIntoView();
      }
    }

    // A new address makes the browser look at every link anew, which a long page feels: it is written when the change
    // is seen, or when the typing is over. What is typed in one go is one step back.
    let wasTyping = false;
    let waiting = 0;

    function remember(isTyping) {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        const hash = written();
        if (hash === location.hash.slice(1)) return;
        const address = hash ? `#${hash}` : location.pathname + location.search;
        if (isTyping && wasTyping) history.replaceState(null, "", address);
        else history.pushState(null, "", address);
        wasTyping = isTyping;
      }, isTyping ? 400 : 50);
    }

    function changed(isTyping = false) {
      update();
      const now = $("#now");
      if (scrollY && now.getBoundingClientRect().top < 0) now.scrollIntoView(); // what is found is seen from its beginning
      remember(isTyping);
    }

    // ---- filters: one pass over the papers tells which are shown, and the numbers of filters and charts

    function update() {
      const words = fold(form.elements.q.value).split(" ").filter(Boolean);
      const isEvery = facets.map((facet) => facet.name === "has" || (facet.name === "topic" && form.elements.every?.checked));
      const chosen = facets.map((facet) => facet.boxes.flatMap((box, place) => (box.checked ? [place] : [])));
      const counts = facets.map((facet) => facet.boxes.map(() => 0));
      const parts = new Map(); // "year band" -> number
      const yearAt = facets.indexOf(years);
      const fits = (held, at) =>
        isEvery[at] ? chosen[at].every((place) => held.includes(place)) : held.some((place) => chosen[at].includes(place));
      arrange();
      shown = [];
      for (const paper of order) {
        const isFound = words.every((word) => paper.text.includes(word));
        const missed = isFound ? facets.map((_, at) => at).filter((at) => chosen[at].length && !fits(paper.held[at], at)) : null;
        if (isFound && !missed.length) shown.push(paper);
        if (!isFound || missed.length > 1) continue;
        for (const [at, held] of paper.held.entries()) {
          if (missed.length && (missed[0] !== at || isEvery[at])) continue; // a filter does not count against itself
          for (const place of held) counts[at][place] += 1;
          if (at === yearAt && held.length) {
            const part = `${held[0]} ${paper.band}`;
            parts.set(part, (parts.get(part) || 0) + 1);
          }
        }
      }
      facets.forEach((facet, at) => tell(facet, counts[at]));
      draw(counts, parts);
      limit = PORTION;
      reveal(limit);
      report();
    }

    // The first papers of those found are seen, more of them when the end of these comes near: a page of some hundred
    // rows stays quick, however long the list is.
    const seen = new Set();
    const more = () => reveal(limit + PORTION);
    const end = new IntersectionObserver((told) => told.at(-1).isIntersecting && more(), { rootMargin: "100%" });

    function reveal(number) {
      limit = Math.max(limit, number);
      const wanted = new Set(shown.slice(0, limit));
      for (const paper of seen) {
        if (!wanted.has(paper)) {
          paper.row.hidden = true;
          seen.delete(paper);
        }
      }
      for (const paper of wanted) {
        if (!paper.box) equip(paper);
        paper.row.hidden = false;
        seen.add(paper);
      }
      for (const body of bodies) body.hidden = !$("tr[id]:not([hidden])", body);
      $("#rest").hidden = limit >= shown.length;
      end.disconnect();
      end.observe($("#rest")); // anew, so that an end that stayed in sight is told of again
      $("#rest").textContent = `Show more of ${shown.length.toLocaleString("en")} papers`;
    }

    function tell(facet, counts) {
      counts.forEach((count, place) => {
        const number = facet.counters[place];
        if (number.textContent !== String(count)) number.textContent = count;
        number.parentElement.classList.toggle("none", !count);
      });
    }

    const ORDERS = {
      newest: (a, b) => yearOf(b) - yearOf(a),
      oldest: (a, b) => (yearOf(a) || Infinity) - (yearOf(b) || Infinity),
      title: (a, b) => compare(a.title, b.title),
      venue: (a, b) => compare(venueOf(a), venueOf(b)),
    };
    const { compare } = new Intl.Collator("en", { numeric: true });

    function optionOf(paper, name) {
      const at = facets.findIndex((facet) => facet.name === name);
      return at < 0 || !paper.held[at].length ? "" : facets[at].boxes[paper.held[at][0]].value;
    }

    const yearOf = (paper) => Number(optionOf(paper, "year"));
    const venueOf = (paper) => optionOf(paper, "venue") || "\uffff";

    function arrange() {
      if (sorting === form.elements.sort.value) return;
      sorting = form.elements.sort.value;
      order = [...papers];
      if (sorting) order.sort((a, b) => bodies.indexOf(a.row.parentElement) - bodies.indexOf(b.row.parentElement) || ORDERS[sorting](a, b) || a.place - b.place);
      for (const body of bodies) {
        body.append(...order.filter((paper) => paper.row.parentElement === body).map((paper) => paper.row));
      }
    }

    // ---- charts: their bars are buttons for the boxes of the filters

    const bars = $$("#overview svg g").map((bar) => {
      const name = bar.parentElement.dataset.facet;
      const facet = facets.find((one) => one.name === name);
      return { bar, facet, place: Number(bar.dataset.option), svg: bar.parentElement };
    });
    const keys = $$("#overview button").map((button) => {
      const facet = facets.find((one) => one.name === "topic");
      return { button, box: facet.boxes[Number(button.dataset.option)] };
    });

    function flip(box) {
      box.checked = !box.checked;
      changed();
    }

    function enliven() {
      for (const svg of $$("#overview svg")) svg.setAttribute("role", "group");
      for (const { bar, facet, place } of bars) {
        bar.setAttribute("role", "button");
        bar.setAttribute("tabindex", "0");
        bar.addEventListener("click", () => flip(facet.boxes[place]));
        bar.addEventListener("keydown", (event) => {
          if (event.key !== "Enter" && event.key !== " ") return;
          event.preventDefault();
          flip(facet.boxes[place]);
        });
      }
      for (const { button, box } of keys) {
        button.disabled = false;
        button.addEventListener("click", () => flip(box));
      }
    }

    function draw(counts, parts) {
      for (const { bar, facet, place, svg } of bars) {
        const count = counts[facets.indexOf(facet)][place];
        const unit = Number(svg.dataset.unit);
        if (facet === years) stack(bar, place, parts, unit, Number(svg.dataset.base));
        else $(".one", bar).setAttribute("width", count * unit);
        const number = $(".n", bar);
        if (number) number.textContent = ` ${count}`;
        bar.setAttribute("aria-label", `${bar.dataset.name} ${count} of ${bar.dataset.all} ${bar.dataset.all === "1" ? "paper" : "papers"}`);
        bar.setAttribute("aria-pressed", facet.boxes[place].checked);
      }
      for (const { button, box } of keys) button.setAttribute("aria-pressed", box.checked);
      for (const svg of $$("#overview svg")) svg.classList.toggle("picked", Boolean($("[aria-pressed=true]", svg)));
    }

    function stack(bar, place, parts, unit, base) {
      let below = 0;
      for (const rect of $$("[data-band]", bar)) {
        const count = parts.get(`${place} ${rect.dataset.band}`) || 0;
        below += count;
        rect.setAttribute("y", base - below * unit);
        rect.setAttribute("height", count * unit);
      }
    }

    // ---- what is in force, and what is meant by "these papers"

    function tick(paper, isTicked) {
      if (isTicked) ticks.add(paper);
      else ticks.delete(paper);
      paper.box.checked = isTicked;
      paper.row.classList.toggle("ticked", isTicked);
    }

    const ticked = () => papers.filter((paper) => ticks.has(paper));

    function report() {
      const many = ticks.size;
      const all = papers.length === 1 ? "1 paper" : `${papers.length.toLocaleString("en")} papers`;
      const number = shown.length.toLocaleString("en");
      $("#count").textContent = (shown.length === papers.length ? all : `${number} of ${all}`) + (many ? `, ${many} ticked` : "");
      $("#copy").textContent = many ? `Copy BibTeX (${many} ticked)` : "Copy BibTeX";
      $("#save").textContent = many ? `Download .bib (${many} ticked)` : "Download .bib";
      $("#copy").disabled = $("#save").disabled = !(many || shown.length);
      $("#untick").hidden = !many;
      $("#none").hidden = shown.length > 0;
      if (table) table.hidden = !shown.length;
      $("#active").replaceChildren(...chips());
      const boxes = $$("fieldset :checked:not([name=every])", form).length;
      $("#panel summary").textContent = boxes ? `Filters (${boxes})` : "Filters";
    }

    function chips() {
      const boxes = facets.flatMap((facet) => facet.boxes.filter((box) => box.checked).map((box) => [facet.legend, box]));
      const found = boxes.map(([legend, box]) => chip(box.value, `Remove the filter ${legend}: ${box.value}`, () => flip(box)));
      const word = form.elements.q.value.trim();
      if (word) {
        found.unshift(chip(`“${word}”`, `Remove the search for ${word}`, () => {
          form.elements.q.value = "";
          changed();
        }));
      }
      return found.length ? [...found, chip("Clear all", "Clear all filters", clear, "clear")] : [];
    }

    function chip(text, label, act, kind = "") {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.className = kind;
      button.textContent = text;
      button.setAttribute("aria-label", label);
      button.addEventListener("click", () => {
        const place = [...item.parentElement.children].indexOf(item);
        act();
        const left = $$("#active button");
        (left[Math.min(place, left.length - 1)] || form.elements.q).focus();
      });
      item.append(button);
      return item;
    }

    function clear() {
      form.elements.q.value = "";
      for (const box of $$("input[type=checkbox]", form)) box.checked = false;
      changed();
    }

    // ---- BibTeX

    let silence = 0;

    function say(text) {
      const said = $("#said");
      said.textContent = text;
      said.classList.remove("unseen");
      clearTimeout(silence);
      silence = setTimeout(() => said.classList.add("unseen"), 2500);
    }

    async function copy(text, what) {
      try {
        await navigator.clipboard.writeText(text);
      } catch { // not a secure context, or not allowed: the old way
        const area = document.createElement("textarea");
        area.value = text;
        area.className = "unseen";
        const { activeElement } = document;
        document.body.append(area);
        area.select();
        const isDone = document.execCommand("copy");
        area.remove();
        activeElement?.focus();
        if (!isDone) return say("The browser does not let pages copy");
      }
      return say(`Copied BibTeX of ${what}`);
    }

    const meant = () => (ticks.size ? ticked() : shown);
    const spoken = (list) => (list.length === 1 ? list[0].key : `${list.length.toLocaleString("en")} papers`);

    function save(text) {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: "application/x-bibtex;charset=utf-8" }));
      link.download = "references.bib";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    }

    // ---- who listens to what

    function listen() {
      form.addEventListener("input", (event) => changed(event.target.name === "q"));
      form.addEventListener("submit", (event) => event.preventDefault());
      addEventListener("popstate", recall);
      $("#copy").addEventListener("click", () => copy(bibtexOf(meant()), spoken(meant())));
      $("#save").addEventListener("click", () => {
        save(bibtexOf(meant()));
        say(`Downloaded BibTeX of ${spoken(meant())}`);
      });
      $("#untick").addEventListener("click", () => {
        for (const paper of ticked()) tick(paper, false);
        report();
        $("#copy").focus();
      });
      $("#none button").addEventListener("click", () => {
        clear();
        form.elements.q.focus();
      });
      $(".skip").addEventListener("click", (event) => {
        event.preventDefault(); // the address stays as it is
        $("#papers").focus();
      });
      table?.addEventListener("change", (event) => {
        tick(papers.find((paper) => paper.box === event.target), event.target.checked);
        report();
      });
      table?.addEventListener("click", (event) => {
        const paper = event.target.matches("td > button") && papers.find(({ row }) => row.contains(event.target));
        if (paper) copy(bibtexOf([paper]), paper.key);
      });
      document.addEventListener("keydown", (event) => {
        const isWriting = event.target.matches("input[type=search], select, textarea");
        if (event.key !== "/" || isWriting || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        form.elements.q.focus();
        form.elements.q.select();
      });
      const wide = matchMedia("(min-width: 60rem)");
      const fit = () => {
        for (const part of $$("#panel, #overview")) part.open = wide.matches;
      };
      wide.addEventListener("change", fit);
      fit();
      $("#rest").addEventListener("click", more);
      addEventListener("beforeprint", () => reveal(shown.length));
    }

    if (table) widen();
    for (const paper of papers) paper.row.hidden = true;
    enliven();
    listen();
    recall();
  }

  dress(kept());
  document.addEventListener("DOMContentLoaded", start);
})();
