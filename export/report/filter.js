// A box that hides the questions without the words typed. The page is complete without it.
"use strict";
const questions = document.getElementById("questions");
if (questions && questions.querySelector("article")) {
  const label = document.createElement("label");
  label.className = "filter";
  label.textContent = "Show only questions with ";
  const box = document.createElement("input");
  box.type = "search";
  label.append(box);
  questions.querySelector("h2").after(label);
  box.addEventListener("input", () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const article of questions.querySelectorAll("article")) {
      const text = article.textContent.toLowerCase();
      article.hidden = !words.every((word) => text.includes(word));
    }
  });
}
