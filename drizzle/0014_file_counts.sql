CREATE TABLE "file_counts" (
	"account_id" text PRIMARY KEY NOT NULL,
	"files" integer DEFAULT 0 NOT NULL,
	"at_root" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "file_counts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "file_counts" ADD CONSTRAINT "file_counts_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "of_account" ON "file_counts" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "file_counts" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);