import type { BuiltInRole } from "@/lib/permissions/roles";

/** The account's own roles, by the names that the crew's list calls them. */
export const STUDIO_ROLES = {
  pictureEditor: {
    name: "Picture editor",
    description: "Retouches, replaces and clears the caches afterwards",
    permissions: ["media_edit", "purge"],
  },
  analyst: { name: "Analyst", description: "Reads the figures and looks at the library", permissions: ["analytics"] },
  releaseManager: {
    name: "Release manager",
    description: "Deploys sources, clears caches and watches the traffic",
    permissions: ["sources", "purge", "analytics"],
  },
} as const;

export type StudioRole = keyof typeof STUDIO_ROLES;

type CrewMember = {
  name: string;
  email: string;
  timeZone: string;
  role: BuiltInRole | StudioRole;
  /** How long ago they were invited, in days. */
  invited: number;
};

const crew = (
  name: string,
  mailbox: string,
  timeZone: string,
  role: CrewMember["role"],
  invited: number,
): CrewMember => ({
  name,
  email: mailbox.includes("@") ? mailbox : `${mailbox}@northlight.studio`,
  timeZone,
  role,
  invited,
});

/** Everyone of the studio beside the cast, in the order in which they came. */
export const CREW = [
  crew("Ingrid Solberg", "ingrid", "Europe/Oslo", "media_library_full_access", 418),
  crew("Kofi Mensah", "kofi", "Africa/Accra", "developer", 411),
  crew("Yara Haddad", "yara", "Asia/Beirut", "pictureEditor", 396),
  crew("Henrik Lindqvist", "henrik", "Europe/Stockholm", "developer", 388),
  crew("Beatrice Marchetti", "beatrice", "Europe/Rome", "media_library_full_access", 372),
  crew("Oluwaseun Adeyemi", "seun", "Africa/Lagos", "pictureEditor", 365),
  crew("Chloé Dubois", "chloe", "Europe/Paris", "media_library_view_only_access", 351),
  crew("Mateo Fernández", "mateo", "America/Argentina/Buenos_Aires", "developer", 344),
  crew("Sakura Tanaka", "sakura", "Asia/Tokyo", "media_library_full_access", 330),
  crew("Liam O’Brien", "liam", "Europe/Dublin", "finance", 322),
  crew("Amara Nwosu", "amara", "Europe/London", "analyst", 309),
  crew("Viktor Horváth", "viktor", "Europe/Budapest", "releaseManager", 298),
  crew("Zeynep Yılmaz", "zeynep", "Europe/Istanbul", "media_library_full_access", 287),
  crew("Lars Pettersen", "lars", "Europe/Copenhagen", "media_library_view_only_access", 275),
  crew("Nadia Benali", "nadia", "Africa/Casablanca", "pictureEditor", 263),
  crew("Arjun Mehta", "arjun", "Asia/Kolkata", "developer", 251),
  crew("Emily Carter", "emily", "America/Chicago", "media_library_view_only_access", 240),
  crew("Wei Zhang", "wei", "Asia/Shanghai", "releaseManager", 226),
  crew("Isabel Carvalho", "isabel", "Europe/Lisbon", "developer", 214),
  crew("Piotr Kowalski", "piotr", "Europe/Warsaw", "media_library_full_access", 201),
  crew("Hana Novotná", "hana", "Europe/Prague", "analyst", 188),
  crew("Tariq Aziz", "tariq@fieldwork.example", "Asia/Karachi", "media_library_restricted_access", 176),
  crew("Grace Kimani", "grace", "Africa/Nairobi", "media_library_view_only_access", 160),
  crew("Elias Virtanen", "elias", "Europe/Helsinki", "pictureEditor", 147),
  crew("Camila Rojas", "camila@brightfold.example", "America/Bogota", "media_library_restricted_access", 131),
  crew("Noah Fischer", "noah", "Europe/Zurich", "media_library_view_only_access", 118),
  crew("Mei Ling Tan", "meiling@orchard.example", "Asia/Singapore", "media_library_restricted_access", 102),
  crew("Sven de Vries", "sven", "Europe/Amsterdam", "media_library_full_access", 86),
  crew("Aisha Rahman", "aisha@brightfold.example", "Asia/Dhaka", "media_library_restricted_access", 64),
  crew("Lucas Martin", "lucas", "America/Montreal", "analyst", 47),
  crew("Freya Jónsdóttir", "freya", "Atlantic/Reykjavik", "media_library_view_only_access", 29),
  crew("Dmitri Popescu", "dmitri", "Europe/Bucharest", "media_library_full_access", 13),
] as const satisfies readonly CrewMember[];
