// Shows what is typed as it will read: posts the form to data-preview-url when the typing pauses and puts the
// server's answer into the element named by data-preview-into. data-announce in the answer is read out, and moves to
// the place that data-announce-for keeps for it, if there is one. data-saved in it says that the typing is saved, and
// moves to data-saved-at. While no answer comes, what stands there is older
// than what is typed: data-preview-late says so. data-right in the answer names the fields that are right by now: what
// was said of them goes. Where there is no room for both, data-switch shows one of the two.
const pause = 600;

function say(into, words) {
  const said = document.querySelector(`[data-preview-said="${into.id}"]`);
  if (said && said.textContent !== words) said.textContent = words;
}

function show(into, answer) {
  into.innerHTML = answer;
  const announced = into.querySelector("[data-announce]");
  say(into, announced?.textContent.trim() ?? "");
  if (announced) document.querySelector(`[data-announce-for="${into.id}"]`)?.replaceChildren(announced);
  const saved = into.querySelector("[data-saved]");
  if (saved) document.querySelector("[data-saved-at]")?.replaceChildren(saved);
  return Boolean(saved);
}

function forgive(form, into) {
  const right = into.querySelector("[data-right]")?.dataset.right.split(" ") ?? [];
  for (const id of right) {
    const field = document.getElementById(`div_${id}`);
    const why = document.getElementById(`${id}_error`);
    if (!field || !why) continue;
    why.remove();
    field.classList.remove("field--wrong");
    for (const part of [field, ...field.querySelectorAll("[aria-describedby]")]) {
      const told = (part.getAttribute("aria-describedby") ?? "")
        .split(" ")
        .filter((one) => one && one !== `${id}_error`);
      if (told.length) part.setAttribute("aria-describedby", told.join(" "));
      else part.removeAttribute("aria-describedby");
    }
    field.querySelectorAll("[aria-invalid]").forEach((control) => control.removeAttribute("aria-invalid"));
    form
      .querySelectorAll(`[data-errors] a[href="#${id}"], [data-errors] a[href="#${id}_0"]`)
      .forEach((link) => link.closest("li").remove());
  }
  const summary = form.querySelector("[data-errors]");
  const left = summary?.querySelectorAll("li").length;
  if (left)
    summary.querySelector("h2").textContent =
      left === 1 ? "There is a problem" : `There are ${left} problems`;
  else summary?.remove();
}

function warn(into, late) {
  const warning = document.querySelector(`[data-preview-late="${into.id}"]`);
  if (!warning) return;
  warning.hidden = !late;
  if (late) say(into, warning.textContent.trim());
}

function watch(area) {
  const into = document.getElementById(area.dataset.previewInto);
  if (!into || !area.form) return;
  let timer = 0;
  let asking = null;
  const ask = async () => {
    timer = 0;
    asking?.abort();
    asking = new AbortController();
    const typed = new FormData(area.form);
    for (const [name, value] of [...typed]) if (value instanceof File) typed.delete(name);
    into.setAttribute("aria-busy", "true");
    let late = true;
    try {
      const answer = await fetch(area.dataset.previewUrl, {
        method: "POST",
        body: new URLSearchParams(typed),
        signal: asking.signal,
      });
      if (answer.ok && show(into, await answer.text()) && !timer) area.form.dispatchEvent(new Event("saved"));
      if (answer.ok && into.querySelector("[data-right]")) forgive(area.form, into);
      late = !answer.ok;
    } catch (fault) {
      if (fault.name === "AbortError") return;
    }
    warn(into, late);
    into.setAttribute("aria-busy", "false");
  };
  area.form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, pause);
  });
}

document.querySelectorAll("[data-preview-url]").forEach(watch);

for (const bar of document.querySelectorAll("[data-switch]")) {
  const buttons = [...bar.children];
  bar.hidden = false;
  document.body.dataset.shows = buttons[0].value;
  document.querySelectorAll(".buttons [name='show']").forEach((button) => (button.hidden = true));
  bar.addEventListener("click", ({ target }) => {
    if (!buttons.includes(target)) return;
    document.body.dataset.shows = target.value;
    buttons.forEach((button) => button.setAttribute("aria-pressed", String(button === target)));
  });
}
