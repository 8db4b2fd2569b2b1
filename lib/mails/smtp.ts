import nodemailer, { type Transporter } from "nodemailer";
import { env } from "@/lib/env";
import type { RenderedMail } from "@/lib/mails/render";

type OutgoingMail = RenderedMail & { id: string; to: string };

let transport: Transporter | undefined;

/** Hands a mail to the mail server. Its message id is always the same, so that one sent twice can be told apart. */
export async function deliver({ id, to, subject, text, html }: OutgoingMail): Promise<void> {
  const { SMTP_URL, MAIL_FROM, APERTURE_URL } = env();
  const { hostname } = new URL(APERTURE_URL);
  transport ??= nodemailer.createTransport({
    url: SMTP_URL,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  await transport.sendMail({
    messageId: `<${id}@${hostname}>`,
    from: MAIL_FROM ?? `Aperture <aperture@${hostname}>`,
    to: { name: "", address: to },
    subject,
    text,
    html,
    headers: { "Auto-Submitted": "auto-generated" },
  });
}
