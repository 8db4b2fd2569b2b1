"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { listFoldersAction } from "../actions";
import { type Branches, toBranch } from "./branch";

/** The tree as the server read it, with what was opened since. When the server reads anew, so does this. */
export function useBranches(account: string, branches: Branches) {
  const [further, setFurther] = useState<Branches>({});
  const read = (parentId: string) =>
    void listFoldersAction(account, { parentId }).then((result) =>
      setFurther((before) => ({ ...before, [parentId]: result.ok ? result.data.rows.map(toBranch) : [] })),
    );
  const known = useEffectEvent(() => Object.keys(further));
  const readAnew = useEffectEvent(read);
  useEffect(() => {
    for (const parentId of known()) readAnew(parentId);
  }, [branches]);
  return { all: { ...further, ...branches }, read };
}
