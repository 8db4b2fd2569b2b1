import type { Bench } from "../../../bin/bench.mjs";
import { aperture, casbin, casl, cedar } from "@/lib/permissions/bench/contenders";
import { CHECKS, ROWS_IN_A_LIST } from "@/lib/permissions/bench/contest";

export const bench: Bench = {
  title: "Permission checks",
  method: `${CHECKS} checks of a member, an operation and a row, by permission, own row or share level: one at a time, and in
lists of ${ROWS_IN_A_LIST} rows for one member and operation. What a member's permissions need is prepared and kept; "anew" prepares
it for each list, as a request does that must not act on permissions of a moment ago.`,
  rounds: 7,
  packages: ["@casl/ability", "casbin", "@cedar-policy/cedar-wasm"],
  contenders: {
    Aperture: aperture,
    CASL: casl,
    casbin,
    Cedar: cedar,
  },
};
