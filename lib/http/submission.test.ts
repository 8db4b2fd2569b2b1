import { randomBytes } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { CallTimeout } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { createKey } from "@/lib/api-keys/commands/create-key";
import { keysSearch } from "@/lib/api-keys/input";
import { listKeys } from "@/lib/api-keys/queries/list-keys";
import { AppError } from "@/lib/errors";
import { onceSubmitted } from "@/lib/http/submission";
import { everythingKept } from "@/lib/testing/storage";
import { makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();

let studio: Studio;
beforeAll(async () => void (studio = await makeStudio()));

const newSubmission = () => randomBytes(16).toString("hex");

test("fifty sendings of one form at once make one key; all get its secret, and the database cannot read it", async () => {
  const { mira } = studio;
  const submission = newSubmission();
  const input = { name: "pressed often", permissions: ["purge" as const] };
  const send = () => onceSubmitted(mira, submission, input, () => createKey(mira, input));
  const answers = await Promise.all(Array.from({ length: 50 }, send));
  answers.push(await send());
  expect(new Set(answers.map(({ secret }) => secret)).size).toBe(1);
  expect((await listKeys(mira, keysSearch.parse({ q: "pressed often" }))).total).toBe(1);
  const kept = await everythingKept();
  expect(kept).not.toContain(answers[0]?.secret);
  expect(kept).not.toContain(submission);
});

test("the next form is another one, and so is the same name from somebody else", async () => {
  let done = 0;
  const work = async () => ++done;
  const submission = newSubmission();
  expect(await onceSubmitted(studio.mira, submission, {}, work)).toBe(1);
  expect(await onceSubmitted(studio.mira, newSubmission(), {}, work)).toBe(2);
  expect(await onceSubmitted(studio.dana, submission, {}, work)).toBe(3);
  expect(await onceSubmitted(studio.mira, submission, {}, work)).toBe(1);
});

test("something else under the same name is refused, and nothing is done", async () => {
  const submission = newSubmission();
  const work = async () => "done";
  await onceSubmitted(studio.mira, submission, { name: "one" }, work);
  await expect(onceSubmitted(studio.mira, submission, { name: "two" }, work)).rejects.toMatchObject({
    code: "conflict",
  });
});

test("what was refused may be sent again, also with other words in it", async () => {
  const submission = newSubmission();
  const refuse = async () => {
    throw new AppError("conflict", "There is such a name already.");
  };
  await expect(onceSubmitted(studio.mira, submission, { name: "one" }, refuse)).rejects.toThrow("such a name");
  expect(await onceSubmitted(studio.mira, submission, { name: "two" }, async () => "done")).toBe("done");
});

test("after a call that was given up it is not done a second time unasked", async () => {
  const submission = newSubmission();
  const lose = async () => {
    throw new CallTimeout();
  };
  await expect(onceSubmitted(studio.mira, submission, {}, lose)).rejects.toThrow(CallTimeout);
  await expect(onceSubmitted(studio.mira, submission, {}, async () => "done")).rejects.toThrow("cut short");
});

test.each([undefined, "", "1", "x".repeat(32)])("a submission named %j is refused", async (submission) => {
  await expect(onceSubmitted(studio.mira, submission, {}, async () => "done")).rejects.toMatchObject({
    code: "malformed",
  });
});
