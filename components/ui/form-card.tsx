import type { FormEvent, ReactNode } from "react";
import { Button } from "./button";
import { Card } from "./card";

interface FormCardProps {
  title: ReactNode;
  note: ReactNode;
  /** What the button says that saves it. */
  submit: string;
  pending: boolean;
  /** There is nothing to save. */
  disabled?: boolean;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  children: ReactNode;
}

/** A card that is a form with a Save of its own. */
export function FormCard({ title, note, submit, pending, disabled, onSubmit, children }: FormCardProps) {
  return (
    <form onSubmit={onSubmit} noValidate>
      <Card
        title={title}
        note={note}
        footer={
          <Button type="submit" look="primary" disabled={disabled} pending={pending}>
            {submit}
          </Button>
        }
      >
        {children}
      </Card>
    </form>
  );
}
