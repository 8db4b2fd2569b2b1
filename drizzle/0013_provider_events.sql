CREATE TABLE "provider_events" (
	"account_id" text NOT NULL,
	"id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "provider_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "provider_events" ADD CONSTRAINT "provider_events_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "of_account" ON "provider_events" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "provider_events" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);