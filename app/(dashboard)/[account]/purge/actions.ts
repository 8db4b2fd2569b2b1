"use server";

import { andRefresh } from "@/lib/http/and-refresh";
import { defineAction, defineOnceAction } from "@/lib/http/define-action";
import { suggestInput } from "@/lib/media/input/search";
import { suggest } from "@/lib/media/queries/suggest";
import { editHook, removeHook } from "@/lib/purge/commands/edit-hook";
import { purgeCaches } from "@/lib/purge/commands/purge-caches";
import { retryHook } from "@/lib/purge/commands/retry-hook";
import { checkInput, hookInput, nothingInput, previewInput, purgeInput, purgeRef } from "@/lib/purge/input";
import { checkAddress } from "@/lib/purge/queries/check-address";
import { previewPurge } from "@/lib/purge/queries/preview-purge";

export const purgeCachesAction = defineOnceAction(purgeInput, (actor, input) => purgeCaches(actor, input));

export const previewPurgeAction = defineAction(previewInput, previewPurge);

export const checkAddressAction = defineAction(checkInput, checkAddress);

export const retryHookAction = defineAction(purgeRef, andRefresh(retryHook));

export const editHookAction = defineAction(hookInput, andRefresh(editHook));

export const removeHookAction = defineAction(nothingInput, andRefresh(removeHook));

export const findMediaAction = defineAction(suggestInput, async (actor, input) => {
  const { folders, tags } = await suggest(actor, input);
  return {
    folders: folders.map(({ id, name, breadcrumbs }) => ({ id, name, above: breadcrumbs.map((each) => each.name) })),
    tags,
  };
});
