CREATE TABLE "media_changes" (
	"account_id" text NOT NULL,
	"number" bigint GENERATED ALWAYS AS IDENTITY (sequence name "media_changes_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"item_id" text NOT NULL,
	"kind" text NOT NULL,
	"was" text,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "media_changes_account_id_number_pk" PRIMARY KEY("account_id","number"),
	CONSTRAINT "media_changes_kind" CHECK ("media_changes"."kind" in ('place', 'owner', 'trash'))
);
--> statement-breakpoint
ALTER TABLE "media_changes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "media_changes" ADD CONSTRAINT "media_changes_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "media_changes_item" ON "media_changes" USING btree ("account_id","item_id","kind","at");--> statement-breakpoint
CREATE POLICY "of_account" ON "media_changes" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "media_changes" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);