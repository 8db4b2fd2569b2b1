REVOKE UPDATE ON purge_marks FROM aperture_app, aperture_system;--> statement-breakpoint
GRANT DELETE ON purge_marks, cached_renders TO aperture_system;--> statement-breakpoint
CREATE FUNCTION tell_purge_marks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('purge_marks', '');
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER purge_marks_told AFTER INSERT ON purge_marks FOR EACH STATEMENT EXECUTE FUNCTION tell_purge_marks();--> statement-breakpoint

-- A file that is deleted, replaced, renamed, moved or tagged anew is forgotten by every cache, whoever wrote the change.
CREATE FUNCTION forget_changed_files() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  INSERT INTO purge_marks (account_id, kind, target)
    SELECT n.account_id, 'file', n.id FROM new_files n JOIN old_files o ON o.account_id = n.account_id AND o.id = n.id
    WHERE (n.name, n.folder_id, n.sha256, n.mime, n.tags, n.trashed_at, n.purged_at)
      IS DISTINCT FROM (o.name, o.folder_id, o.sha256, o.mime, o.tags, o.trashed_at, o.purged_at);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER files_forgotten AFTER UPDATE ON files REFERENCING OLD TABLE AS old_files NEW TABLE AS new_files
  FOR EACH STATEMENT EXECUTE FUNCTION forget_changed_files();--> statement-breakpoint
CREATE FUNCTION forget_changed_folders() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  INSERT INTO purge_marks (account_id, kind, target)
    SELECT n.account_id, 'folder', n.id FROM new_folders n JOIN old_folders o ON o.account_id = n.account_id AND o.id = n.id
    WHERE (n.name, n.parent_id, n.trashed_at, n.purged_at) IS DISTINCT FROM (o.name, o.parent_id, o.trashed_at, o.purged_at);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER folders_forgotten AFTER UPDATE ON folders REFERENCING OLD TABLE AS old_folders NEW TABLE AS new_folders
  FOR EACH STATEMENT EXECUTE FUNCTION forget_changed_folders();--> statement-breakpoint

-- What a link showed is forgotten when the link is revoked.
CREATE FUNCTION forget_what_link_showed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  INSERT INTO purge_marks (account_id, kind, target)
    SELECT l.account_id, CASE WHEN l.folder_id IS NULL THEN 'file' ELSE 'folder' END, coalesce(l.file_id, l.folder_id, c.file_id)
    FROM share_links l LEFT JOIN collection_files c
      ON c.account_id = l.account_id AND c.collection_id = l.collection_id AND c.ended_at IS NULL
    WHERE l.account_id = NEW.account_id AND l.id = NEW.link_id AND coalesce(l.file_id, l.folder_id, c.file_id) IS NOT NULL;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER share_link_revocations_forget AFTER INSERT ON share_link_revocations
  FOR EACH ROW EXECUTE FUNCTION forget_what_link_showed();
