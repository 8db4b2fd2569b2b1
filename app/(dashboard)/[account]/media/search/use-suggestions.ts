"use client";

import type { Suggestions } from "@/lib/media/queries/suggest";
import { useFound } from "../../use-found";
import { suggestMediaAction } from "../actions";
import { collectionHref, folderHref } from "../addresses";
import { askedFor } from "./completions";

/** Something with this name, to go to. */
export type Place = { id: string; name: string; kind: string; href: string };

const NOTHING: Suggestions = { folders: [], files: [], collections: [], tags: [] };

/** What the library has for the word that is typed. */
export function useSuggestions(account: string, word: string): { tags: string[]; places: Place[] } {
  const text = askedFor(word).trim();
  const answer = useFound(suggestMediaAction, account, text);
  const { tags, folders, collections, files } = answer?.to === text ? answer.found : NOTHING;
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
