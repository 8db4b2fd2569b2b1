import {
  BadgeCheck,
  ChartColumn,
  Cloud,
  Eraser,
  Images,
  KeyRound,
  Link2,
  List,
  ReceiptText,
  Settings,
  UserCircle,
  Users,
  UsersRound,
} from "lucide-react";
import type { ReactNode } from "react";
import type { MemberActor } from "@/lib/actor";
import { canEver } from "@/lib/permissions/can";
import type { OperationId } from "@/lib/permissions/operations";

type Area = { path: string; label: string; icon: ReactNode; opens: OperationId; goKey: string };

/** The pages of an account, in the order of the rail, each with the operation that opens it. */
const AREAS: { label: string; areas: Area[] }[] = [
  {
    label: "Library",
    areas: [
      { path: "media", label: "Media", icon: <Images aria-hidden />, opens: "media.view", goKey: "m" },
      {
        path: "media/links",
        label: "Share links",
        icon: <Link2 aria-hidden />,
        opens: "shareLinks.create",
        goKey: "h",
      },
    ],
  },
  {
    label: "Delivery",
    areas: [
      { path: "sources", label: "Sources", icon: <Cloud aria-hidden />, opens: "sources.view", goKey: "s" },
      { path: "purge", label: "Purge", icon: <Eraser aria-hidden />, opens: "purge.view", goKey: "p" },
      { path: "analytics", label: "Analytics", icon: <ChartColumn aria-hidden />, opens: "analytics.view", goKey: "a" },
    ],
  },
  {
    label: "Access",
    areas: [
      { path: "users", label: "Users", icon: <Users aria-hidden />, opens: "users.view", goKey: "u" },
      { path: "groups", label: "Groups", icon: <UsersRound aria-hidden />, opens: "groups.view", goKey: "o" },
      { path: "roles", label: "Roles", icon: <BadgeCheck aria-hidden />, opens: "roles.view", goKey: "r" },
      { path: "api-keys", label: "API keys", icon: <KeyRound aria-hidden />, opens: "apiKeys.view", goKey: "k" },
      { path: "audit-log", label: "Audit log", icon: <List aria-hidden />, opens: "audit.view", goKey: "l" },
    ],
  },
  {
    label: "Account",
    areas: [
      { path: "billing", label: "Billing", icon: <ReceiptText aria-hidden />, opens: "billing.view", goKey: "b" },
      { path: "settings", label: "Settings", icon: <Settings aria-hidden />, opens: "settings.media", goKey: "t" },
      { path: "profile", label: "Profile", icon: <UserCircle aria-hidden />, opens: "profile.view", goKey: "i" },
    ],
  },
];

/** The pages that this actor may open; the others are not there for them. */
export const areasFor = (actor: MemberActor) =>
  AREAS.map(({ label, areas }) => ({ label, areas: areas.filter(({ opens }) => canEver(actor, opens)) })).filter(
    ({ areas }) => areas.length > 0,
  );

/** Where the actor lands: who runs the account at its people, everyone else at the first page that is theirs. */
export const firstPathFor = (actor: MemberActor) =>
  canEver(actor, "users.view") ? "users" : (areasFor(actor)[0]?.areas[0]?.path ?? "profile");
