import type { ToastMessage } from "@/components/overlay/toast";
import { answered } from "../../answered";
import { undoing } from "../../undoing";
import { resumeKeyAction, suspendKeyAction } from "../actions";
import type { OpenKey } from "./open-key-facts";

type Named = Pick<OpenKey, "id" | "name">;

/** Answers what to tell, with the way back. */
export async function suspendAndTell(account: string, { id, name }: Named): Promise<ToastMessage> {
  const one = { keyId: id };
  const result = await answered(suspendKeyAction(account, one));
  if (!result.ok) return { tone: "crimson", message: result.message };
  const undo = undoing(() => resumeKeyAction(account, one));
  return { message: `${name} is suspended: its next request is refused`, undo };
}

/** The same the other way round. */
export async function resumeAndTell(account: string, { id, name }: Named): Promise<ToastMessage> {
  const one = { keyId: id };
  const result = await answered(resumeKeyAction(account, one));
  if (!result.ok) return { tone: "crimson", message: result.message };
  return { message: `${name} works again`, undo: undoing(() => suspendKeyAction(account, one)) };
}
