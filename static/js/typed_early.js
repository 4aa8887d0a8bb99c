// The last script: tells the others what was typed before they came, by a quick hand or by a browser that remembers.
for (const field of document.querySelectorAll(
  "form[method='post'] :is(input:not([type='hidden']), textarea)",
)) {
  if (field.value !== field.defaultValue) field.dispatchEvent(new Event("input", { bubbles: true }));
}
