/** What every dialog that a task opens receives. */
export type TaskDialogProps = { account: string; isOpen: boolean; onOpenChange: (open: boolean) => void };
