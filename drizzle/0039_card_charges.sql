CREATE TABLE "card_charges" (
	"account_id" text NOT NULL,
	"id" text NOT NULL,
	"invoice_id" text NOT NULL,
	"attempt" integer NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"asked" jsonb,
	"ended_at" timestamp (3) with time zone,
	"outcome" text,
	"reason" text,
	CONSTRAINT "card_charges_account_id_id_pk" PRIMARY KEY("account_id","id"),
	CONSTRAINT "card_charges_outcome" CHECK ("card_charges"."outcome" in ('paid', 'declined', 'confirm', 'no_card', 'skipped', 'returned')),
	CONSTRAINT "card_charges_ended" CHECK (("card_charges"."ended_at" is null) = ("card_charges"."outcome" is null))
);
--> statement-breakpoint
ALTER TABLE "card_charges" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "card_charges" ADD CONSTRAINT "card_charges_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_charges" ADD CONSTRAINT "card_charges_invoice" FOREIGN KEY ("account_id","invoice_id") REFERENCES "public"."invoices"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "card_charges_attempt" ON "card_charges" USING btree ("account_id","invoice_id","attempt");--> statement-breakpoint
CREATE INDEX "card_charges_due" ON "card_charges" USING btree ("due_at") WHERE "card_charges"."ended_at" is null;--> statement-breakpoint
CREATE POLICY "of_account" ON "card_charges" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "card_charges" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);