"use server";

import { andRefresh } from "@/lib/http/and-refresh";
import { defineAction } from "@/lib/http/define-action";
import { setMediaSettings } from "@/lib/share-links/commands/set-media-settings";
import { mediaSettingsInput } from "@/lib/share-links/input";

export const setMediaSettingsAction = defineAction(mediaSettingsInput, andRefresh(setMediaSettings));
