import { useShortcut } from "@/components/shortcuts/use-shortcut";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/lib/format";

export function InviteFoot({
  count,
  leftOut,
  ready,
  sending,
  onSend,
  onCancel,
}: {
  count: number;
  leftOut: number;
  ready: boolean;
  sending: boolean;
  onSend: () => void;
  onCancel: () => void;
}) {
  useShortcut({
    keys: "mod+enter",
    label: "Send invitations",
    overDialogs: true,
    whileTyping: true,
    priority: 5,
    run: onSend,
  });
  return (
    <>
      <span className="mr-auto text-ink-2" role="status">
        {leftOut > 0 && `${leftOut} left out`}
      </span>
      <Button look="quiet" onClick={onCancel}>
        Cancel
      </Button>
      <Button look="primary" keys="mod+enter" disabled={!ready} pending={sending} onClick={onSend}>
        {count > 0 ? `Send ${formatCount(count, { one: "invitation", other: "invitations" })}` : "Send invitations"}
      </Button>
    </>
  );
}
