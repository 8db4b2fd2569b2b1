import { BrushCleaning, ChartColumn, CreditCard, Image, Layers, Users } from "lucide-react";
import type { ReactNode } from "react";
import type { Permission } from "@/lib/permissions/permissions";

const media = <Image aria-hidden />;

/** One glyph a permission, the same in the matrix, the invitation and the log. */
export const PERMISSION_ICONS: Record<Permission, ReactNode> = {
  account_admin: <Users aria-hidden />,
  analytics: <ChartColumn aria-hidden />,
  billing: <CreditCard aria-hidden />,
  sources: <Layers aria-hidden />,
  purge: <BrushCleaning aria-hidden />,
  media_edit: media,
  media_browse: media,
  media_shared: media,
};
