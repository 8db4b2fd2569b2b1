CREATE TABLE "payers" (
	"account_id" text PRIMARY KEY NOT NULL,
	"customer" text NOT NULL,
	"card_brand" text,
	"card_last4" text,
	"card_expires" text,
	CONSTRAINT "payers_customer_unique" UNIQUE("customer")
);
--> statement-breakpoint
ALTER TABLE "payers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "refunds" (
	"account_id" text NOT NULL,
	"id" text NOT NULL,
	"credit_note_id" text NOT NULL,
	"payment_id" text NOT NULL,
	"amount" integer NOT NULL,
	"reference" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"by" text NOT NULL,
	CONSTRAINT "refunds_account_id_id_pk" PRIMARY KEY("account_id","id"),
	CONSTRAINT "refunds_amount" CHECK ("refunds"."amount" > 0)
);
--> statement-breakpoint
ALTER TABLE "refunds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "deleted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "deleted_by" text;--> statement-breakpoint
ALTER TABLE "payers" ADD CONSTRAINT "payers_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_credit_note" FOREIGN KEY ("account_id","credit_note_id") REFERENCES "public"."invoices"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_payment" FOREIGN KEY ("account_id","payment_id") REFERENCES "public"."payments"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "refunds_reference" ON "refunds" USING btree ("account_id","reference");--> statement-breakpoint
CREATE POLICY "of_account" ON "payers" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "payers" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "of_account" ON "refunds" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "refunds" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);