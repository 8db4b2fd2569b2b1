/** Leaves by sending a form, so that nothing of the signed-in pages stays in the browser's memory. */
export function signOut() {
  const form = document.createElement("form");
  form.method = "post";
  form.action = "/sign-out";
  document.body.append(form);
  form.submit();
}
