"use client";

import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { toast } from "@/components/overlay/toast";
import type { FilesSearch } from "@/lib/media/input/search";
import type { FilesPage } from "@/lib/media/queries/list-files";
import type { FileRow } from "@/lib/media/queries/rows";
import { answered } from "../../answered";
import { listFilesAction } from "../actions";

/** How many are read at once: as somebody scrolls on, and at most. */
const STEP = 500;
const MOST = 1000;

/** Places whose files are kept. */
const PLACES = 5;

/** What follows a first page. `after`: the page that it was read after. */
type More = { after: FilesPage; rows: FileRow[]; nextCursor: string | null };

/** By who reads what, while the tab is open: whoever comes back finds at once all that they had scrolled through. */
const kept = new Map<string, More>();

function keep(place: string, more: More): void {
  kept.delete(place);
  kept.set(place, more);
  for (const oldest of kept.keys()) if (kept.size > PLACES) kept.delete(oldest);
}

type Options = { account: string; readerId: string; search: FilesSearch; first: FilesPage };

/**
 * The files after the first page, which the server drew, as they are scrolled to. When the server draws that page anew,
 * what follows it is read anew as well, and shown as it was until then.
 */
export function useMoreFiles({ account, readerId, search, first }: Options) {
  const place = `${readerId} ${JSON.stringify(search)}`;
  const more = kept.get(place);
  const [, redraw] = useState<More>();
  const [reading, setReading] = useState<string>();
  const turn = useRef(0);

  /** Shows the rows before, and after them those after the cursor, at least so many. */
  const read = async (before: readonly FileRow[], cursor: string | null, atLeast: number) => {
    const mine = ++turn.current;
    const rows = [...before];
    let nextCursor = cursor;
    while (nextCursor !== null && rows.length < before.length + atLeast) {
      const limit = Math.min(Math.max(STEP, atLeast), MOST);
      const result = await answered(listFilesAction(account, { ...search, cursor: nextCursor, limit }));
      if (turn.current !== mine) return;
      if (result.ok) rows.push(...result.data.rows);
      else toast({ tone: "crimson", message: result.message });
      nextCursor = result.ok ? result.data.nextCursor : null;
    }
    const found = { after: first, rows, nextCursor };
    keep(place, found);
    redraw(found);
    setReading(undefined);
  };

  const isOutdated = more !== undefined && more.after !== first;
  const readAnew = useEffectEvent(() => read([], first.nextCursor, more?.rows.length ?? 0));
  useEffect(() => {
    if (isOutdated) void readAnew();
  }, [isOutdated, first]);
  useEffect(() => () => void turn.current++, []);

  const rows = useMemo(() => {
    const known = new Set(first.rows.map(({ id }) => id));
    return [...first.rows, ...(more?.rows ?? []).filter(({ id }) => !known.has(id))];
  }, [first, more]);
  const next = more ? more.nextCursor : first.nextCursor;
  const isReading = isOutdated || reading === place;
  const readMore = () => {
    setReading(place);
    void read(more?.rows ?? [], next, 1);
  };
  return {
    place,
    rows,
    isReading,
    hasMore: next !== null,
    /** Absent while there is nothing to read, or it is being read. */
    readMore: next === null || isReading ? undefined : readMore,
  };
}
