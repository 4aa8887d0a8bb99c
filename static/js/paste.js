// What is pasted into a textarea[data-formatted] from a web page, a word processor or a mail keeps its headings,
// lists, emphasis, links and tables: they are written as a person would type them. Needs editor.js.
(() => {
  const blocks =
    "address article aside blockquote center dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6" +
    " header hr li main nav ol p pre section table tbody td tfoot th thead tr ul";
  const silent =
    "button del head iframe input math noscript object s script select strike style svg template textarea" +
    " title video audio";
  const isBlock = new Set(blocks.split(" "));
  const isSilent = new Set(silent.split(" "));
  const isStruck = new Set(["del", "s", "strike"]);
  const unseen = /display:none|visibility:hidden|mso-hide:all|line-through/;
  const followed = /^(https?:\/\/|mailto:)/i;
  const address = /:\/\/|@|^www\./i;
  const notOpening = /[\s).,;:!?\]}…]/;
  const notClosing = /[\s([{“‘]/;
  const sign = /[\p{P}\p{S}]/u;
  const ofAWord = /[\p{L}\p{N}\p{M}]/u;

  // The policy complains of each style and script within a copied page, so they are given names that do nothing.
  function read(html) {
    const renamed = html
      .replace(/<(\/?)style\b/gi, "<$1script")
      .replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/\s(style|on[a-z]+)(?=\s*=)/gi, " data-$1"));
    return new DOMParser().parseFromString(renamed, "text/html").body;
  }

  function cssOf(element) {
    return (element.dataset?.style ?? "")
      .toLowerCase()
      .replace(/\s+/g, " ")
      .replace(/ ?([:;]) ?/g, "$1");
  }

  // Emphasis as the element's name says it, then as its own style does: Google Docs wraps all it copies in a <b>
  // of normal weight.
  function dressed(element, name, css, around) {
    const now = { ...around };
    if (name === "b" || name === "strong") now.bold = true;
    if (name === "i" || name === "em") now.italic = true;
    const weight = css.match(/(?:^|;)font-weight:([a-z0-9]+)/)?.[1];
    const slope = css.match(/(?:^|;)font-style:([a-z]+)/)?.[1];
    if (weight) now.bold = /^bold/.test(weight) || Number(weight) >= 600;
    if (slope) now.italic = slope === "italic" || slope === "oblique";
    if (/^h[1-6]$/.test(name) && element.className !== "lead-in")
      Object.assign(now, { heading: Number(name[1]), bold: false });
    const href = name === "a" ? (element.getAttribute("href") ?? "") : "";
    if (followed.test(href) && URL.canParse(href)) now.href = href;
    if (name === "pre") now.kept = true;
    return now;
  }

  // Word's points are paragraphs that name their level; their mark stands in a part to be ignored.
  function pointOfWord(element, css) {
    const level = css.match(/mso-list:l\d+ level(\d)/)?.[1];
    if (!level) return null;
    const mark = [...element.querySelectorAll("[data-style]")].find((part) =>
      cssOf(part).includes("mso-list:ignore"),
    );
    return { depth: Number(level), ordered: /^\s*\(?(\d|[a-z]{1,5}[.)])/i.test(mark?.textContent ?? "") };
  }

  class Reader {
    lines = [];
    runs = [];
    leftOut = []; // Words that are struck out or hidden; the plain text has them.

    end(around) {
      const { point, heading } = around;
      const words = written(heading ? withoutLookOfHeading(this.runs) : this.runs);
      const marked = this.runs.some((run) => run.text.trim() && (run.bold || run.italic || run.href));
      this.runs = [];
      if (!words) return;
      if (!point) this.lines.push({ words, heading, marked });
      else this.lines.push({ words, ...point, item: !point.begun, more: Boolean(point.begun) });
      if (point) point.begun = true;
    }

    children(element, around) {
      for (const node of element.childNodes) {
        if (node.nodeType === Node.TEXT_NODE) this.text(node.data, around);
        else if (node.nodeType === Node.ELEMENT_NODE) this.element(node, around);
      }
    }

    text(data, around) {
      const pieces = around.kept && !around.cell ? data.split("\n") : [data];
      pieces.forEach((piece, place) => {
        if (place) this.end(around);
        this.runs.push({
          text: piece.replace(/\s+/g, " "),
          bold: around.bold,
          italic: around.italic,
          href: around.href,
        });
      });
    }

    element(element, around) {
      const name = element.localName;
      const css = cssOf(element);
      const words = element.textContent.replace(/\s+/g, " ").trim();
      if (words && (isStruck.has(name) || unseen.test(css))) this.leftOut.push(words);
      if (isSilent.has(name) || element.hidden || unseen.test(css) || css.includes("mso-list:ignore")) return;
      if (name === "span" && element.className === "n") return; // the number of a clause on our own pages
      if (name === "br") {
        if (around.heading || around.cell) this.text(" ", around);
        else this.end(around);
        return;
      }
      if (!isBlock.has(name)) this.children(element, dressed(element, name, css, around));
      else if (around.cell) {
        this.text(" ", around);
        this.children(element, dressed(element, name, css, around));
        this.text(" ", around);
      } else this.block(element, name, css, around);
    }

    block(element, name, css, around) {
      this.end(around);
      const within = dressed(element, name, css, around);
      const ofWord = pointOfWord(element, css);
      if (name === "ul" || name === "ol") within.lists = [...around.lists, name === "ol"];
      if (name === "li")
        within.point = { depth: Math.max(1, around.lists.length), ordered: around.lists.at(-1) ?? false };
      if (ofWord && name !== "li") within.point = ofWord;
      if (name === "table" && isOfWords(element)) this.rows(element, within);
      else this.children(element, within);
      this.end(within);
    }

    rows(table, around) {
      for (const row of table.rows) {
        const cells = [...row.cells].map((cell) => this.cell(cell, around)).filter(said);
        this.runs = cells.flatMap((runs, place) => (place ? [{ text: " | " }, ...runs] : runs));
        const before = this.lines.length;
        this.end(around);
        if (this.lines.length > before) this.lines.at(-1).marked = true;
      }
    }

    cell(element, around) {
      this.runs = [];
      this.element(element, { ...around, cell: true });
      const runs = this.runs;
      this.runs = [];
      return runs;
    }
  }

  function said(runs) {
    return runs.some((run) => run.text.trim());
  }

  // A table that only places things on a page is no table of words.
  function isOfWords(table) {
    return (
      [...table.rows].some((row) => row.cells.length > 1) &&
      !table.querySelector("ul, ol, h1, h2, h3, h4, h5, h6, table")
    );
  }

  // Emphasis that goes from end to end is how a heading looks, and says nothing.
  function withoutLookOfHeading(runs) {
    const worded = runs.filter((run) => run.text.trim());
    const bold = !worded.every((run) => run.bold);
    const italic = !worded.every((run) => run.italic);
    return runs.map((run) => ({ ...run, bold: run.bold && bold, italic: run.italic && italic }));
  }

  // The words of a line with their signs. Emphasis stands around whole words, or no sign says it.
  function written(runs) {
    const joined = [];
    for (const run of tidied(runs)) {
      const last = joined.at(-1);
      if (last && ["bold", "italic", "href"].every((kind) => (last[kind] || "") === (run[kind] || "")))
        last.text += run.text;
      else joined.push({ ...run });
    }
    return joined
      .map((run, place) => {
        const marks = (run.bold ? "**" : "") + (run.italic ? "*" : "");
        const before = joined[place - 1]?.text.at(-1) ?? " ";
        return emphasised(run, marks, before, joined[place + 1]?.text[0] ?? " ");
      })
      .join("");
  }

  // One space between words, though the spaces stand in different runs, and none at the ends.
  function tidied(runs) {
    let spaced = true;
    const kept = [];
    for (const run of runs) {
      const text = spaced ? run.text.trimStart() : run.text;
      if (text) {
        spaced = text.endsWith(" ");
        kept.push({ ...run, text });
      }
    }
    if (kept.at(-1)?.text === " ") kept.pop();
    if (kept.length) kept.at(-1).text = kept.at(-1).text.trimEnd();
    return kept;
  }

  function emphasised({ text, href }, marks, before, behind) {
    let first = 0;
    let end = text.length;
    if (marks || href) {
      const opens = (at) => !notOpening.test(text[at]) && (href || isEdge(text[at - 1] ?? before, text[at]));
      const closes = (at) =>
        !notClosing.test(text[at - 1]) && (href || isEdge(text[at] ?? behind, text[at - 1]));
      while (first < end && !opens(first)) first += 1;
      while (first < end && !closes(end)) end -= 1;
    }
    const inner = text.slice(first, end);
    if (!inner || !(marks || href)) return literal(text);
    if (!href)
      return literal(text.slice(0, first)) + marks + literal(inner) + marks + literal(text.slice(end));
    const around = isEdge(text[first - 1] ?? before, "[") && isEdge(text[end] ?? behind, ")") ? marks : "";
    return literal(text.slice(0, first)) + around + linked(inner, href) + around + literal(text.slice(end));
  }

  function linked(words, href) {
    if (words === href || words === new URL(href).href || `mailto:${words}` === href) return words;
    const target = new URL(href).href.replaceAll("(", "%28").replaceAll(")", "%29");
    return `[${literal(words).replace(/(?<!\\)[[\]]/g, "\\$&")}](${target})`;
  }

  function isEdge(neighbour, beside) {
    if ("/=~&@".includes(neighbour)) return false;
    const letter =
      ofAWord.test(neighbour) &&
      (neighbour < "\u0e00" || neighbour.toLowerCase() !== neighbour.toUpperCase());
    return !letter && (!sign.test(beside) || /\s/.test(neighbour) || sign.test(neighbour));
  }

  // Signs that stood on the copied page are meant as signs; those of an address are read so anyway.
  function literal(text) {
    return text.replace(/\S+/g, (word) => {
      if (word === "*" || address.test(word)) return word;
      return word.replace(
        /\\(?=[!-/:-@[-`{-~])|(?<![\p{L}\p{N}])[*_]|[*_](?![\p{L}\p{N}])|\](?=\()/gu,
        "\\$&",
      );
    });
  }

  function typed(lines) {
    const open = [];
    const counts = [];
    let last = null;
    return lines
      .map((line) => {
        if (!line.depth) open.length = 0;
        const depth = line.depth ? Math.min(line.depth, open.length + (line.item ? 1 : 0)) : 0;
        const changed = line.item && open.length >= depth && open[depth - 1] !== line.ordered;
        const apart = last && (!line.item || !last.depth || last.more || changed);
        let begins = "#".repeat(line.heading ?? 0) + (line.heading ? " " : "");
        if (line.item) {
          counts[depth] = open.length >= depth && !changed ? counts[depth] + 1 : 1;
          open.splice(depth - 1, Infinity, line.ordered);
          begins = "    ".repeat(depth - 1) + (line.ordered ? `${counts[depth]}. ` : "- ");
        } else if (depth) begins = "    ".repeat(depth);
        const between = last ? "\n" : "";
        last = line;
        return `${between}${apart ? "\n" : ""}${begins}${line.words}`;
      })
      .join("");
  }

  // Without lines the browser's own text is as good.
  function readerOf(html) {
    const body = read(html);
    const first = body.firstElementChild;
    // An editor of code copies its colours; its text is as it was typed.
    const reader = new Reader();
    if (!first || first.localName === "pre" || /white-space:pre(;|$)/.test(cssOf(first))) return reader;
    reader.children(body, { lists: [] });
    reader.end({});
    const plain = !reader.lines.some((line) => line.heading || line.depth || line.marked);
    if (plain && !reader.leftOut.length) reader.lines = [];
    return reader;
  }

  // Points and headings begin on lines of their own.
  function fitted(area, lines) {
    const words = typed(lines);
    if (lines.length === 1 && !lines[0].heading && !lines[0].depth) return words;
    const before = area.value.slice(0, area.selectionStart);
    const behind = area.value.slice(area.selectionEnd);
    const above = /(^|\n\n)$/.test(before) ? "" : before.endsWith("\n") ? "\n" : "\n\n";
    const below = !behind || behind.startsWith("\n\n") ? "" : behind.startsWith("\n") ? "\n" : "\n\n";
    return above + words + below;
  }

  // Says under the field what was left out, in its own words as far as there is room.
  function tell(area, leftOut) {
    const id = `${area.id}_left_out`;
    let told = document.getElementById(id);
    if (!told) {
      told = Object.assign(document.createElement("p"), { id, className: "help", role: "status" });
      area.after(told);
    }
    const some = leftOut
      .slice(0, 3)
      .map((words) => `“${words.length > 40 ? `${words.slice(0, 40)}…` : words}”`);
    const others = leftOut.length > 3 ? " and more" : "";
    told.textContent = some.length
      ? `Left out, because it was struck out or hidden: ${some.join(", ")}${others}.`
      : "";
  }

  function paste(event) {
    const area = event.currentTarget;
    const html = event.clipboardData?.getData("text/html");
    if (!html) return;
    let reader = null;
    let words = "";
    try {
      reader = readerOf(html);
      words = reader.lines.length ? fitted(area, reader.lines) : "";
    } catch {
      return; // The browser pastes the plain text.
    }
    if (!words && !reader.leftOut.length) return;
    event.preventDefault();
    if (words) replaceChosen(area, words);
    tell(area, reader.leftOut);
  }

  for (const area of document.querySelectorAll("textarea[data-formatted]"))
    area.addEventListener("paste", paste);
})();
