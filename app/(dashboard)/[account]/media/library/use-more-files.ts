"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { toast } from "@/components/overlay/toast";
import type { FilesSearch } from "@/lib/media/input/search";
import type { FilesPage } from "@/lib/media/queries/list-files";
import type { FileRow } from "@/lib/media/queries/rows";
import { answered } from "../../answered";
import { listFilesAction } from "../actions";

const STEP = 500;

/** `of`: the search that they are found by. */
type More = { of: string; rows: FileRow[]; nextCursor: string | null };

/**
 * What follows a first page, for as long as the browser keeps that page: whoever goes back to it finds all of it again. A
 * page that the server drew anew begins anew.
 */
const kept = new WeakMap<FilesPage, More>();

/**
 * The files after the first page, which the server drew, as they are scrolled to. When the server draws that page anew,
 * because something changed, what follows it is read anew as well.
 */
export function useMoreFiles(account: string, search: FilesSearch, first: FilesPage) {
  const of = JSON.stringify(search);
  const [read, setRead] = useState<More>({ of, rows: [], nextCursor: null });
  const more = kept.get(first) ?? (read.of === of ? read : { of, rows: [], nextCursor: null });
  const show = (page: FilesPage, found: More) => {
    kept.set(page, found);
    setRead(found);
  };
  const [loading, setLoading] = useState(false);
  const turn = useRef(0);

  /** The rows after the cursor, at least so many; null where something newer was asked meanwhile. */
  const readAfter = async (after: string | null, atLeast: number): Promise<More | null> => {
    const mine = ++turn.current;
    const rows: FileRow[] = [];
    let nextCursor = after;
    while (nextCursor !== null && rows.length < atLeast) {
      const result = await answered(listFilesAction(account, { ...search, cursor: nextCursor, limit: STEP }));
      if (turn.current !== mine) return null;
      if (!result.ok) {
        toast({ tone: "crimson", message: result.message });
        return { of, rows, nextCursor: null };
      }
      rows.push(...result.data.rows);
      ({ nextCursor } = result.data);
    }
    return { of, rows, nextCursor };
  };

  const shown = useEffectEvent(() => more);
  const showAfter = useEffectEvent(show);
  const readFrom = useEffectEvent(readAfter);
  useEffect(() => {
    const former = shown();
    if (kept.has(first) || former.rows.length === 0) return;
    // Until it is read anew, also for whoever goes elsewhere meanwhile.
    kept.set(first, former);
    void readFrom(first.nextCursor, former.rows.length).then((found) => found && showAfter(first, found));
  }, [first]);

  const known = new Set(first.rows.map(({ id }) => id));
  const following = more.rows.filter(({ id }) => !known.has(id));
  const next = more.rows.length > 0 ? more.nextCursor : first.nextCursor;
  return {
    of,
    rows: [...first.rows, ...following],
    loading,
    hasMore: next !== null,
    readMore: () => {
      if (next === null || loading) return;
      setLoading(true);
      void readAfter(next, 1).then((found) => {
        if (found) show(first, { ...found, rows: [...more.rows, ...found.rows] });
        setLoading(false);
      });
    },
  };
}
