import { AppError } from "@/lib/errors";

/** The numbers that stand for what a bank may answer; no card has them. The same as those of Stripe's test mode. */
export const TEST_CARDS = [
  { number: "4242 4242 4242 4242", answer: "paid", says: "is paid" },
  { number: "4000 0000 0000 0002", answer: "declined", says: "is declined" },
  { number: "4000 0025 0000 3155", answer: "confirm", says: "asks its holder to confirm" },
] as const;

export const TEST_CARD_DECLINED = "The card was declined. Use another one, or pay by transfer.";

const digitsOf = (text: string) => text.replaceAll(/\D/g, "");

export const isTestCard = (number: string) => TEST_CARDS.some((card) => digitsOf(card.number) === digitsOf(number));

/** What the bank of a test card answers, and what is kept of its number. Any other number is refused unread. */
export function judgeTestCard(number: string): { answer: (typeof TEST_CARDS)[number]["answer"]; card: string } {
  const found = TEST_CARDS.find((card) => digitsOf(card.number) === digitsOf(number));
  const message = "This is not one of the test numbers. A real card is not taken here: nothing of it was kept.";
  if (!found) throw new AppError("invalid", message, { fields: [{ path: "number", message }] });
  return { answer: found.answer, card: `Card ending in ${found.number.slice(-4)}` };
}
