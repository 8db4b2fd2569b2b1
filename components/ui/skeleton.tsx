import { cn } from "@/lib/cn";

/** A bar in place of words that are on their way; give it the height and width of what will come. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn("skeleton", className)} />;
}

/** A bar in a line of text, which stays as tall as its words will be. */
export const Words = ({ className }: { className: string }) => (
  <Skeleton className={cn("inline-block align-middle", className)} />
);

/** Says once, for screen readers, that the region is loading. */
export function Loading({ label = "Loading" }: { label?: string }) {
  return (
    <span role="status" className="sr-only">
      {label}
    </span>
  );
}
