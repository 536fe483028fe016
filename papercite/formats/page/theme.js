/* Before anything is drawn: that there is a script, and whether it is dark. As the system has it, until somebody
   chooses. */
"use strict";

(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const NAME = "papercite-theme";

  root.classList.add("js");

  function kept() {
    try {
      return localStorage.getItem(NAME);
    } catch {
      return null; // a browser that keeps nothing
    }
  }

  function keep(theme) {
    try {
      localStorage.setItem(NAME, theme);
    } catch {
      // then it holds for this time
    }
  }

  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);

  function label() {
    const button = document.getElementById("theme");
    button.textContent = isDark() ? "Light" : "Dark";
    button.setAttribute("aria-label", `${button.textContent} colours`);
  }

  if (["dark", "light"].includes(kept())) root.dataset.theme = kept();
  document.addEventListener("DOMContentLoaded", () => {
    label();
    system.addEventListener("change", label);
    document.getElementById("theme").addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      keep(root.dataset.theme);
      label();
    });
  });
})();
