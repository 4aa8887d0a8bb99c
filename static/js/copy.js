// Shows the button with data-copy="id" and copies that field's value, or that element's words, when it is
// pressed; data-copied="id" says so.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const field = document.getElementById(button.dataset.copy);
      const said = document.querySelector(`[data-copied="${button.dataset.copy}"]`);
      if (field.select) field.select();
      else getSelection().selectAllChildren(field);
      try {
        await navigator.clipboard.writeText(field.value ?? field.textContent);
        said.textContent = "Copied.";
      } catch {
        said.textContent =
          "Your browser did not allow copying. The text is marked: copy it with your keyboard.";
      }
    });
  }
}
