/* What a table cannot do: search, filters, order, BibTeX to copy and to take home.

   The form holds the state; the part of the address behind "#" is the form, written out. A change of the form is
   followed by one pass over the papers, which tells what is found and the numbers of filters and charts. */
"use strict";

(() => {
  const $ = (selector, within = document) => within.querySelector(selector);
  const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

  const PORTION = 20; // rows that are added at once

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

  const counted = (number) => `${number.toLocaleString("en")} ${number === 1 ? "paper" : "papers"}`;

  // ---- what is there

  const form = $("#filters");
  const table = $("#papers table");
  const bodies = table ? [...table.tBodies] : []; // one under each heading
  const heads = $$(".group");
  const search = form.elements.q;
  const sort = form.elements.sort;

  const facets = $$("fieldset", form).map((fieldset) => ({
    name: fieldset.dataset.facet,
    legend: $("legend", fieldset).textContent,
    boxes: $$("input:not([name=every])", fieldset),
    counters: $$("b", fieldset),
  }));
  const facetAt = (name) => facets.findIndex((facet) => facet.name === name);
  const YEAR = facetAt("year");
  const VENUE = facetAt("venue");

  const numbers = (text) => (text ? text.split(" ").map(Number) : []);

  const papers = $$("tr[id]").map((row, place) => {
    const cells = [...row.cells];
    const more = cells.pop(); // links and BibTeX
    const key = row.id.slice("ref-".length);
    return {
      row, place, more, key,
      title: ($(".title a", row) || $(".title", row))?.textContent || key,
      text: fold([key, row.dataset.words, ...cells.map((cell) => cell.textContent)].join(" ")),
      held: facets.map((facet) => numbers(row.dataset[facet.name])), // of each filter the options that it has
      band: row.dataset.band, // colour in the chart
      body: bodies.indexOf(row.parentElement),
      box: null,
    };
  });

  let order = papers;
  let found = papers;
  const ticked = new Set();

  // ---- one pass over the papers

  function asked() {
    return {
      words: fold(search.value).split(" ").filter(Boolean),
      chosen: facets.map((facet) => facet.boxes.flatMap((box, place) => (box.checked ? [place] : []))),
      // of these all must hold, of others one is enough
      isEvery: facets.map(({ name }) => name === "has" || (name === "topic" && Boolean(form.elements.every?.checked))),
    };
  }

  function fits(held, chosen, isEvery) {
    if (!chosen.length) return true;
    return isEvery ? chosen.every((place) => held.includes(place)) : held.some((place) => chosen.includes(place));
  }

  // Papers found; how many there would be for each option of a filter; of years, also how many in each colour.
  function pass({ words, chosen, isEvery }) {
    const told = { found: [], counts: facets.map((facet) => facet.boxes.map(() => 0)), parts: new Map() };
    for (const paper of order) {
      if (!words.every((word) => paper.text.includes(word))) continue;
      const missed = paper.held.flatMap((held, at) => (fits(held, chosen[at], isEvery[at]) ? [] : [at]));
      if (!missed.length) told.found.push(paper);
      if (missed.length > 1) continue;
      paper.held.forEach((held, at) => {
        if (missed.length && (missed[0] !== at || isEvery[at])) return; // a filter does not count against itself
        for (const place of held) told.counts[at][place] += 1;
        if (at === YEAR && held.length) {
          const part = `${held[0]} ${paper.band}`;
          told.parts.set(part, (told.parts.get(part) || 0) + 1);
        }
      });
    }
    return told;
  }

  function update() {
    arrange();
    const told = pass(asked());
    found = told.found;
    facets.forEach((facet, at) => number(facet, told.counts[at]));
    draw(told.counts, told.parts);
    limit = 0;
    reveal(PORTION);
    report();
  }

  function number(facet, counts) {
    counts.forEach((count, place) => {
      const counter = facet.counters[place];
      if (counter.textContent !== String(count)) counter.textContent = count;
      counter.parentElement.classList.toggle("none", !count);
    });
  }

  // ---- rows: the first of those found are shown at once, more until their end is some screens away, so that a long
  //      list stays quick

  let limit = 0;
  const visible = new Set();
  const rest = $("#rest");
  const end = new IntersectionObserver((told) => told.at(-1).isIntersecting && reveal(limit + PORTION), {
    rootMargin: "4000px",
  });

  function reveal(many) {
    limit = Math.max(limit, many);
    const wanted = new Set(found.slice(0, limit));
    for (const paper of visible) {
      if (wanted.has(paper)) continue;
      paper.row.hidden = true;
      visible.delete(paper);
    }
    for (const paper of wanted) {
      if (!paper.box) equip(paper);
      paper.row.hidden = false;
      visible.add(paper);
    }
    for (const head of heads) head.hidden = !$("tr[id]:not([hidden])", head.parentElement);
    rest.hidden = limit >= found.length;
    rest.textContent = `Show more of ${counted(found.length)}`;
    end.disconnect();
    end.observe(rest); // anew, so that an end that stayed in sight is told of again
  }

  const boxOf = document.createElement("input");
  boxOf.type = "checkbox";
  const copierOf = document.createElement("button");
  copierOf.type = "button";
  copierOf.textContent = "Copy";

  // A box and a button for a paper; made when its row is shown for the first time.
  function equip(paper) {
    paper.box = boxOf.cloneNode();
    paper.box.setAttribute("aria-label", paper.title);
    const cell = paper.row.insertCell(0);
    cell.className = "tick";
    cell.append(paper.box);
    const copier = copierOf.cloneNode(true);
    copier.setAttribute("aria-label", `Copy BibTeX of ${paper.key}`);
    paper.more.append(copier);
  }

  function addColumnOfBoxes() {
    const head = document.createElement("th");
    head.scope = "col";
    head.textContent = "Tick";
    table.tHead.rows[0].prepend(head);
    for (const cell of $$(".group th", table)) cell.colSpan += 1;
  }

  // ---- order

  const optionOf = (paper, at) => (paper.held[at]?.length ? facets[at].boxes[paper.held[at][0]].value : "");
  const yearOf = (paper) => Number(optionOf(paper, YEAR));
  const { compare } = new Intl.Collator("en", { numeric: true });
  const ORDERS = {
    newest: (one, other) => yearOf(other) - yearOf(one),
    oldest: (one, other) => (yearOf(one) || 9999) - (yearOf(other) || 9999),
    title: (one, other) => compare(one.title, other.title),
    venue: (one, other) => compare(optionOf(one, VENUE) || "\uffff", optionOf(other, VENUE) || "\uffff"),
  };
  let arranged = "";

  function arrange() {
    if (arranged === sort.value) return;
    arranged = sort.value;
    const before = ORDERS[arranged] || (() => 0);
    order = papers.toSorted((one, other) => one.body - other.body || before(one, other) || one.place - other.place);
    bodies.forEach((body, at) => body.append(...order.filter((paper) => paper.body === at).map((paper) => paper.row)));
  }

  // ---- charts: their bars are buttons for the boxes of the filters

  const bars = $$("#overview svg g").map((bar) => {
    const svg = bar.parentElement;
    const at = facetAt(svg.dataset.facet);
    const place = Number(bar.dataset.option);
    return { bar, svg, at, place, box: facets[at].boxes[place], unit: Number(svg.dataset.unit) };
  });
  const keys = $$("#overview button").map((button) => ({
    button,
    box: facets[facetAt("topic")].boxes[Number(button.dataset.option)],
  }));

  function enliven() {
    for (const svg of $$("#overview svg")) svg.setAttribute("role", "group");
    for (const { bar, box } of bars) {
      bar.setAttribute("role", "button");
      bar.setAttribute("tabindex", "0");
      bar.addEventListener("click", () => flip(box));
      bar.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        flip(box);
      });
    }
    for (const { button, box } of keys) {
      button.disabled = false;
      button.addEventListener("click", () => flip(box));
    }
  }

  function draw(counts, parts) {
    for (const { bar, svg, at, place, box, unit } of bars) {
      const count = counts[at][place];
      if (at === YEAR) stack(bar, place, parts, unit, Number(svg.dataset.base));
      else $(".one", bar).setAttribute("width", count * unit);
      for (const text of $$(".n", bar)) text.textContent = ` ${count}`;
      bar.setAttribute("aria-label", `${bar.dataset.name} ${count} of ${counted(Number(bar.dataset.all))}`);
      bar.setAttribute("aria-pressed", box.checked);
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

  // ---- state: form <-> address

  // A new address makes the browser look at every link anew, which a long page feels: it is written when the change
  // is seen, or when the typing is over. What is typed in one go is one step back.
  let wasTyping = false;
  let waiting = 0;

  function remember(isTyping) {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const fields = [...new FormData(form)].filter(([, value]) => value.trim());
      const hash = new URLSearchParams(fields).toString();
      if (hash === location.hash.slice(1)) return;
      const address = hash ? `#${hash}` : location.pathname + location.search;
      if (isTyping && wasTyping) history.replaceState(null, "", address);
      else history.pushState(null, "", address);
      wasTyping = isTyping;
    }, isTyping ? 400 : 50);
  }

  function recall() {
    clearTimeout(waiting);
    wasTyping = false;
    const hash = location.hash.slice(1);
    const wanted = new URLSearchParams(hash.includes("=") ? hash : "");
    search.value = wanted.get("q") || "";
    sort.value = wanted.get("sort") || "";
    if (sort.selectedIndex < 0) sort.value = "";
    for (const box of $$("input[type=checkbox]", form)) box.checked = wanted.getAll(box.name).includes(box.value);
    update();
    const place = hash ? found.findIndex((paper) => paper.row.id === hash) : -1;
    if (place >= 0) {
      reveal(place + 1);
      found[place].row.scrollIntoView();
    }
  }

  function changed(isTyping = false) {
    update();
    const now = $("#now");
    if (scrollY && now.getBoundingClientRect().top < 0) now.scrollIntoView(); // what is found, from its beginning
    remember(isTyping);
  }

  function flip(box) {
    box.checked = !box.checked;
    changed();
  }

  function clear() {
    search.value = "";
    for (const box of $$("input[type=checkbox]", form)) box.checked = false;
    changed();
  }

  // ---- what is in force

  function report() {
    const all = counted(papers.length);
    const some = found.length === papers.length ? all : `${found.length.toLocaleString("en")} of ${all}`;
    const mark = ticked.size ? ` (${ticked.size} ticked)` : "";
    const boxes = facets.flatMap((facet) => facet.boxes.filter((box) => box.checked).map((box) => [facet.legend, box]));
    $("#count").textContent = some + (ticked.size ? `, ${ticked.size} ticked` : "");
    $("#copy").textContent = `Copy BibTeX${mark}`;
    $("#save").textContent = `Download .bib${mark}`;
    $("#copy").disabled = $("#save").disabled = !(ticked.size || found.length);
    $("#untick").hidden = !ticked.size;
    $("#none").hidden = found.length > 0;
    $("#panel summary").textContent = boxes.length ? `Filters (${boxes.length})` : "Filters";
    $("#active").replaceChildren(...chips(boxes));
  }

  function chips(boxes) {
    const word = search.value.trim();
    const made = boxes.map(([legend, box]) =>
      chip(box.value, `Remove the filter ${legend}: ${box.value}`, () => flip(box)),
    );
    if (word) made.unshift(chip(`“${word}”`, `Remove the search for ${word}`, forget));
    return made.length ? [...made, chip("Clear all", "Clear all filters", clear, "clear")] : [];
  }

  function forget() {
    search.value = "";
    changed();
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
      const left = $$("#active button"); // the focus goes on to what is there now
      (left[Math.min(place, left.length - 1)] || search).focus();
    });
    item.append(button);
    return item;
  }

  function tick(paper, isTicked) {
    if (isTicked) ticked.add(paper);
    else ticked.delete(paper);
    paper.box.checked = isTicked;
    paper.row.classList.toggle("ticked", isTicked);
  }

  // ---- BibTeX: of the papers that are ticked, else of those found

  const meant = () => (ticked.size ? papers.filter((paper) => ticked.has(paper)) : found);
  const spoken = (many) => (many.length === 1 ? many[0].key : counted(many.length));
  const bibtexOf = (many) => many.map((paper) => $("pre", paper.more).textContent).join("\n");

  async function copy(many) {
    try {
      await navigator.clipboard.writeText(bibtexOf(many));
    } catch {
      if (!copyAsOfOld(bibtexOf(many))) return say("The browser does not let pages copy");
    }
    return say(`Copied BibTeX of ${spoken(many)}`);
  }

  // Where the clipboard is not given to pages: those of http, for instance.
  function copyAsOfOld(text) {
    const { activeElement } = document;
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "unseen";
    document.body.append(area);
    area.select();
    const isDone = document.execCommand("copy");
    area.remove();
    activeElement?.focus();
    return isDone;
  }

  function save(many) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bibtexOf(many)], { type: "application/x-bibtex;charset=utf-8" }));
    link.download = "references.bib";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    say(`Downloaded BibTeX of ${spoken(many)}`);
  }

  let silence = 0;

  function say(text) {
    const said = $("#said");
    said.textContent = text;
    said.classList.remove("unseen");
    clearTimeout(silence);
    silence = setTimeout(() => said.classList.add("unseen"), 2500);
  }

  // ---- who listens to what

  function on(selector, event, act) {
    $(selector)?.addEventListener(event, act);
  }

  function listen() {
    form.addEventListener("input", (event) => changed(event.target === search));
    form.addEventListener("submit", (event) => event.preventDefault());
    addEventListener("popstate", recall);
    addEventListener("beforeprint", () => reveal(found.length));
    document.addEventListener("keydown", focusSearch);
    rest.addEventListener("click", () => reveal(limit + PORTION));
    on("#copy", "click", () => copy(meant()));
    on("#save", "click", () => save(meant()));
    on("#untick", "click", () => {
      for (const paper of ticked) tick(paper, false);
      report();
      $("#copy").focus();
    });
    on("#none button", "click", () => {
      clear();
      search.focus();
    });
    on(".skip", "click", (event) => {
      event.preventDefault(); // the address stays as it is
      $("#papers").focus();
    });
    on("#papers table", "change", (event) => {
      tick(papers.find((paper) => paper.box === event.target), event.target.checked);
      report();
    });
    on("#papers table", "click", (event) => {
      const cell = event.target.matches("td > button") && event.target.parentElement;
      if (cell) copy(papers.filter((paper) => paper.more === cell));
    });
  }

  function focusSearch(event) {
    const isWriting = event.target.matches("input[type=search], select, textarea");
    if (event.key !== "/" || isWriting || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    search.focus();
    search.select();
  }

  // Filters and charts are open where there is room beside the papers.
  function unfold() {
    const wide = matchMedia("(min-width: 60rem)");
    const fit = () => $$("#panel, #overview").forEach((part) => (part.open = wide.matches));
    wide.addEventListener("change", fit);
    fit();
  }

  for (const paper of papers) paper.row.hidden = true;
  if (table) addColumnOfBoxes();
  unfold();
  enliven();
  listen();
  recall();
})();
