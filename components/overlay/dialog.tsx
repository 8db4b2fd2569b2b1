"use client";

import { X } from "lucide-react";
import { type FormEvent, type ReactNode, useEffect, useRef } from "react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { cn } from "@/lib/cn";
import { useShortcut } from "../shortcuts/use-shortcut";
import { IconButton } from "../ui/button";

const WIDTHS = { sm: "md:max-w-[440px]", md: "md:max-w-[600px]", lg: "md:max-w-[760px]", xl: "md:max-w-[940px]" };

export interface DialogProps {
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  size?: keyof typeof WIDTHS;
  role?: "dialog" | "alertdialog";
  /** Neither Escape nor a press outside closes it, and there is no close button. */
  locked?: boolean;
  /** The bar at the bottom; inside the form when there is one. */
  footer?: ReactNode;
  /** A quiet column beside the content. */
  aside?: ReactNode;
  /** Makes the dialog one form; mod+Enter submits it from anywhere inside. */
  onSubmit?: (event: FormEvent<HTMLFormElement>) => void;
  children?: ReactNode;
}

/**
 * Loads React Aria: import it only from files that are themselves loaded lazily. Whatever carries `data-autofocus` gets the
 * focus when it opens, and when it turns to something else under another title; otherwise the dialog itself.
 */
export function Dialog(props: DialogProps) {
  const { isOpen, onOpenChange, title, description, size = "md", role = "dialog", locked = false } = props;
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={!locked && role === "dialog"}
      isKeyboardDismissDisabled={locked}
      className="scrim"
      data-modal=""
    >
      <Modal className={cn("dialog", WIDTHS[size])}>
        <AriaDialog role={role} className="dialog-box">
          <header className="dialog-head">
            <div className="min-w-0">
              <Heading slot="title" level={2} className="text-20 leading-[1.2] tracking-[-0.016em]">
                {title}
              </Heading>
              {description && <p className="mt-1 text-13 text-ink-2">{description}</p>}
            </div>
            {!locked && role === "dialog" && (
              <IconButton
                label="Close"
                icon={<X aria-hidden />}
                className="-mt-1 -mr-2 ml-auto"
                onClick={() => onOpenChange(false)}
              />
            )}
          </header>
          <Content {...props} />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

function Content({ title, onSubmit, aside, footer, children }: DialogProps) {
  const content = useRef<HTMLDivElement>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => content.current?.querySelector<HTMLElement>("[data-autofocus]")?.focus(), [title]);
  useShortcut(
    onSubmit && {
      keys: "mod+enter",
      label: "Send the form",
      overDialogs: true,
      whileTyping: true,
      priority: 5,
      run: () => form.current?.requestSubmit(),
    },
  );
  const inside = (
    <>
      <div className={cn("dialog-body", aside && "dialog-split")}>
        <div className="dialog-main">{children}</div>
        {aside && <aside className="dialog-aside">{aside}</aside>}
      </div>
      {footer && <footer className="dialog-foot">{footer}</footer>}
    </>
  );
  return (
    <div ref={content} className="contents">
      {onSubmit ? (
        <form
          ref={form}
          noValidate
          className="contents"
          onSubmit={(event) => (isBusy(form.current) ? event.preventDefault() : onSubmit(event))}
        >
          {inside}
        </form>
      ) : (
        inside
      )}
    </div>
  );
}

/** Enter and mod+Enter do not send a second time what is on its way. */
const isBusy = (form: HTMLFormElement | null) => !!form?.querySelector(".dialog-foot [aria-busy=true]");
