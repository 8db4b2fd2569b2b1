"use server";

import { andRefresh } from "@/lib/http/and-refresh";
import { defineAction, defineOnceAction } from "@/lib/http/define-action";
import { createLink } from "@/lib/share-links/commands/create-link";
import { editLink } from "@/lib/share-links/commands/edit-link";
import { restoreLinks, revokeLinks } from "@/lib/share-links/commands/revoke-links";
import { createLinkInput, editLinkInput, linksInput } from "@/lib/share-links/input";
import { setShares } from "@/lib/shares/commands/set-shares";
import { shareItems } from "@/lib/shares/commands/share-items";
import {
  accessOnDayInput,
  checkAccessInput,
  itemAccessInput,
  setSharesInput,
  shareItemsInput,
  suggestGranteesInput,
  thingsInput,
} from "@/lib/shares/input";
import { accessOnDay } from "@/lib/shares/queries/access-on-day";
import { checkAccess } from "@/lib/shares/queries/check-access";
import { sharesOfMany } from "@/lib/shares/queries/shares-of-many";
import { suggestGrantees } from "@/lib/shares/queries/suggest-grantees";
import { findSharing } from "./find-sharing";

export const findSharingAction = defineAction(itemAccessInput, findSharing);
export const checkAccessAction = defineAction(checkAccessInput, checkAccess);
export const accessOnDayAction = defineAction(accessOnDayInput, accessOnDay);
export const setSharesAction = defineAction(setSharesInput, andRefresh(setShares));
export const sharesOfManyAction = defineAction(thingsInput, sharesOfMany);
export const shareItemsAction = defineAction(shareItemsInput, andRefresh(shareItems));
export const suggestGranteesAction = defineAction(suggestGranteesInput, (actor, { text }) =>
  suggestGrantees(actor, text),
);
export const createLinkAction = defineOnceAction(createLinkInput, createLink);
export const editLinkAction = defineAction(editLinkInput, andRefresh(editLink));
export const revokeLinksAction = defineAction(linksInput, andRefresh(revokeLinks));
export const restoreLinksAction = defineAction(linksInput, andRefresh(restoreLinks));
