import { LayoutGrid, List } from "lucide-react";
import { Segment } from "@/components/ui/segment";
import type { MediaView } from "./media-library";

const OPTIONS = [
  { value: "grid", label: "Grid", icon: <LayoutGrid aria-hidden /> },
  { value: "list", label: "List", icon: <List aria-hidden /> },
] as const;

export function ViewSwitch({ view, onChange }: { view: MediaView; onChange: (view: MediaView) => void }) {
  return <Segment label="View" labelHidden options={OPTIONS} value={view} onChange={onChange} />;
}
