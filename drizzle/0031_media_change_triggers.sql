INSERT INTO media_changes (account_id, item_id, kind, was, at)
  SELECT account_id, coalesce(file_id, folder_id), 'place', from_id, at FROM media_moves ORDER BY number;--> statement-breakpoint
INSERT INTO media_changes (account_id, item_id, kind, was, at)
  SELECT account_id, id, 'trash', NULL, trashed_at FROM files WHERE trashed_at IS NOT NULL
  UNION ALL SELECT account_id, id, 'trash', NULL, trashed_at FROM folders WHERE trashed_with = id;--> statement-breakpoint

-- Keeps what files, folders and collections were until a moment. What was deleted along with a folder is told by that folder.
CREATE FUNCTION note_file_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO media_changes (account_id, item_id, kind, was, at)
    SELECT n.account_id, n.id, c.kind, c.was, date_trunc('milliseconds', clock_timestamp())
    FROM new_rows n JOIN old_rows o ON o.account_id = n.account_id AND o.id = n.id,
      LATERAL (VALUES
        ('place', o.folder_id, n.folder_id),
        ('owner', o.owner_id, n.owner_id),
        ('trash', CASE WHEN o.trashed_at IS NOT NULL THEN 'trash' END, CASE WHEN n.trashed_at IS NOT NULL THEN 'trash' END)
      ) AS c (kind, was, becomes)
    WHERE c.was IS DISTINCT FROM c.becomes;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER files_changed AFTER UPDATE ON files REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION note_file_changes();--> statement-breakpoint
CREATE FUNCTION note_folder_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO media_changes (account_id, item_id, kind, was, at)
    SELECT n.account_id, n.id, c.kind, c.was, date_trunc('milliseconds', clock_timestamp())
    FROM new_rows n JOIN old_rows o ON o.account_id = n.account_id AND o.id = n.id,
      LATERAL (VALUES
        ('place', o.parent_id, n.parent_id),
        ('owner', o.owner_id, n.owner_id),
        ('trash', CASE WHEN o.trashed_with = o.id THEN 'trash' END, CASE WHEN n.trashed_with = n.id THEN 'trash' END)
      ) AS c (kind, was, becomes)
    WHERE c.was IS DISTINCT FROM c.becomes;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER folders_changed AFTER UPDATE ON folders REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION note_folder_changes();--> statement-breakpoint
CREATE FUNCTION note_collection_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO media_changes (account_id, item_id, kind, was, at)
    VALUES (OLD.account_id, OLD.id, 'owner', OLD.owner_id, date_trunc('milliseconds', clock_timestamp()));
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER collections_changed AFTER UPDATE OF owner_id ON collections FOR EACH ROW
  WHEN (OLD.owner_id IS DISTINCT FROM NEW.owner_id) EXECUTE FUNCTION note_collection_changes();
