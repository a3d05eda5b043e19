"use strict";
// Forms that are sent as they are: their button waits for the fields, or counts down.
for (const form of document.querySelectorAll("form.mi-form")) {
  const fields = [...form.querySelectorAll(".mi-input__input, .ant-checkbox-input")];
  const button = form.querySelector(".mi-button--primary");
  page.enables(fields, button);
  if (fields.every((field) => field.value && field.type !== "checkbox")) page.enable(button, true);
}
for (const button of document.querySelectorAll(".counts-down")) antd.countdown(button);
