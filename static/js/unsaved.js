// Asks before a page with a changed form[data-warn-unsaved] is left by any way but its own buttons.
for (const form of document.querySelectorAll("form[data-warn-unsaved]")) {
  let changed = false;
  document.addEventListener("input", (event) => {
    if (event.target.form === form) changed = true; // a field may stand outside its form
  });
  for (const kept of ["submit", "saved"]) {
    form.addEventListener(kept, () => {
      changed = false;
    });
  }
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
}
