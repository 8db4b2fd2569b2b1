"use client";

import {
  type ComponentProps,
  type ComponentType,
  type ElementType,
  type KeyboardEvent,
  lazy,
  type ReactNode,
  type RefObject,
  Suspense,
  useId,
  useRef,
  useState,
} from "react";
import { cn } from "@/lib/cn";
import { type ButtonLook, type ButtonSize, buttonClass } from "../ui/button";
import { Kbd } from "../ui/kbd";
import { useShortcut } from "../shortcuts/use-shortcut";

/** What every overlay opened by a trigger receives. */
export interface OverlayProps {
  triggerRef: RefObject<HTMLButtonElement | null>;
  /** The id of the trigger, which names a menu. */
  labelledBy: string;
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
  /** Where a menu puts the focus. */
  focus: "first" | "last";
}

export interface TriggerProps extends Omit<ComponentProps<"button">, "onClick" | "type" | "ref"> {
  look?: ButtonLook;
  size?: ButtonSize;
  icon?: ReactNode;
  /** For a trigger that shows an icon only. */
  label?: string;
  /** Opens it from the keyboard and shows the key on the button; `label` is for the list of shortcuts. */
  shortcut?: { keys: string; label: string; group?: string; whileTyping?: boolean; hidden?: boolean };
  /** Replaces the look of a button. */
  plain?: boolean;
}

type WithOverlay<Extra> = object extends Extra ? { overlay?: Extra } : { overlay: Extra };

/**
 * A trigger whose overlay is fetched when the person reaches for it. The native button never unmounts, so focus comes
 * back to it; pages that nobody opens anything on never load React Aria.
 */
export function lazyOverlay<Extra extends object = object>(
  load: () => Promise<{ default: ComponentType<OverlayProps & Extra> }>,
  kind: "dialog" | "menu" | "listbox",
) {
  let loading: ReturnType<typeof load> | undefined;
  const once = () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
  const warm = () => void once().catch(() => undefined);
  const Overlay: ElementType<OverlayProps & Extra> = lazy(once);

  return function OverlayTrigger(props: TriggerProps & WithOverlay<Extra>) {
    const { look, size, icon, label, shortcut, plain, overlay, className, children, ...button } = props;
    const trigger = useRef<HTMLButtonElement>(null);
    const id = useId();
    const [isOpen, setOpen] = useState(false);
    const [used, setUsed] = useState(false);
    const [focus, setFocus] = useState<"first" | "last">("first");

    const open = (place: "first" | "last") => {
      // Safari does not focus a clicked button, and React Aria gives focus back to whatever had it.
      trigger.current?.focus();
      setFocus(place);
      setUsed(true);
      setOpen(true);
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (kind === "dialog" || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
      event.preventDefault();
      open(event.key === "ArrowUp" ? "last" : "first");
    };
    useShortcut(shortcut && !button.disabled ? { ...shortcut, run: () => open("first") } : undefined);

    return (
      <>
        <button
          {...(label && { "aria-label": label, title: label })}
          {...button}
          id={id}
          ref={trigger}
          type="button"
          aria-haspopup={kind}
          aria-expanded={isOpen}
          className={cn(!plain && buttonClass(look, size, label !== undefined && !children), className)}
          onPointerEnter={warm}
          onFocus={warm}
          onTouchStart={warm}
          onClick={() => open("first")}
          onKeyDown={onKeyDown}
        >
          {icon}
          {children}
          {shortcut && !shortcut.hidden && <Kbd keys={shortcut.keys} className="max-md:hidden" />}
        </button>
        {used && (
          <Suspense fallback={null}>
            <Overlay
              {...(overlay as Extra)}
              triggerRef={trigger}
              labelledBy={id}
              isOpen={isOpen}
              onOpenChange={setOpen}
              focus={focus}
            />
          </Suspense>
        )}
      </>
    );
  };
}
