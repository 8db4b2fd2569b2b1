"use server";

import { createKey } from "@/lib/api-keys/commands/create-key";
import { editKey } from "@/lib/api-keys/commands/edit-key";
import { narrowKey } from "@/lib/api-keys/commands/narrow-key";
import { revokeKey } from "@/lib/api-keys/commands/revoke-key";
import { rotateKey } from "@/lib/api-keys/commands/rotate-key";
import { resumeKey, suspendKey } from "@/lib/api-keys/commands/suspend-key";
import { createKeyInput, editKeyInput, keyInput, rotateKeyInput } from "@/lib/api-keys/input";
import { findKey } from "@/lib/api-keys/queries/find-key";
import { andRefresh } from "@/lib/http/and-refresh";
import { defineAction, defineOnceAction } from "@/lib/http/define-action";

export const createKeyAction = defineOnceAction(createKeyInput, createKey);
export const editKeyAction = defineAction(editKeyInput, andRefresh(editKey));
export const narrowKeyAction = defineAction(keyInput, andRefresh(narrowKey));
export const rotateKeyAction = defineOnceAction(rotateKeyInput, rotateKey);
export const suspendKeyAction = defineAction(keyInput, andRefresh(suspendKey));
export const resumeKeyAction = defineAction(keyInput, andRefresh(resumeKey));
export const revokeKeyAction = defineAction(keyInput, andRefresh(revokeKey));

/** The evidence of this moment, for whoever is about to end a key. */
export const findLastUseAction = defineAction(
  keyInput,
  async (actor, { keyId }) => (await findKey(actor, keyId)).lastUsed,
);
