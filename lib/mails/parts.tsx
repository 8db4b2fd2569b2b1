import { Button, Section, type SectionProps, Text } from "react-email";
import { LIGHT, LINE_HEIGHT } from "@/lib/mails/look";

type Children = Pick<SectionProps, "children">;

export const Paragraph = ({ children }: Children) => (
  <Text className="ink" style={{ color: LIGHT.ink, fontSize: 15, lineHeight: LINE_HEIGHT, margin: "0 0 16px" }}>
    {children}
  </Text>
);

/** What the mail is about, a line a fact; those without a value are left out. */
export const Facts = ({ facts }: { facts: Record<string, string | null> }) => (
  <Section style={{ margin: "0 0 8px" }}>
    {Object.entries(facts)
      .filter(([, value]) => value !== null)
      .map(([term, value]) => (
        <Text
          key={term}
          className="ink rule"
          style={{
            borderTop: `1px solid ${LIGHT.line}`,
            color: LIGHT.ink,
            fontSize: 14,
            lineHeight: LINE_HEIGHT,
            margin: 0,
            padding: "7px 0",
          }}
        >
          <span className="quiet" style={{ color: LIGHT.quiet }}>
            {term}:
          </span>{" "}
          {value}
        </Text>
      ))}
  </Section>
);

/** The one thing to do, and its address in letters for whoever does not trust a button. */
export const Action = ({ url, children }: Children & { url: string }) => (
  <>
    <Button
      href={url}
      className="action"
      style={{
        background: LIGHT.petrol,
        borderRadius: 5,
        color: LIGHT.onPetrol,
        fontSize: 15,
        fontWeight: 600,
        margin: "8px 0 20px",
        padding: "11px 18px",
      }}
    >
      {children}
    </Button>
    <Text
      data-skip-in-text
      className="quiet"
      style={{ color: LIGHT.quiet, fontSize: 12, lineHeight: LINE_HEIGHT, margin: "0 0 16px", wordBreak: "break-all" }}
    >
      {url}
    </Text>
  </>
);

/** Why one gets the mail, or what else is good to know. */
export const Note = ({ children }: Children) => (
  <Text className="quiet" style={{ color: LIGHT.quiet, fontSize: 13, lineHeight: LINE_HEIGHT, margin: "0 0 16px" }}>
    {children}
  </Text>
);
