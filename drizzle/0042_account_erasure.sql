ALTER TABLE "accounts" ADD COLUMN "erasure_told_days" integer;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "erased_at" timestamp (3) with time zone;--> statement-breakpoint
-- The only way in which rows of access, of audit and of people are ever deleted: of accounts whose time for being restored is over.
-- Folders that lie deeper go first; with its last membership a person goes too.
CREATE FUNCTION erase_rows(account text, of_table regclass, most int) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  erased int;
  people text[];
BEGIN
  IF EXISTS (SELECT FROM accounts WHERE id = account AND erased_at IS NOT NULL) THEN
    RETURN 0;
  END IF;
  IF NOT EXISTS (SELECT FROM accounts WHERE id = account AND deleted_at < now() - interval '30 days') THEN
    RAISE EXCEPTION 'account % is not to be erased', account USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF of_table IN ('invoices'::regclass, 'payments'::regclass, 'refunds'::regclass) THEN
    RAISE EXCEPTION '% is kept', of_table USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF of_table = 'members'::regclass THEN
    SELECT array_agg(user_id) INTO people FROM (SELECT user_id FROM members WHERE account_id = account LIMIT most) m;
    DELETE FROM members WHERE account_id = account AND user_id = ANY (people);
    GET DIAGNOSTICS erased = ROW_COUNT;
    SELECT array_agg(u.id) INTO people FROM users u
      WHERE u.id = ANY (people) AND NOT EXISTS (SELECT FROM members m WHERE m.user_id = u.id);
    DELETE FROM sessions WHERE user_id = ANY (people);
    DELETE FROM logins WHERE user_id = ANY (people);
    DELETE FROM users WHERE id = ANY (people);
    RETURN erased;
  END IF;
  EXECUTE format('DELETE FROM %s WHERE ctid = ANY (ARRAY(SELECT ctid FROM %s WHERE account_id = $1 %s LIMIT $2))',
    of_table, of_table, CASE WHEN of_table = 'folders'::regclass THEN 'ORDER BY length(path) DESC' ELSE '' END)
    USING account, most;
  GET DIAGNOSTICS erased = ROW_COUNT;
  RETURN erased;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION erase_rows(text, regclass, int) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION erase_rows(text, regclass, int) TO aperture_system;
