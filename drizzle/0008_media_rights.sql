-- Files and folders have no row-level security, because a text-search index cannot be used under it: every statement names the account.
GRANT USAGE ON SEQUENCE folder_numbers TO aperture_app, aperture_system;--> statement-breakpoint
-- What is purged is gone: of a purged file its row alone is left, without name and content.
GRANT DELETE ON file_versions, blobs, uploads, passcode_attempts TO aperture_app, aperture_system;--> statement-breakpoint
GRANT DELETE ON share_link_events, file_openings TO aperture_system;--> statement-breakpoint

-- Keeps folders.file_count: the files directly in a folder that are not in the trash.
CREATE FUNCTION count_files_of_folders() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    UPDATE folders d SET file_count = d.file_count + c.files FROM (
      SELECT account_id, folder_id, count(*) AS files FROM new_files
      WHERE trashed_at IS NULL AND folder_id IS NOT NULL GROUP BY account_id, folder_id) c
    WHERE d.account_id = c.account_id AND d.id = c.folder_id;
  ELSE
    UPDATE folders d SET file_count = d.file_count + c.files FROM (
      SELECT account_id, folder_id, sum(files) AS files FROM (
        SELECT account_id, folder_id, 1 AS files FROM new_files WHERE trashed_at IS NULL
        UNION ALL SELECT account_id, folder_id, -1 FROM old_files WHERE trashed_at IS NULL) changed
      WHERE folder_id IS NOT NULL GROUP BY account_id, folder_id HAVING sum(files) <> 0) c
    WHERE d.account_id = c.account_id AND d.id = c.folder_id;
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER files_counted_in AFTER INSERT ON files REFERENCING NEW TABLE AS new_files
  FOR EACH STATEMENT EXECUTE FUNCTION count_files_of_folders();--> statement-breakpoint
CREATE TRIGGER files_counted_again AFTER UPDATE ON files REFERENCING OLD TABLE AS old_files NEW TABLE AS new_files
  FOR EACH STATEMENT EXECUTE FUNCTION count_files_of_folders();
