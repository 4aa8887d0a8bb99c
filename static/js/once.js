// However often a button is pressed while the answer is on its way, a form is sent once; but for a button of
// data-again, of which the server answers the second press with the same file.
const PATIENCE = 10_000; // milliseconds, for a form whose answer is a file and leaves the page as it is
const sent = new WeakMap();
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.getAttribute("method") !== "post") return;
  if (event.submitter?.dataset.again !== undefined) return;
  if (Date.now() - sent.get(event.target) < PATIENCE) event.preventDefault();
  else sent.set(event.target, Date.now());
});
// A page that the Back button brings again is ready to be sent again.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) for (const form of document.forms) sent.delete(form);
});
