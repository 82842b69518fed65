"use strict";
// Prints the page when the button is pressed.
document.querySelector(".print").addEventListener("click", () => print());
