// Moves the focus to the summary of errors, and from each of its sentences to the field with its label in view.
for (const summary of document.querySelectorAll("[data-errors]")) {
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const control = link && document.getElementById(link.hash.slice(1));
    if (!control) return;
    event.preventDefault();
    (control.closest(".field") ?? control).scrollIntoView();
    control.focus({ preventScroll: true });
  });
}
document.querySelector("[data-errors]")?.focus();
