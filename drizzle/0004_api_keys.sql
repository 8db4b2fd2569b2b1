CREATE TABLE "api_key_handovers" (
	"account_id" text NOT NULL,
	"id" text NOT NULL,
	"key_id" text NOT NULL,
	"from_id" text NOT NULL,
	"to_id" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"by" text NOT NULL,
	CONSTRAINT "api_key_handovers_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
ALTER TABLE "api_key_handovers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "api_key_handovers" ADD CONSTRAINT "api_key_handovers_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_key_handovers" ADD CONSTRAINT "api_key_handovers_key" FOREIGN KEY ("account_id","key_id") REFERENCES "public"."api_keys"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_key_handovers" ADD CONSTRAINT "api_key_handovers_from" FOREIGN KEY ("account_id","from_id") REFERENCES "public"."members"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_key_handovers" ADD CONSTRAINT "api_key_handovers_to" FOREIGN KEY ("account_id","to_id") REFERENCES "public"."members"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_key_handovers_key_id" ON "api_key_handovers" USING btree ("account_id","key_id");--> statement-breakpoint
CREATE INDEX "api_key_uses_last" ON "api_key_uses" USING btree ("account_id","key_id","last_at");--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_rotated_from" ON "api_keys" USING btree ("account_id","rotated_from_id");--> statement-breakpoint
CREATE POLICY "of_account" ON "api_key_handovers" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "api_key_handovers" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);