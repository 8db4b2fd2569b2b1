"use client";

import { useEffect, useState } from "react";
import type { Suggestions } from "@/lib/media/queries/suggest";
import { suggestMediaAction } from "../actions";
import { collectionHref, folderHref } from "../addresses";
import { askedFor } from "./completions";

const PAUSE_MS = 150;

/** Something with this name, to go to. */
export type Place = { id: string; name: string; kind: string; href: string };

const NOTHING: Suggestions = { folders: [], files: [], collections: [], tags: [] };

/** What the library has for the word that is typed, after a pause; an answer that comes too late is dropped. */
export function useSuggestions(account: string, word: string): { tags: string[]; places: Place[] } {
  const text = askedFor(word).trim();
  const [answer, setAnswer] = useState({ to: "", found: NOTHING });
  useEffect(() => {
    if (text === "") return;
    let late = false;
    const timer = setTimeout(async () => {
      const result = await suggestMediaAction(account, { text });
      if (!late && result.ok) setAnswer({ to: text, found: result.data });
    }, PAUSE_MS);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [account, text]);

  const { tags, folders, collections, files } = answer.to === text ? answer.found : NOTHING;
  if (/^-?tag:/i.test(word)) return { tags, places: [] };
  return {
    tags,
    places: [
      ...folders.map(({ id, name }) => ({ id, name, kind: "folder", href: folderHref(account, id) })),
      ...collections.map(({ id, name }) => ({ id, name, kind: "collection", href: collectionHref(account, id) })),
      ...files.map(({ id, name }) => ({ id, name, kind: "file", href: `/${account}/media?item=${id}` })),
    ],
  };
}
