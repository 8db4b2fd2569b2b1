GRANT DELETE ON purge_changes TO aperture_app;--> statement-breakpoint
-- Where a hook is set, what a mark takes from the caches is kept for the CDN in front, unless a purge tells it already.
CREATE FUNCTION keep_changes_for_hook() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF current_setting('app.purging', true) = 'yes' THEN RETURN NULL; END IF;
  INSERT INTO purge_changes (account_id, source_id, path)
    SELECT m.account_id, r.source_id, r.path FROM new_marks m JOIN purge_hooks h ON h.account_id = m.account_id
    JOIN cached_renders r ON r.account_id = m.account_id AND r.file_ids @> ARRAY[m.target] WHERE m.kind = 'file'
    UNION SELECT m.account_id, r.source_id, r.path FROM new_marks m JOIN purge_hooks h ON h.account_id = m.account_id
    JOIN cached_renders r ON r.account_id = m.account_id AND r.folder_ids @> ARRAY[m.target] WHERE m.kind = 'folder'
    ON CONFLICT DO NOTHING;
  IF FOUND THEN
    PERFORM enqueue('forwardChanges', json_build_object('accountId', m.account_id), 'forwardChanges ' || m.account_id)
      FROM (SELECT DISTINCT account_id FROM new_marks) m;
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER purge_marks_kept AFTER INSERT ON purge_marks REFERENCING NEW TABLE AS new_marks
  FOR EACH STATEMENT EXECUTE FUNCTION keep_changes_for_hook();
