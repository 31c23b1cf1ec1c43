"use strict";
(() => {
  const all = (what, from = document) => [...from.querySelectorAll(what)];
  const language = document.documentElement.lang;
  const collator = new Intl.Collator(language, { numeric: true });
  // Without accents, and đ as d: whoever types in a hurry finds it all the same.
  const fold = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase().replace(/\s+/g, " ").trim();
  const data = (id) => JSON.parse(document.getElementById(id).textContent);
  const tables = all("table.data");
  const heads = (table) => [...table.tHead.rows[0].cells];
  const main = (table) => [...table.tBodies[0].rows].filter((row) => !row.classList.contains("sheet"));

  // Sorting.
  const number = (text) => {
    const plain = text.replace(/[^\d.,+-]/g, "");
    const value = parseFloat(language === "vi" ? plain.replace(/\./g, "").replace(",", ".") : plain);
    return Number.isNaN(value) ? null : value;
  };
  const sort = (table, at, up) => {
    const head = heads(table)[at];
    const isNumber = head.classList.contains("n");
    const key = (row) => {
      const text = row.cells[at].textContent;
      return isNumber ? number(text) : text;
    };
    const keyed = main(table).map((row) => [key(row), row]);
    const isNone = (value) => value === null || value === "";
    keyed.sort(([one], [other]) => {
      // What says nothing stands last, whichever way.
      if (isNone(one) || isNone(other)) return isNone(one) - isNone(other);
      const order = isNumber ? one - other : collator.compare(one, other);
      return up ? order : -order;
    });
    const body = document.createDocumentFragment();
    for (const [, row] of keyed) {
      body.append(row);
      if (row.sheet) body.append(row.sheet);
    }
    table.tBodies[0].append(body);
    for (const one of heads(table)) one.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
  };
  for (const table of tables) {
    heads(table).forEach((head, at) => {
      if (head.tagName !== "TH") return;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      // A browser prints a button on the first page of a table alone.
      head.dataset.title = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => sort(table, at, head.getAttribute("aria-sort") !== "ascending"));
    });
  }

  // Score sheets, joined from their parts when they are opened.
  let parts, sheets;
  const fill = (row) => {
    parts ??= data("parts");
    sheets ??= data("sheets");
    const sheet = document.createElement("tr");
    sheet.className = "sheet";
    const cell = sheet.insertCell();
    cell.colSpan = row.cells.length;
    // Every part was escaped when this page was written.
    cell.innerHTML = sheets[row.dataset.sheet].map((at) => parts[at]).join("");
    return sheet;
  };
  const unfold = (row, open) => {
    const button = row.querySelector("td.open button");
    if (!button) return;
    button.setAttribute("aria-expanded", open);
    if (open && !row.sheet) row.after((row.sheet = fill(row)));
    if (!open && row.sheet) {
      row.sheet.remove();
      row.sheet = null;
    }
  };
  const isOpen = (row) => Boolean(row.sheet);
  const rows = all("tr[data-sheet]");
  document.addEventListener("click", (event) => {
    const row = event.target.closest("tr[data-sheet]");
    const isText = String(getSelection()).length > 0;
    if (row && (!isText || event.target.tagName === "BUTTON")) unfold(row, !isOpen(row));
  });

  // Finding and filtering.
  const tools = document.querySelector(".tools");
  if (tools) {
    const [find, classes, units, count, unfoldAll] =
      ["find", "class", "unit", "count", "unfold"].map((id) => document.getElementById(id));
    const labels = [classes, units].map((select) => select.previousElementSibling.textContent);
    const entries = all("main table.data").flatMap((table) => {
      const at = labels.map((label) => heads(table).findIndex((head) => head.textContent === label));
      return main(table).map((row) => ({ row, of: at.map((at) => (at < 0 ? "" : row.cells[at].textContent)), text: null }));
    });
    [classes, units].forEach((select, which) => {
      const values = [...new Set(entries.map((entry) => entry.of[which]))].filter(Boolean);
      if (which) values.sort(collator.compare);
      for (const value of values) select.add(new Option(value, value));
      select.parentElement.hidden = values.length < 2;
    });
    const counted = entries.filter((entry) => entry.row.dataset.sheet);
    const show = () => {
      const words = fold(find.value).split(" ").filter(Boolean);
      const wanted = [classes.value, units.value];
      for (const entry of entries) {
        entry.text ??= words.length ? fold([...entry.row.cells].map((cell) => cell.textContent).join(" ")) : null;
        const hit = wanted.every((value, which) => !value || entry.of[which] === value) &&
          words.every((word) => entry.text.includes(word));
        entry.row.hidden = !hit;
        if (entry.row.sheet) entry.row.sheet.hidden = !hit;
      }
      const left = counted.filter((entry) => !entry.row.hidden).length;
      count.value = `${left}/${counted.length} ${count.dataset.of}`;
      for (const list of all(".list")) {
        list.hidden = main(list.querySelector("table")).every((row) => row.hidden);
      }
    };
    let wait;
    find.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(show, 80); });
    for (const select of [classes, units]) select.addEventListener("change", show);
    tools.addEventListener("submit", (event) => event.preventDefault());
    unfoldAll.addEventListener("click", () => {
      const shown = rows.filter((row) => !row.hidden);
      const open = !shown.every(isOpen);
      for (const row of shown) unfold(row, open);
      [unfoldAll.textContent, unfoldAll.dataset.other] = [unfoldAll.dataset.other, unfoldAll.textContent];
    });
    document.getElementById("print").addEventListener("click", () => window.print());
    tools.hidden = false;
    show();

    // Keys: / to the search, Escape out of it, arrows from row to row.
    document.addEventListener("keydown", (event) => {
      const at = document.activeElement;
      const isTyping = /^(INPUT|SELECT|TEXTAREA)$/.test(at.tagName);
      if (event.key === "/" && !isTyping) {
        event.preventDefault();
        find.focus();
      } else if (event.key === "Escape" && at === find) {
        find.value = "";
        show();
      } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !(isTyping && at !== find)) {
        const buttons = rows.filter((row) => !row.hidden).map((row) => row.querySelector("td.open button"));
        const next = buttons.indexOf(at) + (event.key === "ArrowDown" ? 1 : -1);
        if (at !== find && !buttons.includes(at)) return;
        event.preventDefault();
        (next < 0 ? find : buttons[next])?.focus();
      }
    });
  }

  // On a narrow screen each cell says what it is.
  const narrow = matchMedia("screen and (max-width: 760px)");
  const label = () => {
    if (!narrow.matches) return;
    for (const table of tables) {
      const names = heads(table).map((head) => head.textContent);
      for (const row of main(table)) {
        [...row.cells].forEach((cell, at) => { if (names[at]) cell.dataset.label = names[at]; });
      }
    }
  };
  narrow.addEventListener("change", label);
  label();
})();
