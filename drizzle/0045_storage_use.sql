CREATE TABLE "storage_use" (
	"account_id" text PRIMARY KEY NOT NULL,
	"bytes" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "storage_use" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "storage_limit" bigint;--> statement-breakpoint
ALTER TABLE "storage_use" ADD CONSTRAINT "storage_use_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "of_account" ON "storage_use" AS PERMISSIVE FOR ALL TO "aperture_app" USING (account_id = (select nullif(current_setting('app.account_id', true), ''))) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')));--> statement-breakpoint
CREATE POLICY "of_system" ON "storage_use" AS PERMISSIVE FOR ALL TO "aperture_system" USING (true) WITH CHECK (true);--> statement-breakpoint
INSERT INTO storage_use SELECT account_id, sum(size) FROM blobs GROUP BY account_id;--> statement-breakpoint
-- A sum that is kept, because an upload would otherwise add up a million contents while its account waits.
REVOKE INSERT, UPDATE ON storage_use FROM aperture_app, aperture_system;--> statement-breakpoint
CREATE FUNCTION count_stored() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO storage_use SELECT account_id, sum(size) FROM changed GROUP BY account_id
      ON CONFLICT (account_id) DO UPDATE SET bytes = storage_use.bytes + excluded.bytes;
  ELSE
    UPDATE storage_use u SET bytes = u.bytes - c.size
      FROM (SELECT account_id, sum(size) AS size FROM changed GROUP BY account_id) c WHERE c.account_id = u.account_id;
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER blobs_counted_in AFTER INSERT ON blobs REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION count_stored();--> statement-breakpoint
CREATE TRIGGER blobs_counted_out AFTER DELETE ON blobs REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION count_stored();
