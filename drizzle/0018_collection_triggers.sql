-- Keeps the copies that collection_files has of a file's folder and of its being in the trash.
CREATE FUNCTION place_collection_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT f.folder_id, f.trashed_at IS NOT NULL INTO NEW.folder_id, NEW.in_trash
    FROM files f WHERE f.account_id = NEW.account_id AND f.id = NEW.file_id
    FOR SHARE; -- a move at the same moment waits, and then finds this row
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER collection_files_placed BEFORE INSERT ON collection_files FOR EACH ROW EXECUTE FUNCTION place_collection_file();--> statement-breakpoint
CREATE FUNCTION place_collection_files() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE collection_files m SET folder_id = n.folder_id, in_trash = n.trashed_at IS NOT NULL
    FROM new_files n JOIN old_files o ON o.account_id = n.account_id AND o.id = n.id
    WHERE m.account_id = n.account_id AND m.file_id = n.id
      AND (n.folder_id IS DISTINCT FROM o.folder_id OR (n.trashed_at IS NULL) <> (o.trashed_at IS NULL));
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER files_placed_again AFTER UPDATE ON files REFERENCING OLD TABLE AS old_files NEW TABLE AS new_files
  FOR EACH STATEMENT EXECUTE FUNCTION place_collection_files();--> statement-breakpoint
UPDATE collection_files m SET folder_id = f.folder_id, in_trash = f.trashed_at IS NOT NULL
  FROM files f WHERE f.account_id = m.account_id AND f.id = m.file_id;
