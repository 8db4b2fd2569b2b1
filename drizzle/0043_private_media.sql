CREATE TABLE "private_media" (
	"account_id" text NOT NULL,
	"file_id" text,
	"folder_id" text,
	"item_id" text GENERATED ALWAYS AS (coalesce(file_id, folder_id)) STORED NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_by" text NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_by" text,
	"end_reason" text,
	CONSTRAINT "private_media_account_id_item_id_started_at_pk" PRIMARY KEY("account_id","item_id","started_at"),
	CONSTRAINT "private_media_one_item" CHECK (num_nonnulls("private_media"."file_id", "private_media"."folder_id") = 1)
);
--> statement-breakpoint
ALTER TABLE "private_media" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "private_media" ADD CONSTRAINT "private_media_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "private_media" ADD CONSTRAINT "private_media_file" FOREIGN KEY ("account_id","file_id") REFERENCES "public"."files"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "private_media" ADD CONSTRAINT "private_media_folder" FOREIGN KEY ("account_id","folder_id") REFERENCES "public"."folders"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "private_media_current" ON "private_media" USING btree ("account_id","item_id") WHERE "private_media"."ended_at" is null;--> statement-breakpoint
CREATE POLICY "of_account" ON "private_media" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "private_media" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);