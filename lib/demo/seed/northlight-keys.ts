import { type Chronicle, daysAgo } from "@/lib/demo/seed/chronicle";
import type { Studio } from "@/lib/demo/seed/northlight";
import { endKey, makeKey, suspendKey, countUses } from "@/lib/demo/seed/thing-verbs";

/** Keys of every kind: busy and idle, too wide, dormant, expiring, replaced, suspended and gone. */
export function tellKeys(chronicle: Chronicle, { mira, tomas, dana, ryo, lea, priya, crew }: Studio): void {
  const at = (days: number) => daysAgo(chronicle, days);

  const deploy = makeKey(chronicle, dana, at(300), { name: "ci-deploy", permissions: ["sources", "purge"] });
  countUses(chronicle, deploy, { operation: "purge.run", path: "POST /api/v1/purges", perDay: 38, from: 180, to: 0 });
  countUses(chronicle, deploy, {
    operation: "sources.deploy",
    path: "POST /api/v1/sources",
    perDay: 3,
    from: 180,
    to: 1,
  });

  const sync = makeKey(chronicle, ryo, at(260), {
    name: "asset-sync",
    permissions: ["media_edit"],
    ipRanges: ["203.0.113.0/24"],
  });
  countUses(chronicle, sync, { operation: "media.upload", path: "POST /api/v1/files", perDay: 120, from: 180, to: 0 });
  countUses(chronicle, sync, { operation: "media.view", path: "GET /api/v1/files", perDay: 340, from: 180, to: 0 });

  const preview = makeKey(chronicle, lea, at(190), { name: "cms-preview", permissions: ["media_browse"] });
  countUses(chronicle, preview, { operation: "media.view", path: "GET /api/v1/files", perDay: 900, from: 180, to: 0 });

  const figures = makeKey(chronicle, priya, at(170), { name: "figures-export", permissions: ["analytics", "billing"] });
  countUses(chronicle, figures, {
    operation: "analytics.view",
    path: "GET /api/v1/analytics/requests",
    perDay: 4,
    from: 165,
    to: 0,
  });

  // Wider than it needs to be: nothing but uploads in all its time.
  const wide = makeKey(chronicle, tomas, at(350), { name: "legacy-upload", permissions: ["account_admin"] });
  countUses(chronicle, wide, { operation: "media.upload", path: "POST /api/v1/files", perDay: 15, from: 180, to: 2 });

  // Its owner is no developer any more, and it goes on asking.
  const dormant = makeKey(chronicle, crew("isabel"), at(200), {
    name: "purge-bot",
    permissions: ["media_browse", "purge"],
  });
  countUses(chronicle, dormant, { operation: "purge.run", path: "POST /api/v1/purges", perDay: 22, from: 180, to: 42 });
  countUses(chronicle, dormant, {
    operation: "purge.preview",
    path: "POST /api/v1/purges",
    perDay: 6,
    from: 40,
    to: 0,
    refused: true,
  });

  const expiring = makeKey(chronicle, crew("viktor"), at(85), {
    name: "night-report",
    permissions: ["analytics"],
    expiresAt: at(-5),
  });
  countUses(chronicle, expiring, {
    operation: "analytics.view",
    path: "GET /api/v1/analytics/requests",
    perDay: 1,
    from: 84,
    to: 0,
  });

  const expired = makeKey(chronicle, crew("kofi"), at(110), {
    name: "trial-import",
    permissions: ["media_edit"],
    expiresAt: at(20),
  });
  countUses(chronicle, expired, {
    operation: "media.upload",
    path: "POST /api/v1/files",
    perDay: 60,
    from: 109,
    to: 96,
  });

  const former = makeKey(chronicle, crew("arjun"), at(240), { name: "mobile-app", permissions: ["media_browse"] });
  countUses(chronicle, former, { operation: "media.view", path: "GET /api/v1/files", perDay: 450, from: 180, to: 31 });
  const renewed = makeKey(chronicle, crew("arjun"), at(31), {
    name: "mobile-app",
    permissions: ["media_browse"],
    rotatedFromId: former,
  });
  endKey(chronicle, crew("arjun"), at(30), former, "rotated");
  countUses(chronicle, renewed, { operation: "media.view", path: "GET /api/v1/files", perDay: 470, from: 30, to: 0 });

  const staging = makeKey(chronicle, ryo, at(95), { name: "staging", permissions: ["sources"] });
  countUses(chronicle, staging, {
    operation: "sources.view",
    path: "GET /api/v1/sources",
    perDay: 12,
    from: 94,
    to: 26,
  });
  suspendKey(chronicle, mira, at(25), staging);

  const stolen = makeKey(chronicle, crew("henrik"), at(140), {
    name: "henrik-laptop",
    permissions: ["sources", "media_edit"],
  });
  countUses(chronicle, stolen, { operation: "media.view", path: "GET /api/v1/files", perDay: 9, from: 139, to: 18 });

  endKey(
    chronicle,
    dana,
    at(120),
    makeKey(chronicle, dana, at(330), { name: "old-cdn", permissions: ["purge"] }),
    "revoked",
  );
  makeKey(chronicle, crew("wei"), at(6), { name: "release-notes", permissions: ["sources"] });
}
