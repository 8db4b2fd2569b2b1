import { Body, Container, Head, Html, Section, type SectionProps, Text } from "react-email";
import { DARK, LIGHT, LINE_HEIGHT, TYPEFACE } from "@/lib/mails/look";

/** Mail programs that follow the system's theme read this; the others stay light. */
const DARK_STYLES = `
@media (prefers-color-scheme: dark) {
  body { background: ${DARK.page} !important; }
  body td { background: transparent !important; }
  .card { background: ${DARK.card} !important; border-color: ${DARK.line} !important; }
  .ink { color: ${DARK.ink} !important; }
  .quiet { color: ${DARK.quiet} !important; }
  .rule { border-color: ${DARK.line} !important; }
  .mark { border-color: ${DARK.ink} !important; border-top-color: ${DARK.amber} !important; }
  .action { background: ${DARK.petrol} !important; color: ${DARK.onPetrol} !important; }
}
`;

/** What every mail stands in: the mark, one card, and nothing that is fetched from anywhere. */
export function Layout({ subject, children }: { subject: string; children: SectionProps["children"] }) {
  return (
    <Html lang="en">
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{subject}</title>
        <style>{DARK_STYLES}</style>
      </Head>
      <Body style={{ margin: 0, background: LIGHT.page, fontFamily: TYPEFACE }}>
        <Container style={{ maxWidth: 520, padding: "32px 16px" }}>
          <Section data-skip-in-text style={{ paddingBottom: 16 }}>
            <Mark />
            <span className="ink" style={{ color: LIGHT.ink, fontSize: 16, fontWeight: 600 }}>
              Aperture
            </span>
          </Section>
          <Section
            className="card"
            style={{
              background: LIGHT.card,
              border: `1px solid ${LIGHT.line}`,
              borderRadius: 12,
              padding: "28px 28px 12px",
            }}
          >
            {children}
          </Section>
          <Text className="quiet" style={{ color: LIGHT.quiet, fontSize: 12, lineHeight: LINE_HEIGHT }}>
            Sent by Aperture, because of something that happened in an account.
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

/** The iris, as far as mail programs can draw: a ring with one amber blade. */
const Mark = () => (
  <span
    className="mark"
    style={{
      display: "inline-block",
      width: 6,
      height: 6,
      marginRight: 9,
      border: `5px solid ${LIGHT.ink}`,
      borderTopColor: LIGHT.amber,
      borderRadius: "50%",
      verticalAlign: "-2px",
    }}
  />
);
