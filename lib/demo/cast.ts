import type { Permission } from "@/lib/permissions/permissions";
import type { BuiltInRole } from "@/lib/permissions/roles";

type CastMember = {
  name: string;
  email: string;
  timeZone: string;
  role: BuiltInRole;
  grants: readonly Permission[];
};

/** The people by name whom the demo, the tests and the end-to-end specs have in common. */
export const CAST = {
  mira: {
    name: "Mira Okafor",
    email: "mira@northlight.studio",
    timeZone: "Europe/Lisbon",
    role: "account_administrator",
    grants: [],
  },
  tomas: {
    name: "Tomás Brandt",
    email: "tomas@northlight.studio",
    timeZone: "Europe/Berlin",
    role: "account_administrator",
    grants: [],
  },
  dana: {
    name: "Dana Kessler",
    email: "dana@northlight.studio",
    timeZone: "America/Denver",
    role: "developer",
    grants: ["billing"],
  },
  ryo: {
    name: "Ryo Ishikawa",
    email: "ryo@northlight.studio",
    timeZone: "Asia/Tokyo",
    role: "developer",
    grants: [],
  },
  lea: {
    name: "Léa Arnaud",
    email: "lea@northlight.studio",
    timeZone: "Europe/Paris",
    role: "media_library_full_access",
    grants: [],
  },
  sofia: {
    name: "Sofia Vance",
    email: "sofia@northlight.studio",
    timeZone: "Europe/London",
    role: "media_library_view_only_access",
    grants: [],
  },
  jonah: {
    name: "Jonah Whitfield",
    email: "jonah@northlight.studio",
    timeZone: "America/New_York",
    role: "media_library_restricted_access",
    grants: [],
  },
  priya: {
    name: "Priya Nair",
    email: "priya@northlight.studio",
    timeZone: "Asia/Kolkata",
    role: "finance",
    grants: [],
  },
} as const satisfies Record<string, CastMember>;

export type CastName = keyof typeof CAST;

export const CAST_NAMES = Object.keys(CAST) as CastName[];
