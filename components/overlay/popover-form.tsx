"use client";

import type { ReactNode } from "react";
import { Button } from "../ui/button";
import { PopoverButton } from "./popover";

interface PopoverFormProps {
  icon: ReactNode;
  /** Names the panel for screen readers. */
  title: string;
  /** What the opening button shows; the title when nothing else. */
  label?: string;
  /** What the button says that sends the form. */
  submit: string;
  /** Receives what is in the field of a name; an empty text where there is none. */
  onSubmit: (valueOf: (name: string) => string) => void;
  children: ReactNode;
}

/** A small button whose panel is a small form. */
export function PopoverForm({ icon, title, label = title, submit, onSubmit, children }: PopoverFormProps) {
  return (
    <PopoverButton
      size="sm"
      icon={icon}
      title={title}
      panel={
        <form
          className="grid gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            const values = new FormData(event.currentTarget);
            onSubmit((name) => String(values.get(name) ?? ""));
          }}
        >
          {children}
          <Button type="submit" look="primary" size="sm">
            {submit}
          </Button>
        </form>
      }
    >
      {label}
    </PopoverButton>
  );
}
