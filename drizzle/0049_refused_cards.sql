ALTER TABLE "card_charges" DROP CONSTRAINT "card_charges_outcome";--> statement-breakpoint
ALTER TABLE "payers" ADD COLUMN "refused_card" text;--> statement-breakpoint
ALTER TABLE "card_charges" ADD CONSTRAINT "card_charges_outcome" CHECK ("card_charges"."outcome" in ('paid', 'declined', 'refused', 'confirm', 'no_card', 'skipped', 'returned'));