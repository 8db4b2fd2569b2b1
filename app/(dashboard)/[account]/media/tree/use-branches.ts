"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { toast } from "@/components/overlay/toast";
import { answered } from "../../answered";
import { listFoldersAction } from "../actions";
import { type Branches, toBranch } from "./branch";

/** The tree as the server read it, with what was opened since. When the server reads anew, so does this. */
export function useBranches(account: string, branches: Branches) {
  const [further, setFurther] = useState<Branches>({});
  const read = (parentId: string) =>
    void answered(listFoldersAction(account, { parentId })).then((result) => {
      if (!result.ok) return toast({ tone: "crimson", message: result.message });
      setFurther((before) => ({ ...before, [parentId]: result.data.rows.map(toBranch) }));
    });
  const known = useEffectEvent(() => Object.keys(further));
  const readAnew = useEffectEvent(read);
  useEffect(() => {
    for (const parentId of known()) readAnew(parentId);
  }, [branches]);
  return { all: { ...further, ...branches }, read };
}
