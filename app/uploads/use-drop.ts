import { useEffect, useEffectEvent, useState } from "react";
import { type Dropped, readChosen, readDrop } from "./dropped-files";

/** Takes what is dropped or pasted anywhere on the page. @returns whether files are being dragged over it */
export function useDrop(onDropped: (dropped: Dropped) => void): boolean {
  const [over, setOver] = useState(false);
  const take = useEffectEvent(onDropped);
  useEffect(() => {
    const end = new AbortController();
    const { signal } = end;
    const drag = (event: DragEvent) => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const drop = (event: DragEvent) => {
      setOver(false);
      if (!event.dataTransfer || !bringsFiles(event)) return;
      event.preventDefault();
      void readDrop(event.dataTransfer).then(take);
    };
    const paste = ({ clipboardData }: ClipboardEvent) => {
      if (clipboardData && clipboardData.files.length > 0) take(readChosen(clipboardData.files));
    };
    addEventListener("dragover", drag, { signal });
    addEventListener("dragleave", (event) => event.relatedTarget === null && setOver(false), { signal });
    addEventListener("drop", drop, { signal });
    addEventListener("paste", paste, { signal });
    return () => end.abort();
  }, []);
  return over;
}

/** A picture that is dragged from a page is a file too, and comes with its markup; it was not meant to be sent. */
const bringsFiles = ({ dataTransfer }: DragEvent) =>
  !!dataTransfer?.types.includes("Files") && !dataTransfer.types.includes("text/html");
