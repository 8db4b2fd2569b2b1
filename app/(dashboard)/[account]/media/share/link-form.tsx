import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/cn";
import type { useLinkForm } from "./use-link-form";

type Props = {
  label: string;
  /** What the button says that sends it. */
  submit: string;
  form: ReturnType<typeof useLinkForm>;
  onClose: () => void;
  className?: string;
  children: ReactNode;
};

/** The form of a new link or of one that is changed. */
export function LinkForm({ label, submit, form, onClose, className, children }: Props) {
  return (
    <form noValidate onSubmit={form.submit} aria-label={label} className={cn("grid gap-3", className)}>
      {children}
      <div className="flex gap-2">
        <Button type="submit" look="primary" size="sm" pending={form.pending}>
          {submit}
        </Button>
        <Button look="quiet" size="sm" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
