import { Cloud, Database, FolderOpen, Globe, Images } from "lucide-react";
import type { SourceType } from "@/lib/sources/rules/config";

const ICONS = { library: Images, web_folder: FolderOpen, web_proxy: Globe, s3: Cloud, s3_compatible: Database };

export function TypeIcon({ type, className }: { type: SourceType; className?: string }) {
  const Icon = ICONS[type];
  return <Icon aria-hidden className={className} />;
}
