import { render, type SectionProps, toPlainText } from "react-email";
import { Layout } from "@/lib/mails/layout";
import { type Mail, TEMPLATES } from "@/lib/mails/templates";

export type RenderedMail = { subject: string; text: string; html: string };

/** A template that takes the props of whichever mail it stands for. */
type Template = { subject: (props: object) => string; Body: (props: object) => SectionProps["children"] };

/** Both forms are made from the same words, so that they cannot differ. */
export async function renderMail({ template, props }: Mail): Promise<RenderedMail> {
  const { subject: subjectOf, Body } = TEMPLATES[template] as Template;
  const subject = subjectOf(props);
  const html = await render(
    <Layout subject={subject}>
      <Body {...props} />
    </Layout>,
  );
  return { subject, html, text: toPlainText(html) };
}
