"use client";

import { type DragEvent as ReactDragEvent, useEffect, useEffectEvent, useRef } from "react";
import type { RowDrag } from "@/components/data-table/row-drag";
import { type MediaRow, nameOf } from "../item";

/** Tells what is dragged here from files of the desktop, which are uploads. */
const OURS = "application/x-aperture-media";

type Folder = { id: string | null; name: string };
type Options = { rows: readonly MediaRow[]; onMove: (rows: readonly MediaRow[], folder: Folder) => void };

/**
 * Rows and tiles can be dropped on folders: on their rows and tiles, and wherever `data-folder` names one by its id, empty
 * for the start of the library. While something is over a folder, that has `data-drop`. The keys have "Move to…" instead.
 */
export function useMoveByDrag({ rows, onMove }: Options): RowDrag<MediaRow> {
  const carried = useRef<readonly MediaRow[]>([]);
  const folderOf = useEffectEvent((target: HTMLElement): Folder | null => {
    const { folder, tile, row: rowId } = target.dataset;
    if (folder !== undefined) return { id: folder || null, name: target.textContent };
    const row = rows.find(({ id }) => id === (tile ?? rowId));
    return row?.kind === "folder" && row.can.move ? row : null;
  });
  const drop = useEffectEvent((folder: Folder) => onMove(carried.current, folder));
  useEffect(() => {
    const end = new AbortController();
    const { signal } = end;
    let marked: Element | null = null;
    const mark = (element: Element | null) => {
      if (element === marked) return;
      marked?.removeAttribute("data-drop");
      element?.setAttribute("data-drop", "");
      marked = element;
    };
    const placeAt = ({ target, dataTransfer }: DragEvent) => {
      if (!dataTransfer?.types.includes(OURS) || !(target instanceof Element)) return null;
      const element = target.closest<HTMLElement>("[data-folder], [data-tile], [data-row]");
      const folder = element && folderOf(element);
      return folder && !carried.current.some(({ id }) => id === folder.id) ? { element, folder } : null;
    };
    const over = (event: DragEvent) => {
      const place = placeAt(event);
      mark(place?.element ?? null);
      if (place) event.preventDefault();
    };
    const take = (event: DragEvent) => {
      const place = placeAt(event);
      mark(null);
      if (!place) return;
      event.preventDefault();
      drop(place.folder);
    };
    addEventListener("dragover", over, { signal });
    addEventListener("drop", take, { signal });
    addEventListener("dragend", () => mark(null), { signal });
    return () => {
      end.abort();
      mark(null);
    };
  }, []);
  return {
    can: (row) => row.can.move,
    begin: (dragged, event) => {
      carried.current = dragged;
      event.dataTransfer.setData(OURS, "");
      event.dataTransfer.effectAllowed = "move";
      if (dragged.length > 1) showAs(nameOf(dragged), event);
    },
  };
}

/** Words at the pointer, in place of the picture of the one that is held. The browser draws them once. */
function showAs(words: string, { dataTransfer }: ReactDragEvent): void {
  const badge = document.createElement("div");
  badge.className = "drag-badge";
  badge.textContent = words;
  document.body.append(badge);
  dataTransfer.setDragImage(badge, -12, -12);
  requestAnimationFrame(() => badge.remove());
}
