import { Link } from "@/components/ui/link";

/** The text of a mail, with the addresses in it to click on. */
export function MailText({ text }: { text: string }) {
  return (
    <p className="text-13 wrap-anywhere whitespace-pre-line">
      {text.split(/(https?:\/\/\S+)/).map((part, i) =>
        i % 2 === 0 ? (
          part
        ) : (
          <Link key={part} href={new URL(part).pathname} className="link-text wrap-anywhere whitespace-normal">
            {part}
          </Link>
        ),
      )}
    </p>
  );
}
