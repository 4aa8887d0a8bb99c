// Puts a row of formatting buttons above each textarea[data-editor]. They write the marks a person could type.
const marks = [
  { words: "Bold", key: "b", around: "**" },
  { words: "Italic", key: "i", around: "*" },
  { words: "Heading", before: () => "## " },
  { words: "Points", before: () => "- " },
  { words: "Numbers", before: (line) => `${line + 1}. ` },
];

// insertText keeps the browser's own undo; setRangeText is for browsers that refuse it.
function replaceChosen(area, words) {
  area.focus();
  if (document.execCommand("insertText", false, words)) return;
  area.setRangeText(words, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

function surround(area, sign) {
  const { selectionStart: start, selectionEnd: end } = area;
  const chosen = area.value.slice(start, end);
  replaceChosen(area, sign + chosen + sign);
  area.setSelectionRange(start + sign.length, start + sign.length + chosen.length);
}

function startLines(area, before) {
  const start = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const next = area.value.indexOf("\n", area.selectionEnd);
  area.setSelectionRange(start, next === -1 ? area.value.length : next);
  const lines = area.value.slice(start, area.selectionEnd).split("\n");
  const bare = lines.map((line) => line.replace(/^(#{1,6} |[-*] |\d+\. )/, ""));
  const marked = bare.map((line, number) => before(number) + line).join("\n");
  const wanted = marked === lines.join("\n") ? bare.join("\n") : marked;
  replaceChosen(area, wanted);
  area.setSelectionRange(start, start + wanted.length);
}

function apply(area, mark) {
  if (mark.around) surround(area, mark.around);
  else startLines(area, mark.before);
}

function button(area, mark, first) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "editor__button";
  made.textContent = mark.words;
  made.tabIndex = first ? 0 : -1;
  if (mark.key) made.setAttribute("aria-keyshortcuts", `Control+${mark.key.toUpperCase()}`);
  made.addEventListener("click", () => apply(area, mark));
  return made;
}

function moveAlong(event) {
  const buttons = [...event.currentTarget.children];
  const here = buttons.indexOf(document.activeElement);
  const steps = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: buttons.length - 1 };
  if (!(event.key in steps)) return;
  event.preventDefault();
  const there = buttons[(steps[event.key] + buttons.length) % buttons.length];
  buttons.forEach((one) => {
    one.tabIndex = one === there ? 0 : -1;
  });
  there.focus();
}

for (const area of document.querySelectorAll("textarea[data-editor]")) {
  const bar = document.createElement("div");
  bar.className = "editor__bar";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "Formatting");
  bar.setAttribute("aria-controls", area.id);
  bar.append(...marks.map((mark, place) => button(area, mark, place === 0)));
  bar.addEventListener("keydown", moveAlong);
  area.before(bar);
  area.addEventListener("keydown", (event) => {
    const mark = marks.find((one) => one.key === event.key.toLowerCase());
    if (!mark || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    apply(area, mark);
  });
}
