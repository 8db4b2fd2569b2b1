import { expect, test } from "vitest";
import { readFormData } from "@/lib/http/form-body";

const formOf = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request("http://localhost/", { method: "POST", body, headers });

test("a form is read as far as it may go, however it is written", async () => {
  const fields = "file=one&file=two";
  const read = await readFormData(formOf(new URLSearchParams(fields)), fields.length);
  expect(read.getAll("file")).toEqual(["one", "two"]);
  const multipart = new FormData();
  multipart.append("file", "one");
  expect((await readFormData(formOf(multipart), 1_000)).get("file")).toBe("one");
  await expect(readFormData(formOf(new URLSearchParams(fields)), fields.length - 1)).rejects.toMatchObject({
    code: "too_large",
  });
});

test.each(["application/json", "multipart/form-data", "text/plain", ""])(
  "a body of type '%s' is refused",
  async (type) => {
    await expect(readFormData(formOf("{}", { "Content-Type": type }), 1_000)).rejects.toMatchObject({
      code: "malformed",
    });
  },
);
