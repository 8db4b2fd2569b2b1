"use server";

import { andRefresh } from "@/lib/http/and-refresh";
import { defineAction, defineOnceAction } from "@/lib/http/define-action";
import { createSource } from "@/lib/sources/commands/create-source";
import { deleteSource } from "@/lib/sources/commands/delete-source";
import { deploySource, rollBackSource } from "@/lib/sources/commands/deploy-source";
import { discardDraft, editSource } from "@/lib/sources/commands/edit-source";
import { proveDomain } from "@/lib/sources/commands/prove-domains";
import { rotateToken } from "@/lib/sources/commands/rotate-token";
import { disableSource, enableSource } from "@/lib/sources/commands/switch-source";
import {
  createSourceInput,
  deleteSourceInput,
  editSourceInput,
  proveDomainInput,
  rollBackInput,
  signAddressInput,
  sourceInput,
  tryOriginInput,
} from "@/lib/sources/input";
import { signAddress } from "@/lib/sources/queries/sign-address";
import { testConnection } from "@/lib/sources/queries/test-connection";

export const createSourceAction = defineOnceAction(createSourceInput, createSource);
export const editSourceAction = defineAction(editSourceInput, andRefresh(editSource));
export const discardDraftAction = defineAction(sourceInput, andRefresh(discardDraft));
export const deploySourceAction = defineAction(sourceInput, andRefresh(deploySource));
export const rollBackSourceAction = defineAction(rollBackInput, andRefresh(rollBackSource));
export const disableSourceAction = defineAction(sourceInput, andRefresh(disableSource));
export const enableSourceAction = defineAction(sourceInput, andRefresh(enableSource));
export const deleteSourceAction = defineAction(deleteSourceInput, andRefresh(deleteSource));
export const rotateTokenAction = defineOnceAction(sourceInput, rotateToken);
export const proveDomainAction = defineAction(proveDomainInput, andRefresh(proveDomain));
export const testConnectionAction = defineAction(tryOriginInput, testConnection);
export const signAddressAction = defineAction(signAddressInput, signAddress);
