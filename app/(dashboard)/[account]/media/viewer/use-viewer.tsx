"use client";

import { lazy, Suspense, useState } from "react";
import { isFile, type MediaRow } from "../item";

const Viewer = lazy(() => import("./viewer"));

type Options = { account: string; rows: readonly MediaRow[]; readMore?: () => void };

/** Looks at the files of a list one after another, beginning with one; folders are passed over. */
export function useViewer({ account, rows, readMore }: Options) {
  const [openId, setOpenId] = useState<string | null>(null);
  const files = rows.filter(isFile);
  const index = files.findIndex(({ id }) => id === openId);
  const look = (row: MediaRow) => isFile(row) && setOpenId(row.id);
  const viewer = index >= 0 && (
    <Suspense fallback={null}>
      <Viewer
        account={account}
        files={files}
        index={index}
        onMove={(file) => {
          setOpenId(file.id);
          if (file === files.at(-1)) readMore?.();
        }}
        onClose={() => setOpenId(null)}
      />
    </Suspense>
  );
  return { viewer, look };
}
